import { type RawBuilder, sql } from 'kysely';
import { decisionIn } from '#core/around/decided.ts';
import { isProcessChain, kindOf, shortId } from '#contracts/ids.ts';
import type { Db } from '../../infra/db/connect.ts';
import { inChain } from '../../infra/db/scope.ts';
import type { Cover } from '../mandates/cover.ts';
import { conditionsOf } from '../search/conditions.ts';
import type { Filters } from '../search/filters.ts';
import { type AnyEvent, eventsWhere } from '../search/find.ts';
import { ALGORITHM, draw, populationHash, type Stratum } from './draw.ts';

export const populations = ['events', 'acts', 'decisions', 'payments', 'reports', 'corrections'] as const;
export type Population = (typeof populations)[number];

export const stratifiers = ['kind', 'matter', 'year', 'month'] as const;
export type Stratifier = (typeof stratifiers)[number];

export interface SampleTerms {
  of: Population;
  size: number;
  seed: string;
  filters: Filters;
  by: Stratifier | null;
}

/** Where a chain ended when the sample was drawn. */
export interface Head {
  chain: string;
  version: number;
  hash: string;
}

/** A sample, with all that another needs to draw it again. */
export interface Sample {
  algorithm: typeof ALGORITHM;
  terms: SampleTerms;
  population: { size: number; sha256: string; strata: Stratum[] };
  heads: Head[];
  drawn: AnyEvent[];
}

/** What is counted among a population, beside the filters. */
const isOf: Readonly<Record<Population, (event: AnyEvent) => boolean>> = {
  events: () => true,
  acts: ({ recordedBy }) => !['time', 'process', 'none'].includes(recordedBy.role),
  decisions: (event) => decisionIn(kindOf(event.chain), event) !== null,
  payments: ({ body }) => body.type === 'paymentRecorded',
  reports: ({ body }) => body.type === 'reportHandedIn',
  corrections: ({ body }) => body.type === 'corrected',
};

const stratumOf: Readonly<Record<Stratifier, (event: AnyEvent) => string>> = {
  kind: ({ body }) => body.type,
  matter: ({ chain }) => shortId(chain),
  year: ({ doneOn }) => doneOn.slice(0, 4),
  month: ({ doneOn }) => doneOn.slice(0, 7),
};

/**
 * Draws from what is recorded in processes' own chains and may be read. `heads`: only what the chains held up to there, to draw again what was
 * drawn then; left out: up to now.
 */
export async function sample(db: Db, scope: string, cover: Cover, terms: SampleTerms, heads?: readonly Head[]): Promise<Sample> {
  const { of, size, seed, filters, by } = terms;
  // One moment for the population and for where the chains end.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const conditions: RawBuilder<unknown>[] = await conditionsOf(trx, scope, { ...filters, around: false });
      const found = await eventsWhere(trx, cover, conditions);
      const bounds = heads === undefined ? null : new Map(heads.map(({ chain, version }) => [chain, version]));
      const population = found
        .filter((event) => isProcessChain(event.chain) && isOf[of](event))
        .filter(({ chain, version }) => bounds === null || version <= (bounds.get(chain) ?? 0))
        .map((event) => ({ hash: event.hash, stratum: by === null ? '' : stratumOf[by](event), event }));
      const { drawn, strata } = draw(population, size, seed);
      const chains = [...new Set(population.map(({ event }) => event.chain))].toSorted();
      return {
        algorithm: ALGORITHM,
        terms,
        population: { size: population.length, sha256: populationHash(population), strata },
        heads: heads === undefined ? await headsOf(trx, scope, chains) : [...heads],
        drawn: drawn.map(({ event }) => event),
      };
    });
}

/** Those of a sample's heads whose events are no longer there, or are others. */
export async function lostHeads(db: Db, heads: readonly Head[]): Promise<Head[]> {
  const lost: Head[] = [];
  for (const head of heads) {
    const row = await db
      .selectFrom('event')
      .select('hash')
      .where(inChain(head.chain))
      .where('version', '=', head.version)
      .executeTakeFirst();
    if (row?.hash !== head.hash) lost.push(head);
  }
  return lost;
}

async function headsOf(db: Db, scope: string, chains: readonly string[]): Promise<Head[]> {
  const { rows } = await sql<Head>`
    select chain, head_version as version, head_hash as hash from chain
    where rehearsal = ${scope} and chain = any(${[...chains]}::text[]) order by chain collate "C"`.execute(db);
  return rows;
}
