import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import type { TextRef } from '#core/act/envelope.ts';
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
 * normalised to NFC first.
 * @param scope the rehearsal's ULID, '' outside rehearsals
 * @throws Unacceptable for a text that is not well-formed or longer than 100 kB.
 */
export async function putText(db: Db, scope: string, written: string): Promise<TextRef> {
  const text = acceptable(written);
  const textId = ulid();
  const salt = randomBytes(SALT_BYTES);
  await db.insertInto('text').values({ rehearsal: scope, textId, salt, text }).execute();
  return { textId, commitment: commitmentOf(salt, text) };
}

/** Forgets texts that nothing recorded refers to: those of a command that came to nothing. */
export async function dropTexts(db: Db, scope: string, textIds: readonly string[]): Promise<void> {
  if (textIds.length === 0) return;
  await db.deleteFrom('text').where('rehearsal', '=', scope).where('textId', 'in', textIds).execute();
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
