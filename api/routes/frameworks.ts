import { z } from 'zod';
import { civilDateOf } from '#core/calendar/instant.ts';
import { coverageOf } from '#core/framework/coverage.ts';
import type { FrameworkPhase } from '#core/framework/phases.ts';
import { frameworkView } from '#core/framework/view.ts';
import type { Lang } from '#core/texts/lang.ts';
import { frameworkPhaseName, yearStatusName } from '#core/texts/framework/names.ts';
import { type FrameworkRead, readFramework } from '../../infra/db/read/frameworks.ts';
import { listProcesses, type ProcessSummary } from '../../infra/db/read/processes.ts';
import { resolvePeople } from '../../infra/db/read/log.ts';
import { rehearsals } from '../../infra/db/read/rehearsals.ts';
import { type Context, directoryOf, worldName } from '../context.ts';
import { langOf } from '../language.ts';
import { notFound } from '../problem.ts';
import {
  coverageDocument,
  type FrameworkDocument,
  frameworkDocument,
  type FrameworkSummary,
  frameworkSummaryDocument,
} from '../views/frameworkDocument.ts';
import { namedPerson } from '../views/pieces.ts';
import { answer, type App, problems } from './shared.ts';

const FRAMEWORK_ID = /^(?:(?:rehearsal:[0-9A-HJKMNP-TV-Z]{26}:)?framework:)?[A-Za-z0-9-]{1,80}$/;

const params = z.object({
  id: z.string().meta({
    description: 'a full id, or a short one, which means the live framework, else that of the newest rehearsal',
    examples: ['framework:evidensbaserad-praktik'],
  }),
});
const tags = ['frameworks'];

const listSchema = {
  tags,
  summary: 'Frameworks, live ones first, then those of rehearsals, newest first',
  response: { 200: answer('the frameworks', z.object({ frameworks: z.array(frameworkSummaryDocument) })) },
};

const frameworkSchema = {
  tags,
  summary: 'A framework: parties, validity, years, commissions, and what no measure serves',
  params,
  response: { 200: answer('the framework', frameworkDocument), ...problems(404) },
};

const coverageSchema = {
  tags,
  summary: 'Which areas and goals of a framework measures serve, now and year by year',
  params,
  response: { 200: answer('the coverage', coverageDocument), ...problems(404) },
};

export function frameworkRoutes(app: App, context: Context): void {
  app.get('/frameworks', { schema: listSchema }, (request) => listed(context, langOf(request)));
  app.get('/frameworks/:id', { schema: frameworkSchema }, (request) => shown(context, request.params.id, langOf(request)));
  app.get('/frameworks/:id/coverage', { schema: coverageSchema }, (request) => covered(context, request.params.id));
}

async function listed(context: Context, lang: Lang) {
  const live = await listProcesses(context, { kind: 'framework' });
  const rehearsed = await listProcesses(context, { kind: 'framework', rehearsals: 'all' });
  return { frameworks: [...live, ...rehearsed].map((summary) => summaryOf(summary, lang)) };
}

async function covered(context: Context, id: string) {
  const read = await existing(context, id);
  const today = await todayOf(context, read);
  return { ...placeOf(read.summary), today, ...coverageOf(read.state, read.agreements, today) };
}

async function existing(context: Context, id: string): Promise<FrameworkRead> {
  const read = FRAMEWORK_ID.test(id) ? await readFramework(context, id) : null;
  if (read === null) throw notFound('unknownFramework', { framework: id });
  return read;
}

async function shown(context: Context, id: string, lang: Lang): Promise<FrameworkDocument> {
  const read = await existing(context, id);
  const { db, scope } = directoryOf(context, read.summary.rehearsal);
  const view = frameworkView(read.state, read.agreements, await todayOf(context, read));
  const people = await resolvePeople(db, scope, [view.coordinator, ...view.parties.map(({ signatory }) => signatory)]);
  return {
    ...placeOf(read.summary),
    ...view,
    phaseName: frameworkPhaseName(view.phase, lang),
    coordinator: namedPerson(view.coordinator, people),
    parties: view.parties.map((party) => ({ ...party, signatory: namedPerson(party.signatory, people) })),
    years: view.years.map((year) => ({ ...year, statusName: yearStatusName(year.status, lang) })),
  };
}

const placeOf = ({ shortId, chain, rehearsal }: ProcessSummary) => ({
  id: shortId,
  chain,
  world: worldName(rehearsal),
  rehearsal,
});

function summaryOf(summary: ProcessSummary, lang: Lang): FrameworkSummary {
  const { title, validFrom, validUntil } = summary;
  // A framework's summary has a framework's phase, which the register of every kind of process cannot know.
  const phase = summary.phase as FrameworkPhase;
  return { ...placeOf(summary), title, phase, phaseName: frameworkPhaseName(phase, lang), validFrom, validUntil };
}

/** Today; in a rehearsal that has ended, the day that it ran to. */
async function todayOf(context: Context, { summary: { rehearsal } }: FrameworkRead): Promise<string> {
  const now = context.now();
  const all = rehearsal === null ? [] : await rehearsals(context.rehearsal, now);
  return all.find(({ id }) => id === rehearsal)?.virtualTo ?? civilDateOf(now);
}
