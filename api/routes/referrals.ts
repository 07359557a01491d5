import { z } from 'zod';
import type { ReferralPhase } from '#core/referral/phases.ts';
import { seesNone, seesOf } from '#core/referral/seen.ts';
import { referralView } from '#core/referral/view.ts';
import type { Lang } from '#core/texts/lang.ts';
import { referralPhaseName } from '#core/texts/referral/names.ts';
import { resolvePeople } from '../../infra/db/read/log.ts';
import { listProcesses, type ProcessSummary } from '../../infra/db/read/processes.ts';
import { readReferral } from '../../infra/db/read/referrals.ts';
import { type Context, directoryOf, worldName } from '../context.ts';
import { langOf } from '../language.ts';
import { notFound } from '../problem.ts';
import { namedPerson } from '../views/pieces.ts';
import {
  type ReferralDocument,
  referralDocument,
  type ReferralSummary,
  referralSummaryDocument,
} from '../views/referralDocument.ts';
import { answer, type App, problems } from './shared.ts';

const REFERRAL_ID = /^(?:(?:rehearsal:[0-9A-HJKMNP-TV-Z]{26}:)?referral:)?[A-Za-z0-9-]{1,80}$/;

const params = z.object({
  id: z.string().meta({
    description: 'a full id, or a short one, which means the live referral, else that of the newest rehearsal',
    examples: ['referral:stockholm-2012'],
  }),
});
/** Who looks. */
export const reading = {
  as: z
    .string()
    .optional()
    .meta({
      description: 'the person whose organisation’s own handling is shown; else the coordinator’s',
      examples: ['registrator'],
    }),
};
const query = z.strictObject(reading);
const tags = ['referrals'];

const listSchema = {
  tags,
  summary: 'Referrals, live ones first, then those of rehearsals, newest first',
  response: { 200: answer('the referrals', z.object({ referrals: z.array(referralSummaryDocument) })) },
};

const referralSchema = {
  tags,
  summary: 'A referral with its compilation: who was asked and answered, how, per question, and what they ask for',
  params,
  querystring: query,
  response: { 200: answer('the referral', referralDocument), ...problems(400, 404) },
};

export function referralRoutes(app: App, context: Context): void {
  app.get('/referrals', { schema: listSchema }, (request) => listed(context, langOf(request)));
  app.get('/referrals/:id', { schema: referralSchema }, (request) =>
    shown(context, request.params.id, request.query.as, langOf(request)),
  );
}

async function listed(context: Context, lang: Lang) {
  const live = await listProcesses(context, { kind: 'referral' });
  const rehearsed = await listProcesses(context, { kind: 'referral', rehearsals: 'all' });
  return { referrals: [...live, ...rehearsed].map((summary) => summaryOf(summary, lang)) };
}

async function shown(context: Context, id: string, as: string | undefined, lang: Lang): Promise<ReferralDocument> {
  const read = REFERRAL_ID.test(id) ? await readReferral(context, id) : null;
  if (read === null) throw notFound('unknownReferral', { referral: id });
  const { summary, state, texts } = read;
  const { coordinator } = state.definition;
  const sees = seesOf(state.definition, as ?? coordinator) ?? seesNone;
  const view = referralView(state, { texts, readers: Object.keys(state.stages).filter(sees) });
  const { db, scope } = directoryOf(context, summary.rehearsal);
  return {
    ...summaryOf(summary, lang),
    ...view,
    coordinator: namedPerson(coordinator, await resolvePeople(db, scope, [coordinator])),
  };
}

function summaryOf(summary: ProcessSummary, lang: Lang): ReferralSummary {
  const { shortId, chain, rehearsal, title } = summary;
  // A referral's summary has a referral's phase, which the register of every kind of process cannot know.
  const phase = summary.phase as ReferralPhase;
  return { id: shortId, chain, world: worldName(rehearsal), rehearsal, title, phase, phaseName: referralPhaseName(phase, lang) };
}
