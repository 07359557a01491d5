import pg from 'pg';

/** A database that tests make copies of, each to be changed in one way. Nobody may be connected to it then. */
export function makeCopies(url: string): { copy: () => Promise<string>; drop: () => Promise<void> } {
  const made: string[] = [];
  const server = new URL(url);
  const original = server.pathname.slice(1);
  server.pathname = '/postgres';
  return {
    async copy() {
      const name = `${original}_${made.length + 1}`;
      made.push(name);
      await onServer(server.href, `create database ${name} template ${original}`);
      const of = new URL(url);
      of.pathname = `/${name}`;
      return of.href;
    },
    async drop() {
      for (const name of made) await onServer(server.href, `drop database if exists ${name} with (force)`);
    },
  };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
