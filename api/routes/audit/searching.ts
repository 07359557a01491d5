import { z } from 'zod';
import { mandateText } from '#core/texts/around/auditing.ts';
import { eventList } from '../../../audit/search/list.ts';
import { findEvents, MOST_AT_ONCE, TooMany } from '../../../audit/search/find.ts';
import type { Filters } from '../../../audit/search/filters.ts';
import { tell } from '../../../audit/search/tell.ts';
import { sample } from '../../../audit/sample/sample.ts';
import type { Lang } from '#core/texts/lang.ts';
import type { Context } from '../../context.ts';
import { langOf } from '../../language.ts';
import { answer, type App, problems } from '../shared.ts';
import { actAs, type Auditor, auditorOf, format, inRehearsal, listAnswer, sendList, within } from './asking.ts';
import { filterShape, filtersOf, mandateDocument, sampleDocument, sampleShape, toldDocument } from './views.ts';

const tags = ['audit'];

export const paging = {
  page: z.coerce.number<string>().int().min(1).default(1).meta({ description: 'from 1' }),
  size: z.coerce.number<string>().int().min(1).max(1_000).default(50).meta({ description: 'events on a page' }),
};

export const foundDocument = z.object({
  total: z.int().meta({ description: 'of all pages together' }),
  page: z.int(),
  pages: z.int(),
  events: z.array(toldDocument),
});

const mandatesSchema = {
  tags,
  summary: "An auditor's own mandates that hold today",
  headers: actAs,
  querystring: z.strictObject(inRehearsal),
  response: { 200: answer('the mandates', z.object({ mandates: z.array(mandateDocument) })), ...problems(400, 403) },
};

const searchSchema = {
  tags,
  summary: 'Search what is recorded, across all matters, within a mandate',
  headers: actAs,
  querystring: z.strictObject({ ...inRehearsal, ...filterShape, ...paging, ...format }),
  response: { 200: listAnswer('a page of events, or all of them as a file', foundDocument), ...problems(400, 403, 409) },
};

const sampleSchema = {
  tags,
  summary: 'Draw a sample that somebody else can draw again',
  headers: actAs,
  querystring: z.strictObject({ ...inRehearsal, ...filterShape, ...sampleShape, ...format }),
  response: { 200: listAnswer('the sample, with what is needed to draw it again', sampleDocument), ...problems(400, 403, 409) },
};

/** What an auditor looks for, across matters. */
export function searchingRoutes(app: App, context: Context): void {
  app.get('/audit/mandates', { schema: mandatesSchema }, (request) =>
    mandatesOf(context, request.headers['x-act-as'], request.query.rehearsal, langOf(request)),
  );
  app.get('/audit/events', { schema: searchSchema }, async (request, reply) => {
    const { rehearsal, page, size, format: as } = request.query;
    const auditor = await auditorOf(context, request.headers['x-act-as'], rehearsal);
    const found = await searched(auditor, filtersOf(request.query), { page, size, whole: as !== 'json' }, langOf(request));
    return as === 'json' ? found : sendList(reply, eventList('events', found.events, langOf(request)), as);
  });
  app.get('/audit/sample', { schema: sampleSchema }, async (request, reply) => {
    const { rehearsal, of, size, seed, by = null, format: as } = request.query;
    const { db, scope, cover } = await auditorOf(context, request.headers['x-act-as'], rehearsal);
    const terms = { of, size, seed, by, filters: filtersOf(request.query) };
    const drawn = await within(() => sample(db, scope, cover, terms));
    const told = await tell(db, scope, cover, drawn.drawn, langOf(request));
    if (as !== 'json') return sendList(reply, eventList('sample', told, langOf(request)), as);
    return { ...drawn, terms: { ...terms, filters: { ...terms.filters } }, drawn: told };
  });
}

async function mandatesOf(context: Context, person: string, rehearsal: string | undefined, lang: Lang) {
  const { mandates } = await auditorOf(context, person, rehearsal);
  return { mandates: mandates.map((mandate) => ({ ...mandate, what: mandateText(mandate, { title: (id) => id }, lang) })) };
}

interface Asked {
  page: number;
  size: number;
  whole: boolean;
}

/** A page of what fits, or all of it. */
export async function searched({ db, scope, cover }: Auditor, filters: Filters, { whole, ...page }: Asked, lang: Lang) {
  const wanted = whole ? { page: 1, size: MOST_AT_ONCE } : page;
  return within(async () => {
    const { events, total } = await findEvents(db, scope, cover, filters, wanted);
    if (whole && total > MOST_AT_ONCE) throw new TooMany();
    return {
      total,
      page: wanted.page,
      pages: Math.max(1, Math.ceil(total / wanted.size)),
      events: await tell(db, scope, cover, events, lang),
    };
  });
}
