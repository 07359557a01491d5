import { asItStands } from '#core/agreement/asItStands.ts';
import { z } from 'zod';
import { id as anId } from '#contracts/schemas.ts';
import { missingKinds, type RecipientsOverview, recipientsOverview } from '#core/agreement/recipients/overview.ts';
import type { Lang } from '#core/texts/lang.ts';
import { type Names, namesOf } from '#core/texts/names.ts';
import { type Context, existingState, worldName } from '../context.ts';
import { langOf } from '../language.ts';
import { day, money, moneyOf, titled, world } from '../views/pieces.ts';
import { agreementParams, answer, type App, problems } from './shared.ts';

const query = z.strictObject({
  measure: anId.optional().meta({ description: 'one measure only', examples: ['praktikens-exempel'] }),
  missing: z
    .union([z.literal(''), z.literal('true'), z.literal('false')])
    .transform((given) => given !== 'false')
    .optional()
    .meta({ description: 'only recipients that something is missing of' }),
});

const recipient = z
  .object({
    organisation: titled,
    share: money,
    letter: z.enum(['notAsked', 'waiting', 'given', 'declined', 'silent']),
    letterVersion: z.int().nullable().meta({ description: 'version of the event that holds the letter, in the log' }),
    late: z.boolean().meta({ description: 'whether it answered after its day' }),
    requisitioned: money,
    approved: money,
    paid: money,
    report: z.enum(['none', 'waiting', 'handedIn', 'accepted']),
    accounted: z.boolean(),
    used: money,
    repaid: money,
    left: money,
    missing: z.array(z.object({ what: z.enum(missingKinds), dueOn: day.nullable() })),
  })
  .meta({ id: 'RecipientStanding' });

const counts = z.object(
  Object.fromEntries([...missingKinds, 'recipients', 'complete'].map((kind) => [kind, z.int()])) as Record<
    keyof RecipientsOverview['counts'],
    z.ZodInt
  >,
);

const document = z.object({
  ...world,
  chain: z.string(),
  measures: z.array(
    z.object({
      measure: titled,
      distributedOn: day.nullable(),
      distributed: money,
      counts: counts.meta({ description: 'of how many recipients each thing is missing' }),
      recipients: z.array(recipient),
    }),
  ),
});

const schema = {
  tags: ['agreements'],
  summary: "Who is missing what: each recipient of measures' money, from the letter of intent to the repayment",
  params: agreementParams,
  querystring: query,
  response: { 200: answer('the recipients', document), ...problems(400, 404) },
};

export function recipientsRoutes(app: App, context: Context): void {
  app.get('/agreements/:id/recipients', { schema }, (request) =>
    listed(context, request.params.id, request.query, langOf(request)),
  );
}

async function listed(context: Context, id: string, { measure: only, missing }: z.output<typeof query>, lang: Lang) {
  const { summary, state } = await existingState(context, id);
  const { rehearsal, chain } = summary;
  const names = namesOf(asItStands(state));
  const measures = (state.definition.terms?.recipients?.measures ?? [])
    .filter(({ measure }) => only === undefined || measure === only)
    .map(({ measure }) => measureBody(recipientsOverview(state, measure), names, lang, missing === true));
  return { world: worldName(rehearsal), rehearsal, chain, measures };
}

function measureBody(
  { measure, distributedOn, distributedOre, ...overview }: RecipientsOverview,
  names: Names,
  lang: Lang,
  onlyMissing: boolean,
) {
  const shown = (ore: number) => moneyOf(ore, lang);
  const rows = overview.recipients.filter(({ missing }) => !onlyMissing || missing.length > 0);
  return {
    measure: { id: measure, title: names.measure(measure) },
    distributedOn,
    distributed: shown(distributedOre),
    counts: overview.counts,
    recipients: rows.map(
      ({ organisation, shareOre, requisitionedOre, approvedOre, paidOre, usedOre, repaidOre, leftOre, ...rest }) => ({
        ...rest,
        organisation: { id: organisation, title: names.organisation(organisation) },
        share: shown(shareOre),
        requisitioned: shown(requisitionedOre),
        approved: shown(approvedOre),
        paid: shown(paidOre),
        used: shown(usedOre),
        repaid: shown(repaidOre),
        left: shown(leftOre),
      }),
    ),
  };
}
