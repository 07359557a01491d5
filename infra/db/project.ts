import type { Insertable } from 'kysely';
import type { State } from '#core/agreement/state.ts';
import { type AnyState, modelOf } from '#core/models.ts';
import { kindOf, shortId } from '#contracts/ids.ts';
import type { Trx } from './connect.ts';
import { scopeOf } from './scope.ts';
import type { DeadlineTable, PhaseSpanTable, ProcessTable } from './tables.ts';

/** A process's read model: what its state says, as rows. */
export interface Projection {
  process: Insertable<ProcessTable>;
  /** Of agreements alone. */
  phaseSpans: Insertable<PhaseSpanTable>[];
  deadlines: Insertable<DeadlineTable>[];
}

/** Pure: the same state gives the same rows, so a read model can be rebuilt from the events at any time. */
export function project(chain: string, state: AnyState): Projection {
  return {
    process: processRow(chain, state),
    phaseSpans: phaseSpanRows(chain, state),
    deadlines: deadlineRows(chain, state),
  };
}

/** Writes what a new state changed; `before` is the state that the rows still show. */
export async function writeProjection(trx: Trx, chain: string, before: AnyState | null, after: AnyState): Promise<void> {
  const row = processRow(chain, after);
  const { rehearsal: _rehearsal, chain: _chain, ...changes } = row;
  await trx
    .insertInto('process')
    .values(row)
    .onConflict((conflict) => conflict.columns(['rehearsal', 'chain']).doUpdateSet(changes))
    .execute();
  await replaceSpans(trx, changed(before === null ? [] : phaseSpanRows(chain, before), phaseSpanRows(chain, after)));
  await replaceDeadlines(trx, changed(before === null ? [] : deadlineRows(chain, before), deadlineRows(chain, after)));
}

function processRow(chain: string, state: AnyState): Insertable<ProcessTable> {
  const kind = kindOf(chain);
  const model = modelOf(kind);
  const { title, phase, framework, year, validFrom, validUntil, openedAt, closedAt } = model.summary(state);
  return {
    rehearsal: scopeOf(chain),
    chain,
    shortId: shortId(chain),
    kind,
    framework,
    year,
    title,
    phase,
    validFrom,
    validUntil,
    version: state.version,
    nextWakeAt: model.nextWake(state),
    // It has just recorded something, so it is awake.
    nudges: 0,
    messages: model.outgoing(state).length,
    state: JSON.stringify(state),
    openedAt,
    closedAt,
  };
}

function phaseSpanRows(chain: string, state: AnyState): Insertable<PhaseSpanTable>[] {
  if (kindOf(chain) !== 'agreement') return [];
  const rehearsal = scopeOf(chain);
  return (state as State).phases.map(({ phase, from, to, recordedAt }, index) => ({
    rehearsal,
    chain,
    position: index + 1,
    phase,
    fromOn: from,
    toOn: to,
    recordedAt,
  }));
}

function deadlineRows(chain: string, state: AnyState): Insertable<DeadlineTable>[] {
  const rehearsal = scopeOf(chain);
  const model = modelOf(kindOf(chain));
  return model.deadlines(state).map((deadline) => {
    const { id, kind, title, dueOn, mode, metBy, plan, status, accepted, measure, debtor, creditor, handler, source } = deadline;
    const { askedOn, setBy, suspendedOn, binds } = deadline;
    const own = { id, kind, title, dueOn, mode, metBy, plan, status, accepted, measure, debtor, creditor, handler, source };
    const stands = model.stillStands(state, { deadline: id, dueOn });
    return { rehearsal, chain, ...own, askedOn, setBy, suspendedOn, binds, stands, doneOn: deadline.done?.doneOn ?? null };
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
