import { z } from 'zod';
import { civilDateOf } from '#core/calendar/instant.ts';
import type { StoredEventOf } from '#core/act/event.ts';
import type { Kind } from '#core/act/model.ts';
import { type AnyBody, modelOf, type ProcessState } from '#core/models.ts';
import type { ReferralEvent } from '#core/referral/events.ts';
import { asSeen, isSeenDeadline, type Sees, seesNone, seesOf } from '#core/referral/seen.ts';
import type { Lang } from '#core/texts/lang.ts';
import { events, resolvePeople } from '../../infra/db/read/log.ts';
import { type ProcessSummary, processState } from '../../infra/db/read/processes.ts';
import { type Context, directoryOf, existingOf, worldName } from '../context.ts';
import { langOf } from '../language.ts';
import { deadlineDocument, deadlineView } from '../views/deadlineView.ts';
import { entryView } from '../views/logView.ts';
import { world } from '../views/pieces.ts';
import { logDocument, logQuery } from './agreements.ts';
import { reading } from './referrals.ts';
import { answer, type App, collections, paramsOf, problems } from './shared.ts';

/** Of a referral one asks as somebody: other bodies' own stages are not shown. */
export const queryOf = <S extends z.ZodRawShape>(kind: Kind, query: z.ZodObject<S>) =>
  kind === 'referral' ? query.extend(reading) : query;

const logSchema = (kind: Kind) => ({
  tags: [collections[kind]],
  summary: 'What happened, event by event, with names and texts',
  params: paramsOf[kind],
  querystring: queryOf(kind, logQuery),
  response: { 200: answer('a page of the log', logDocument), ...problems(400, 404) },
});

const deadlinesSchema = (kind: Kind) => ({
  querystring: queryOf(kind, z.strictObject({})),
  tags: [collections[kind]],
  summary: `A ${kind}'s deadlines by their day, each with its reminders explained`,
  params: paramsOf[kind],
  response: {
    200: answer('the deadlines', z.object({ ...world, chain: z.string(), deadlines: z.array(deadlineDocument) })),
    ...problems(404),
  },
});

/** What frameworks and referrals are read by as agreements are. */
export function processRoutes(app: App, context: Context): void {
  for (const kind of ['framework', 'referral'] as const) {
    const at = `/${collections[kind]}/:id`;
    app.get(`${at}/log`, { schema: logSchema(kind) }, async (request) =>
      logged(context, await existing(context, kind, request.params.id), request.query, langOf(request)),
    );
    app.get(`${at}/deadlines`, { schema: deadlinesSchema(kind) }, async (request) =>
      owed(context, await existing(context, kind, request.params.id), asOf(request.query), langOf(request)),
    );
  }
}

export const asOf = (query: object): string | null => ('as' in query && typeof query.as === 'string' ? query.as : null);

/** What whoever looks sees of a referral, else its coordinator; null of any other kind of process, where nothing is hidden. */
export function seesIn({ kind, state }: ProcessState, as: string | null): Sees | null {
  if (kind !== 'referral') return null;
  return seesOf(state.definition, as ?? state.definition.coordinator) ?? seesNone;
}

interface Found {
  summary: ProcessSummary;
  process: ProcessState;
}

export async function existing(context: Context, kind: Kind, id: string): Promise<Found> {
  const summary = await existingOf(context, kind, id);
  const process = await processState(context, summary.chain);
  if (process === null) throw new Error(`${summary.chain} is listed and has no state`);
  return { summary, process };
}

async function logged(
  context: Context,
  { summary: { rehearsal, chain }, process: { kind, state } }: Found,
  { after, limit, ...query }: z.output<typeof logQuery>,
  lang: Lang,
) {
  const sees = seesIn({ kind, state } as ProcessState, asOf(query));
  const seen =
    sees === null
      ? {}
      : { seen: (event: StoredEventOf<AnyBody>) => asSeen(event as ReferralEvent, sees) as StoredEventOf<AnyBody> };
  const page = await events<AnyBody>(context, chain, { after, limit: limit + 1, ...seen });
  const entries = page.events.slice(0, limit);
  return {
    world: worldName(rehearsal),
    rehearsal,
    chain,
    events: entries.map((event) => entryView(event, page, { kind, definition: state.definition }, lang)),
    next: page.events.length > limit ? (entries.at(-1)?.version ?? null) : null,
  };
}

async function owed(context: Context, { summary: { rehearsal, chain }, process }: Found, as: string | null, lang: Lang) {
  const { db, scope } = directoryOf(context, rehearsal);
  const sees = seesIn(process, as);
  const deadlines = modelOf(process.kind)
    .deadlines(process.state)
    .filter((deadline) => sees === null || isSeenDeadline(deadline, sees))
    .toSorted((a, b) => (a.dueOn + a.id < b.dueOn + b.id ? -1 : 1));
  const people = await resolvePeople(
    db,
    scope,
    deadlines.flatMap(({ handler }) => handler ?? []),
  );
  const today = rehearsal === null ? civilDateOf(context.now()) : null;
  return {
    world: worldName(rehearsal),
    rehearsal,
    chain,
    deadlines: deadlines.map((deadline) => deadlineView(deadline, process, people, today, lang)),
  };
}
