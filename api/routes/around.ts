import { z } from 'zod';
import { type Kind, kinds } from '#core/act/model.ts';
import type { ProcessState } from '#core/models.ts';
import type { Sees } from '#core/referral/seen.ts';
import type { Lang } from '#core/texts/lang.ts';
import { accessChain, rehearsalOf, systemChain } from '#contracts/ids.ts';
import { aroundEvents } from '../../infra/db/read/around.ts';
import { type Context, worldName } from '../context.ts';
import { langOf } from '../language.ts';
import { aroundEntryView } from '../views/logView.ts';
import { logDocument, logQuery } from './agreements.ts';
import { asOf, existing, queryOf, seesIn } from './processes.ts';
import { answer, type App, collections, paramsOf, problems, ulid } from './shared.ts';

const accessSchema = (kind: Kind) => ({
  tags: [collections[kind]],
  summary: `What happened around a${kind === 'agreement' ? 'n' : ''} ${kind}: refused commands, what became of notices, reads, what was handed out`,
  params: paramsOf[kind],
  querystring: queryOf(kind, logQuery),
  response: { 200: answer('a page of its access log', logDocument), ...problems(400, 404) },
});

const systemSchema = {
  tags: ['registers'],
  summary: "What belongs to no process: the program's own life and its administration",
  querystring: logQuery.extend({ rehearsal: ulid.optional().meta({ description: "a rehearsal's instead of the live world's" }) }),
  response: { 200: answer('a page of the system log', logDocument), ...problems(400) },
};

type Page = z.output<typeof logQuery>;

/** What is recorded beside the processes' own chains. An entry stands here a few seconds after it happened. */
export function aroundRoutes(app: App, context: Context): void {
  for (const kind of kinds) {
    app.get(`/${collections[kind]}/:id/log/access`, { schema: accessSchema(kind) }, async (request) => {
      const { summary, process } = await existing(context, kind, request.params.id);
      const sees = seesIn(process, asOf(request.query));
      return paged(context, accessChain(summary.chain), request.query, langOf(request), { process, sees });
    });
  }
  app.get('/system/log', { schema: systemSchema }, (request) => {
    const { rehearsal, ...page } = request.query;
    return paged(context, systemChain(rehearsal ?? ''), page, langOf(request), null);
  });
}

async function paged(
  context: Context,
  chain: string,
  { after, limit }: Page,
  lang: Lang,
  of: { process: ProcessState; sees: Sees | null } | null,
) {
  const seen = of === null || of.sees === null ? null : { process: of.process, sees: of.sees };
  const page = await aroundEvents(context, chain, { after, limit: limit + 1 }, seen);
  const entries = page.events.slice(0, limit);
  const rehearsal = rehearsalOf(chain);
  return {
    world: worldName(rehearsal),
    rehearsal,
    chain,
    events: entries.map((event) => aroundEntryView(event, page, of?.process ?? null, lang)),
    next: page.events.length > limit ? (entries.at(-1)?.version ?? null) : null,
  };
}
