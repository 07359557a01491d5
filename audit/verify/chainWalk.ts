import { hash } from 'node:crypto';
import { isProcessChain } from '#contracts/ids.ts';
import type { Finder } from './finding.ts';
import { genesisHash } from '../../infra/db/hash.ts';
import type { Head } from '../../infra/seal/checkpoint.ts';
import { isAt, newPlaces, type Places, scan, slotOf, textOf } from './canonicalScan.ts';
import { findDifferences } from './columns.ts';
import { column, instantIn, int32, newRowPlaces, readPlaces, type RowPlaces } from './row.ts';

/** Walks along chains, event by event, as their rows come in order of chain and version. */
export interface ChainWalk {
  /** A row of `event` as COPY gives it in the binary form. */
  row: (row: Buffer) => void;
  /** After the last row. */
  end: () => void;
  counted: { events: number; bytes: number };
}

/** Where the walk is: the chain, and the event read last in it. */
interface Standing {
  chain: string;
  isProcess: boolean;
  version: number;
  /** Its hash's digits. */
  hash: Buffer;
  recordedAtMs: number;
}

interface WalkParts {
  finder: Pick<Finder, 'find'>;
  /** Told where each chain ends, as its events say. */
  onChain: (head: Head) => void;
}

const HASH_BYTES = 32;
const HEX_LENGTH = 2 * HASH_BYTES;
/** What each character is worth as a digit; -1 of what is none. */
const hexDigits = new Int8Array(256).fill(-1);
for (const [value, digit] of Buffer.from('0123456789abcdef').entries()) hexDigits[digit] = value;

/**
 * Checks each event against the one before and against what its row says. One thing that was done to a chain is to be one finding: after
 * it the walk goes on from what the row says.
 */
export function makeWalk({ finder, onChain }: WalkParts): ChainWalk {
  const counted = { events: 0, bytes: 0 };
  const places = newRowPlaces();
  const said = newPlaces();
  let chainBytes: Buffer | null = null;
  let standing: Standing = { chain: '', isProcess: false, version: 0, hash: Buffer.alloc(0), recordedAtMs: 0 };

  function finish(): void {
    const { chain, version, hash: head } = standing;
    if (chainBytes !== null) onChain({ chain, version, hash: head.toString() });
  }

  function enter(row: Buffer, start: number, end: number): void {
    if (chainBytes !== null && isAt(row, start, end, chainBytes)) return;
    finish();
    chainBytes = Buffer.from(row.subarray(start, end));
    const chain = chainBytes.toString();
    standing = {
      chain,
      isProcess: isProcessChain(chain),
      version: 0,
      hash: Buffer.from(genesisHash(chain)),
      recordedAtMs: -Infinity,
    };
  }

  return {
    counted,
    end: finish,
    row(row) {
      readPlaces(row, places);
      enter(row, startOf(places, column.chain), endOf(places, column.chain));
      const version = int32(row, startOf(places, column.version));
      const end = endOf(places, column.canonical);
      counted.events += 1;
      counted.bytes += end - startOf(places, column.canonical);
      checkOrder(row, places, standing, version, finder);
      checkHash(row, places, standing, version, finder);
      checkText(row, places, said, standing, version, finder);
      standing.version = version;
      keepHash(row, places, standing);
    },
  };
}

const startOf = (places: RowPlaces, at: number): number => places[2 * at] as number;
const endOf = (places: RowPlaces, at: number): number => places[2 * at + 1] as number;
const hexIn = (row: Buffer, places: RowPlaces, at: number): string => textOf(row, startOf(places, at), endOf(places, at));

function checkOrder(row: Buffer, places: RowPlaces, standing: Standing, version: number, { find }: Pick<Finder, 'find'>): void {
  const { chain, version: before, hash: last } = standing;
  if (version === before + 1) {
    if (isAt(row, startOf(places, column.previousHash), endOf(places, column.previousHash), last)) return;
    find(
      'chains',
      'notOnPrevious',
      { chain, version },
      { previous: hexIn(row, places, column.previousHash), last: last.toString() },
    );
    return;
  }
  // What is missing or too much is the cause of a hash that does not follow.
  if (version <= before) find('chains', 'eventExtra', { chain, version }, { after: before });
  else find('chains', 'eventMissing', { chain, version: before + 1 }, { missing: version - before - 1, next: version });
}

/** SHA-256 over the hash that the row says it is recorded onto, and the text, is the hash that the row says. */
function checkHash(row: Buffer, places: RowPlaces, { chain }: Standing, version: number, { find }: Pick<Finder, 'find'>): void {
  const computed = hashOf(row, places);
  const start = startOf(places, column.hash);
  if (endOf(places, column.hash) - start === HEX_LENGTH && isHexAt(row, start, computed)) return;
  find('chains', 'contentChanged', { chain, version }, { stated: hexIn(row, places, column.hash), computed });
}

/** The row's bytes are ours until the next, so the previous hash is put before the text where it stands, and nothing is copied. */
function hashOf(row: Buffer, places: RowPlaces): string {
  const [start, previous] = [startOf(places, column.canonical), startOf(places, column.previousHash)];
  if (start < 0 || endOf(places, column.previousHash) - previous !== HEX_LENGTH) return '';
  // Backwards: the bytes come to lie over the very digits that they are read from.
  for (let i = HASH_BYTES - 1; i >= 0; i -= 1) {
    const high = hexDigits[row[previous + 2 * i] as number] as number;
    const low = hexDigits[row[previous + 2 * i + 1] as number] as number;
    if (high < 0 || low < 0) return '';
    row[start - HASH_BYTES + i] = 16 * high + low;
  }
  const length = endOf(places, column.canonical) - start + HASH_BYTES;
  return hash('sha256', new Uint8Array(row.buffer, row.byteOffset + start - HASH_BYTES, length), 'hex');
}

function isHexAt(row: Buffer, start: number, hex: string): boolean {
  for (let i = 0; i < HEX_LENGTH; i += 1) if (row[start + i] !== hex.charCodeAt(i)) return false;
  return true;
}

/** The walk goes on from what the row says of itself. */
function keepHash(row: Buffer, places: RowPlaces, standing: Standing): void {
  const [start, end] = [startOf(places, column.hash), endOf(places, column.hash)];
  if (end - start !== HEX_LENGTH) standing.hash = Buffer.from(row.subarray(Math.max(0, start), Math.max(0, end)));
  else {
    if (standing.hash.length !== HEX_LENGTH) standing.hash = Buffer.alloc(HEX_LENGTH);
    for (let i = 0; i < HEX_LENGTH; i += 1) standing.hash[i] = row[start + i] as number;
  }
}

function checkText(
  row: Buffer,
  places: RowPlaces,
  said: Places,
  standing: Standing,
  version: number,
  finder: Pick<Finder, 'find'>,
): void {
  const { chain, isProcess } = standing;
  const [start, end] = [startOf(places, column.canonical), endOf(places, column.canonical)];
  const odd = scan(row, start, end, said);
  if (odd >= 0) {
    const around = textOf(row, odd, Math.min(odd + 1, end));
    finder.find('chains', 'notCanonical', { chain, version }, { byte: odd - start, character: around });
    return;
  }
  findDifferences(row, places, said, chain, version, finder);
  if (!isProcess) return;
  // Entries of what happens around are noted at once and by many at the same time, so only their order is the chain's.
  const recordedAtMs = instantIn(row, said[2 * slotOf.recordedAt] as number, said[2 * slotOf.recordedAt + 1] as number);
  if (recordedAtMs < standing.recordedAtMs) {
    const [before, at] = [standing.recordedAtMs, recordedAtMs].map((ms) => new Date(ms).toISOString());
    finder.find('chains', 'recordedBackwards', { chain, version }, { before: before ?? '', at: at ?? '' });
  }
  standing.recordedAtMs = recordedAtMs;
}
