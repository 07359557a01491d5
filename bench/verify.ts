import { execFile } from 'node:child_process';
import { createHash, hash } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { StoredEventOf } from '#core/act/event.ts';
import type { AnyBody } from '#core/models.ts';
import { walkChains, walkSelect } from '../audit/verify/chains.ts';
import { makeWalk } from '../audit/verify/chainWalk.ts';
import { makeFinder } from '../audit/verify/finding.ts';
import type { Scope } from '../audit/verify/scope.ts';
import { fieldsOf } from '../infra/db/copyOut.ts';
import { canonicalJson, eventHash, genesisHash } from '../infra/db/hash.ts';
import { migrate } from '../infra/db/migrate.ts';
import { type Snapshot, withSnapshot } from '../infra/db/snapshot.ts';
import { openDataDir } from '../infra/local/dataDir.ts';
import { openPorts } from '../infra/local/ports.ts';
import { localDatabaseUrl, startPostgres } from '../infra/local/postgres.ts';
import { decoded, eventsOfType } from '../audit/compare/history.ts';
import { recordedRuns } from '../test/support/recorded.ts';
import type { Recorded } from '#contracts/types.ts';

// How fast a record's chains are verified beside bare SHA-256 over the same bytes, in one process. The bytes are what chains hash: each
// event's previous hash (32 bytes) and its canonical JSON, of a real life over and over, one chain a life. Bare is one call of node:crypto
// an event, the cheapest there is, since each event has a hash of its own; bare as one stream is shown beside it. With reading, both take
// the bytes from Postgres in the same way. Counted is this process's own CPU time, which other work on the machine does not lengthen; beside it
// the time by the wall. The goal: at least half of bare. Run alone, and quote the medians.
const ROUNDS = 5;
const EVENTS = 200_000;
const FEW = 20_000;
/** Of the record, held in memory for the measure without reading. */
const IN_MEMORY = 50_000;

const chainOf = (life: number): string => `agreement:matning:${life}`;
const whole: Scope = { rehearsal: '', chains: null };

async function measure(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'arscykel-bench-'));
  await chmod(dataDir, 0o711);
  await openDataDir(dataDir);
  const ports = openPorts(dataDir);
  const postgres = await startPostgres(dataDir, ports, () => undefined, new AbortController().signal);
  try {
    const url = localDatabaseUrl(postgres.port, postgres.password);
    await migrate(url, 'standard');
    const lives = await build(url);
    await withSnapshot(url, 'live', (snapshot) => compare(snapshot, lives));
    const perLife = Math.ceil(EVENTS / lives);
    for (const events of [FEW, EVENTS]) await peak(url, Math.min(lives, Math.ceil(events / perLife)));
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function compare(snapshot: Snapshot, lives: number): Promise<void> {
  const some: Scope = {
    rehearsal: '',
    chains: Array.from({ length: Math.ceil((lives * IN_MEMORY) / EVENTS) }, (_, at) => chainOf(at)),
  };
  const rows: Buffer[] = [];
  await snapshot.copy(walkSelect(some), (row) => void rows.push(Buffer.from(row)));
  const pieces: Buffer[] = [];
  await snapshot.copy(bareSelect(some), (row) => void pieces.push(Buffer.from(fieldsOf(row)[0] ?? [])));
  const total = pieces.reduce((sum, piece) => sum + piece.length, 0);
  tell(`in memory: ${rows.length} events, ${mb(total)} MB, ${Math.round(total / rows.length)} bytes each`);
  const took = new Map<string, Took[]>();
  for (let round = 0; round <= ROUNDS; round += 1) {
    // The walk writes into the rows it is given, as it may with a socket's.
    const fresh = rows.map((row) => Buffer.from(row));
    const works: Record<string, () => unknown> = {
      bare: () => pieces.forEach((piece) => hash('sha256', piece, 'hex')),
      usual: () => pieces.forEach((piece) => createHash('sha256').update(piece).digest('hex')),
      stream: () => pieces.reduce((stream, piece) => stream.update(piece), createHash('sha256')).digest(),
      walk: () => walkRows(fresh),
      bareRead: () => snapshot.copy(bareSelect(whole), (row) => void hash('sha256', row.subarray(BEFORE_ONLY_FIELD), 'hex')),
      walkRead: () => walkAll(snapshot),
    };
    for (const [name, work] of Object.entries(works)) {
      const one = await timed(work);
      // The first round warms up.
      if (round > 0) took.set(name, [...(took.get(name) ?? []), one]);
    }
  }
  report(took, total);
}

/** Of a row with one field: the count of fields and its length. */
const BEFORE_ONLY_FIELD = 6;

/** In milliseconds. */
interface Took {
  cpu: number;
  wall: number;
}

function report(took: ReadonlyMap<string, readonly Took[]>, bytes: number): void {
  const at = (name: string, which: keyof Took = 'cpu'): number => median((took.get(name) ?? []).map((one) => one[which]));
  const rate = (time: number): string => `${Math.round(bytes / 1000 / time)} MB/s`;
  tell(
    `in memory    bare ${ms(at('bare'))} (${rate(at('bare'))}), as one stream ${ms(at('stream'))}, verified ${ms(at('walk'))}`,
  );
  tell(`             ${share(at('bare') / at('walk'))} of bare, ${share(at('stream') / at('walk'))} of one stream`);
  tell(`             ${share(at('usual') / at('walk'))} of bare as the product hashes, by createHash (${ms(at('usual'))})`);
  tell(`with reading bare ${ms(at('bareRead'))}, verified ${ms(at('walkRead'))} for ${EVENTS} events`);
  tell(`             ${share(at('bareRead') / at('walkRead'))} of bare`);
  const [bare, verified] = [at('bareRead', 'wall'), at('walkRead', 'wall')];
  tell(`by the wall  bare ${ms(bare)}, verified ${ms(verified)}: ${share(bare / verified)} of bare`);
}

/** What is hashed, put together by the server: for the bare measure alone. */
const bareSelect = (scope: Scope): string =>
  walkSelect(scope).replace(
    /^select .* from event/,
    "select decode(previous_hash, 'hex') || convert_to(canonical, 'UTF8') from event",
  );

function walkRows(rows: readonly Buffer[]): void {
  const finder = makeFinder(1);
  const walk = makeWalk({ finder, onChain: () => undefined });
  for (const row of rows) walk.row(row);
  walk.end();
  if (finder.found.chains.total > 0) throw new Error(JSON.stringify(finder.found.chains));
}

async function walkAll(snapshot: Snapshot, scope = whole): Promise<number> {
  const finder = makeFinder(1);
  const { events } = await walkChains(snapshot, scope, finder, () => undefined);
  if (finder.found.chains.total > 0) throw new Error(JSON.stringify(finder.found.chains));
  return events;
}

/** In a process of its own, which walks so many chains and tells the most memory that it ever had. */
async function peak(url: string, lives: number): Promise<void> {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [import.meta.filename, '--walk', url, String(lives)]);
  tell(stdout.trimEnd());
}

async function walkAlone(url: string, lives: number): Promise<void> {
  const scope: Scope = { rehearsal: '', chains: Array.from({ length: lives }, (_, at) => chainOf(at)) };
  const events = await withSnapshot(url, 'live', (snapshot) => walkAll(snapshot, scope));
  tell(`memory       ${events} events in ${lives} chains: at most ${Math.round(process.resourceUsage().maxRSS / 1000)} MB`);
}

/** As many lives as give the events. Answers with how many. */
async function build(url: string): Promise<number> {
  const life = lifeTold();
  const lives = Math.ceil(EVENTS / life.length);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (let at = 0; at < lives; at += 1) await insertLife(client, chainOf(at), life);
    await client.query('vacuum analyze live.event');
  } finally {
    await client.end();
  }
  tell(`${lives} chains of ${life.length} events`);
  return lives;
}

/** Every event of the recorded life, as `record` told its workflow. */
function lifeTold(): StoredEventOf<AnyBody>[] {
  const markers = recordedRuns('course').flatMap(({ history }) => eventsOfType(history, 'EVENT_TYPE_MARKER_RECORDED'));
  const told = markers.flatMap(({ markerRecordedEventAttributes: marker }) => {
    const result = marker?.details?.result?.payloads?.[0];
    return marker?.markerName !== 'core_local_activity' || result == null ? [] : (decoded(result) as Recorded).events;
  });
  return [...new Map(told.map((event) => [event.version, event])).values()];
}

async function insertLife(client: pg.Client, chain: string, life: readonly StoredEventOf<AnyBody>[]): Promise<void> {
  let previous = genesisHash(chain);
  const rows = life.map(({ hash: _hash, ...event }) => {
    const canonical = canonicalJson({ ...event, chain });
    const own = eventHash(previous, canonical);
    const { version, body, doneOn, recordedAt, wallTime, commandId } = event;
    const row = {
      rehearsal: '',
      chain,
      version,
      hash: own,
      previous_hash: previous,
      type: body.type,
      done_on: doneOn,
      canonical,
    };
    previous = own;
    return { ...row, recorded_at: recordedAt, wall_time: wallTime, command_id: commandId };
  });
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  await client.query(`insert into live.event (${columns}) select ${columns} from json_populate_recordset(null::live.event, $1)`, [
    JSON.stringify(rows),
  ]);
  await client.query("insert into live.chain values ('', $1, $2, $3)", [chain, rows.length, previous]);
}

async function timed(work: () => unknown): Promise<Took> {
  const [from, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000, wall: performance.now() - from };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const ms = (value: number): string => `${Math.round(value)} ms`;
const mb = (bytes: number): number => Math.round(bytes / 1_000_000);
const share = (value: number): string => value.toFixed(2);
function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

const [mode, address, chains] = process.argv.slice(2);
if (mode === '--walk') await walkAlone(address ?? '', Number(chains));
else await measure();
