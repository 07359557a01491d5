import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Run } from './histories.ts';

/** A life's runs as they were recorded once, to be replayed by every later version of the workflows. */
interface RecordedRun {
  workflowId: string;
  runId: string;
  /** The protobuf JSON form. */
  history: unknown;
}

export const recordedFile = (name: string): string =>
  fileURLToPath(new URL(`../replay/histories/${name}.json.gz`, import.meta.url));

/** A fresh copy at each call, since tests tamper with it. */
export function recordedRuns(name: string): Run[] {
  const runs = JSON.parse(gunzipSync(readFileSync(recordedFile(name))).toString()) as RecordedRun[];
  return runs.map(({ history, ...run }) => ({ ...run, history: historyFromJSON(history) }));
}

export function writeRecorded(name: string, runs: readonly Run[]): void {
  const rows = runs.map(({ workflowId, runId, history }): RecordedRun => {
    return { workflowId, runId, history: JSON.parse(historyToJSON(history)) as unknown };
  });
  writeFileSync(recordedFile(name), gzipSync(JSON.stringify(rows), { level: 9 }));
}
