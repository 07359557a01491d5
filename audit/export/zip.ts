import { ZipFile } from 'yazl';
import { type Instant, msOf } from '#core/calendar/instant.ts';

export interface ZipEntry {
  path: string;
  content: Buffer;
}

/**
 * Files as a ZIP, in their order and with one and the same time, so that the same files give the same bytes. Stored as they are: what reads
 * them in a hundred years need not unpack anything, and no byte of the ZIP is without meaning.
 */
export async function zipOf(entries: readonly ZipEntry[], at: Instant): Promise<Buffer> {
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
