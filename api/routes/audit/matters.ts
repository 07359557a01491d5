import { z } from 'zod';
import { text } from '#contracts/schemas.ts';
import { asOf, readings } from '../../../audit/asOf/asOf.ts';
import { difference } from '../../../audit/asOf/difference.ts';
import { type Moment, momentOf } from '../../../audit/asOf/moment.ts';
import { outlineOf } from '../../../audit/asOf/outline.ts';
import { coversDay } from '../../../audit/mandates/cover.ts';
import { isRecorded, notesFor, shareNote, Unacceptable, writeNote } from '../../../audit/notes/notes.ts';
import { eventList } from '../../../audit/search/list.ts';
import type { Context } from '../../context.ts';
import { langOf } from '../../language.ts';
import { notFound, ownProblem, Refuse } from '../../problem.ts';
import { answer, type App, problems, receiptDocument } from '../shared.ts';
import { actAs, type Auditor, auditorIn, auditorOf, format, inRehearsal, listAnswer, sendList, uncovered } from './asking.ts';
import { foundDocument, paging, searched } from './searching.ts';
import { filterShape, filtersOf, noteDocument } from './views.ts';

const tags = ['audit'];

export const matterParams = z.object({
  id: z.string().meta({
    description: 'a full id, or a short one, which means the live matter, else that of the newest rehearsal',
    examples: ['agreement:evidensbaserad-praktik:2012'],
  }),
});

const moment = (description: string) => z.string().meta({ description, examples: ['2012-03-01'] });
const by = z
  .enum(readings)
  .default('recorded')
  .meta({ description: 'what had been recorded by then, or what had been done by then' });

const logSchema = {
  tags,
  summary: 'What happened in a matter, as far as the mandate reaches',
  headers: actAs,
  params: matterParams,
  querystring: z.strictObject({ ...filterShape, ...paging, ...format }),
  response: { 200: listAnswer('a page of its events, or all of them as a file', foundDocument), ...problems(400, 403, 404, 409) },
};

const headDocument = z.object({ version: z.int(), hash: z.string(), recordedAt: z.string() }).nullable();

const asOfSchema = {
  tags,
  summary: 'A matter as it was, from its chain alone',
  headers: actAs,
  params: matterParams,
  querystring: z.strictObject({ on: moment('a day, to its end, or a time on it by the clock in Sweden'), by }),
  response: {
    200: answer(
      'how it stood',
      z.object({
        chain: z.string(),
        by: z.enum(readings),
        head: headDocument.meta({ description: 'how far the chain went then' }),
        newest: headDocument,
        outline: z.looseObject({}).nullable(),
        versions: z.array(z.int()).meta({ description: 'the events that it stands on' }),
        notYetKnown: z.array(z.int()).meta({ description: 'done by then, and recorded only afterwards' }),
      }),
    ),
    ...problems(400, 403, 404),
  },
};

const diffSchema = {
  tags,
  summary: 'What happened to a matter between two moments, from its chain alone',
  headers: actAs,
  params: matterParams,
  querystring: z.strictObject({ from: moment('after this moment'), to: moment('until this moment'), by }),
  response: {
    200: answer(
      'the changes',
      z.object({ chain: z.string(), by: z.enum(readings), versions: z.array(z.int()), changes: z.array(z.looseObject({})) }),
    ),
    ...problems(400, 403, 404),
  },
};

const notesSchema = {
  tags,
  summary: "The auditor's own notes, and those that others have shared",
  headers: actAs,
  querystring: z.strictObject(inRehearsal),
  response: { 200: answer('the notes', z.object({ notes: z.array(noteDocument) })), ...problems(400, 403) },
};

const kept = z.object({ note: z.int(), receipt: receiptDocument });

const noteSchema = {
  tags,
  summary: "Write a note of the auditor's own on a matter, or on an event of it",
  headers: actAs,
  params: matterParams,
  body: z.strictObject({
    text,
    about: z.int().min(1).nullable().default(null).meta({ description: 'the event that it is about' }),
  }),
  response: { 201: answer('kept', kept), ...problems(400, 403, 404, 413, 415) },
};

const shareSchema = {
  tags,
  summary: 'Share a note with those who may read the matter',
  headers: actAs,
  params: matterParams.extend({ note: z.coerce.number<string>().int().min(1) }),
  body: z.strictObject({}),
  response: { 201: answer('shared', kept), ...problems(400, 403, 404, 413, 415) },
};

/** One matter, as an auditor reads it and notes on it. */
export function matterRoutes(app: App, context: Context, codeVersion: string): void {
  app.get('/audit/processes/:id/log', { schema: logSchema }, async (request, reply) => {
    const { page, size, format: as, ...query } = request.query;
    const { auditor, process } = await auditorIn(context, request.headers['x-act-as'], request.params.id);
    const lang = langOf(request);
    const filters = { ...filtersOf(query), process: process.chain };
    const found = await searched(auditor, filters, { page, size, whole: as !== 'json' }, lang);
    return as === 'json' ? found : sendList(reply, eventList('log', found.events, lang), as);
  });
  app.get('/audit/processes/:id/as-of', { schema: asOfSchema }, async ({ params, query, headers }) => {
    const on = momentIn('on', query.on);
    const { auditor, process } = await auditorIn(context, headers['x-act-as'], params.id);
    requireDays(auditor, process, on);
    const then = await asOf(context, process.chain, on, { by: query.by });
    const outline = outlineOf(then);
    const { chain, head, newest } = then;
    return {
      chain,
      by: query.by,
      head,
      newest,
      outline: outline === null ? null : { ...outline },
      versions: then.events.map(({ version }) => version),
      notYetKnown: then.notYetKnown.map(({ version }) => version),
    };
  });
  app.get('/audit/processes/:id/diff', { schema: diffSchema }, async ({ params, query, headers }) => {
    const moments = [momentIn('from', query.from), momentIn('to', query.to)] as const;
    const { from, to } = query;
    if (moments[0].before >= moments[1].before)
      throw new Refuse((lang) => ownProblem(400, 'daysReversed', lang, { params: { from, to } }));
    const { auditor, process } = await auditorIn(context, headers['x-act-as'], params.id);
    requireDays(auditor, process, ...moments);
    const { events, changes } = await difference(context, process.chain, moments, { by: query.by });
    return {
      chain: process.chain,
      by: query.by,
      versions: events.map(({ version }) => version),
      changes: changes.map((one) => ({ ...one })),
    };
  });
  noteRoutes(app, context, codeVersion);
}

function noteRoutes(app: App, context: Context, codeVersion: string): void {
  app.get('/audit/notes', { schema: notesSchema }, async ({ query, headers }) => {
    const { db, scope, cover, person } = await auditorOf(context, headers['x-act-as'], query.rehearsal);
    return { notes: await notesFor(db, scope, cover, person) };
  });
  app.post('/audit/processes/:id/notes', { schema: noteSchema }, async ({ params, headers, body }, reply) => {
    const { auditor, process } = await auditorIn(context, headers['x-act-as'], params.id);
    const { db, person, now } = auditor;
    const { about } = body;
    if (about !== null && !(await isRecorded(db, process.chain, about)))
      throw notFound('unknownEvent', { process: process.shortId, event: about });
    const { chain, version, hash } = await acceptable(() =>
      writeNote(db, { chain: process.chain, about, text: body.text }, person, { now, codeVersion }),
    );
    return reply.code(201).send({ note: version, receipt: { chain, version, hash } });
  });
  app.post('/audit/processes/:id/notes/:note/share', { schema: shareSchema }, async ({ params, headers }, reply) => {
    const { auditor, process } = await auditorIn(context, headers['x-act-as'], params.id);
    const { db, person, now } = auditor;
    const event = await shareNote(db, process.chain, params.note, person, { now, codeVersion });
    if (event === null) throw notFound('unknownNote', { person, note: params.note, process: process.shortId });
    const { chain, version, hash } = event;
    return reply.code(201).send({ note: params.note, receipt: { chain, version, hash } });
  });
}

async function acceptable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Unacceptable)) throw error;
    const why = error.message;
    throw new Refuse((lang) => ownProblem(400, 'unacceptableText', lang, { params: { why } }));
  }
}

/** @throws Refuse 400 for what is neither a day nor a time. */
function momentIn(field: string, given: string): Moment {
  const found = momentOf(given);
  if (found !== null) return found;
  throw new Refuse((lang) => ownProblem(400, 'notADay', lang, { params: { field, given } }));
}

/** How a matter stood is the whole of it: the mandate must reach the days, and not only one organisation's part. */
function requireDays(
  auditor: Auditor,
  { chain, shortId }: { chain: string; shortId: string },
  ...moments: readonly Moment[]
): void {
  const days = moments.map(({ day }) => day);
  if (coversDay(auditor.cover, chain, ...days)) return;
  const day = days.find((one) => !coversDay(auditor.cover, chain, one)) ?? days.join(' – ');
  throw uncovered(auditor, 'dayNotCovered', { process: shortId, day });
}
