import type { Receipt } from '#contracts/types.ts';

/** How deep in an answer its receipts may be: the CLI's and the API's answers hold them one below the top, lists of answers two. */
const DEEPEST = 4;

/**
 * The receipts in a file: one as it is, or whatever answers of the command line or the API hold them in.
 * @throws Error saying what is missing, for a text that holds none.
 */
export function readReceipts(text: string): Receipt[] {
  const receipts = within(JSON.parse(text), DEEPEST);
  if (receipts.length === 0) throw new Error('no receipt {"chain", "version", "hash"} is in it');
  return [...new Map(receipts.map((one) => [`${one.chain}#${one.version}#${one.hash}`, one])).values()];
}

function within(value: unknown, depth: number): Receipt[] {
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  if (isReceipt(value)) return [{ chain: value.chain, version: value.version, hash: value.hash }];
  return Object.values(value).flatMap((one) => within(one, depth - 1));
}

const isReceipt = (value: object): value is Receipt =>
  'chain' in value &&
  typeof value.chain === 'string' &&
  'version' in value &&
  typeof value.version === 'number' &&
  Number.isSafeInteger(value.version) &&
  'hash' in value &&
  typeof value.hash === 'string' &&
  /^[0-9a-f]{64}$/.test(value.hash);
