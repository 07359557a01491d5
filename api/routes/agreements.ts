import { z } from 'zod';
import { civilDateOf } from '#core/calendar/instant.ts';
import type { Lang } from '#core/texts/lang.ts';
import { listAgreements } from '../../infra/db/read/agreements.ts';
import { events, resolvePeople } from '../../infra/db/read/log.ts';
import { type Context, directoryOf, existingState, worldName } from '../context.ts';
import { langOf } from '../language.ts';
import { agreementDocument, agreementSummaryDocument } from '../views/agreementDocument.ts';
import { agreementSummary, agreementView, byDay, peopleIn } from '../views/agreementView.ts';
import { deadlineDocument, deadlineView } from '../views/deadlineView.ts';
import { entryDocument, entryView } from '../views/logView.ts';
import { world } from '../views/pieces.ts';
import { agreementParams, answer, type App, problems, ulid } from './shared.ts';

const LOG_PAGE = 100;
const MOST_LOG_PAGE = 500;

const listQuery = z.strictObject({
  world: z
    .enum(['live', 'rehearsal'])
    .optional()
    .meta({ description: 'one world only; else the live one first, then every rehearsal' }),
  rehearsal: ulid.optional().meta({ description: 'one rehearsal only' }),
});

export const logQuery = z.strictObject({
  after: z.coerce.number().int().min(0).max(2_147_483_647).default(0).meta({ description: 'from the event after this version' }),
  limit: z.coerce.number().int().min(1).max(MOST_LOG_PAGE).default(LOG_PAGE).meta({ description: 'how many at most' }),
});

const tags = ['agreements'];

const listSchema = {
  tags,
  summary: 'Agreements, live ones first, then those of rehearsals, newest first',
  querystring: listQuery,
  response: { 200: answer('the agreements', z.object({ agreements: z.array(agreementSummaryDocument) })), ...problems(400) },
};

const agreementSchema = {
  tags,
  summary: 'An agreement: phases, parties, money, deadlines, and what is next',
  params: agreementParams,
  response: { 200: answer('the agreement', agreementDocument), ...problems(404) },
};

export const logDocument = z.object({
  ...world,
  chain: z.string(),
  events: z.array(entryDocument),
  next: z.int().nullable().meta({ description: '`after` of the next page; null on the last' }),
});

const logSchema = {
  tags,
  summary: 'What happened, event by event, with names and texts',
  params: agreementParams,
  querystring: logQuery,
  response: { 200: answer('a page of the log', logDocument), ...problems(400, 404) },
};

const deadlinesSchema = {
  tags,
  summary: "An agreement's deadlines by their day, each with its reminders explained",
  params: agreementParams,
  response: {
    200: answer('the deadlines', z.object({ ...world, chain: z.string(), deadlines: z.array(deadlineDocument) })),
    ...problems(404),
  },
};

export function agreementRoutes(app: App, context: Context): void {
  app.get('/agreements', { schema: listSchema }, (request) => listed(context, request.query, langOf(request)));
  app.get('/agreements/:id', { schema: agreementSchema }, (request) => shown(context, request.params.id, langOf(request)));
  app.get('/agreements/:id/log', { schema: logSchema }, (request) =>
    logged(context, request.params.id, request.query, langOf(request)),
  );
  app.get('/agreements/:id/deadlines', { schema: deadlinesSchema }, (request) =>
    owed(context, request.params.id, langOf(request)),
  );
}

async function listed(context: Context, { world: only, rehearsal }: z.output<typeof listQuery>, lang: Lang) {
  const live = only === 'rehearsal' || rehearsal !== undefined ? [] : await listAgreements(context);
  const which = rehearsal === undefined ? ('all' as const) : { id: rehearsal };
  const rehearsed = only === 'live' ? [] : await listAgreements(context, { rehearsals: which });
  return { agreements: [...live, ...rehearsed].map((summary) => agreementSummary(summary, lang)) };
}

async function shown(context: Context, id: string, lang: Lang) {
  const { summary, state } = await existingState(context, id);
  const { db, scope } = directoryOf(context, summary.rehearsal);
  return agreementView(summary, state, await resolvePeople(db, scope, peopleIn(state)), lang);
}

async function logged(context: Context, id: string, { after, limit }: z.output<typeof logQuery>, lang: Lang) {
  const { summary, state } = await existingState(context, id);
  const { rehearsal, chain } = summary;
  const page = await events(context, chain, { after, limit: limit + 1 });
  const entries = page.events.slice(0, limit);
  return {
    world: worldName(rehearsal),
    rehearsal,
    chain,
    events: entries.map((event) => entryView(event, page, { kind: 'agreement', definition: state.definition }, lang)),
    next: page.events.length > limit ? (entries.at(-1)?.version ?? null) : null,
  };
}

async function owed(context: Context, id: string, lang: Lang) {
  const { summary, state } = await existingState(context, id);
  const { rehearsal, chain } = summary;
  const { db, scope } = directoryOf(context, rehearsal);
  const people = await resolvePeople(db, scope, peopleIn(state));
  const today = rehearsal === null ? civilDateOf(context.now()) : null;
  const deadlines = byDay(state).map((deadline) => deadlineView(deadline, { kind: 'agreement', state }, people, today, lang));
  return { world: worldName(rehearsal), rehearsal, chain, deadlines };
}
