import { extname } from 'node:path';
import type { Db } from '../../infra/db/connect.ts';
import { sha256 } from '../../infra/db/hash.ts';
import type { SigningKey } from '../../infra/db/signingKeys.ts';
import type { SealedCheckpoint } from './sealed.ts';
import type { SecondPart } from './secondRecord.ts';
import type { DocumentName, KeptText, Row, Snapshot } from './snapshot.ts';
import type { ZipEntry } from './zip.ts';

/** The chains, and what they refer to, as files that both a reader with a text editor and `verify.mjs` can read. */
export function recordFiles(
  { events, access, texts, people }: Snapshot,
  { sealed, keys }: { sealed: readonly SealedCheckpoint[]; keys: readonly SigningKey[] },
): ZipEntry[] {
  return [
    lines('events.jsonl', events.map(eventLine)),
    lines('access.jsonl', access.map(eventLine)),
    lines('texts.jsonl', texts.map(textLine)),
    json('people.json', people),
    lines(
      'checkpoints.jsonl',
      sealed.map(({ signed, signature, heads }) => JSON.stringify({ signed, signature, heads })),
    ),
    json('keys.json', keys),
  ];
}

export const json = (path: string, value: unknown): ZipEntry => ({
  path,
  content: Buffer.from(`${JSON.stringify(value, null, 2)}\n`, 'utf8'),
});

const lines = (path: string, all: readonly string[]): ZipEntry => ({
  path,
  content: Buffer.from(all.map((line) => `${line}\n`).join(''), 'utf8'),
});

/** What stands after `"event":`, up to the last brace, are the very bytes that the hash is over. */
const eventLine = ({ version, previousHash, hash, canonical }: Row): string =>
  `{"version":${version},"previousHash":"${previousHash}","hash":"${hash}","event":${canonical}}`;

const textLine = ({ textId, commitment, kept }: KeptText): string =>
  JSON.stringify(
    kept === null
      ? { textId, commitment, absent: true }
      : { textId, commitment, salt: kept.salt.toString('hex'), text: kept.text },
  );

/** What is not here is known by its hash alone. */
const unnamed = { sha256: '', name: null, mediaType: null, sizeBytes: null, file: null };

/** Files under their hashes, and a list of what they are called. */
export async function documentFiles(
  db: Db,
  scope: string,
  { documents, markedDocuments, missingDocuments }: Snapshot,
): Promise<ZipEntry[]> {
  const files: ZipEntry[] = [];
  for (const document of documents) {
    const { content } = await db
      .selectFrom('document')
      .select('content')
      .where('rehearsal', '=', scope)
      .where('sha256', '=', document.sha256)
      .executeTakeFirstOrThrow();
    files.push({ path: fileOf(document), content });
  }
  const index = [
    ...documents.map((document) => ({ ...document, file: fileOf(document) })),
    ...markedDocuments.map(({ sha256: hash, grounds }) => ({ ...unnamed, sha256: hash, marked: grounds })),
    ...missingDocuments.map((hash) => ({ ...unnamed, sha256: hash })),
  ];
  return [json('documents/index.json', index), ...files];
}

/** With the ending of its name, so that it opens in the right program. */
function fileOf({ sha256: hash, name }: DocumentName): string {
  const ending = extname(name).toLowerCase();
  return `documents/${hash}${/^\.[a-z0-9]{1,8}$/.test(ending) ? ending : ''}`;
}

/** Each part under its number in the order of the record. */
export function secondFiles(parts: readonly SecondPart[]): ZipEntry[] {
  const fileOfPart = (at: number): string => `second-record/part-${String(at + 1).padStart(3, '0')}.json.gz`;
  const index = parts.map(({ runId, source, complete, content }, at) => ({
    runId,
    source,
    complete,
    file: content === null ? null : fileOfPart(at),
    sha256: content === null ? null : sha256(content),
  }));
  const files = parts.flatMap(({ content }, at) => (content === null ? [] : [{ path: fileOfPart(at), content }]));
  return [json('second-record/index.json', index), ...files];
}
