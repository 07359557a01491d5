import { createHash, createPublicKey, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Instant } from '#core/calendar/instant.ts';
import { merkleRoot } from './merkle.ts';

/** Where a chain ends. */
export interface Head {
  chain: string;
  version: number;
  /** Hex. */
  hash: string;
}

/** A statement of where every chain of one world of one database ended at a moment. Shown as RFC 8785 JSON, it is what is signed. */
export interface Checkpoint {
  /** The database's own name, a UUID. */
  database: string;
  /** `live`, or the ULID of a rehearsal. */
  world: string;
  /** 1, 2, 3, … in its world. */
  number: number;
  /** On the real clock. */
  at: Instant;
  /** How many chains there were, and events in all of them. */
  chains: number;
  events: number;
  /** Hex: the Merkle root (RFC 6962) over all heads, one leaf each, in the order of their chain ids. */
  root: string;
  /** Hex SHA-256 of the signed text of the checkpoint before; null of the first. */
  previous: string | null;
  /** Id of the key. */
  key: string;
}

/** What is kept, published and handed out. */
export interface SignedCheckpoint {
  /** RFC 8785 JSON of the checkpoint: the very bytes that are signed, in UTF-8. */
  signed: string;
  /** Base64, Ed25519. */
  signature: string;
}

/** Signs with one key, which it names. */
export interface Signer {
  key: string;
  sign: (text: string) => string;
}

/** A leaf of the tree: one head, as RFC 8785 JSON. */
export const leafOf = ({ chain, version, hash }: Head): string => canonical({ chain, hash, version });

/** Heads in the order that they are leaves in: that of their chain ids' code units. */
export const inLeafOrder = (heads: readonly Head[]): Head[] =>
  heads.toSorted((a, b) => (a.chain < b.chain ? -1 : Number(a.chain > b.chain)));

export const rootOfHeads = (heads: readonly Head[]): string => merkleRoot(inLeafOrder(heads).map(leafOf));

/** `what`: everything that the heads and the signer do not say. */
export function signCheckpoint(
  heads: readonly Head[],
  what: Pick<Checkpoint, 'database' | 'world' | 'number' | 'at' | 'previous'>,
  signer: Signer,
): SignedCheckpoint {
  const events = heads.reduce((sum, { version }) => sum + version, 0);
  const { key } = signer;
  const signed = canonical({ ...what, chains: heads.length, events, root: rootOfHeads(heads), key } satisfies Checkpoint);
  return { signed, signature: signer.sign(signed) };
}

/** What the next checkpoint names as the one before. */
export const checkpointHash = (signed: string): string => createHash('sha256').update(signed, 'utf8').digest('hex');

export function isSignedBy({ signed, signature }: SignedCheckpoint, publicKeyPem: string): boolean {
  return verify(null, Buffer.from(signed, 'utf8'), createPublicKey(publicKeyPem), Buffer.from(signature, 'base64'));
}

/** A checkpoint as its signed text says it. @throws Error naming what it lacks, for a text that is none. */
export function readCheckpoint(signed: string): Checkpoint {
  const told = JSON.parse(signed) as Partial<Record<keyof Checkpoint, unknown>> | null;
  if (typeof told !== 'object' || told === null) throw new Error('a checkpoint is a JSON object');
  const wrong = [
    ...texts.filter((field) => typeof told[field] !== 'string'),
    ...counts.filter((field) => !Number.isSafeInteger(told[field])),
    ...(told.previous === null || typeof told.previous === 'string' ? [] : ['previous']),
  ];
  if (wrong.length > 0)
    throw new Error(`the signed text of a checkpoint must say ${listed(wrong)}; here that is missing or of the wrong form`);
  return told as Checkpoint;
}

const listed = (fields: readonly string[]): string =>
  fields.length < 2 ? fields.join('') : `${fields.slice(0, -1).join(', ')} and ${fields.at(-1)}`;

const texts = ['database', 'world', 'at', 'root', 'key'] as const;
const counts = ['number', 'chains', 'events'] as const;

function canonical(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('what has no JSON form');
  return text;
}
