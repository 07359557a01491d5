import { z } from 'zod';
import { askReady, describeQuestion, readyQuestions } from '../../../audit/questions/ready.ts';
import { forgetQuestion, type Question, QUESTION_NAME, savedQuestions, saveQuestion } from '../../../audit/questions/saved.ts';
import { eventList } from '../../../audit/search/list.ts';
import type { Filters } from '../../../audit/search/filters.ts';
import type { Lang } from '#core/texts/lang.ts';
import type { Context } from '../../context.ts';
import { langOf } from '../../language.ts';
import { notFound, ownProblem, Refuse } from '../../problem.ts';
import { instant } from '../../views/pieces.ts';
import { answer, type App, problems } from '../shared.ts';
import { actAs, auditorOf, format, inRehearsal, listAnswer, sendList, within } from './asking.ts';
import { foundDocument, paging, searched } from './searching.ts';
import { questionBody } from './views.ts';

const tags = ['audit'];
const named = z.object({
  name: z
    .string()
    .regex(QUESTION_NAME)
    .meta({ description: 'what the question is called', examples: ['recordedLate'] }),
});

const readyDocument = z.object({
  name: z.string(),
  title: z.string(),
  about: z.string(),
  number: z.object({ means: z.string(), otherwise: z.number() }).nullable(),
});
const ownDocument = z.object({
  name: z.string(),
  question: z.looseObject({ kind: z.enum(['search', 'ready']) }),
  savedAt: instant,
});

const listSchema = {
  tags,
  summary: "Questions that come along, and the auditor's own",
  headers: actAs,
  querystring: z.strictObject(inRehearsal),
  response: {
    200: answer('the questions', z.object({ ready: z.array(readyDocument), own: z.array(ownDocument) })),
    ...problems(400, 403),
  },
};

const rowsDocument = z.object({
  question: z.string(),
  title: z.string(),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});

const runSchema = {
  tags,
  summary: 'Ask a question',
  headers: actAs,
  params: named,
  querystring: z.strictObject({
    ...inRehearsal,
    ...paging,
    ...format,
    number: z.coerce
      .number<string>()
      .int()
      .min(1)
      .optional()
      .meta({ description: 'for a question that takes one, such as days' }),
  }),
  response: { 200: listAnswer('what answers it', z.union([rowsDocument, foundDocument])), ...problems(400, 403, 404, 409) },
};

const saveSchema = {
  tags,
  summary: "Keep a question of the auditor's own; one of the same name is replaced",
  headers: actAs,
  params: named,
  querystring: z.strictObject(inRehearsal),
  body: questionBody,
  response: { 200: answer('kept', ownDocument), ...problems(400, 403, 404, 409, 413, 415) },
};

const forgetSchema = {
  tags,
  summary: "Remove a question of the auditor's own",
  headers: actAs,
  params: named,
  querystring: z.strictObject(inRehearsal),
  response: { 200: answer('removed', z.object({ forgotten: z.string() })), ...problems(400, 403, 404) },
};

/** What is asked again and again. */
export function questionRoutes(app: App, context: Context): void {
  const { live } = context;
  app.get('/audit/questions', { schema: listSchema }, (request) =>
    questionsOf(context, request.headers['x-act-as'], request.query.rehearsal, langOf(request)),
  );
  app.get('/audit/questions/:name', { schema: runSchema }, async (request, reply) => {
    const { rehearsal, page, size, number = null, format: as } = request.query;
    const { name } = request.params;
    const lang = langOf(request);
    const auditor = await auditorOf(context, request.headers['x-act-as'], rehearsal);
    const own = (await savedQuestions(live, auditor.person)).find((one) => one.name === name)?.question;
    const question = own ?? { kind: 'ready' as const, question: known(name), number: null };
    if (question.kind === 'search') {
      const found = await searched(auditor, question.filters, { page, size, whole: as !== 'json' }, lang);
      return as === 'json' ? found : sendList(reply, eventList(name, found.events, lang), as);
    }
    const { db, scope, cover, today } = auditor;
    const list = await within(() => askReady(question.question, number ?? question.number, { db, scope, cover, today, lang }));
    if (as !== 'json') return sendList(reply, list, as);
    return { question: question.question, title: list.title, rows: list.rows.map((row) => ({ ...row })) };
  });
  app.put('/audit/questions/:name', { schema: saveSchema }, async ({ params: { name }, query, headers, body }) => {
    const { person, now } = await auditorOf(context, headers['x-act-as'], query.rehearsal);
    if (readyQuestions.includes(name)) throw new Refuse((lang) => ownProblem(409, 'takenQuestion', lang, { params: { name } }));
    if (body.kind === 'ready') known(body.question);
    const question: Question = body.kind === 'ready' ? body : { kind: 'search', filters: withoutNothing(body.filters) };
    await saveQuestion(live, person, { name, question, savedAt: now });
    return { name, question: { ...question }, savedAt: now };
  });
  app.delete('/audit/questions/:name', { schema: forgetSchema }, async ({ params: { name }, query, headers }) => {
    const { person } = await auditorOf(context, headers['x-act-as'], query.rehearsal);
    if (!(await forgetQuestion(live, person, name))) throw unknown(name);
    return { forgotten: name };
  });
}

async function questionsOf(context: Context, given: string, rehearsal: string | undefined, lang: Lang) {
  const { person } = await auditorOf(context, given, rehearsal);
  const own = (await savedQuestions(context.live, person)).map((one) => ({ ...one, question: { ...one.question } }));
  return { ready: readyQuestions.flatMap((name) => describeQuestion(name, lang) ?? []), own };
}

const withoutNothing = (filters: object): Filters =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)) as Filters;

/** @throws Refuse 404 for a question that does not come along. */
function known(name: string): string {
  if (!readyQuestions.includes(name)) throw unknown(name);
  return name;
}

const unknown = (name: string): Refuse => notFound('unknownQuestion', { name, known: readyQuestions.join(', ') });
