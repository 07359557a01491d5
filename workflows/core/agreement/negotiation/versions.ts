import { canonicalJson } from '#core/canonical.ts';
import type { DeadlineTerms } from '#core/deadlines/deadline.ts';
import { sha256Hex } from '#core/sha256.ts';
import type { Definition, Measure } from '../definition.ts';
import type { State } from '../state.ts';
import { noFunds } from '../funds/posts.ts';
import type { FundsTerms } from '../funds/types.ts';
import type { PaymentChange, TabledVersion, TextChanges } from './types.ts';

/** Hex SHA-256 of a text's canonical JSON: what parties accept, sign and approve. */
export const hashOf = (definition: Definition): string => sha256Hex(canonicalJson(definition));

/** Where a date comes from that the parties negotiated. */
const NEGOTIATED = 'negotiated';

/** What an added part must say that has no default. */
const needed = {
  areas: ['title', 'budgetOre'],
  measures: ['title', 'area', 'debtor', 'creditor'],
  deadlines: ['title', 'dueOn', 'debtor', 'creditor'],
} as const;

/** The text with the changes in it, and the paths of what an added part lacks. */
export function changedText(base: Definition, changes: TextChanges): { definition: Definition; missing: string[] } {
  const missing: string[] = [];
  const definition: Definition = {
    ...base,
    ...(changes.frameOre === undefined ? {} : { frameOre: changes.frameOre }),
    ...(changes.validUntil === undefined ? {} : { validUntil: changes.validUntil }),
    areas: merged(base.areas, changes.areas ?? {}, 'areas', { title: '', budgetOre: 0 }, missing),
    measures: merged(base.measures, changes.measures ?? {}, 'measures', newMeasure, missing),
    deadlines: merged(base.deadlines, changes.deadlines ?? {}, 'deadlines', newTerms, missing),
    ...(changes.payments === undefined ? {} : { terms: { ...base.terms, funds: paidBy(base, changes.payments) } }),
  };
  return { definition, missing };
}

function paidBy({ terms }: Definition, { conditions, ...payments }: PaymentChange): FundsTerms {
  const before = terms?.funds ?? noFunds;
  return { ...before, ...payments, conditions: { ...before.conditions, ...conditions } };
}

const newMeasure: Omit<Measure, 'id'> = { title: '', area: '', amountOre: null, debtor: '', creditor: '', continuesIn: [] };

const newTerms: Omit<DeadlineTerms, 'id'> = {
  title: '',
  kind: 'statement',
  mode: 'owed',
  metBy: 'entry',
  plan: 'report',
  dueOn: '',
  debtor: '',
  creditor: '',
  measure: null,
  handler: null,
  source: NEGOTIATED,
};

function merged<T extends { id: string }, Change extends object>(
  before: readonly T[],
  changes: Record<string, Change | null>,
  part: keyof typeof needed,
  added: Omit<T, 'id'>,
  missing: string[],
): T[] {
  const known = new Set(before.map(({ id }) => id));
  const changeOf = (id: string) => (Object.hasOwn(changes, id) ? changes[id] : undefined);
  const kept = before.flatMap((one) => (changeOf(one.id) === null ? [] : [{ ...one, ...changeOf(one.id) }]));
  const fresh = Object.entries(changes).flatMap(([id, change]) => {
    if (known.has(id)) return [];
    if (change === null) {
      missing.push(`${part}.${id}`);
      return [];
    }
    for (const field of needed[part]) if (!(field in change)) missing.push(`${part}.${id}.${field}`);
    return [{ ...added, ...change, id } as unknown as T];
  });
  return [...kept, ...fresh];
}

/** The number, hash and sender of the text as opened: before anything is tabled, that is the one on the table. */
export function openedVersion(state: State): { number: 1; hash: string; definition: Definition } {
  const { original } = state.negotiation;
  return original === null
    ? { number: 1, hash: state.versionHash, definition: state.definition }
    : { number: 1, hash: original.versionHash, definition: original.definition };
}

/** Every version's number and hash, oldest first; `amendment` null: the agreement's own. */
export function versionsOf(state: State, amendment: number | null = null): { number: number; hash: string }[] {
  const tabled = state.negotiation.versions.filter((one) => one.amendment === amendment);
  return [...(amendment === null ? [openedVersion(state)] : []), ...tabled].map(({ number, hash }) => ({ number, hash }));
}

/** The version that is on the table: the newest of the agreement's own. */
export function onTheTable(state: State): string {
  return versionsOf(state).at(-1)?.hash ?? state.versionHash;
}

/** `v2` as its hash; a hash as it is. */
export function namedHash(state: State, given: string): string {
  const number = /^v([1-9]\d{0,5})$/.exec(given)?.[1];
  if (number === undefined) return given;
  const all = [openedVersion(state), ...state.negotiation.versions];
  return all.find((one) => one.number === Number(number))?.hash ?? given;
}

export function tabledVersion(state: State, hash: string): TabledVersion | null {
  // The same text may be tabled again after others: its newest tabling stands for it.
  return state.negotiation.versions.findLast((one) => one.hash === hash) ?? null;
}

/** The text of a version, as its hash names it; null where there is none. */
export function textOf(state: State, hash: string): Definition | null {
  if (hash === state.versionHash) return state.definition;
  const opened = openedVersion(state);
  if (hash === opened.hash) return opened.definition;
  const version = state.negotiation.versions.find((one) => one.hash === hash);
  const base = version === undefined ? null : textOf(state, version.base);
  return version === undefined || base === null ? null : changedText(base, version.changes).definition;
}
