import { sql } from 'kysely';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Phase } from '#core/agreement/phases.ts';
import { readState, type State } from '#core/agreement/state.ts';
import type { Receipt } from '#contracts/types.ts';
import { shortId } from '#contracts/ids.ts';
import { inChain, scopeOf } from '../scope.ts';
import { type Worlds, worldOf } from '../worlds.ts';

type Both = Pick<Worlds, 'live' | 'rehearsal'>;

export interface AgreementSummary {
  chain: string;
  shortId: string;
  /** ULID; null in the live world. */
  rehearsal: string | null;
  framework: string;
  year: number;
  title: string;
  phase: Phase;
  validFrom: CivilDate | null;
  validUntil: CivilDate | null;
  version: number;
  nextWakeAt: Instant | null;
  openedAt: Instant;
  closedAt: Instant | null;
}

const summaryColumns = [
  'chain',
  'shortId',
  'rehearsal',
  'framework',
  'year',
  'title',
  'phase',
  'validFrom',
  'validUntil',
  'version',
  'nextWakeAt',
  'openedAt',
  'closedAt',
] as const;

/** Live agreements, or those of one rehearsal, or of all of them (newest first). */
export async function listAgreements(
  worlds: Both,
  which: { rehearsals?: 'none' | 'all' | { id: string } } = {},
): Promise<AgreementSummary[]> {
  const rehearsals = which.rehearsals ?? 'none';
  const db = rehearsals === 'none' ? worlds.live : worlds.rehearsal;
  const all = db
    .selectFrom('agreement')
    .select(summaryColumns)
    .orderBy('rehearsal', 'desc')
    .orderBy('year', 'desc')
    .orderBy('chain');
  const query = typeof rehearsals === 'string' ? all : all.where('rehearsal', '=', rehearsals.id);
  return (await query.execute()).map(summary);
}

/**
 * The agreement that an id means: a full id the one it names; a short one the live agreement, else that of the newest rehearsal which
 * has it and came to its end, else of the newest which has it. `rehearsal` of the answer says which. Null where there is none.
 */
export async function findAgreement(worlds: Both, id: string): Promise<AgreementSummary | null> {
  if (scopeOf(id) !== '') {
    const row = await worlds.rehearsal.selectFrom('agreement').select(summaryColumns).where(inChain(id)).executeTakeFirst();
    return row === undefined ? null : summary(row);
  }
  const live = await worlds.live.selectFrom('agreement').select(summaryColumns).where(inChain(id)).executeTakeFirst();
  if (live !== undefined) return summary(live);
  const rehearsed = await worlds.rehearsal
    .selectFrom('agreement')
    .leftJoin('rehearsal', 'rehearsal.id', 'agreement.rehearsal')
    .select(summaryColumns.map((column) => `agreement.${column}` as const))
    .where('shortId', '=', shortId(id))
    .orderBy(sql`coalesce(rehearsal.outcome in ('asWritten', 'deviated'), false)`, 'desc')
    // A ULID begins with its time.
    .orderBy('agreement.rehearsal', 'desc')
    .limit(1)
    .executeTakeFirst();
  return rehearsed === undefined ? null : summary(rehearsed);
}

/** The agreement as its events have made it; null where it was never opened. */
export async function agreementState(worlds: Both, chain: string): Promise<State | null> {
  const row = await worldOf(worlds, scopeOf(chain))
    .selectFrom('agreement')
    .select('state')
    .where(inChain(chain))
    .executeTakeFirst();
  return row === undefined ? null : readState(row.state);
}

/** Whether the agreement was ever opened: asked of the database, never of Temporal. */
export async function agreementExists(worlds: Both, chain: string): Promise<boolean> {
  const db = worldOf(worlds, scopeOf(chain));
  return (await db.selectFrom('agreement').select('chain').where(inChain(chain)).executeTakeFirst()) !== undefined;
}

/** What was recorded under a command id, and the hash of what it said; null where nothing was. */
export async function commandOutcome(
  worlds: Both,
  chain: string,
  commandId: string,
): Promise<{ bodyHash: string | null; actor: string | null; receipt: Receipt } | null> {
  const row = await worldOf(worlds, scopeOf(chain))
    .selectFrom('command')
    .select(['bodyHash', 'actor', 'version', 'hash'])
    .where(inChain(chain))
    .where('commandId', '=', commandId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { bodyHash, actor, version, hash } = row;
  return { bodyHash, actor, receipt: { chain, version, hash } };
}

function summary<Row extends { rehearsal: string }>(row: Row): Omit<Row, 'rehearsal'> & { rehearsal: string | null } {
  return { ...row, rehearsal: row.rehearsal === '' ? null : row.rehearsal };
}
