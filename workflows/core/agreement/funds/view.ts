import { roundOf } from '../recipients/terms.ts';
import type { State } from '../state.ts';
import { intentionKey } from './available.ts';
import { ledger, type LedgerNode } from './ledger.ts';
import { fundsTerms, isFollowed } from './posts.ts';
import type { Outcome, Payment, Reclaim, Requisition, Settled } from './types.ts';

/** What has been made of an intention so far. */
export interface IntentionStanding {
  measure: string;
  year: number;
  intendedOre: number | null;
  appropriation: { outcome: Outcome; amountOre: number; on: string } | null;
  setAside: { outcome: Outcome; amountOre: number; on: string } | null;
}

/** Where every öre is, and the entries that say so. */
export interface MoneyView {
  /** Whether payments are followed; else what an area has accounted for counts as paid. */
  followed: boolean;
  payers: string[];
  ledger: LedgerNode;
  intentions: IntentionStanding[];
  requisitions: (Requisition & { id: string })[];
  payments: (Payment & { id: string })[];
  reclaims: (Reclaim & { id: string })[];
  /** Measures whose money has been shared out. */
  distributed: string[];
}

const listed = <T extends object>(entries: Record<string, T>): (T & { id: string })[] =>
  Object.entries(entries).map(([id, entry]) => ({ ...entry, id }));

const shown = (one: Settled | null) => (one === null ? null : { outcome: one.outcome, amountOre: one.amountOre, on: one.doneOn });

export function moneyView(state: State): MoneyView {
  const { intentions, payers } = fundsTerms(state);
  const { settled, requisitions, payments, reclaims } = state.funds;
  return {
    followed: isFollowed(state),
    payers,
    ledger: ledger(state),
    intentions: intentions.map(({ measure, year, amountOre }) => {
      const found = settled[intentionKey(measure, year)];
      return {
        measure,
        year,
        intendedOre: amountOre,
        appropriation: shown(found?.appropriation ?? null),
        setAside: shown(found?.setAside ?? null),
      };
    }),
    requisitions: listed(requisitions),
    payments: listed(payments),
    reclaims: listed(reclaims),
    distributed: state.definition.measures.map(({ id }) => id).filter((id) => roundOf(state, id).distribution !== null),
  };
}
