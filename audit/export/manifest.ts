import type { RecordedBy } from '#core/act/event.ts';
import { accessChain, shortId } from '#contracts/ids.ts';
import { sha256 } from '../../infra/db/hash.ts';
import type { Checkpoint, Signer } from '../../infra/seal/checkpoint.ts';
import type { Reading } from './reading.ts';
import { json } from './recordFiles.ts';
import type { Row, Snapshot } from './snapshot.ts';
import type { ZipEntry } from './zip.ts';

interface Listed {
  snapshot: Snapshot;
  reading: Reading;
  checkpoint: Checkpoint;
  by: RecordedBy | null;
  program: string;
  files: readonly ZipEntry[];
}

/** What an export is, and every file in it with its size and SHA-256. */
export function manifestOf({ snapshot, reading, checkpoint, by, program, files }: Listed): ZipEntry {
  const { chain, events, access } = snapshot;
  const { number, at, database, world, key, root } = checkpoint;
  return json('manifest.json', {
    format: 'arscykel-export',
    formatVersion: 1,
    title: reading.title,
    kind: reading.process.kind,
    id: shortId(chain),
    database,
    world,
    exportedAt: at,
    exportedBy: by?.person ?? null,
    program: `Årscykel ${program}`,
    head: headOf(chain, events),
    access: headOf(accessChain(chain), access),
    checkpoint: { number, at, key, root },
    files: files.map(({ path, content }) => ({ path, size: content.length, sha256: sha256(content) })),
  });
}

/** A chain that has not begun ends in its genesis. */
function headOf(chain: string, rows: readonly Row[]): { chain: string; version: number; hash: string } {
  const last = rows.at(-1);
  return { chain, version: last?.version ?? 0, hash: last?.hash ?? sha256(chain) };
}

/** The signature over the manifest's hash, and with it over every file: by the key that signs checkpoints. */
export function sealOf(manifest: ZipEntry, signer: Signer): ZipEntry {
  const signature = signer.sign(`arscykel export\n${sha256(manifest.content)}`);
  return { path: 'manifest.sig.json', content: Buffer.from(`${JSON.stringify({ key: signer.key, signature })}\n`, 'utf8') };
}
