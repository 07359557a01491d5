import { sql } from 'kysely';
import { systemChain } from '#contracts/ids.ts';
import type { Db } from '../../infra/db/connect.ts';
import type { Snapshot } from '../../infra/db/snapshot.ts';
import type { Head } from '../../infra/seal/checkpoint.ts';
import { makeWalk } from './chainWalk.ts';
import type { Finder, VerifyFinding } from './finding.ts';
import { rowColumns } from './row.ts';
import { inScope, type Scope, writtenScope } from './scope.ts';

export interface WalkedChains {
  /** Where each chain ends, as its events say. */
  heads: Head[];
  events: number;
  /** Of the events' own texts. */
  bytes: number;
}

export const walkSelect = (scope: Scope): string =>
  `select ${rowColumns} from event where ${writtenScope(scope, 'event')} order by chain, version`;

/** Walks every chain from its beginning, and holds where it ends against what is noted as its head. `seen` is told of each event. */
export async function walkChains(snapshot: Snapshot, scope: Scope, finder: Finder, seen: () => void): Promise<WalkedChains> {
  const noted = await notedHeads(snapshot.db, scope);
  const heads: Head[] = [];
  const walk = makeWalk({
    finder,
    onChain(head) {
      heads.push(head);
      compareHead(head, noted.get(head.chain), finder);
      noted.delete(head.chain);
    },
  });
  await snapshot.copy(walkSelect(scope), (row) => {
    walk.row(row);
    seen();
  });
  walk.end();
  for (const { chain, version } of noted.values()) finder.find('chains', 'noEvents', { chain }, { version });
  return { heads, ...walk.counted };
}

async function notedHeads(db: Db, scope: Scope): Promise<Map<string, Head>> {
  const rows = await db
    .selectFrom('chain')
    .select(['chain', 'headVersion as version', 'headHash as hash'])
    .where(inScope(scope, 'chain'))
    .orderBy('chain')
    .execute();
  return new Map(rows.map((row) => [row.chain, row]));
}

function compareHead({ chain, version, hash }: Head, noted: Head | undefined, { find }: Finder): void {
  const place = { chain, version };
  if (noted === undefined) find('chains', 'noHead', place);
  else if (noted.version > version)
    find('chains', 'newestMissing', { chain, version: version + 1 }, { head: noted.version, last: version });
  else if (noted.version < version)
    find('chains', 'beyondHead', { chain, version: noted.version + 1 }, { head: noted.version, last: version });
  else if (noted.hash !== hash) find('chains', 'otherHead', place, { noted: noted.hash, last: hash });
}

/** What the server compares within its own rows: the copy of each entry that queries read, and which command recorded what. */
export async function checkBeside(db: Db, scope: Scope, limit: number): Promise<VerifyFinding[]> {
  const copies = await differingCopies(db, scope, limit);
  const stray = await strayCommands(db, scope, limit);
  const without = await eventsWithoutCommand(db, scope, limit);
  return [
    ...copies.map((place) => ({ code: 'queryCopyDiffers' as const, place, facts: {} })),
    ...stray.map(({ commandId: command, ...place }) => ({ code: 'commandOfNothing' as const, place, facts: { command } })),
    ...without.map(({ commandId: command, ...place }) => ({ code: 'eventWithoutCommand' as const, place, facts: { command } })),
  ];
}

interface At {
  chain: string;
  version: number;
}

async function differingCopies(db: Db, scope: Scope, limit: number): Promise<At[]> {
  const { rows } = await sql<At>`
    select chain, version from event
    where ${inScope(scope, 'event')}
      and case when pg_input_is_valid(canonical, 'jsonb') then event is distinct from canonical::jsonb else true end
    order by chain, version limit ${limit}`.execute(db);
  return rows;
}

/** Each command says which entry it ended with, and that entry's hash. */
async function strayCommands(db: Db, scope: Scope, limit: number): Promise<(At & { commandId: string })[]> {
  const { rows } = await sql<At & { commandId: string }>`
    select command.chain, command.version, command.command_id from command
    left join event on event.rehearsal = command.rehearsal and event.chain = command.chain and event.version = command.version
    where ${inScope(scope, 'command')}
      and (event.hash is distinct from command.hash or event.command_id is distinct from command.command_id)
    order by command.chain, command.version limit ${limit}`.execute(db);
  return rows;
}

/** What processes record, a command recorded; what happens around them has none. */
async function eventsWithoutCommand(db: Db, scope: Scope, limit: number): Promise<(At & { commandId: string })[]> {
  const { rows } = await sql<At & { commandId: string }>`
    select event.chain, min(event.version) as version, event.command_id from event
    where ${inScope(scope, 'event')} and event.chain not like '%/access' and event.chain <> ${systemChain(scope.rehearsal)}
      and not exists (
        select from command
        where command.rehearsal = event.rehearsal and command.chain = event.chain and command.command_id = event.command_id)
    group by event.chain, event.command_id order by event.chain, version limit ${limit}`.execute(db);
  return rows;
}
