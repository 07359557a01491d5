import { createHash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import { fileTypeFromBuffer } from 'file-type';

/** A file as it was sent, examined. */
export interface Attachment {
  name: string;
  mediaType: string;
  content: Buffer;
  /** Hex. */
  sha256: string;
}

export const MOST_FILES = 5;
export const LARGEST_FILE_BYTES = 10_000_000;

/** What is taken in, by what the content itself says; never what runs anything, nor what carries macros. */
const taken: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.oasis.opendocument.text': 'ODT',
  'application/vnd.oasis.opendocument.spreadsheet': 'ODS',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
};

export const takenNames: readonly string[] = [...Object.values(taken), 'TXT', 'CSV'];
export const accept = '.pdf,.docx,.xlsx,.odt,.ods,.png,.jpg,.jpeg,.txt,.csv';

// Control characters, but for tab and line breaks.
const UNPRINTABLE = /(?![\t\n\r])\p{Cc}/u;

/** The media type by the first bytes, whatever its name or its sender says; null for what is not taken in. */
export async function mediaTypeOf(name: string, content: Buffer): Promise<string | null> {
  const found = await fileTypeFromBuffer(content);
  if (found !== undefined) return Object.hasOwn(taken, found.mime) ? found.mime : null;
  // Text has no magic number. It is text where all of it is.
  const isText = isUtf8(content) && !UNPRINTABLE.test(content.toString('utf8'));
  if (!isText) return null;
  if (/\.csv$/i.test(name)) return 'text/csv';
  return /\.txt$/i.test(name) ? 'text/plain' : null;
}

/** The file's own name without what leads anywhere; a name is data, and never a path here. */
export function plainName(given: string): string {
  const name = (given.split(/[/\\]/).at(-1) ?? '').replace(/\p{Cc}/gu, '').trim();
  return name === '' ? 'bilaga' : name.slice(-150);
}

export const checksumOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
