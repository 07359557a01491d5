import { asItStands } from '#core/agreement/asItStands.ts';
import { z } from 'zod';
import { phases } from '#core/agreement/phases.ts';
import { civilDateOf, type Instant, instantAt } from '#core/calendar/instant.ts';
import type { Lang } from '#core/texts/lang.ts';
import { explainRefusal } from '#core/texts/refusalText.ts';
import { describeConsequence, explainSupposition } from '#core/texts/whatIf.ts';
import { dayOf, whatIf } from '#core/whatIf/compare.ts';
import { parseSupposition, type Unreadable } from '#core/whatIf/parse.ts';
import { lateable } from '#core/whatIf/suppose.ts';
import { rehearsals } from '../../infra/db/read/rehearsals.ts';
import { type Context, existingState, worldName } from '../context.ts';
import { badInput } from '../input.ts';
import { langOf } from '../language.ts';
import { problemOf, Refuse } from '../problem.ts';
import { day, world } from '../views/pieces.ts';
import { agreementParams, answer, type App, problems } from './shared.ts';

const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => (given === undefined ? [] : [given].flat()));

const query = z.strictObject({
  move: several.meta({ description: 'a deadline with another date, `finalReport=2014-10-01`; may be repeated' }),
  late: several.meta({
    description: `a phase that ends late, \`negotiation=21d\`; one of ${lateable.join(', ')}; may be repeated`,
  }),
});

const consequence = z.looseObject({
  on: day.meta({ description: 'the day it is first felt' }),
  kind: z.enum([
    'phaseBegins',
    'validFrom',
    'dueOn',
    'overdue',
    'dueBeforeValidity',
    'reminderAdded',
    'reminderGone',
    'reminderMoved',
    'tooLateForNextYear',
  ]),
  text: z.string(),
});

const whatIfDocument = z.object({
  ...world,
  chain: z.string(),
  asOf: day,
  consequences: z.array(consequence),
  obstacles: z
    .array(z.object({ phase: z.enum(phases), code: z.string(), text: z.string() }))
    .meta({ description: 'what the rules would refuse as things stand, assumed to be put right in time' }),
});

const whatIfSchema = {
  tags: ['agreements'],
  summary: 'What would follow, on a copy: nothing changes',
  description:
    'Two copies of the state live on, one as it stands and one as supposed, with everybody doing their part on the last day; what differs is listed by its day.',
  params: agreementParams,
  querystring: query,
  response: { 200: answer('the consequences', whatIfDocument), ...problems(400, 404, 409) },
};

export function whatIfRoutes(app: App, context: Context): void {
  app.get('/agreements/:id/what-if', { schema: whatIfSchema }, (request) =>
    supposed(context, request.params.id, request.query, langOf(request)),
  );
}

async function supposed(context: Context, id: string, { move, late }: z.output<typeof query>, lang: Lang) {
  const parsed = parseSupposition(move, late);
  if (!parsed.ok) throw badInput([mistakeOf(parsed.refusal)]);
  const { summary, state } = await existingState(context, id);
  const now = await nowOf(context, summary.rehearsal);
  const answered = whatIf(state, parsed.value, now);
  if (!answered.ok) {
    const { refusal } = answered;
    throw new Refuse((own) =>
      problemOf(409, refusal.code, explainSupposition(refusal, own, asItStands(state)), { params: { ...refusal } }),
    );
  }
  const definition = asItStands(state);
  return {
    world: worldName(summary.rehearsal),
    rehearsal: summary.rehearsal,
    chain: summary.chain,
    asOf: civilDateOf(now),
    consequences: answered.value.consequences.map((one) => ({
      on: dayOf(one),
      ...one,
      text: describeConsequence(one, definition, lang),
    })),
    obstacles: answered.value.obstacles.map(({ phase, refusal }) => ({
      phase,
      code: refusal.code,
      text: explainRefusal(refusal, lang, definition),
    })),
  };
}

/** A rehearsal that has ended stands at its last day. */
async function nowOf(context: Context, rehearsal: string | null): Promise<Instant> {
  const now = context.now();
  const all = rehearsal === null ? [] : await rehearsals(context.rehearsal, now);
  const endedOn = all.find(({ id }) => id === rehearsal)?.virtualTo ?? null;
  return endedOn === null ? now : instantAt(endedOn, 12);
}

function mistakeOf({ field, given }: Unreadable) {
  const at = { in: 'query', path: field } as const;
  if (given === null) return { ...at, message: 'nothing is supposed', remedy: 'give move=DEADLINE=DATE or late=PHASE=21d' };
  return field === 'move'
    ? { ...at, message: `${given} is not DEADLINE=DATE`, remedy: 'write it as finalReport=2014-10-01' }
    : { ...at, message: `${given} is not PHASE=DAYS`, remedy: `write it as negotiation=21d; phases: ${lateable.join(', ')}` };
}
