import { layout } from './dataDir.ts';
import { dataDirProblem } from './dataDir.ts';
import type { Check, CheckContext, CheckFunction } from './doctor.ts';
import { readIfThere } from './files.ts';
import { isFree } from './ports.ts';
import { isAlive } from './processIdentity.ts';
import { clusterState } from './postgresState.ts';
import { readRunInfo } from './runFile.ts';
import { buildProblem, cachedCli, cachedServer, pinnedVersion, serverRemedy } from './temporalServer.ts';
import { storedKind } from './temporal.ts';

async function nodeVersion(): Promise<Check[]> {
  const major = Number(process.versions.node.split('.')[0]);
  const check = { name: 'Node', ok: major === 24, detail: `${process.versions.node} at ${process.execPath}` };
  return [
    major === 24
      ? check
      : { ...check, remedy: 'Use `npx arscykel` or an npm script: both run on the Node 24 that npm ci installs.' },
  ];
}

async function temporalServer({ config }: CheckContext): Promise<Check[]> {
  const name = "Temporal's server";
  if (config.temporal.address !== null) return [{ name, ok: true, detail: 'Not needed here: TEMPORAL_ADDRESS names one' }];
  const kind = storedKind(config.dataDir);
  const built = kind === 'cli' ? null : cachedServer(config);
  if (built !== null) return [{ name, ok: true, detail: `${pinnedVersion(config)} is in the cache: ${built.server}` }];
  const cli = kind === 'server' ? null : cachedCli(config);
  if (cli !== null) {
    const detail = `Its development server is used, from the official CLI: ${cli.executable}. It cannot skip time, so nothing can be rehearsed`;
    return [
      { name, ok: 'warning', detail, remedy: 'Install Go 1.26.8 or newer and use a new data directory to get the whole server.' },
    ];
  }
  const problem = await buildProblem(config);
  if (problem === null) {
    return [
      {
        name,
        ok: true,
        detail: `${pinnedVersion(config)} is not in the cache; the next start builds it, which takes several minutes once`,
      },
    ];
  }
  return [{ name, ok: false, detail: `It is not in the cache and cannot be built: ${problem}`, remedy: serverRemedy(kind) }];
}

async function goToolchain({ config }: CheckContext): Promise<Check[]> {
  if (config.temporal.address !== null || storedKind(config.dataDir) === 'cli') return [];
  const problem = await buildProblem(config);
  if (problem === null) return [{ name: 'Go', ok: true, detail: "Can build Temporal's server" }];
  if (cachedServer(config) === null) return []; // said where the server is missed
  return [
    {
      name: 'Go',
      ok: 'warning',
      detail: `${problem}. Needed only when Temporal's server is to be built again`,
      remedy: serverRemedy(),
    },
  ];
}

async function dataDirectory({ config, running }: CheckContext): Promise<Check[]> {
  const name = 'Data directory';
  const problem = await dataDirProblem(config.dataDir);
  if (problem !== null) return [{ name, ok: false, detail: problem.message.split('\n')[0] ?? '', remedy: problem.remedy }];
  const version = readIfThere(layout(config.dataDir).version)?.trim();
  if (version === undefined) return [{ name, ok: true, detail: `${config.dataDir} is new` }];
  const user = running === null ? 'nothing runs on it' : `process ${running.pid} runs on it since ${running.startedAt}`;
  return [
    { name, ok: true, detail: `${config.dataDir}, layout ${version}; ${user}` },
    ...leftovers(config.dataDir, running !== null),
  ];
}

async function databaseFiles({ config }: CheckContext): Promise<Check[]> {
  if (config.databaseUrl !== null) return [];
  const name = 'Database files';
  const state = clusterState(config.dataDir);
  if (state.kind === 'none') return [];
  if (state.kind === 'whole') return [{ name, ok: true, detail: `made by Postgres ${state.madeBy}, no part missing` }];
  return [{ name, ok: false, detail: state.problem.message.split('\n')[0] ?? '', remedy: state.problem.remedy }];
}

function leftovers(dataDir: string, running: boolean): Check[] {
  const alive = running ? [] : (readRunInfo(dataDir)?.parts ?? []).filter(isAlive);
  if (alive.length === 0) return [];
  const names = alive.map((part) => `${part.name} (process ${part.pid})`).join(', ');
  const remedy = 'Nothing to do: the next start stops them first.';
  return [{ name: 'Leftovers', ok: 'warning', detail: `Still running after a start that was killed: ${names}`, remedy }];
}

async function ports({ config, running }: CheckContext): Promise<Check[]> {
  if (running !== null) return [];
  const wishes = [
    { part: 'the API', port: config.apiPort, variable: 'ARSCYKEL_PORT' },
    { part: 'the inbox page', port: config.inboxPort, variable: 'ARSCYKEL_INBOX_PORT' },
  ];
  const checks = wishes.map(async ({ part, port, variable }): Promise<Check> => {
    if (await isFree(port)) return { name: `Port ${port}`, ok: true, detail: `free, for ${part}` };
    const remedy = `Stop what uses it, or wish for another in ${variable}.`;
    return { name: `Port ${port}`, ok: 'warning', detail: `in use by another program; ${part} will get another port`, remedy };
  });
  return Promise.all(checks);
}

export const machineChecks: readonly CheckFunction[] = [
  nodeVersion,
  goToolchain,
  temporalServer,
  dataDirectory,
  databaseFiles,
  ports,
];
