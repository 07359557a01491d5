import { type AtHand, atHandOf } from '#core/act/atHand.ts';
import { ledger, type LedgerColumn } from '#core/agreement/funds/ledger.ts';
import { isFollowed } from '#core/agreement/funds/posts.ts';
import { versionViews } from '#core/agreement/negotiation/view.ts';
import { outstandingOre } from '#core/agreement/obligations.ts';
import type { State } from '#core/agreement/state.ts';
import { isDecision } from '#core/around/decided.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import { modelOf, type ProcessState } from '#core/models.ts';
import type { AsOf } from './asOf.ts';

/** What an auditor asks first of how a process stood. Ids, days and amounts; names and texts are for whoever shows it. */
export interface Outline {
  title: string;
  phase: string;
  since: CivilDate | null;
  validFrom: CivilDate | null;
  validUntil: CivilDate | null;
  /** Hex SHA-256 of the text that stood. */
  text: string;
  /** Every text so far, by its number; of an agreement. */
  versions: { number: number; hash: string; party: string | null; on: CivilDate; amendment: number | null; isText: boolean }[];
  decisions: { version: number; type: string; doneOn: CivilDate; recordedAt: Instant; atHand: AtHand | null }[];
  deadlines: OutlinedDeadline[];
  money: AreaMoney[];
}

export type OutlinedDeadline = Pick<
  Deadline,
  'id' | 'title' | 'kind' | 'mode' | 'metBy' | 'dueOn' | 'status' | 'accepted' | 'debtor' | 'handler' | 'suspendedOn'
> & { doneOn: CivilDate | null; isOverdue: boolean };

/** An area's money; null where nothing is known of it yet. */
export interface AreaMoney {
  area: string;
  budgetOre: number;
  /** Null where payments are not followed. */
  paidOre: number | null;
  usedOre: number | null;
  /** Paid and neither used nor returned; where payments are not followed, unspent and not returned. */
  leftOre: number | null;
}

/** Null where nothing had been opened. */
export function outlineOf({ kind, process, events, moment }: AsOf): Outline | null {
  if (process === null) return null;
  const model = modelOf(kind);
  const { title, phase, validFrom, validUntil } = model.summary(process.state);
  return {
    title,
    phase,
    since: sinceOf(process),
    validFrom,
    validUntil,
    text: process.state.versionHash,
    versions:
      process.kind === 'agreement'
        ? versionViews(process.state).map(({ number, hash, party, on, amendment, isText }) => ({
            number,
            hash,
            party,
            on,
            amendment,
            isText,
          }))
        : [],
    decisions: events
      .filter(({ body }) => isDecision(kind, body.type))
      .map(({ version, body, doneOn, recordedAt }) => ({ version, type: body.type, doneOn, recordedAt, atHand: atHandOf(body) })),
    deadlines: model
      .deadlines(process.state)
      .map((deadline) => outlined(deadline, moment.day))
      .toSorted(byDueOn),
    money: process.kind === 'agreement' ? moneyOf(process.state) : [],
  };
}

const byDueOn = (a: OutlinedDeadline, b: OutlinedDeadline): number => (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn));

function sinceOf(process: ProcessState): CivilDate | null {
  if (process.kind === 'referral') return process.state.closing?.doneOn ?? process.state.openedOn;
  return process.state.phases.at(-1)?.from ?? null;
}

function outlined(deadline: Deadline, day: CivilDate): OutlinedDeadline {
  const { id, title, kind, mode, metBy, dueOn, status, accepted, debtor, handler, suspendedOn, done } = deadline;
  const isOverdue = status === 'open' && dueOn < day && suspendedOn === null;
  return {
    id,
    title,
    kind,
    mode,
    metBy,
    dueOn,
    status,
    accepted,
    debtor,
    handler,
    suspendedOn,
    doneOn: done?.doneOn ?? null,
    isOverdue,
  };
}

function moneyOf(state: State): AreaMoney[] {
  const areas = ledger(state).children;
  const sum = (area: string, column: LedgerColumn): number => areas.find(({ id }) => id === area)?.total[column] ?? 0;
  return state.definition.areas.map(({ id, budgetOre }) => {
    const account = state.accounts[id];
    if (!isFollowed(state)) {
      return { area: id, budgetOre, paidOre: null, usedOre: account?.usedOre ?? null, leftOre: outstandingOre(state, id) };
    }
    return { area: id, budgetOre, paidOre: sum(id, 'paid'), usedOre: sum(id, 'used'), leftOre: sum(id, 'left') };
  });
}
