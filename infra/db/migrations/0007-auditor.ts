import { type Kysely, sql } from 'kysely';
import { appendOnly, createTable, partitionsFor, schemas } from './pieces.ts';

// What happens around a process waits here without touching any chain's head, and is chained in batches.
const AROUND = `
  rehearsal text not null,
  id bigint not null default nextval('meta.around_id'),
  chain text not null,
  entry json not null,
  wall_time timestamptz(3) not null,
  primary key (rehearsal, id)`;

// A signed statement of where every chain of a world ends. `signed` are the very bytes that the signature is over.
const CHECKPOINT = `
  rehearsal text not null,
  number integer not null check (number > 0),
  at timestamptz(3) not null,
  signed text not null,
  signature text not null,
  key text not null,
  primary key (rehearsal, number)`;

/** Only the heads that moved since the checkpoint before: all heads of one are the newest of each chain up to it. */
const CHECKPOINT_HEAD = `
  rehearsal text not null,
  chain text not null,
  number integer not null,
  version integer not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  primary key (rehearsal, chain, number)`;

const tables = { around: AROUND, checkpoint: CHECKPOINT, checkpoint_head: CHECKPOINT_HEAD };

const once = [
  `create table meta.signing_key (
     id text primary key check (id ~ '^[0-9a-f]{16}$'),
     public_key text not null,
     introduced_at timestamptz(3) not null,
     endorsed_by text references meta.signing_key (id),
     endorsement text,
     check ((endorsed_by is null) = (endorsement is null)))`,
  // One database is told from another, and from a copy of another's checkpoints, by a name of its own.
  `create table meta.identity (
     database uuid not null default gen_random_uuid(),
     only_row boolean primary key default true check (only_row))`,
  'insert into meta.identity default values',
];

/** The queue of what happens around, checkpoints and the keys they are signed with. */
export const auditor = {
  async up(db: Kysely<unknown>): Promise<void> {
    const run = (statement: string) => sql.raw(statement).execute(db);
    // A partition cannot have an identity column of its own, so the numbers are one sequence's.
    await run('create sequence meta.around_id');
    for (const schema of schemas) {
      for (const [name, columns] of Object.entries(tables)) await run(createTable(schema, name, columns));
      for (const name of ['checkpoint', 'checkpoint_head', 'archive'])
        for (const statement of appendOnly(schema, name)) await run(statement);
      await run(`create index checkpoint_head_by_number on ${schema}.checkpoint_head (rehearsal, number)`);
    }
    for (const statement of once) await run(statement);
    for (const name of ['signing_key', 'identity']) for (const statement of appendOnly('meta', name)) await run(statement);
    await run(partitionsFor(Object.keys(tables)));
  },
};
