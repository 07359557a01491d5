import type { Run } from '../../audit/compare/history.ts';
import { differencesIn } from '../../audit/compare/differences.ts';
import type { Record } from '../../audit/compare/record.ts';
import { retold } from '../../audit/compare/redecide.ts';
import type { Part } from '../../audit/compare/secondRecord.ts';
import { canonicalJson, eventHash, genesisHash } from '../../infra/db/hash.ts';

type Rows = Record['rows'];
/** An event as its row holds it, to be tampered with. */
export type Told = { version: number; doneOn: string; commandId: string; body: { type: string } & { [field: string]: unknown } };

/** The record that goes with histories as they were. */
export function recordOf(runs: readonly Run[]): Record {
  const chain = runs[0]?.workflowId ?? '';
  const told = [...retold(chain, runs).told.values()].toSorted((a, b) => a.version - b.version);
  const rows = told.map(({ version, told: canonical, hash }) => ({
    version,
    canonical,
    hash,
    wallTime: '2020-01-01T00:00:00.000Z',
  }));
  return { rows, named: [], kept: [] };
}

/** What comparing them finds, in short: `recordDiffers 17: doneOn, hash`. */
export function differences(record: Record, runs: readonly Run[]): string[] {
  const chain = runs[0]?.workflowId ?? '';
  const parts: Part[] = runs.map((run) => ({ ...run, source: 'kept', isOpen: false, isAtRest: true, from: null }));
  const second = { parts, lost: [], unreached: [], findings: [] };
  const { findings } = differencesIn({ reading: retold(chain, runs), record, second, lost: [], before: record.rows.length });
  return findings.map(({ code, place, facts }) => {
    const to = facts.to === undefined ? '' : `–${facts.to}`;
    return `${code} ${place.version}${to}${facts.fields === undefined ? '' : `: ${facts.fields}`}`;
  });
}

/** Writes another event into a row; `rechained`: with its hash, and those of all that follow, made anew. */
export function rewrite(rows: Rows, version: number, change: (event: Told) => void, rechained: 'rechained' | null = null): void {
  const row = rows.find((one) => one.version === version);
  if (row === undefined) throw new Error(`no version ${version}`);
  const event = JSON.parse(row.canonical) as Told & { chain: string };
  change(event);
  row.canonical = canonicalJson(event);
  if (rechained === null) return;
  let previous = rows.find((one) => one.version === version - 1)?.hash ?? genesisHash(event.chain);
  for (const one of rows.filter((later) => later.version >= version)) {
    one.hash = eventHash(previous, one.canonical);
    previous = one.hash;
  }
}
