import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import type { TextRef } from '#core/agreement/commands.ts';
import { sha256 } from '../hash.ts';
import type { Db } from '../connect.ts';

const MAX_TEXT_BYTES = 100_000;
const SALT_BYTES = 32;

/** A text, a name or a file that cannot be taken in; the message says what to do about it. */
export class Unacceptable extends Error {
  override name = 'Unacceptable';
}

/**
 * Keeps a text that somebody wrote and gives what the record may hold of it: its id and SHA-256(salt ‖ UTF-8 text), hex. The text is
 * normalised to NFC first. Given a `textId` that holds the same text already, nothing is stored anew: so a command sent again under
 * its id refers to the same text.
 * @param scope the rehearsal's ULID, '' outside rehearsals
 * @throws Unacceptable for a text that is not well-formed or longer than 100 kB, or a `textId` that holds another text.
 */
export async function putText(db: Db, scope: string, written: string, textId: string = ulid()): Promise<TextRef> {
  const text = acceptable(written);
  const inserted = await db
    .insertInto('text')
    .values({ rehearsal: scope, textId, salt: randomBytes(SALT_BYTES), text })
    .onConflict((conflict) => conflict.columns(['rehearsal', 'textId']).doNothing())
    .returning(['salt'])
    .executeTakeFirst();
  if (inserted !== undefined) return { textId, commitment: commitmentOf(inserted.salt, text) };
  const stored = await db
    .selectFrom('text')
    .select(['salt', 'text'])
    .where('rehearsal', '=', scope)
    .where('textId', '=', textId)
    .executeTakeFirstOrThrow();
  if (stored.text !== text)
    throw new Unacceptable(`The text id ${textId} holds another text already; send this one under a new id.`);
  return { textId, commitment: commitmentOf(stored.salt, text) };
}

/** What the record holds of a text, so that a text shown can be checked against it. */
function commitmentOf(salt: Uint8Array, text: string): string {
  return sha256(Buffer.concat([salt, Buffer.from(text, 'utf8')]));
}

function acceptable(written: string): string {
  if (written.includes('\0'))
    throw new Unacceptable('The text holds the character U+0000, which no document can show; remove it.');
  if (!written.isWellFormed())
    throw new Unacceptable('The text is cut off inside a character (a lone surrogate); send it whole, as UTF-8.');
  const text = written.normalize('NFC');
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_TEXT_BYTES)
    throw new Unacceptable(`The text has ${bytes} bytes, at most ${MAX_TEXT_BYTES} are taken; send the rest as a document.`);
  return text;
}
