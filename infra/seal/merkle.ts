import { createHash } from 'node:crypto';

// The Merkle tree of RFC 6962, section 2.1: a leaf is hashed behind a zero byte, a node behind a one, so that neither can pass for the other.

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

const hashed = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

export const leafHash = (leaf: string): Buffer => hashed(LEAF, Buffer.from(leaf, 'utf8'));

export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => hashed(NODE, left, right);

/** Of a tree without leaves: the hash of nothing. */
export const emptyRoot = (): Buffer => hashed();

/** The root over leaves in order, hex; of none, the hash of nothing. */
export function merkleRoot(leaves: readonly string[]): string {
  return rootOf(leaves.map(leafHash)).toString('hex');
}

function rootOf(hashes: readonly Buffer[]): Buffer {
  const [only] = hashes;
  if (only === undefined) return emptyRoot();
  if (hashes.length === 1) return only;
  const split = largestPowerBelow(hashes.length);
  return nodeHash(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)));
}

/** What proves that the leaf at `index` is under the root: the sibling hashes from the leaf upwards, hex (RFC 6962, 2.1.1). */
export function inclusionProof(leaves: readonly string[], index: number): string[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length)
    throw new RangeError(`there are ${leaves.length} leaves and no number ${index}`);
  return path(leaves.map(leafHash), index).map((hash) => hash.toString('hex'));
}

function path(hashes: readonly Buffer[], index: number): Buffer[] {
  if (hashes.length <= 1) return [];
  const split = largestPowerBelow(hashes.length);
  const left = hashes.slice(0, split);
  const right = hashes.slice(split);
  return index < split ? [...path(left, index), rootOf(right)] : [...path(right, index - split), rootOf(left)];
}

/** Whether a leaf is where its proof says, under this root, in a tree of this size. */
export function isIncluded(
  leaf: string,
  { index, size, proof, root }: { index: number; size: number; proof: readonly string[]; root: string },
): boolean {
  if (index < 0 || index >= size || proof.some((hash) => !/^[0-9a-f]{64}$/.test(hash))) return false;
  const siblings = proof.map((hash) => Buffer.from(hash, 'hex'));
  const climbed = climb(leafHash(leaf), { index, size }, siblings);
  return climbed !== null && climbed.toString('hex') === root;
}

function climb(leaf: Buffer, { index, size }: { index: number; size: number }, siblings: readonly Buffer[]): Buffer | null {
  if (size === 1) return siblings.length === 0 ? leaf : null;
  const top = siblings.at(-1);
  if (top === undefined) return null;
  const split = largestPowerBelow(size);
  const below = siblings.slice(0, -1);
  if (index < split) {
    const left = climb(leaf, { index, size: split }, below);
    return left === null ? null : nodeHash(left, top);
  }
  const right = climb(leaf, { index: index - split, size: size - split }, below);
  return right === null ? null : nodeHash(top, right);
}

function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}
