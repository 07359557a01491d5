import { eventHash } from '../../infra/db/hash.ts';
import type { Finding } from '../finding.ts';
import { differingFields, fieldList } from './fields.ts';
import type { Retold } from './reading.ts';

/** One event as a database holds it. */
export interface Row {
  version: number;
  hash: string;
  canonical: string;
}

/** Which of the three stands alone against the others: the database, the second record, or the rules; or that no two say the same. */
export type Odd = 'recordDiffers' | 'secondDiffers' | 'rulesDiffer' | 'allDiffer';

/** What was found at the version before. */
export interface Before {
  /** Of the row. */
  hash: string | null;
  odd: Odd | null;
}

/** Compares one version three ways; null where they are one. `hash` among the fields: also the hash beside it, or that alone. */
export function differenceAt(chain: string, row: Row, retold: Retold, before: Before): Finding<Odd> | null {
  const content = oddContent(row, retold);
  const hash = oddHash(row, retold, before);
  const code = content?.code ?? hash;
  if (code === null) return null;
  const fields = [...(content?.fields ?? []), ...(hash === null ? [] : ['hash'])];
  return { code, place: { chain, version: row.version }, facts: { fields: fieldList(fields) } };
}

function oddContent({ canonical: row }: Row, { told, decided }: Retold): { code: Odd; fields: string[] } | null {
  const rules = decided ?? told;
  if (row === told && told === rules) return null;
  const between = (one: string, other: string) => differingFields(JSON.parse(one), JSON.parse(other));
  if (told === rules) return { code: 'recordDiffers', fields: between(row, told) };
  if (row === rules) return { code: 'secondDiffers', fields: between(told, row) };
  if (row === told) return { code: 'rulesDiffer', fields: between(rules, told) };
  return { code: 'allDiffer', fields: [...new Set([...between(row, told), ...between(rules, told)])] };
}

/** Whose hash is not that of what it stands beside, on what either side holds before it. */
function oddHash(row: Row, { told, hash, previous, decided }: Retold, before: Before): Odd | null {
  const onto = [previous, before.hash].filter((one) => one !== null);
  if (onto.length === 0) return row.hash === hash ? null : 'allDiffer';
  const isOf = (canonical: string, given: string): boolean => onto.some((one) => eventHash(one, canonical) === given);
  const isSecondRight = isOf(told, hash) || (decided !== null && isOf(decided, hash));
  if (row.hash === hash) return isSecondRight ? null : 'allDiffer';
  const isRecordRight = isOf(row.canonical, row.hash);
  // Each is made onto its own: it follows from what differs before it.
  if (isSecondRight && isRecordRight) return before.odd ?? 'recordDiffers';
  if (isSecondRight) return 'recordDiffers';
  return isRecordRight ? 'secondDiffers' : 'allDiffer';
}

/** Neighbours of which only the hash differs, since each is made onto the one before, become one finding with `to`. */
export function joined<C extends string>(findings: readonly Finding<C>[]): Finding<C>[] {
  const all: Finding<C>[] = [];
  for (const finding of findings) {
    const last = all.at(-1);
    const isNext = last !== undefined && (last.facts.to ?? last.place.version) === (finding.place.version ?? 0) - 1;
    const isSame = last?.code === finding.code && last.facts.fields === finding.facts.fields;
    const isAlike = finding.facts.fields === undefined || finding.facts.fields === 'hash';
    if (isNext && isSame && isAlike) last.facts.to = finding.place.version ?? 0;
    else all.push({ ...finding, facts: { ...finding.facts } });
  }
  return all;
}
