import type { Lang } from '#core/texts/lang.ts';
import type { Receipt } from '#contracts/types.ts';

/** Of files that somebody has kept and that are not what they are given as. */
interface KeptFileWords {
  /** `why`: null of a file that is not there. */
  unreadable: (file: string, why: string | null) => string;
  noReceipt: (file: string) => string;
  wrongReceipt: (file: string, fields: readonly ReceiptField[]) => string;
  receiptRemedy: string;
  noCheckpoint: (file: string) => string;
  checkpointRemedy: string;
  noKey: (file: string) => string;
  keyRemedy: string;
}

/** What each field of a receipt must be. */
type ReceiptField = keyof Receipt;
const svForms: Readonly<Record<ReceiptField, string>> = {
  chain: 'chain ska vara kedjans namn, som "agreement:…"',
  version: 'version ska vara händelsens nummer, ett heltal från 1',
  hash: 'hash ska vara 64 tecken, 0–9 och a–f',
};
const enForms: Readonly<Record<ReceiptField, string>> = {
  chain: 'chain must be the name of the chain, like "agreement:…"',
  version: 'version must be the number of the event, a whole number from 1',
  hash: 'hash must be 64 characters, 0–9 and a–f',
};

const sv: KeptFileWords = {
  unreadable: (file, why) => (why === null ? `filen ${file} finns inte` : `${file} kan inte läsas: ${why}`),
  noReceipt: (file) => `${file} är inget kvitto`,
  wrongReceipt: (file, fields) => `${file} är inget helt kvitto: ${fields.map((field) => svForms[field]).join('; ')}`,
  receiptRemedy: 'ett kvitto är JSON med chain, version och hash, så som det gavs vid beslutet',
  noCheckpoint: (file) => `${file} är ingen kontrollpunkt`,
  noKey: (file) => `${file} är ingen öppen nyckel`,
  keyRemedy:
    'en öppen nyckel är en PEM-fil som börjar med -----BEGIN PUBLIC KEY-----; "npx arscykel audit keys" visar databasens egen',
  checkpointRemedy: 'en kontrollpunkt är JSON med signed och signature, så som den mejlades eller lades på platsen utanför',
};

const en: KeptFileWords = {
  unreadable: (file, why) => (why === null ? `there is no file ${file}` : `${file} cannot be read: ${why}`),
  noReceipt: (file) => `${file} is no receipt`,
  wrongReceipt: (file, fields) => `${file} is no whole receipt: ${fields.map((field) => enForms[field]).join('; ')}`,
  receiptRemedy: 'a receipt is JSON with chain, version and hash, as it was given with the decision',
  noCheckpoint: (file) => `${file} is no checkpoint`,
  noKey: (file) => `${file} is no public key`,
  keyRemedy:
    'a public key is a PEM file that begins with -----BEGIN PUBLIC KEY-----; "npx arscykel audit keys" shows that of the database',
  checkpointRemedy: 'a checkpoint is JSON with signed and signature, as it was mailed or put at the place outside',
};

export const keptFileWords: Readonly<Record<Lang, KeptFileWords>> = { sv, en };
