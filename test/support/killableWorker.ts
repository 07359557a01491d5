import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TemporalAccess } from '../../infra/gateway/connectTemporal.ts';

const program = fileURLToPath(new URL('./faultWorker.ts', import.meta.url));

export interface KillableWorker {
  /** Fulfilled when it has committed, and not told anybody, what it was to stall after in this chain. */
  stalled: (chain: string) => Promise<void>;
  /** With -9. */
  kill: () => Promise<void>;
}

/** A worker process that stalls between the commit of what these commands record and the end of their tasks. */
export async function startKillable(
  {
    databaseUrl,
    temporalAddress,
    namespace,
  }: { databaseUrl: string; temporalAddress: string; namespace: TemporalAccess['namespace'] },
  stallAfter: readonly (readonly [chain: string, commandId: string])[],
): Promise<KillableWorker> {
  const args = [program, databaseUrl, temporalAddress, namespace, JSON.stringify(stallAfter)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = new Set<string>();
  const waiting: { line: string; resolve: () => void }[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.add(line);
    for (const one of waiting) if (one.line === line) one.resolve();
  });
  const says = (line: string): Promise<void> =>
    said.has(line) ? Promise.resolve() : new Promise((resolve) => waiting.push({ line, resolve }));
  const ended = once(child, 'exit');
  await Promise.race([says('ready'), ended.then(() => Promise.reject(new Error('the worker process ended while starting')))]);
  return {
    stalled: (chain) => says(`stalled ${chain}`),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
