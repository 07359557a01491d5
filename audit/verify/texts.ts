import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { TextRef } from '#core/act/envelope.ts';
import type { Db } from '../../infra/db/connect.ts';
import type { Finder } from './finding.ts';
import type { Scope } from './scope.ts';

/** A text, and the entry that commits to it. */
export interface NamedText extends TextRef {
  chain: string;
  version: number;
}

/** Texts are what the entries committed to; one that is missing went by an act that says so. Counts into `counted`. */
export async function checkTexts(
  db: Db,
  { rehearsal }: Scope,
  named: readonly NamedText[],
  finder: Finder,
  counted: { checked: number; gone: number },
): Promise<void> {
  if (named.length === 0) return;
  const rows = await db
    .selectFrom('text')
    .select(['textId', 'salt', 'text'])
    .where('rehearsal', '=', rehearsal)
    .where('textId', '=', sql<string>`any(${[...new Set(named.map(({ textId }) => textId))]})`)
    .execute();
  const commitments = new Map(
    rows.map(({ textId, salt, text }) => [textId, createHash('sha256').update(salt).update(text, 'utf8').digest('hex')]),
  );
  const missing = named.filter(({ textId }) => !commitments.has(textId));
  const gone = await goneTexts(db, rehearsal, missing);
  for (const { textId, commitment, chain, version } of named) {
    const place = { chain, version, item: textId };
    const computed = commitments.get(textId);
    if (computed !== undefined) counted.checked += 1;
    if (computed === commitment) continue;
    if (computed !== undefined) finder.find('texts', 'textChanged', place, { commitment, computed });
    else if (gone.has(textId)) counted.gone += 1;
    else finder.find('texts', 'textMissing', place);
  }
}

/** Which of these were disposed of or erased by an act. */
async function goneTexts(db: Db, rehearsal: string, missing: readonly TextRef[]): Promise<Set<string>> {
  if (missing.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select distinct text ->> 'textId' as id from event, jsonb_array_elements(event.event -> 'body' -> 'texts') text
    where rehearsal = ${rehearsal} and type in ('disposed', 'erased')
      and text ->> 'textId' = any(${[...new Set(missing.map(({ textId }) => textId))]})`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
