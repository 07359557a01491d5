import type { Insertable } from 'kysely';
import { isOver } from '#core/agreement/phases.ts';
import { nextWake } from '#core/agreement/due.ts';
import type { State } from '#core/agreement/state.ts';
import { shortId } from '#contracts/ids.ts';
import type { Trx } from './connect.ts';
import { scopeOf } from './scope.ts';
import type { AgreementTable, DeadlineTable, PhaseSpanTable } from './tables.ts';

/** An agreement's read model: what its state says, as rows. */
export interface Projection {
  agreement: Insertable<AgreementTable>;
  phaseSpans: Insertable<PhaseSpanTable>[];
  deadlines: Insertable<DeadlineTable>[];
}

/** Pure: the same state gives the same rows, so a read model can be rebuilt from the events at any time. */
export function project(chain: string, state: State): Projection {
  return {
    agreement: agreementRow(chain, state),
    phaseSpans: phaseSpanRows(chain, state),
    deadlines: deadlineRows(chain, state),
  };
}

/** Writes what a new state changed; `before` is the state that the rows still show. */
export async function writeProjection(trx: Trx, chain: string, before: State | null, after: State): Promise<void> {
  const row = agreementRow(chain, after);
  const { rehearsal: _rehearsal, chain: _chain, ...changes } = row;
  await trx
    .insertInto('agreement')
    .values(row)
    .onConflict((conflict) => conflict.columns(['rehearsal', 'chain']).doUpdateSet(changes))
    .execute();
  await replaceSpans(trx, changed(before === null ? [] : phaseSpanRows(chain, before), phaseSpanRows(chain, after)));
  await replaceDeadlines(trx, changed(before === null ? [] : deadlineRows(chain, before), deadlineRows(chain, after)));
}

function agreementRow(chain: string, state: State): Insertable<AgreementTable> {
  const [first, last] = [state.phases[0], state.phases.at(-1)];
  if (first === undefined || last === undefined)
    throw new Error(`An agreement is always in a phase; ${shortId(chain)} is in none.`);
  const { framework, year, title } = state.definition;
  const { phase, validFrom, validUntil, version } = state;
  return {
    rehearsal: scopeOf(chain),
    chain,
    shortId: shortId(chain),
    framework,
    year,
    title,
    phase,
    validFrom,
    validUntil,
    version,
    nextWakeAt: nextWake(state),
    // It has just recorded something, so it is awake.
    nudges: 0,
    state: JSON.stringify(state),
    openedAt: first.recordedAt,
    closedAt: isOver(phase) ? last.recordedAt : null,
  };
}

function phaseSpanRows(chain: string, state: State): Insertable<PhaseSpanTable>[] {
  const rehearsal = scopeOf(chain);
  return state.phases.map(({ phase, from, to, recordedAt }, index) => ({
    rehearsal,
    chain,
    position: index + 1,
    phase,
    fromOn: from,
    toOn: to,
    recordedAt,
  }));
}

function deadlineRows(chain: string, state: State): Insertable<DeadlineTable>[] {
  const rehearsal = scopeOf(chain);
  return Object.values(state.deadlines).map((deadline) => {
    const { id, kind, title, dueOn, mode, metBy, plan, status, accepted, measure, debtor, creditor, handler, source } = deadline;
    const own = { id, kind, title, dueOn, mode, metBy, plan, status, accepted, measure, debtor, creditor, handler, source };
    return { rehearsal, chain, ...own, doneOn: deadline.done?.doneOn ?? null };
  });
}

/** A deadline or a phase never leaves a state, so rows are only added and replaced. */
function changed<Row>(shown: Row[], next: Row[]): Row[] {
  const known = new Set(shown.map((row) => JSON.stringify(row)));
  return next.filter((row) => !known.has(JSON.stringify(row)));
}

async function replaceSpans(trx: Trx, rows: Insertable<PhaseSpanTable>[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const stale = trx.deleteFrom('phaseSpan').where('rehearsal', '=', first.rehearsal).where('chain', '=', first.chain);
  await stale
    .where(
      'position',
      'in',
      rows.map((row) => row.position),
    )
    .execute();
  await trx.insertInto('phaseSpan').values(rows).execute();
}

async function replaceDeadlines(trx: Trx, rows: Insertable<DeadlineTable>[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const stale = trx.deleteFrom('deadline').where('rehearsal', '=', first.rehearsal).where('chain', '=', first.chain);
  await stale
    .where(
      'id',
      'in',
      rows.map((row) => row.id),
    )
    .execute();
  await trx.insertInto('deadline').values(rows).execute();
}
