import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { databaseExists, query } from './postgres.ts';
import { LocalProblem, messageOf } from './problem.ts';
import type { TemporalStore } from './temporalConfig.ts';

const run = promisify(execFile);

/**
 * Makes Temporal's two databases where they are missing and brings their schema to the server's version. A database is
 * set up under another name and renamed when whole, so an interrupted start leaves nothing half.
 */
export async function ensureTemporalSchema(sqlTool: string, store: TemporalStore, report: (line: string) => void): Promise<void> {
  const databases = [
    { name: store.database, schema: 'temporal' },
    { name: store.visibilityDatabase, schema: 'visibility' },
  ];
  await Promise.all(databases.map(({ name, schema }) => ensureOne(sqlTool, store, name, schema, report)));
}

/**
 * Forgets the members of an earlier run that was killed: the new one would ask them for their part of the work for a while.
 * Only for a store that this one server has to itself.
 */
export async function forgetMembers(store: TemporalStore): Promise<void> {
  await query(storeUrl(store, store.database), 'delete from cluster_membership');
}

async function ensureOne(
  sqlTool: string,
  store: TemporalStore,
  name: string,
  schema: string,
  report: (line: string) => void,
): Promise<void> {
  const admin = storeUrl(store, 'postgres');
  const update = (database: string) =>
    tool(sqlTool, store, database, ['update-schema', '--schema-name', `postgresql/v12/${schema}`]);
  try {
    if (await databaseExists(admin, name)) return await update(name);
    report(`Making the database ${name}`);
    const unfinished = `${name}_unfinished`;
    await query(admin, `drop database if exists ${pg.escapeIdentifier(unfinished)} with (force)`);
    await query(admin, `create database ${pg.escapeIdentifier(unfinished)}`);
    await tool(sqlTool, store, unfinished, ['setup-schema', '-v', '0.0']);
    await update(unfinished);
    // The tool notes versions under the database's name, and the server looks for them under its own.
    await query(storeUrl(store, unfinished), 'update schema_version set db_name = $1', [name]);
    await query(admin, `alter database ${pg.escapeIdentifier(unfinished)} rename to ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    throw new LocalProblem(
      `Temporal's database ${name} could not be made or brought up to date: ${messageOf(error)}`,
      `The role ${store.user} must be allowed to create databases there; or set TEMPORAL_ADDRESS to a Temporal server that runs already.`,
      error,
    );
  }
}

async function tool(sqlTool: string, store: TemporalStore, database: string, command: string[]): Promise<void> {
  const tls = store.tls === null ? [] : ['--tls', ...(store.tls.verifyHost ? [] : ['--tls-disable-host-verification'])];
  const target = ['--plugin', 'postgres12_pgx', '--ep', store.host, '-p', String(store.port), '-u', store.user];
  // The password goes by the environment: command lines can be read by everyone on the machine.
  const env = { SQL_PASSWORD: store.password };
  await run(sqlTool, [...target, '--db', database, ...tls, ...command], { env, cwd: '/' });
}

function storeUrl(store: TemporalStore, database: string): string {
  const url = new URL(`postgres://${store.host}:${store.port}/${database}`);
  url.username = store.user;
  url.password = store.password;
  if (store.tls !== null) url.searchParams.set('sslmode', store.tls.verifyHost ? 'verify-full' : 'no-verify');
  return url.href;
}

/** Temporal's store beside our own database: `temporal` in the embedded Postgres, `<database>_temporal` in anyone else's. */
export function storeBeside(databaseUrl: string, embedded: boolean): TemporalStore {
  const url = new URL(databaseUrl);
  const prefix = embedded ? '' : `${decodeURIComponent(url.pathname.slice(1))}_`;
  const sslmode = url.searchParams.get('sslmode') ?? 'disable';
  if (url.hostname === '' || url.searchParams.has('host')) {
    throw new LocalProblem(
      'DATABASE_URL names no host, and Temporal reaches Postgres by TCP only.',
      'Write the host in DATABASE_URL, or set TEMPORAL_ADDRESS to a Temporal server that runs already.',
    );
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 5432 : Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: `${prefix}temporal`,
    visibilityDatabase: `${prefix}temporal_visibility`,
    tls: ['disable', 'allow', 'prefer'].includes(sslmode) ? null : { verifyHost: sslmode.startsWith('verify') },
  };
}
