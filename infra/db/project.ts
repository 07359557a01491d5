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
  const key = { rehearsal: scopeOf(chain), chain };
  const [first, last] = [state.phases[0], state.phases.at(-1)];
  if (first === undefined || last === undefined)
    throw new Error(`An agreement is always in a phase; ${shortId(chain)} is in none.`);
  return {
    agreement: {
      ...key,
      shortId: shortId(chain),
      framework: state.definition.framework,
      year: state.definition.year,
      title: state.definition.title,
      phase: state.phase,
      validFrom: state.validFrom,
      validUntil: state.validUntil,
      version: state.version,
      nextWakeAt: nextWake(state),
      // It has just recorded something, so it is awake.
      nudges: 0,
      state: JSON.stringify(state),
      openedAt: first.recordedAt,
      closedAt: isOver(state.phase) ? last.recordedAt : null,
    },
    phaseSpans: state.phases.map(({ phase, from, to, recordedAt }, index) => ({
      ...key,
      position: index + 1,
      phase,
      fromOn: from,
      toOn: to,
      recordedAt,
    })),
    deadlines: Object.values(state.deadlines).map((deadline) => ({
      ...key,
      id: deadline.id,
      kind: deadline.kind,
      title: deadline.title,
      dueOn: deadline.dueOn,
      mode: deadline.mode,
      metBy: deadline.metBy,
      plan: deadline.plan,
      status: deadline.status,
      doneOn: deadline.done?.doneOn ?? null,
      accepted: deadline.accepted,
      measure: deadline.measure,
      debtor: deadline.debtor,
      creditor: deadline.creditor,
      handler: deadline.handler,
      source: deadline.source,
    })),
  };
}

/** Writes what a new state changed; `before` is the state that the rows still show. */
export async function writeProjection(trx: Trx, chain: string, before: State | null, after: State): Promise<void> {
  const shown = before === null ? null : project(chain, before);
  const next = project(chain, after);
  const { rehearsal: _r, chain: _c, ...agreement } = next.agreement;
  await trx
    .insertInto('agreement')
    .values(next.agreement)
    .onConflict((conflict) => conflict.columns(['rehearsal', 'chain']).doUpdateSet(agreement))
    .execute();
  await replaceSpans(trx, changed(shown?.phaseSpans ?? [], next.phaseSpans));
  await replaceDeadlines(trx, changed(shown?.deadlines ?? [], next.deadlines));
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
