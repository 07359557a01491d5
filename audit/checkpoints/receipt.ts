import type { Receipt } from '#contracts/types.ts';

/** How deep in an answer its receipts may be: the CLI's and the API's answers hold them one below the top, lists of answers two. */
const DEEPEST = 4;

/**
 * The receipts in a file: one as it is, or whatever answers of the command line or the API hold them in.
 * @throws ReceiptTrouble for a text that holds none.
 */
export function readReceipts(text: string): Receipt[] {
  const told = jsonOrNull(text);
  const receipts = within(told, DEEPEST);
  if (receipts.length === 0) throw new ReceiptTrouble(wrongFields(told));
  return [...new Map(receipts.map((one) => [`${one.chain}#${one.version}#${one.hash}`, one])).values()];
}

/** What is no receipt. `fields`: those that are of the wrong form, where it was meant to be one; empty where nothing in it was. */
export class ReceiptTrouble extends Error {
  readonly fields: readonly (keyof Receipt)[];

  constructor(fields: readonly (keyof Receipt)[]) {
    const said = fields.length === 0 ? '' : `: ${fields.join(', ')} of the wrong form`;
    super(`no receipt {"chain", "version", "hash"} is in it${said}`);
    this.name = 'ReceiptTrouble';
    this.fields = fields;
  }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // what is no JSON holds no receipt, which whoever reads it says
  }
}

/** Of the first thing that has some of a receipt's fields: those that are missing or wrong. */
function wrongFields(value: unknown, depth = DEEPEST): (keyof Receipt)[] {
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  const names = ['chain', 'version', 'hash'] as const;
  const told = value as Partial<Record<keyof Receipt, unknown>>;
  if (names.filter((name) => name in value).length > 1) return names.filter((name) => !isRight[name](told[name]));
  for (const one of Object.values(value)) {
    const wrong = wrongFields(one, depth - 1);
    if (wrong.length > 0) return wrong;
  }
  return [];
}

function within(value: unknown, depth: number): Receipt[] {
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  if (isReceipt(value)) return [{ chain: value.chain, version: value.version, hash: value.hash }];
  return Object.values(value).flatMap((one) => within(one, depth - 1));
}

const isRight: Readonly<Record<keyof Receipt, (value: unknown) => boolean>> = {
  chain: (value) => typeof value === 'string' && value !== '',
  version: (value) => Number.isSafeInteger(value) && Number(value) > 0,
  hash: (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
};

const isReceipt = (value: object): value is Receipt =>
  'chain' in value &&
  'version' in value &&
  'hash' in value &&
  isRight.chain(value.chain) &&
  isRight.version(value.version) &&
  isRight.hash(value.hash);
