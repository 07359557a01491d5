import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Run } from '../../audit/compare/history.ts';

/** A run as it was recorded once, to be replayed by every later version of the workflows. */
export interface RecordedRun {
  workflowId: string;
  runId: string;
  /** The protobuf JSON form. */
  history: unknown;
}

export const recordedFile = (name: string): string =>
  fileURLToPath(new URL(`../replay/histories/${name}.json.gz`, import.meta.url));

/** Every recorded run under a name, a life's oldest first. A fresh copy at each call, since tests tamper with it. */
export function recordedRuns(name: string): Run[] {
  const runs = JSON.parse(gunzipSync(readFileSync(recordedFile(name))).toString()) as RecordedRun[];
  return runs.map(({ history, ...run }) => ({ ...run, history: historyFromJSON(history) }));
}

/** The same by life: of each process that was recorded under the name. */
export const recordedLives = (name: string): Run[][] => [
  ...Map.groupBy(recordedRuns(name), ({ workflowId }) => workflowId).values(),
];

export function writeRecorded(name: string, runs: readonly RecordedRun[]): void {
  writeFileSync(recordedFile(name), gzipSync(JSON.stringify(runs), { level: 9 }));
}
