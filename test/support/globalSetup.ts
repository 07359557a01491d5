import { chmod, mkdtemp, rm } from 'node:fs/promises';
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

let tearDown: (() => Promise<void>) | null = null;

/** One real Postgres and one real Temporal server for the whole run, on a data directory of its own; built first where none is cached. */
export async function setup(project: TestProject): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'arscykel-test-'));
  // Under root, Postgres runs as a user of its own, who must be able to get there.
  await chmod(dataDir, 0o711);
  const config = { ...loadConfig(), dataDir };
  const stack = await startStack(config, {
    parts: 'engine',
    transient: true,
    namespaces: Object.values(testNamespaces),
    report: (line) => process.stderr.write(`${line}\n`),
  });
  tearDown = async () => {
    await stack.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const { databaseUrl, temporalAddress } = stack.endpoints;
  if (temporalAddress === undefined) throw new Error('the engine is up without a Temporal server');
  project.provide('engine', { databaseUrl, temporalAddress });
}

export async function teardown(): Promise<void> {
  await tearDown?.();
}
