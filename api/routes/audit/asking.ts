import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { mandateText } from '#core/texts/around/auditing.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import { systemChain } from '#contracts/ids.ts';
import { csvOf } from '../../../audit/lists/csv.ts';
import type { List } from '../../../audit/lists/list.ts';
import { MOST_ROWS, xlsxOf } from '../../../audit/lists/xlsx.ts';
import { type Cover, coverOf, isCovered } from '../../../audit/mandates/cover.ts';
import { type Mandate, validMandates } from '../../../audit/mandates/mandate.ts';
import { MOST_AT_ONCE, TooMany } from '../../../audit/search/find.ts';
import { domainNow } from '../../../infra/db/around/now.ts';
import type { Db } from '../../../infra/db/connect.ts';
import { findProcess, type ProcessSummary } from '../../../infra/db/read/processes.ts';
import { type Context, PROCESS_ID } from '../../context.ts';
import { notFound, ownProblem, Refuse } from '../../problem.ts';
import type { OwnCode } from '../../texts.ts';
import { commandHeaders, ulid } from '../shared.ts';

export const actAs = z.looseObject({
  'x-act-as': commandHeaders.shape['x-act-as'].meta({ description: 'the auditor, by id', examples: ['granskare-1'] }),
});

export const inRehearsal = { rehearsal: ulid.optional().meta({ description: "a rehearsal's instead of the live world's" }) };

export const format = {
  format: z
    .enum(['json', 'csv', 'xlsx'])
    .default('json')
    .meta({ description: 'csv and xlsx hold the whole list, not a page of it' }),
};

/** An answer that can be taken away as a list. */
export const listAnswer = <T extends z.ZodType>(description: string, schema: T) => ({
  description,
  content: {
    'application/json': { schema },
    'text/csv': { schema: z.unknown() },
    [XLSX_TYPE]: { schema: z.unknown() },
  },
});

const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Who asks, of which record, and what they may read of it. */
export interface Auditor {
  db: Db;
  scope: string;
  person: string;
  mandates: readonly Mandate[];
  cover: Cover;
  now: Instant;
  today: CivilDate;
}

/** @throws Refuse 403 for somebody without a mandate that holds. */
export async function auditorOf({ live, rehearsal, now }: Context, person: string, scope = ''): Promise<Auditor> {
  const db = scope === '' ? live : rehearsal;
  const at = scope === '' ? now() : await domainNow(db, systemChain(scope));
  const today = civilDateOf(at);
  const mandates = await validMandates(db, scope, person, today);
  if (mandates.length === 0) throw forbidden('noMandate', { person });
  return { db, scope, person, mandates, cover: await coverOf(db, scope, mandates), now: at, today };
}

/** An auditor and a matter that they may read something of. @throws Refuse 403, 404. */
export async function auditorIn(
  context: Context,
  person: string,
  id: string,
): Promise<{ auditor: Auditor; process: ProcessSummary }> {
  const found = PROCESS_ID.test(id) ? await findProcess(context, id) : null;
  // What there is not is no secret: the list of matters is open to everybody who may ask.
  if (found === null) throw notFound('unknownProcess', { process: id });
  const auditor = await auditorOf(context, person, found.rehearsal ?? '');
  if (!isCovered(auditor.cover, found.chain)) throw outside(auditor, found.shortId);
  return { auditor, process: found };
}

const forbidden = (code: OwnCode, params: Record<string, unknown>): Refuse =>
  new Refuse((lang) => ownProblem(403, code, lang, { params }));

const outside = (auditor: Auditor, what: string): Refuse => uncovered(auditor, 'notCovered', { what });

/** Says what is missing, and what there is. */
export function uncovered({ person, mandates }: Auditor, code: OwnCode, params: Record<string, unknown>): Refuse {
  return new Refuse((lang) => {
    const covered = mandates.map((mandate) => mandateText(mandate, { title: (id) => id }, lang)).join('; ');
    return ownProblem(403, code, lang, { params: { person, covered, ...params } });
  });
}

/** Sends a list as the file that was asked for. */
export async function sendList(reply: FastifyReply, list: List, as: 'csv' | 'xlsx'): Promise<FastifyReply> {
  if (as === 'xlsx' && list.rows.length >= MOST_ROWS)
    throw new Refuse((lang) => ownProblem(409, 'tooLongForASheet', lang, { params: { rows: list.rows.length } }));
  const content = as === 'csv' ? Buffer.from(csvOf(list)) : await xlsxOf([list]);
  return reply
    .type(as === 'csv' ? 'text/csv; charset=utf-8' : XLSX_TYPE)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${list.title}.${as}`)}`)
    .send(content);
}

/** Tells whoever asked for too much at once what to do about it. */
export async function within<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TooMany)) throw error;
    throw new Refuse((lang) => ownProblem(409, 'tooManyEvents', lang, { params: { most: MOST_AT_ONCE } }));
  }
}
