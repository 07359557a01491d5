import type { Finding } from '../finding.ts';
import { type Contradiction, isIn, type Reading, type Stretch } from './reading.ts';
import type { Record } from './record.ts';
import type { SecondRecord } from './secondRecord.ts';
import { type Before, differenceAt, joined, type Odd } from './threeWays.ts';

export type RecordCode =
  | Odd
  /** The second record holds an entry that the database does not, or the other way about. */
  | 'recordLacks'
  | 'secondLacks'
  | 'notAsked'
  | 'otherTime'
  | 'otherEntries'
  | 'secondGap'
  | 'toldOtherwise'
  | 'carriedDiffers'
  | 'messageDiffers'
  | 'unreadable';

export type NoteCode =
  /** Recorded, and not seen by the second record yet. */
  | 'underway'
  /** Recorded by an attempt that was cut off: what came of it is in the second record, its moment is not. */
  | 'cutOff'
  /**
   * The same, and what asked for it was lost with the server: it was told afterwards, and cannot be decided again. What an intruder puts at the
   * end of a running process's chain looks no different, so it is told of one by one.
   */
  | 'askingLost'
  /** The engine is not at hand, and no copy is kept yet. */
  | 'unreached';

export interface Differences {
  findings: Finding<RecordCode>[];
  notes: Finding<NoteCode>[];
  /** Versions that are the same three ways. */
  same: number;
}

interface Given {
  reading: Reading;
  record: Record;
  second: SecondRecord;
  lost: readonly Stretch[];
  /** The record's newest version before the second was read. */
  before: number;
}

/** After this long an entry that the second record has not seen is no longer on its way. */
const UNDERWAY_MS = 600_000;

const codes: Readonly<{ [F in Exclude<Contradiction['found'], 'otherHash' | 'otherMessage'>]: RecordCode }> = {
  gap: 'secondGap',
  noCommand: 'notAsked',
  otherTime: 'otherTime',
  otherEvents: 'otherEntries',
  toldOtherwise: 'toldOtherwise',
  otherCarriedState: 'carriedDiffers',
  unreadable: 'unreadable',
};

/** Everything in which the record, the second record and the rules are not one, in the order of the versions. */
export function differencesIn(given: Given): Differences {
  const { reading, record, second, lost } = given;
  const { chain } = reading;
  const three = threeWays(given);
  const unsettled = given.record.rows.filter(({ version }) => !reading.told.has(version) && !isIn(lost, version));
  const isUnderway = underwayIn(given);
  const lacking = unsettled.filter((row) => !isUnderway(row)).map(({ version }) => at(chain, 'secondLacks', version));
  const findings = joined([...three, ...lacking, ...recordLacks(given), ...contradictions(reading)].toSorted(byVersion));
  const notes: Finding<NoteCode>[] = [
    ...stretches(second.unreached, record, lost, chain),
    ...reading.cutOff.filter((version) => !reading.askingLost.includes(version)).map((version) => at(chain, 'cutOff', version)),
    ...reading.askingLost.map((version) => at(chain, 'askingLost', version)),
    ...joined(unsettled.filter(isUnderway).map(({ version }) => at(chain, 'underway', version))),
  ];
  const different = new Set(three.map(({ place }) => place.version));
  const same = record.rows.filter(({ version }) => reading.told.has(version) && !different.has(version)).length;
  return { findings, notes, same };
}

const at = <C extends string>(chain: string, code: C, version: number): Finding<C> => ({
  code,
  place: { chain, version },
  facts: {},
});

const byVersion = (a: Finding, b: Finding): number => (a.place.version ?? 0) - (b.place.version ?? 0);

function threeWays({ reading: { chain, told }, record }: Given): Finding<Odd>[] {
  const findings: Finding<Odd>[] = [];
  let before: Before = { hash: null, odd: null };
  for (const row of record.rows) {
    const retold = told.get(row.version);
    const found = retold === undefined ? null : differenceAt(chain, row, retold, before);
    if (found !== null) findings.push(found);
    before = { hash: row.hash, odd: found?.code ?? null };
  }
  return findings;
}

/** The record's rows were read last, so all that any history was told must be there. */
function recordLacks({ reading: { chain, told }, record }: Given): Finding<RecordCode>[] {
  const there = new Set(record.rows.map(({ version }) => version));
  return [...told.keys()].filter((version) => !there.has(version)).map((version) => at(chain, 'recordLacks', version));
}

/** Of rows past all that the second record was told: those that came while it was read, or that it can still be about to learn of. */
function underwayIn({ reading, second, before }: Given): (row: Record['rows'][number]) => boolean {
  const isOpen = second.parts.some((part) => part.isOpen);
  const isAtRest = second.parts.every((part) => part.isAtRest);
  const newest = Math.max(0, ...reading.told.keys());
  return ({ version, wallTime }) => {
    if (!isOpen || version < newest) return false;
    return version > before || !isAtRest || Date.now() - Date.parse(wallTime) < UNDERWAY_MS;
  };
}

function contradictions({ chain, contradictions: all, cutOff, askingLost }: Reading): Finding<RecordCode>[] {
  return all.flatMap(({ version, found }) => {
    // What is told with another hash is compared with the record, and messages with the other processes.
    if (found === 'otherHash' || found === 'otherMessage') return [];
    const isNoted =
      (found === 'otherTime' && cutOff.includes(version)) || (found === 'noCommand' && askingLost.includes(version));
    return isNoted ? [] : [at(chain, codes[found], version)];
  });
}

function stretches(
  unreached: readonly string[],
  { named }: Record,
  lost: readonly Stretch[],
  chain: string,
): Finding<NoteCode>[] {
  return named
    .filter(({ runId }) => unreached.includes(runId))
    .map(({ runId, version }) => ({
      code: 'unreached',
      place: { chain, version, item: runId },
      facts: { to: lost.find(({ from }) => from === version)?.to ?? version },
    }));
}
