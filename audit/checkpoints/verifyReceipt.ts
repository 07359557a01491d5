import type { Receipt } from '#contracts/types.ts';
import { findCheckpoint, headsAt } from '../../infra/db/checkpoints.ts';
import type { Db } from '../../infra/db/connect.ts';
import { eventHash } from '../../infra/db/hash.ts';
import { inChain, scopeOf } from '../../infra/db/scope.ts';
import { type Worlds, worldOf } from '../../infra/db/worlds.ts';
import { type Head, inLeafOrder, leafOf, readCheckpoint, type SignedCheckpoint } from '../../infra/seal/checkpoint.ts';
import { inclusionProof, isIncluded } from '../../infra/seal/merkle.ts';
import { type Finding, found } from './findings.ts';
import { knownKeys, signatureFindings } from './keys.ts';
import { prefixFindings } from './prefix.ts';
import { toldOf } from '../../infra/seal/headTree.ts';
import { rootFindings } from './verifyCheckpoint.ts';

type BothWorlds = Pick<Worlds, 'live' | 'rehearsal'>;

/** What proves that a signed checkpoint covers an entry: its chain leads to the head, and the head is under the root. */
export interface Inclusion {
  number: number;
  checkpoint: SignedCheckpoint;
  /** Where the entry's chain ended at that checkpoint: at the entry or after it. */
  head: Head;
  /** The head's place among all heads, how many there are, and the sibling hashes from the leaf upwards (RFC 6962, 2.1.1). */
  index: number;
  size: number;
  proof: string[];
}

/** Events read at once. */
const PAGE = 500;

/**
 * Whether the record still holds what a receipt was given for: the entry with that hash is in its chain, what follows it up to the first
 * checkpoint after it hangs together, and that checkpoint is signed and covers it.
 */
export async function verifyReceipt(worlds: BothWorlds, receipt: Receipt): Promise<Finding[]> {
  const db = worldOf(worlds, scopeOf(receipt.chain));
  const findings = await prefixFindings(db, scopeOf(receipt.chain), [receipt]);
  if (findings.length > 0) return findings;
  const inclusion = await inclusionOf(worlds, receipt);
  if (inclusion === null) return [];
  const covering = await coverFindings(worlds, receipt, inclusion);
  // A head that the root does not prove says nothing of the chain.
  return covering.some(({ code }) => code === 'rootUnlike')
    ? covering
    : [...covering, ...(await linkFindings(db, receipt, inclusion.head))];
}

/** By the first checkpoint after the entry; null while none covers it yet. */
export async function inclusionOf(worlds: BothWorlds, { chain, version }: Receipt): Promise<Inclusion | null> {
  const scope = scopeOf(chain);
  const db = worldOf(worlds, scope);
  const covering = await db
    .selectFrom('checkpointHead')
    .select('number')
    .where(inChain(chain))
    .where('version', '>=', version)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
  if (covering === undefined) return null;
  const { number } = covering;
  const checkpoint = await findCheckpoint(db, scope, number);
  const heads = inLeafOrder(await headsAt(db, scope, number));
  const index = heads.findIndex((head) => head.chain === chain);
  const head = heads[index];
  if (checkpoint === null || head === undefined) return null;
  const { signed, signature } = checkpoint;
  const proof = inclusionProof(heads.map(leafOf), index);
  return { number, checkpoint: { signed, signature }, head, index, size: heads.length, proof };
}

async function coverFindings(worlds: BothWorlds, { chain }: Receipt, inclusion: Inclusion): Promise<Finding[]> {
  const { checkpoint, number, head, index, size, proof } = inclusion;
  const told = readCheckpoint(checkpoint.signed);
  const findings = signatureFindings(checkpoint, await knownKeys(worlds.live));
  if (isIncluded(leafOf(head), { index, size, proof, root: told.root })) return findings;
  const heads = await headsAt(worldOf(worlds, scopeOf(chain)), scopeOf(chain), number);
  return [...findings, ...rootFindings(told, toldOf(heads))];
}

/** From the entry to the head: each one's hash is that of its content on the hash before. */
async function linkFindings(db: Db, { chain, version, hash }: Receipt, head: Head): Promise<Finding[]> {
  let expected = { version, hash };
  while (expected.version < head.version) {
    const rows = await db
      .selectFrom('event')
      .select(['version', 'hash', 'previousHash', 'canonical'])
      .where(inChain(chain))
      .where('version', '>', expected.version)
      .where('version', '<=', head.version)
      .orderBy('version')
      .limit(PAGE)
      .execute();
    if (rows.length === 0) return [found('eventMissing', { chain, version: expected.version + 1 })];
    for (const row of rows) {
      const place = { chain, version: row.version };
      if (row.version !== expected.version + 1) return [found('eventMissing', { chain, version: expected.version + 1 })];
      if (row.previousHash !== expected.hash)
        return [found('linkBroken', place, { expected: expected.hash, found: row.previousHash })];
      const own = eventHash(row.previousHash, row.canonical);
      if (own !== row.hash) return [found('eventChanged', place, { expected: row.hash, found: own })];
      expected = row;
    }
  }
  return expected.hash === head.hash
    ? []
    : [found('chainForked', { chain, version: head.version }, { expected: head.hash, found: expected.hash })];
}
