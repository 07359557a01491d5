import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineParts } from '../cli/stack/parts.ts';
import { loadConfig } from '../infra/config/config.ts';
import { migrate } from '../infra/db/migrate.ts';
import { openWorlds } from '../infra/db/worlds.ts';
import { commandBodyKey } from '../infra/db/write/secret.ts';
import { loadScript } from '../infra/definition/loadScript.ts';
import { connectTemporal } from '../infra/gateway/connectTemporal.ts';
import { startStack } from '../infra/local/stack.ts';
import { rehearse } from '../rehearsal/conductor.ts';

// How long the 2012 agreement takes on this machine, and how much history it makes. The goal: under 30 s on two slow cores, under
// 3,000 history events and 1.5 MB. Run alone, and quote the median.
const RUNS = 5;

const dataDir = await mkdtemp(join(tmpdir(), 'arscykel-bench-'));
await chmod(dataDir, 0o711);
const config = { ...loadConfig(), dataDir };
const folder = join(config.projectRoot, 'examples', '2012');
const script = await loadScript(join(folder, 'script.yaml'));
if (!script.ok) throw new Error('examples/2012/script.yaml or what it plays has mistakes');
const { cast, steps } = script;

const stack = await startStack(config, {
  parts: 'engine',
  transient: true,
  report: (line) => process.stderr.write(`${line}\n`),
  prepare: async ({ databaseUrl }) => {
    await migrate(databaseUrl, 'standard');
    return databaseUrl;
  },
  nodeParts: engineParts(config),
});
try {
  const { databaseUrl, temporalAddress } = stack.endpoints;
  if (temporalAddress === undefined) throw new Error('the engine is up without a Temporal server');
  const worlds = await openWorlds(databaseUrl, 'standard', { max: 6 });
  const temporal = await connectTemporal(temporalAddress, config.temporal.namespaces.rehearsal);
  const bodyKey = await commandBodyKey(worlds.live);
  const wallMs: number[] = [];
  for (let run = 1; run <= RUNS; run += 1) {
    const result = await rehearse({ worlds, temporal, bodyKey, codeVersion: 'bench', cast, steps, onProgress: () => undefined });
    wallMs.push(result.wallMs);
    const { events, bytes } = result.history;
    process.stdout.write(`run ${run}: ${result.wallMs} ms, ${events} events, ${bytes} bytes, ${result.finalPhase}\n`);
  }
  const sorted = wallMs.toSorted((a, b) => a - b);
  process.stdout.write(`min ${sorted[0]} ms, median ${sorted[Math.floor(RUNS / 2)]} ms, max ${sorted.at(-1)} ms\n`);
  await temporal.close();
  await worlds.close();
} finally {
  await stack.stop();
  await rm(dataDir, { recursive: true, force: true });
}
