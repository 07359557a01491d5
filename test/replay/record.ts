import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { engineParts } from '../../cli/stack/parts.ts';
import { type Config, loadConfig } from '../../infra/config/config.ts';
import { migrate } from '../../infra/db/migrate.ts';
import { allEvents } from '../../infra/db/read/log.ts';
import { openWorlds, type Worlds } from '../../infra/db/worlds.ts';
import { commandBodyKey } from '../../infra/db/write/secret.ts';
import { loadScript } from '../../infra/definition/loadScript.ts';
import { connectTemporal } from '../../infra/gateway/connectTemporal.ts';
import { type Stack, startStack } from '../../infra/local/stack.ts';
import { rehearse } from '../../rehearsal/conductor.ts';
import type { RehearsalResult } from '../../rehearsal/result.ts';
import { type RecordedRun, recordedFile, writeRecorded } from '../support/recorded.ts';

// Records how the examples live under today's code, to be replayed and decided again by all that comes after:
//   npx node test/replay/record.ts NAME…
// Each script is played on the real engine, and every process in it becomes part of `histories/NAME.json.gz`. What has been released
// is recorded once: a later version that answers otherwise is to be seen, so it gets a recording of its own beside the old ones.
// `course` and `troubles`, `platform`, `renegotiated` and `performance` lived under the rules' engine 1 and are never recorded again: no
// program writes such lives any more.
const scripts: Readonly<Record<string, string>> = {
  informed: 'examples/2012/script.yaml',
  informedTroubles: 'examples/2012/script-troubles.yaml',
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => scripts[name] === undefined);
if (names.length === 0 || unknown.length > 0)
  throw new Error(
    `say what to record: ${Object.keys(scripts).join(', ')}${unknown.length > 0 ? `; not ${unknown.join(', ')}` : ''}`,
  );

const say = (line: string): boolean => process.stderr.write(`${line}\n`);

await withStack(async (config, stack) => {
  const { databaseUrl, temporalAddress } = stack.endpoints;
  if (temporalAddress === undefined) throw new Error('the engine is up without a Temporal server');
  const worlds = await openWorlds(databaseUrl, 'standard', { max: 6 });
  const temporal = await connectTemporal(temporalAddress, config.temporal.namespaces.rehearsal);
  const bodyKey = await commandBodyKey(worlds.live);
  for (const name of names) {
    const script = await loadScript(scripts[name] ?? '');
    if (!script.ok) throw new Error(JSON.stringify(script.mistakes));
    const { cast, steps } = script;
    const result = await rehearse({ worlds, temporal, bodyKey, codeVersion: 'test', cast, steps, onProgress: () => undefined });
    if (!result.asWritten) throw new Error(`${name} does not go as written: ${JSON.stringify(result.steps.unexpected)}`);
    writeRecorded(name, await archived(worlds, result));
    for (const { process: one, finalPhase, history } of result.processes)
      say(`${name} ${one}: ${finalPhase}, ${history.runs} runs, ${history.events} events, ${history.bytes} bytes`);
    say(`${recordedFile(name)}: ${statSync(recordedFile(name)).size} bytes`);
  }
  await temporal.close();
  await worlds.close();
});

/** Every run of every process, as the rehearsal archived it. */
async function archived(worlds: Worlds, { processes }: RehearsalResult): Promise<RecordedRun[]> {
  const runs: RecordedRun[] = [];
  for (const { id: chain } of processes) {
    const kept = await worlds.rehearsal.selectFrom('archive').select(['runId', 'history']).where('chain', '=', chain).execute();
    const began = (await allEvents(worlds, chain)).flatMap(({ body }) => (body.type === 'runStarted' ? [body.runId] : []));
    for (const { runId, history } of kept.toSorted((a, b) => began.indexOf(a.runId) - began.indexOf(b.runId)))
      runs.push({ workflowId: chain, runId, history: JSON.parse(gunzipSync(history).toString()) as unknown });
  }
  return runs;
}

async function withStack(work: (config: Config, stack: Stack) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'arscykel-record-'));
  // Under root, Postgres runs as a user of its own, who must be able to get there.
  await chmod(dataDir, 0o711);
  const config = { ...loadConfig(), dataDir };
  const stack = await startStack(config, {
    parts: 'engine',
    transient: true,
    report: say,
    prepare: async ({ databaseUrl }) => {
      await migrate(databaseUrl, 'standard');
      return databaseUrl;
    },
    nodeParts: engineParts(config),
  });
  try {
    await work(config, stack);
  } finally {
    await stack.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
