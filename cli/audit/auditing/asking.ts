import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import { mandateText } from '#core/texts/around/auditing.ts';
import { systemChain } from '#contracts/ids.ts';
import { type Cover, coverOf, everything, isCovered, isWhollyCovered } from '../../../audit/mandates/cover.ts';
import { type Mandate, validMandates } from '../../../audit/mandates/mandate.ts';
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
  const say = auditingWords[context.terminal.lang];
  if (mandates.length === 0) throw new Failure(exit.refused, 'noMandate', say.noMandate(as), say.noMandateRemedy, { person: as });
  return { ...one, auditor: as, mandates, cover: await coverOf(db, scope, mandates) };
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

function notCovered({ terminal }: Context, { auditor, mandates }: Asker, what: string): Failure {
  const say = auditingWords[terminal.lang];
  const title = (id: string): string => id;
  const covered = mandates.map((mandate) => mandateText(mandate, { title }, terminal.lang)).join('; ');
  return new Failure(exit.refused, 'notCovered', say.notCovered(auditor ?? '', what), say.coveredBy(covered), { what });
}

/** Whoever takes the whole of a matter out in their own name does so within a mandate over all of it. @throws Failure otherwise. */
export async function requireWhole(context: Context, reads: Reads, as: string, process: ProcessSummary): Promise<void> {
  const { rehearsal, chain, shortId } = process;
  const asker = await askerOf(context, reads, { as, ...(rehearsal === null ? {} : { rehearsal }) });
  const say = auditingWords[context.terminal.lang];
  if (!isWhollyCovered(asker.cover, chain)) throw notCovered(context, asker, say.wholeOf(shortId));
}

/** Said beside the answer, since it is noted in the record too. */
export function noteOperator({ terminal }: Context, { auditor }: Asker): void {
  if (auditor === null) terminal.note(terminal.paintNote('quiet', auditingWords[terminal.lang].asOperator));
}
