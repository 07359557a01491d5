import { createHash } from 'node:crypto';
import pg from 'pg';
import { sql } from 'kysely';
import type { Db } from '../../infra/db/connect.ts';
import { fieldsOf } from '../../infra/db/copyOut.ts';
import type { Snapshot } from '../../infra/db/snapshot.ts';
import type { Finder } from './finding.ts';
import type { Scope } from './scope.ts';

/** A file, and the entry that names it. */
export interface NamedDocument {
  sha256: string;
  chain: string;
  version: number;
}

/** Every file that is kept has the content that it is called by. `only`: those alone. Answers with how many there are. */
export async function checkDocuments(
  { copy }: Snapshot,
  { rehearsal }: Scope,
  only: ReadonlySet<string> | null,
  finder: Finder,
): Promise<number> {
  if (only?.size === 0) return 0;
  const some = only === null ? '' : ` and sha256 in (${[...only].map((one) => pg.escapeLiteral(one)).join(', ')})`;
  let checked = 0;
  const where = `rehearsal = ${pg.escapeLiteral(rehearsal)}${some}`;
  await copy(`select sha256, size_bytes, content from document where ${where} order by sha256`, (row) => {
    const [called, size, content] = fieldsOf(row);
    checked += 1;
    checkDocument(called?.toString() ?? '', Number(size?.readBigInt64BE() ?? -1), content ?? Buffer.alloc(0), finder);
  });
  return checked;
}

function checkDocument(called: string, size: number, content: Buffer, { find }: Finder): void {
  const computed = createHash('sha256').update(content).digest('hex');
  if (computed !== called) find('documents', 'documentChanged', { item: called }, { computed });
  else if (size !== content.length) find('documents', 'documentSize', { item: called }, { noted: size, bytes: content.length });
}

/** Files that entries name are there; one that is missing went by an act that says so. Counts into `counted`. */
export async function checkDocumentsNamed(
  db: Db,
  { rehearsal }: Scope,
  named: readonly NamedDocument[],
  finder: Finder,
  counted: { named: number; gone: number },
): Promise<void> {
  if (named.length === 0) return;
  const hashes = [...new Set(named.map(({ sha256 }) => sha256))];
  const rows = await db
    .selectFrom('document')
    .select('sha256')
    .where('rehearsal', '=', rehearsal)
    .where('sha256', '=', sql<string>`any(${hashes})`)
    .execute();
  const kept = new Set(rows.map(({ sha256 }) => sha256));
  const gone = await goneDocuments(
    db,
    rehearsal,
    hashes.filter((sha256) => !kept.has(sha256)),
  );
  for (const { sha256, chain, version } of named) {
    counted.named += 1;
    if (kept.has(sha256)) continue;
    if (gone.has(sha256)) counted.gone += 1;
    else finder.find('documents', 'documentMissing', { chain, version, item: sha256 });
  }
}

async function goneDocuments(db: Db, rehearsal: string, missing: readonly string[]): Promise<Set<string>> {
  if (missing.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select distinct id from event, jsonb_array_elements_text(event.event -> 'body' -> 'documents') id
    where rehearsal = ${rehearsal} and type in ('disposed', 'erased') and id = any(${[...missing]})`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
