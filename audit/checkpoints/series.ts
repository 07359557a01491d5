import { sql } from 'kysely';
import { checkpointsWithHeads, worldOfCheckpoint } from '../../infra/db/checkpoints.ts';
import type { Db } from '../../infra/db/connect.ts';
import { databaseName } from '../../infra/db/signingKeys.ts';
import { type Worlds, worldOf } from '../../infra/db/worlds.ts';
import {
  type Checkpoint,
  checkpointHash,
  type Head,
  readCheckpoint,
  type SignedCheckpoint,
} from '../../infra/seal/checkpoint.ts';
import { type HeadTree, headTree } from '../../infra/seal/headTree.ts';
import { type Finding, found } from './findings.ts';
import { keyFindings, type Keys, knownKeys, signatureFindings } from './keys.ts';
import { rootFindings } from './verifyCheckpoint.ts';

/** What is carried from one checkpoint to the next. */
interface Carried {
  database: string;
  world: string;
  keys: Keys;
  kept: readonly string[];
  before: { told: Checkpoint; hash: string } | null;
  /** The heads so far: the whole of a checkpoint's from the moved ones alone. */
  heads: HeadTree;
  /** Where the heads began not to give the root; what follows from it is not told again. */
  unproved: { since: number | null; numbers: Set<number> };
}

/**
 * Goes over every checkpoint of one world, oldest first: numbered without a gap, each naming the one before, signed, of this database, and with
 * the root of its heads; then whether each head that was ever signed is where it was. Yields what is wrong as it finds it. `checked` is told of
 * each. Memory: one head a chain. `kept`: public keys (PEM) that the auditor kept.
 */
export async function* verifySeries(
  worlds: Pick<Worlds, 'live' | 'rehearsal'>,
  rehearsal: string,
  { kept = [], checked }: { kept?: readonly string[]; checked?: (number: number) => void } = {},
): AsyncGenerator<Finding> {
  const db = worldOf(worlds, rehearsal);
  const keys = await knownKeys(worlds.live);
  yield* keyFindings(keys);
  const database = await databaseName(worlds.live);
  const carried: Carried = {
    database,
    world: worldOfCheckpoint(rehearsal),
    keys,
    kept,
    before: null,
    heads: headTree(),
    unproved: { since: null, numbers: new Set() },
  };
  for await (const { number, signed, signature, moved } of checkpointsWithHeads(db, rehearsal)) {
    for (const head of moved) carried.heads.put(head);
    yield* one(carried, number, { signed, signature }, moved.length > 0);
    checked?.(number);
  }
  for await (const stray of strayHeads(db, rehearsal))
    if (!carried.unproved.numbers.has(stray.place.checkpoint ?? 0)) yield stray;
}

function* one(carried: Carried, number: number, file: SignedCheckpoint, moved: boolean): Generator<Finding> {
  const place = { checkpoint: number };
  const { before, database, world } = carried;
  let told: Checkpoint;
  try {
    told = readCheckpoint(file.signed);
  } catch (error) {
    yield found('checkpointOther', place, { found: error instanceof Error ? error.message : String(error) });
    return;
  }
  yield* signatureFindings(file, carried.keys, carried.kept);
  if (told.database !== database) yield found('otherDatabase', place, { expected: database, found: told.database });
  if (told.world !== world) yield found('otherWorld', place, { expected: world, found: told.world });
  if (told.number !== number) yield found('checkpointOther', place, { expected: number, found: told.number });
  const next = (before?.told.number ?? 0) + 1;
  if (number !== next) yield found('checkpointMissing', { checkpoint: next }, { world });
  else if (told.previous !== (before?.hash ?? null))
    yield found('previousUnlike', place, { expected: before?.hash ?? 'none', found: told.previous ?? 'none', world });
  if (before !== null && told.at < before.told.at)
    yield found('timeUnlike', place, { expected: before.told.at, found: told.at, world });
  // Nothing moved: the root is the one that was just compared.
  if (moved || before === null || told.root !== before.told.root) yield* rootOnce(carried, told);
  carried.before = { told, hash: checkpointHash(file.signed) };
}

function* rootOnce({ heads, unproved }: Carried, told: Checkpoint): Generator<Finding> {
  const findings = rootFindings(told, heads.told());
  if (findings.length > 0 && unproved.since === null) {
    unproved.numbers.add(told.number);
    yield* findings;
  }
  unproved.since = findings.length === 0 ? null : (unproved.since ?? told.number);
}

/** Heads that were signed once and are no longer where they were, oldest first; each chain's first alone. */
async function* strayHeads(db: Db, rehearsal: string): AsyncGenerator<Finding> {
  const { rows } = await sql<Head & { number: number; found: string | null; headVersion: number | null }>`
    select distinct on (signed.chain) signed.chain, signed.version, signed.hash, signed.number, event.hash as found,
      chain.head_version
    from checkpoint_head signed
    left join event on event.rehearsal = signed.rehearsal and event.chain = signed.chain and event.version = signed.version
    left join chain on chain.rehearsal = signed.rehearsal and chain.chain = signed.chain
    where signed.rehearsal = ${rehearsal} and signed.version > 0 and event.hash is distinct from signed.hash
    order by signed.chain, signed.number`.execute(db);
  for (const { chain, version, hash, number, found: there, headVersion } of rows) {
    const place = { chain, version, checkpoint: number };
    if (there !== null) yield found('chainForked', place, { expected: hash, found: there });
    else if (headVersion === null) yield found('chainMissing', place, { expected: hash });
    else if (headVersion < version) yield found('chainShorter', place, { expected: version, found: headVersion });
    else yield found('eventMissing', place, { expected: hash });
  }
}
