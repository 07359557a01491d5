import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { PROGRAM_ROLE } from './programRole.ts';
import type { Database } from './tables.ts';

/** One world's tables: every query goes to the schema it was connected with. */
export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;
export type Schema = 'live' | 'rehearsal';

export interface ConnectOptions {
  schema: Schema;
  /** Most connections held at once. */
  max: number;
  /** Told when a connection that nobody was using breaks, as all do when Postgres restarts; the pool opens new ones by itself. */
  onLostConnection?: (error: Error) => void;
}

/** Waiting longer for a connection helps nobody: the caller's retry policy decides. */
const CONNECT_TIMEOUT_MS = 5_000;
/** No statement here is slow; one that is waits for a lock, and its caller comes again. */
const STATEMENT_TIMEOUT_MS = 10_000;
/** A process that froze inside a transaction must not keep a chain's head locked. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 15_000;
/** After the statement's own time is out, for a server that has stopped answering altogether. */
const ANSWER_MARGIN_MS = 5_000;

/** Opens no connection until the first query. `db.destroy()` closes them all. @throws Error for a URL that sets `options`, which would override the schema. */
export function connect(url: string, options: ConnectOptions): Db {
  const pool = poolOf(url, options);
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    // Names inside JSON columns are data and stay as they are.
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}

interface PoolOptions extends ConnectOptions {
  /** `owner`: with all the login's own rights, for migrations; else as the program's role. */
  as?: 'owner';
  statementTimeoutMs?: number;
  idleInTransactionTimeoutMs?: number;
}

export function poolOf(url: string, options: PoolOptions): pg.Pool {
  refuseOptions(url);
  const role = options.as === 'owner' ? '' : ` -c role=${PROGRAM_ROLE}`;
  const statementTimeoutMs = options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS;
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    options: `-c search_path=${options.schema} -c TimeZone=UTC -c DateStyle=ISO${role}`,
    types: { getTypeParser },
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + ANSWER_MARGIN_MS,
    idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs ?? IDLE_IN_TRANSACTION_TIMEOUT_MS,
    keepAlive: true,
    allowExitOnIdle: true,
  });
  pool.on('error', (error) => options.onLostConnection?.(error));
  // A connection that breaks while it is in use fails its query; without a listener the same error would end the process too.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

function refuseOptions(url: string): void {
  if (!URL.canParse(url)) throw new Error('DATABASE_URL is not a URL; write postgres://user:password@host:port/database.');
  if (new URL(url).searchParams.has('options')) {
    throw new Error('DATABASE_URL sets "options", where the schema is chosen; remove it (other settings may stay).');
  }
}

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

function getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (oid === INT8) return safeInteger;
  if (oid === DATE) return (text) => text;
  if (oid === TIMESTAMPTZ) return instantOf;
  return pg.types.getTypeParser(oid, format) as (text: string) => unknown;
}

/** @throws RangeError beyond 2^53, where a number would silently become another one. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`The database holds ${text}, which is beyond 2^53 and cannot be read exactly.`);
  return value;
}

const UTC_TIMESTAMP = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?\+00$/;

/** Postgres's text for a timestamptz in UTC as an instant, cut to milliseconds. */
function instantOf(text: string): string {
  const [, date, time, fraction = ''] = UTC_TIMESTAMP.exec(text) ?? [];
  if (date === undefined)
    throw new RangeError(
      `The database gives the time ${text}; times are read in UTC only (TimeZone was changed on this connection).`,
    );
  return `${date}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
}
