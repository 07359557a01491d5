import { ZipFile } from 'yazl';
import { type Instant, msOf } from '#core/calendar/instant.ts';

export interface ZipEntry {
  path: string;
  content: Buffer;
}

/** What a ZIP can hold without the extension ZIP64, which `verify.mjs` does not read. */
const MOST_FILES = 65_534;
const MOST_BYTES = 4_294_967_294;
/** Of a file in a ZIP, besides its path twice. */
const HEADERS_BYTES = 76;

/** An export that would be too large; `message` says of what. */
export class ExportTooLarge extends Error {
  override name = 'ExportTooLarge';
}

/**
 * That files go into one plain ZIP.
 * @throws ExportTooLarge
 */
export function requireFits(files: readonly { path: string; bytes: number }[]): void {
  const bytes = files.reduce((sum, one) => sum + one.bytes + HEADERS_BYTES + 2 * Buffer.byteLength(one.path), 22);
  if (files.length > MOST_FILES || bytes > MOST_BYTES)
    throw new ExportTooLarge(
      `The export has ${files.length} files and ${bytes} bytes; a ZIP holds ${MOST_FILES} and ${MOST_BYTES}.`,
    );
}

/**
 * Files as a ZIP, in their order and with one and the same time, so that the same files give the same bytes. Stored as they are: what reads
 * them in a hundred years need not unpack anything, and no byte of the ZIP is without meaning.
 */
export async function zipOf(entries: readonly ZipEntry[], at: Instant): Promise<Buffer> {
  requireFits(entries.map(({ path, content }) => ({ path, bytes: content.length })));
  const zip = new ZipFile();
  const mtime = asIfLocal(at);
  for (const { path, content } of entries) zip.addBuffer(content, path, { mtime, compress: false, forceDosTimestamp: true });
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** A ZIP tells the clock on the wall, which yazl takes from the machine's own zone: here it is UTC wherever it is made. */
function asIfLocal(at: Instant): Date {
  const utc = new Date(msOf(at));
  return new Date(
    utc.getUTCFullYear(),
    utc.getUTCMonth(),
    utc.getUTCDate(),
    utc.getUTCHours(),
    utc.getUTCMinutes(),
    utc.getUTCSeconds(),
  );
}
