import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import type { ProcessState } from '#core/models.ts';
import { mandateText } from '#core/texts/around/auditing.ts';
import { isProcessChain, systemChain } from '#contracts/ids.ts';
import {
  type Cover,
  coverOf,
  coversDay,
  everything,
  isCovered,
  isCoveredInTime,
  isWhollyCovered,
} from '../../../audit/mandates/cover.ts';
import { endedMandate, type Mandate, rehearsalWithMandate, validMandates } from '../../../audit/mandates/mandate.ts';
import { domainNow } from '../../../infra/db/around/now.ts';
import type { Db } from '../../../infra/db/connect.ts';
import { findProcess, listProcesses, type ProcessSummary } from '../../../infra/db/read/processes.ts';
import { nearest } from '../../../infra/definition/mistake.ts';
import { exit, Failure } from '../../failure.ts';
import type { Context, Reads } from '../../session.ts';
import { auditingWords } from '../../words/audit/auditing.ts';
import { placeOf } from '../keeping/acting.ts';

export interface AskerOptions {
  as?: string;
  rehearsal?: string;
}

/** Who asks, of which record, and what they may read of it. */
export interface Asker {
  db: Db;
  scope: string;
  /** Null: whoever runs the machine. */
  auditor: string | null;
  mandates: readonly Mandate[];
  cover: Cover;
  now: Instant;
  today: CivilDate;
}

/** @throws Failure for somebody without a mandate that holds. */
export async function askerOf(context: Context, reads: Reads, { as, ...options }: AskerOptions): Promise<Asker> {
  const { db, scope } = await placeOf(context, reads, options);
  const now = await domainNow(db, systemChain(scope));
  const today = civilDateOf(now);
  const one = { db, scope, now, today };
  if (as === undefined) return { ...one, auditor: null, mandates: [], cover: everything };
  const mandates = await validMandates(db, scope, as, today);
  if (mandates.length === 0) throw await withoutMandate(context, reads, one, as);
  return { ...one, auditor: as, mandates, cover: await coverOf(db, scope, mandates) };
}

/** Says what became of the mandate that there was, and where there is another. */
async function withoutMandate(
  { terminal }: Context,
  { worlds }: Reads,
  { db, scope, today }: Pick<Asker, 'db' | 'scope' | 'today'>,
  person: string,
): Promise<Failure> {
  const say = auditingWords[terminal.lang];
  const ended = await endedMandate(db, scope, person, today);
  const telling = { expired: say.mandateExpired, revoked: say.mandateRevoked, notYet: say.mandateNotYet };
  const message = ended === null ? say.noMandate(person) : telling[ended.status](person, ended.on);
  const rehearsal = scope === '' ? await rehearsalWithMandate(worlds.rehearsal, person) : null;
  const remedy = rehearsal === null ? say.noMandateRemedy : say.inRehearsalRemedy(person, rehearsal);
  return new Failure(exit.refused, 'noMandate', message, remedy, { person, ended, rehearsal });
}

/** A process that the asker may read something of. @throws Failure where there is none, or it is not covered. */
export async function coveredProcess(context: Context, { worlds }: Reads, asker: Asker, id: string): Promise<ProcessSummary> {
  const say = auditingWords[context.terminal.lang];
  const { db, scope } = asker;
  const full = scope === '' || id.startsWith('rehearsal:') ? id : `rehearsal:${scope}:${id}`;
  const found = await findProcess(worlds, full);
  if (found === null || (found.rehearsal ?? '') !== scope) {
    const known = (await listProcesses({ live: db, rehearsal: db }, scope === '' ? {} : { rehearsals: { id: scope } })).map(
      (one) => one.shortId,
    );
    throw new Failure(
      exit.usage,
      'unknownProcess',
      say.unknownProcess(id),
      say.knownOnes(nearest(id, known) ?? known.join(', ')),
      { known },
    );
  }
  if (!isCovered(asker.cover, found.chain)) throw notCovered(context, asker, found.shortId);
  return found;
}

function notCovered({ terminal }: Context, { auditor, mandates }: Asker, what: string, more?: string): Failure {
  const say = auditingWords[terminal.lang];
  const title = (id: string): string => id;
  const covered = mandates.map((mandate) => mandateText(mandate, { title }, terminal.lang)).join('; ');
  const remedy = more === undefined ? say.coveredBy(covered) : `${say.coveredBy(covered)}; ${more}`;
  return new Failure(exit.refused, 'notCovered', say.notCovered(auditor ?? '', what), remedy, { what });
}

type Matter = Pick<ProcessSummary, 'chain' | 'rehearsal' | 'shortId'>;

const inWorldOf = ({ rehearsal }: Matter): Pick<AskerOptions, 'rehearsal'> => (rehearsal === null ? {} : { rehearsal });

/** Whoever takes the whole of a matter, or reads it as a whole, in their own name does so within a mandate over all of it. @throws Failure otherwise. */
export async function requireWhole(context: Context, reads: Reads, as: string, matter: Matter): Promise<void> {
  const asker = await askerOf(context, reads, { as, ...inWorldOf(matter) });
  const say = auditingWords[context.terminal.lang];
  if (isWhollyCovered(asker.cover, matter.chain)) return;
  const what = isProcessChain(matter.chain) ? say.wholeOf(matter.shortId) : matter.shortId;
  throw notCovered(context, asker, what, isCoveredInTime(asker.cover, matter.chain) ? say.timeBoundRemedy : undefined);
}

/** A mandate over anything of a matter is enough to go over it. @throws Failure otherwise. */
export async function requireCovered(context: Context, reads: Reads, as: string, matter: Matter): Promise<void> {
  const asker = await askerOf(context, reads, { as, ...inWorldOf(matter) });
  if (!isCovered(asker.cover, matter.chain)) throw notCovered(context, asker, matter.shortId);
}

/** How a matter stood is the whole of it: the mandate must reach each day, and not only one organisation's part. @throws Failure otherwise. */
export async function requireDays(
  context: Context,
  reads: Reads,
  as: string,
  matter: Matter,
  days: readonly CivilDate[],
): Promise<void> {
  const asker = await askerOf(context, reads, { as, ...inWorldOf(matter) });
  const say = auditingWords[context.terminal.lang];
  if (coversDay(asker.cover, matter.chain, ...days)) return;
  const outside = days.find((day) => !coversDay(asker.cover, matter.chain, day)) ?? days.at(-1) ?? '';
  throw notCovered(context, asker, say.stoodOn(matter.shortId, outside));
}

/** All of a world's record, or what belongs to none of its matters, as something that a mandate must be over. */
export const wholeRecord = ({ terminal }: Context, scope: string): Matter => ({
  chain: systemChain(scope),
  rehearsal: scope === '' ? null : scope,
  shortId: auditingWords[terminal.lang].wholeRecord,
});

/** Whether a matter itself knows who looks: then its own rules say what they see. Else it takes a mandate. */
export const isOfMatter = ({ state }: ProcessState, person: string): boolean =>
  state.definition.people.some(({ id }) => id === person);

/** Whether all of a matter is read by a mandate. @throws Failure for somebody whom neither the matter nor a mandate lets read it. */
export async function readsByMandate(
  context: Context,
  reads: Reads,
  matter: Matter,
  process: ProcessState | null,
  as: string | undefined,
): Promise<boolean> {
  if (as === undefined || (process !== null && isOfMatter(process, as))) return false;
  await requireWhole(context, reads, as, matter);
  return true;
}

/** Said beside the answer, since it is noted in the record too. */
export function noteOperator({ terminal }: Context, { auditor }: Asker): void {
  if (auditor === null) terminal.note(terminal.paintNote('quiet', auditingWords[terminal.lang].asOperator));
}
