import { gunzipSync } from 'node:zlib';
import type { AnyBody } from '#core/models.ts';
import type { Recorded } from '#contracts/types.ts';
import { sha256 } from '../../infra/db/hash.ts';
import type { KeptRun } from '../../infra/db/read/archive.ts';
import type { TemporalAccess } from '../../infra/gateway/connectTemporal.ts';
import { historyNow, isWhole, knownRuns, readHistory } from '../../infra/gateway/histories.ts';
import type { Finding } from '../finding.ts';
import { decoded, eventsOfType, type History, type Run } from './history.ts';

/** One run of the second record, read whole. */
export interface Part extends Run {
  /** Where it was read: the copy that was kept when it ended, or the engine. */
  source: 'kept' | 'engine';
  isOpen: boolean;
  /** Nothing was under way when it was read. */
  isAtRest: boolean;
  /** The first version that it recorded itself; null where it has not come to that. */
  from: number | null;
}

export type PartCode = 'copyUnreadable' | 'copyChecksum' | 'copyOther' | 'copyIncomplete' | 'partLost';

export interface SecondRecord {
  /** In the order of what they recorded. */
  parts: Part[];
  /** Ids of runs that are neither kept nor with the engine. */
  lost: string[];
  /** Ids of runs that are not kept, where the engine was not at hand. */
  unreached: string[];
  findings: Finding<PartCode>[];
}

/** Runs may have to come to rest: an attempt that was cut off is given to another worker after ten seconds. */
const PATIENCE_MS = 15_000;

/**
 * Every run of a process that the record names, that a copy was kept of or that the engine knows: from the kept copy where it is whole and
 * has its checksum, else from the engine. `temporal`: null where it is not at hand.
 */
export async function secondRecord(
  temporal: TemporalAccess | null,
  chain: string,
  { named, kept }: { named: readonly string[]; kept: readonly KeptRun[] },
): Promise<SecondRecord> {
  const second: SecondRecord = { parts: [], lost: [], unreached: [], findings: [] };
  const known = temporal === null ? [] : await knownRuns(temporal, chain);
  for (const runId of new Set([...named, ...kept.map((copy) => copy.runId), ...known])) {
    const copy = kept.find((one) => one.runId === runId);
    const fromCopy = copy === undefined ? null : readCopy(chain, copy, second.findings);
    const part = fromCopy ?? (temporal === null ? null : await fromEngine(temporal, chain, runId));
    if (part !== null) second.parts.push(part);
    else if (temporal === null) second.unreached.push(runId);
    else second.lost.push(runId);
  }
  second.findings.push(...second.lost.map((item) => ({ code: 'partLost' as const, place: { chain, item }, facts: {} })));
  second.parts.sort((a, b) => (a.from ?? Number.POSITIVE_INFINITY) - (b.from ?? Number.POSITIVE_INFINITY));
  return second;
}

/** Null where it cannot be used. What is wrong with it is found also where it can. */
function readCopy(chain: string, copy: KeptRun, findings: Finding<PartCode>[]): Part | null {
  const { runId, entered } = copy;
  const found = (code: PartCode, facts: Finding['facts'] = {}): void =>
    void findings.push({ code, place: { chain, item: runId }, facts });
  const checksum = sha256(copy.history);
  if (checksum !== copy.sha256) found('copyChecksum', { expected: copy.sha256, found: checksum });
  else if (entered !== null && entered !== checksum) found('copyOther', { expected: entered, found: checksum });
  let history: History;
  try {
    history = readHistory(gunzipSync(copy.history).toString());
  } catch {
    found('copyUnreadable');
    return null;
  }
  const events = history.events?.length ?? 0;
  if (!isWhole(history) || events !== copy.events) {
    found('copyIncomplete', { expected: copy.events, found: events });
    return null;
  }
  return { workflowId: chain, runId, history, source: 'kept', isOpen: false, isAtRest: true, from: firstVersion(history, runId) };
}

async function fromEngine(temporal: TemporalAccess, chain: string, runId: string): Promise<Part | null> {
  const now = await historyNow(temporal, chain, runId, PATIENCE_MS);
  if (now === 'gone') return null;
  return { workflowId: chain, runId, source: 'engine', ...now, from: firstVersion(now.history, runId) };
}

/** The version at which a run's own history says that it began. */
function firstVersion(history: History, runId: string): number | null {
  for (const { markerRecordedEventAttributes: marker } of eventsOfType(history, 'EVENT_TYPE_MARKER_RECORDED')) {
    const result = marker?.markerName === 'core_local_activity' ? marker.details?.result?.payloads?.[0] : null;
    const began = result == null ? undefined : toldBy(result).find(({ body }) => isStartOf(body, runId));
    if (began !== undefined) return began.version;
  }
  return null;
}

const isStartOf = (body: AnyBody, runId: string): boolean =>
  body.type === 'runStarted' && (body as AnyBody & { runId: string }).runId === runId;

/** What cannot be read is found where it is decided again. */
function toldBy(result: Parameters<typeof decoded>[0]): Recorded['events'] {
  try {
    return (decoded(result) as Recorded).events;
  } catch {
    return [];
  }
}
