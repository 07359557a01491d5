import { gzipSync } from 'node:zlib';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { TemporalAccess } from '../../infra/gateway/connectTemporal.ts';
import { historyNow } from '../../infra/gateway/histories.ts';
import type { KeptRun } from '../../infra/db/read/archive.ts';

/** One part of the second record as an export holds it. */
export interface SecondPart {
  runId: string;
  /** `kept`: the copy that was put away when it ended. `engine`: as it stands now. `notAtHand`: neither is to be had. */
  source: 'kept' | 'engine' | 'notAtHand';
  /** Nothing more will be in it. */
  complete: boolean;
  /** Gzipped JSON; of a kept copy the bytes as they were put away. */
  content: Buffer | null;
}

/** Runs come to rest within this, or are taken as they are. */
const PATIENCE_MS = 15_000;

/** What the engine holds of runs that no copy is kept of. Read before the record, so that it never knows more than that. */
export async function fromEngine(
  temporal: TemporalAccess | null,
  chain: string,
  runIds: readonly string[],
): Promise<Map<string, SecondPart>> {
  const parts = new Map<string, SecondPart>();
  for (const runId of runIds) {
    const now = temporal === null ? 'gone' : await historyNow(temporal, chain, runId, PATIENCE_MS);
    if (now === 'gone') continue;
    const content = gzipSync(historyToJSON(now.history));
    parts.set(runId, { runId, source: 'engine', complete: !now.isOpen, content });
  }
  return parts;
}

/** Every run that the record names, in its order: the kept copy, else what the engine held. */
export function partsOf(
  named: readonly string[],
  kept: readonly KeptRun[],
  engine: ReadonlyMap<string, SecondPart>,
): SecondPart[] {
  return named.map((runId) => {
    const copy = kept.find((one) => one.runId === runId);
    if (copy !== undefined) return { runId, source: 'kept', complete: true, content: copy.history };
    return engine.get(runId) ?? { runId, source: 'notAtHand', complete: false, content: null };
  });
}
