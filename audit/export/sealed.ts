import type { Db } from '../../infra/db/connect.ts';
import { findCheckpoint, headsAt, type StoredCheckpoint } from '../../infra/db/checkpoints.ts';
import { type Head, inLeafOrder, leafOf, type SignedCheckpoint } from '../../infra/seal/checkpoint.ts';
import { inclusionProof } from '../../infra/seal/merkle.ts';

/** A head with what proves that a checkpoint covers it (RFC 6962). */
export interface ProvenHead extends Head {
  index: number;
  proof: string[];
}

export interface SealedCheckpoint extends SignedCheckpoint {
  number: number;
  heads: ProvenHead[];
}

/** What of a checkpoint concerns some chains: where each ended, proven. A chain that had not begun is left out. */
function sealed(
  { number, signed, signature }: StoredCheckpoint,
  all: readonly Head[],
  chains: readonly string[],
): SealedCheckpoint {
  const ordered = inLeafOrder(all);
  const leaves = ordered.map(leafOf);
  const heads = ordered.flatMap((head, index) =>
    chains.includes(head.chain) ? [{ ...head, index, proof: inclusionProof(leaves, index) }] : [],
  );
  return { number, signed, signature, heads };
}

/** The checkpoints that found one of the chains longer than the one before, those that are asked for, and the newest; oldest first. */
export async function sealedCheckpoints(
  db: Db,
  rehearsal: string,
  { chains, newest, asked }: { chains: readonly string[]; newest: StoredCheckpoint; asked: readonly number[] },
): Promise<SealedCheckpoint[]> {
  const moved = await db
    .selectFrom('checkpointHead')
    .select('number')
    .distinct()
    .where('rehearsal', '=', rehearsal)
    .where('chain', 'in', [...chains])
    .where('number', '<', newest.number)
    .execute();
  const numbers = [...new Set([...moved.map(({ number }) => number), ...asked])].filter((number) => number < newest.number);
  const found: SealedCheckpoint[] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const checkpoint = await findCheckpoint(db, rehearsal, number);
    if (checkpoint !== null) found.push(sealed(checkpoint, await headsAt(db, rehearsal, number), chains));
  }
  return [...found, sealed(newest, await headsAt(db, rehearsal, newest.number), chains)];
}
