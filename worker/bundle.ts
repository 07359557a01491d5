import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { bundleWorkflowCode, type Logger } from '@temporalio/worker';

const projectRoot = new URL('../', import.meta.url);
const HASH_LENGTH = 12;

/** The workflows as one bundle. `entry`: another door than workflows/index.ts, for tests. `logger`: left out, the SDK's own. */
export async function bundleWorkflows(
  entry: string = fileURLToPath(new URL('workflows/index.ts', projectRoot)),
  logger?: Logger,
): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({ workflowsPath: entry, ...(logger === undefined ? {} : { logger }) });
}

/** The version of the code that decides, as written into every event: the program's version and the bundle's hash. */
export function codeVersionOf(bundle: WorkflowBundleWithSourceMap, programVersion: string): string {
  // The bundle carries an inline source map with paths of the machine that built it; the code before it is the same everywhere.
  const code = bundle.code.replace(/\n\/\/# sourceMappingURL=.*/s, '');
  return `${programVersion}+${createHash('sha256').update(code).digest('hex').slice(0, HASH_LENGTH)}`;
}
