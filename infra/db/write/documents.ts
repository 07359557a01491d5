import { sha256 } from '../hash.ts';
import type { Db } from '../connect.ts';
import { Unacceptable } from './texts.ts';

export interface NewDocument {
  name: string;
  mediaType: string;
  content: Uint8Array;
}

const MAX_DOCUMENT_BYTES = 25_000_000;

/**
 * Keeps a file and gives its SHA-256, hex. The same file sent again is kept once, under its first name.
 * @throws Unacceptable for an empty file or one over 25 MB.
 */
export async function putDocument(db: Db, scope: string, { name, mediaType, content }: NewDocument): Promise<string> {
  if (content.length === 0) throw new Unacceptable(`The document ${name} is empty; choose the file again.`);
  if (content.length > MAX_DOCUMENT_BYTES) {
    throw new Unacceptable(
      `The document ${name} has ${content.length} bytes, at most ${MAX_DOCUMENT_BYTES} are taken; send a smaller file.`,
    );
  }
  const hash = sha256(content);
  await db
    .insertInto('document')
    .values({
      rehearsal: scope,
      sha256: hash,
      name,
      mediaType,
      sizeBytes: content.length,
      content: Buffer.from(content),
    })
    .onConflict((conflict) => conflict.columns(['rehearsal', 'sha256']).doNothing())
    .execute();
  return hash;
}
