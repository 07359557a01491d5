import type { State } from './state.ts';

/** Öre of an area that is unspent and not returned yet; null while the area is not accounted for. */
export function outstandingOre(state: State, area: string): number | null {
  const account = state.accounts[area];
  if (account === undefined) return null;
  const repaid = state.repayments
    .filter((repayment) => repayment.area === area)
    .reduce((sum, repayment) => sum + repayment.amountOre, 0);
  return account.unspentOre - repaid;
}

/** Every area with money is accounted for and nothing unspent is left to return. */
export function accountsSettled(state: State): boolean {
  return state.definition.areas.every((area) => area.budgetOre === 0 || outstandingOre(state, area.id) === 0);
}

/** What still keeps the agreement from closing: deadlines not met, reports not accepted, money not accounted for or returned. */
export function owedStill(state: State): { deadlines: string[]; areas: string[] } {
  const deadlines = Object.values(state.deadlines).filter(
    (deadline) => deadline.status === 'open' || (deadline.status === 'met' && deadline.metBy === 'report' && !deadline.accepted),
  );
  const areas = state.definition.areas.filter((area) => area.budgetOre !== 0 && outstandingOre(state, area.id) !== 0);
  return { deadlines: deadlines.map((deadline) => deadline.id), areas: areas.map((area) => area.id) };
}

export function nothingOwed(state: State): boolean {
  const owed = owedStill(state);
  return owed.deadlines.length === 0 && owed.areas.length === 0;
}
