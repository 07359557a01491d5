import pg from 'pg';
import { inject } from 'vitest';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A fresh, empty database on the one embedded Postgres of this test run. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = serverUrl();
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `drop database if exists ${name} with (force)`) };
}

/** The test run's server, as a superuser, at its `postgres` database. */
function serverUrl(): string {
  const url = new URL(inject('engine').databaseUrl);
  url.pathname = '/postgres';
  return url.href;
}

/** A statement on a test's database with its owner's rights, which the program has not. */
export const asOwner = (url: string, statement: string): Promise<void> => onServer(url, statement);

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
