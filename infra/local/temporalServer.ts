import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { buildOnce, type GoBuild, goProblem } from './goBuild.ts';
import { LocalProblem, messageOf } from './problem.ts';

/** Temporal's own server with its schema tool, or the official CLI with the development server inside it. */
export type ServerBinaries = { kind: 'server'; server: string; sql: string } | { kind: 'cli'; executable: string };

const serverPackage = 'go.temporal.io/server';

/** The version of Temporal's server that go.mod pins, such as "v1.32.1". */
export function pinnedVersion(config: Config): string {
  const goMod = readFileSync(join(moduleDir(config), 'go.mod'), 'utf8');
  const version = /^\s*(?:require )?go\.temporal\.io\/server (v\S+)/m.exec(goMod)?.[1];
  if (version === undefined) throw new Error(`${moduleDir(config)}/go.mod does not pin ${serverPackage}`);
  return version;
}

/** The built server in the cache, or null when it has to be built. */
export function cachedServer(config: Config): Extract<ServerBinaries, { kind: 'server' }> | null {
  const directory = serverDir(config);
  const extension = process.platform === 'win32' ? '.exe' : '';
  const [server, sql] = [join(directory, `server${extension}`), join(directory, `sql${extension}`)];
  return existsSync(server) && existsSync(sql) ? { kind: 'server', server, sql } : null;
}

/** The downloaded CLI in the cache, or null. */
export function cachedCli(config: Config): Extract<ServerBinaries, { kind: 'cli' }> | null {
  const directory = cliDir(config);
  if (!existsSync(directory)) return null;
  // The SDK names the file after its own version, and a download under way by that name and `.downloading`.
  const name = readdirSync(directory).find((entry) => !entry.endsWith('.downloading'));
  return name === undefined ? null : { kind: 'cli', executable: join(directory, name) };
}

/** Whether the pinned server can be built here; null if so, else why not. */
export const buildProblem = (config: Config): Promise<string | null> => goProblem(moduleDir(config));

/**
 * Finds a Temporal server to start: the one in the cache; else built from the pinned Go module (minutes, once for a machine);
 * else the official CLI through the SDK's own download. `kind` is what the data directory was begun with: the two keep
 * their workflows in different stores, so one never stands in for the other there. Throws LocalProblem naming every way out.
 */
export async function ensureServer(
  config: Config,
  report: (progress: string) => void,
  { kind = null, signal = null }: { kind?: ServerBinaries['kind'] | null; signal?: AbortSignal | null } = {},
): Promise<ServerBinaries> {
  const failures: string[] = [];
  if (kind !== 'cli') {
    const built = cachedServer(config) ?? (await buildServer(config, report, failures, signal));
    if (built !== null) return built;
  }
  if (kind !== 'server') {
    const downloaded = cachedCli(config) ?? (await downloadCli(config, report, failures));
    if (downloaded !== null) return downloaded;
  }
  throw new LocalProblem(`No Temporal server can be started here: ${failures.join('; ')}.`, serverRemedy(kind));
}

/** Every way out where no server can be started, fewer when the data directory already holds workflows of one kind. */
export function serverRemedy(kind: ServerBinaries['kind'] | null = null): string {
  const download = "let this machine reach https://temporal.download, from where the SDK fetches Temporal's official CLI";
  const ways = {
    go: 'Install Go 1.26.8 or newer (https://go.dev/dl), which builds the server',
    address: 'or set TEMPORAL_ADDRESS to the host:port of a Temporal server',
    download: kind === 'server' ? `or choose a new directory in ARSCYKEL_DATA_DIR and ${download}` : `or ${download}`,
  };
  const lines = kind === 'cli' ? [ways.download.slice('or '.length), ways.address] : [ways.go, ways.address, ways.download];
  const kept = kind === null ? '' : ' (only the first leads to the workflows that this data directory holds)';
  return `One of these helps${kept}:\n${lines.map((line, index) => `  ${index + 1}. ${line}`).join('\n')}`;
}

async function buildServer(
  config: Config,
  report: (progress: string) => void,
  failures: string[],
  signal: AbortSignal | null,
): Promise<ServerBinaries | null> {
  report("Looking for Go, to build Temporal's server");
  const problem = await buildProblem(config);
  if (problem !== null) {
    failures.push(`the server cannot be built (${problem})`);
    return null;
  }
  const build: GoBuild = {
    moduleDir: moduleDir(config),
    packages: [`${serverPackage}/cmd/server`, `${serverPackage}/cmd/tools/sql`],
    targetDir: serverDir(config),
    what: `Temporal's server ${pinnedVersion(config)}`,
  };
  try {
    await buildOnce(build, () => cachedServer(config) !== null, report, signal);
    return cachedServer(config);
  } catch (error) {
    signal?.throwIfAborted();
    failures.push(`the server could not be built (${messageOf(error)})`);
    return null;
  }
}

/** The SDK downloads as part of starting a development server, so one is started in passing. */
async function downloadCli(
  config: Config,
  report: (progress: string) => void,
  failures: string[],
): Promise<ServerBinaries | null> {
  report("Downloading Temporal's official CLI");
  try {
    const downloadDir = cliDir(config);
    await mkdir(downloadDir, { recursive: true });
    // Loaded only here: it brings the SDK's native library, which a start with a server in the cache does not need.
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    const executable = { type: 'cached-download', downloadDir } as const;
    const environment = await TestWorkflowEnvironment.createLocal({ server: { executable } });
    await environment.teardown();
    return cachedCli(config);
  } catch (error) {
    failures.push(`the official CLI could not be downloaded (${messageOf(error)})`);
    return null;
  }
}

const moduleDir = (config: Config) => join(config.projectRoot, 'infra', 'temporal-server');
const cliDir = (config: Config) => join(config.cacheDir, 'temporal-cli', `${process.platform}-${process.arch}`);
const serverDir = (config: Config) =>
  join(config.cacheDir, 'temporal-server', `${pinnedVersion(config)}-${process.platform}-${process.arch}`);
