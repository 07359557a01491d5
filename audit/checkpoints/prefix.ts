import { sql } from 'kysely';
import type { Db } from '../../infra/db/connect.ts';
import { eventHash, genesisHash } from '../../infra/db/hash.ts';
import type { Head } from '../../infra/seal/checkpoint.ts';
import { type Finding, found } from './findings.ts';

/** Heads of one statement. */
const AT_ONCE = 500;

interface Row extends Head {
  headVersion: number | null;
  found: string | null;
  previousHash: string | null;
  canonical: string | null;
}

/**
 * Whether today's chains go on from where they ended once: each is there, is no shorter, and has at that version the event with that hash, whose
 * content gives the hash. That everything before it hangs together is a check of the whole chain.
 */
export async function prefixFindings(db: Db, rehearsal: string, heads: readonly Head[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let at = 0; at < heads.length; at += AT_ONCE) {
    const rows = await rowsAt(db, rehearsal, heads.slice(at, at + AT_ONCE));
    findings.push(...rows.flatMap(findingsOf));
  }
  return findings;
}

async function rowsAt(db: Db, rehearsal: string, heads: readonly Head[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select head.chain, head.version, head.hash, chain.head_version, event.hash as found, event.previous_hash, event.canonical
    from unnest(${heads.map(({ chain }) => chain)}::text[], ${heads.map(({ version }) => version)}::integer[],
      ${heads.map(({ hash }) => hash)}::text[]) as head (chain, version, hash)
    left join chain on chain.rehearsal = ${rehearsal} and chain.chain = head.chain
    left join event on event.rehearsal = ${rehearsal} and event.chain = head.chain and event.version = head.version
    order by head.chain`.execute(db);
  return rows;
}

function findingsOf({ chain, version, hash, ...row }: Row): Finding[] {
  const place = { chain, version };
  if (row.headVersion === null && row.found === null) return [found('chainMissing', place, { expected: hash })];
  if (version === 0)
    return hash === genesisHash(chain) ? [] : [found('chainForked', place, { expected: hash, found: genesisHash(chain) })];
  if (row.found === null || row.previousHash === null || row.canonical === null) {
    return row.headVersion !== null && row.headVersion < version
      ? [found('chainShorter', place, { expected: version, found: row.headVersion })]
      : [found('eventMissing', place, { expected: hash })];
  }
  if (row.found !== hash) return [found('chainForked', place, { expected: hash, found: row.found })];
  const own = eventHash(row.previousHash, row.canonical);
  return own === hash ? [] : [found('eventChanged', place, { expected: hash, found: own })];
}
