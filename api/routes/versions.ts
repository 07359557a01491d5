import { z } from 'zod';
import type { State } from '#core/agreement/state.ts';
import type { Lang } from '#core/texts/lang.ts';
import { differenceText } from '#core/texts/differenceText.ts';
import { difference } from '#core/agreement/negotiation/difference.ts';
import { namedHash, textOf } from '#core/agreement/negotiation/versions.ts';
import { type VersionView, versionViews } from '#core/agreement/negotiation/view.ts';
import { type Context, existingState, worldName } from '../context.ts';
import { langOf } from '../language.ts';
import { notFound } from '../problem.ts';
import { day, world } from '../views/pieces.ts';
import { agreementParams, answer, type App, problems } from './shared.ts';

const versionDocument = z
  .object({
    number: z.int(),
    hash: z.string(),
    party: z.string().nullable().meta({ description: 'who tabled it; null of the text as opened' }),
    on: day,
    base: z.string().nullable().meta({ description: 'the version that it is written on' }),
    amendment: z.int().nullable().meta({ description: 'the amendment that it is a text of' }),
    documents: z.array(z.string()),
    accepted: z.array(z.string()).meta({ description: 'parties whose acceptance is of it' }),
    declined: z.array(z.string()),
    isText: z.boolean().meta({ description: 'whether it is the text of the agreement now' }),
  })
  .meta({ id: 'Version' });

const versionsSchema = {
  tags: ['agreements'],
  summary: "An agreement's versions: what was tabled, by whom, when, and how it was answered",
  params: agreementParams,
  response: {
    200: answer('the versions', z.object({ ...world, chain: z.string(), versions: z.array(versionDocument) })),
    ...problems(404),
  },
};

const differenceSchema = {
  tags: ['agreements'],
  summary: 'In what one version differs from another, in words',
  params: agreementParams,
  querystring: z.strictObject({
    from: z.string().meta({ description: 'a version by number or hash', examples: ['v1'] }),
    to: z.string().meta({ description: 'a version by number or hash', examples: ['v2'] }),
  }),
  response: {
    200: answer(
      'the differences',
      z.object({
        ...world,
        chain: z.string(),
        from: z.string(),
        to: z.string(),
        differences: z.array(z.looseObject({ kind: z.string(), text: z.string() })),
      }),
    ),
    ...problems(400, 404),
  },
};

/** What was tabled and agreed on: sent, and so readable to all who read the agreement. */
export function versionRoutes(app: App, context: Context): void {
  app.get('/agreements/:id/versions', { schema: versionsSchema }, async ({ params }) => {
    const { summary, state } = await existingState(context, params.id);
    const { rehearsal, chain } = summary;
    const versions: VersionView[] = versionViews(state);
    return { world: worldName(rehearsal), rehearsal, chain, versions };
  });
  app.get('/agreements/:id/difference', { schema: differenceSchema }, (request) =>
    compared(context, request.params.id, request.query, langOf(request)),
  );
}

async function compared(context: Context, id: string, { from, to }: { from: string; to: string }, lang: Lang) {
  const { summary, state } = await existingState(context, id);
  const { rehearsal, chain } = summary;
  const differences = differencesOf(state, from, to, lang);
  return {
    world: worldName(rehearsal),
    rehearsal,
    chain,
    from: namedHash(state, from),
    to: namedHash(state, to),
    differences,
  };
}

function differencesOf(state: State, from: string, to: string, lang: Lang) {
  const known = versionViews(state).map(({ number }) => `v${number}`);
  const [before, after] = [from, to].map((version) => {
    const text = textOf(state, namedHash(state, version));
    if (text === null) throw notFound('unknownVersion', { version, known: known.join(', ') });
    return text;
  });
  if (before === undefined || after === undefined) return [];
  return difference(before, after).map((one) => ({ ...one, text: differenceText(one, lang) }));
}
