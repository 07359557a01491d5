import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { loadConfig } from '../../infra/config/config.ts';
import { startStack } from '../../infra/local/stack.ts';
import { testNamespaces } from './namespaces.ts';

declare module 'vitest' {
  interface ProvidedContext {
    engine: { databaseUrl: string; temporalAddress: string };
  }
}

/** One real Postgres and one real Temporal server for the whole run, on a data directory of its own; built first where none is cached. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'arscykel-test-'));
  const config = { ...loadConfig(), dataDir };
  const stack = await startStack(config, {
    parts: 'engine',
    transient: true,
    namespaces: Object.values(testNamespaces),
    report: say,
  });
  const { databaseUrl, temporalAddress } = stack.endpoints;
  if (temporalAddress === undefined) throw new Error('the engine is up without a Temporal server');
  project.provide('engine', { databaseUrl, temporalAddress });
  return async () => {
    await stack.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
