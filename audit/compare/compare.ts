import { siblingOf } from '#contracts/ids.ts';
import type { TemporalAccess } from '../../infra/gateway/connectTemporal.ts';
import type { Finding } from '../finding.ts';
import { differencesIn, type NoteCode, type RecordCode } from './differences.ts';
import { disagreements, partnersOf } from './messages.ts';
import type { Reading, Stretch } from './reading.ts';
import { type Both, readRecord, type Record } from './record.ts';
import { retold } from './redecide.ts';
import { type Part, type PartCode, type SecondRecord, secondRecord } from './secondRecord.ts';

export type CompareCode = RecordCode | PartCode;

/** What two records and the rules say of one process. */
export interface Comparison {
  chain: string;
  /** Versions that are the same three ways. */
  same: number;
  /** The newest version of each record. */
  record: number;
  second: number;
  parts: { id: string; from: number | null; source: Part['source']; isOpen: boolean; entries: number }[];
  /** Processes whose second record was at hand for the messages between them. */
  partners: string[];
  /** What is to be known and is no difference. */
  notes: Finding<NoteCode>[];
  findings: Finding<CompareCode>[];
}

export interface Compared {
  comparison: Comparison;
  /** The second record that was read, for who wants to do more with it. */
  parts: readonly Part[];
}

/** What a comparison is made of; `temporal`: of the process's own world, null where the engine is not at hand. */
export interface Sources {
  worlds: Both;
  temporal: TemporalAccess | null;
}

/**
 * Compares the two records of a process of any kind with each other and with what the rules make of what was asked: event by event, hash by
 * hash. One that is open is compared as far as both have seen; what is just being recorded is a note. Changes nothing.
 */
export async function compareProcess(sources: Sources, chain: string): Promise<Compared> {
  const { record, second, reading, lost, before } = await readBoth(sources, chain);
  const partners = await partnersAtHand(sources, reading);
  const { findings, notes, same } = differencesIn({ reading, record, second, lost, before });
  const unlike = disagreements(reading, partners);
  const messages = unlike.map(({ version }) => ({ code: 'messageDiffers' as const, place: { chain, version }, facts: {} }));
  return {
    comparison: {
      chain,
      same,
      record: record.rows.at(-1)?.version ?? 0,
      second: Math.max(0, ...reading.told.keys()),
      parts: second.parts.map(({ runId: id, from, source, isOpen, history }) => ({
        id,
        from,
        source,
        isOpen,
        entries: history.events?.length ?? 0,
      })),
      partners: [...partners.keys()],
      notes,
      findings: [...second.findings, ...findings, ...messages],
    },
    parts: second.parts,
  };
}

interface Read {
  record: Record;
  second: SecondRecord;
  reading: Reading;
  lost: Stretch[];
  /** The record's newest version before the second was read. */
  before: number;
}

async function readBoth({ worlds, temporal }: Sources, chain: string): Promise<Read> {
  const first = await readRecord(worlds, chain);
  const named = first.named.map(({ runId }) => runId);
  const second = await secondRecord(temporal, chain, { named, kept: first.kept });
  // Read again: what the second record holds was in the record before it.
  const record = temporal === null ? first : await readRecord(worlds, chain);
  const lost = stretchesOf(record, [...second.lost, ...second.unreached]);
  return { record, second, reading: retold(chain, second.parts, lost), lost, before: first.rows.at(-1)?.version ?? 0 };
}

/** The versions that runs recorded: from the one that names a run to where the next begins. */
function stretchesOf({ named, rows }: Record, runIds: readonly string[]): Stretch[] {
  const head = rows.at(-1)?.version ?? 0;
  return named.flatMap(({ runId, version }, i) =>
    runIds.includes(runId) ? [{ from: version, to: (named[i + 1]?.version ?? head + 1) - 1 }] : [],
  );
}

/** Read after the process itself, so that what it was told of them is in theirs. One that has a part missing cannot be asked. */
async function partnersAtHand(sources: Sources, reading: Reading): Promise<Map<string, Reading>> {
  const { from, to } = partnersOf(reading);
  const chains = new Set([...from, ...to.map((short) => siblingOf(reading.chain, short))]);
  const partners = new Map<string, Reading>();
  for (const chain of chains) {
    const partner = await readBoth(sources, chain);
    const isWhole = partner.second.parts.length > 0 && partner.lost.length === 0;
    if (isWhole) partners.set(chain, partner.reading);
  }
  return partners;
}
