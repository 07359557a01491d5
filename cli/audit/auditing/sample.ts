import { z } from 'zod';
import type { Filters } from '../../../audit/search/filters.ts';
import { shortId } from '#contracts/ids.ts';
import { ALGORITHM } from '../../../audit/sample/draw.ts';
import {
  lostHeads,
  type Population,
  populations,
  type Sample,
  sample,
  type SampleTerms,
  type Stratifier,
  stratifiers,
} from '../../../audit/sample/sample.ts';
import { eventList } from '../../../audit/search/list.ts';
import { tell } from '../../../audit/search/tell.ts';
import { exit, type ExitCode, Failure } from '../../failure.ts';
import type { Context } from '../../session.ts';
import { printFacts, printHeading, printTable } from '../../terminal/show.ts';
import { auditingWords } from '../../words/audit/auditing.ts';
import { readKept } from '../keptFile.ts';
import { type Asker, type AskerOptions, askerOf, noteOperator } from './asking.ts';
import { type FilterOptions, filtersOf, positive } from './filters.ts';
import { handedOver, type HandingOptions, within } from './handing.ts';
import { printTold } from './search.ts';

export interface SampleOptions extends FilterOptions, AskerOptions, HandingOptions {
  of?: string;
  size?: string;
  seed?: string;
  by?: string;
  redraw?: string;
}

/** What a sample was written down as. */
const written = z.object({
  algorithm: z.string(),
  terms: z.object({
    of: z.enum(populations),
    size: z.int().positive(),
    seed: z.string(),
    filters: z.looseObject({}),
    by: z.enum(stratifiers).nullable(),
  }),
  population: z.object({ size: z.int(), sha256: z.string() }),
  heads: z.array(z.object({ chain: z.string(), version: z.int(), hash: z.string() })),
  drawn: z.array(z.object({ chain: z.string(), version: z.int(), hash: z.string() })),
});
type Written = z.output<typeof written>;

/** Draws a sample, or draws one again and says whether it is the same. */
export async function drawSample(context: Context, options: SampleOptions): Promise<ExitCode> {
  const before = options.redraw === undefined ? null : await sampleIn(context, options.redraw);
  const terms = before === null ? termsOf(context, options) : { ...before.terms, filters: before.terms.filters as Filters };
  return context.sessions.withReads(async (reads) => {
    const asker = await askerOf(context, reads, options);
    const { db, scope, cover } = asker;
    const drawn = await within(context, () => sample(db, scope, cover, terms, before?.heads));
    const differences = before === null ? null : await differing(context, asker, before, drawn);
    await show(context, asker, drawn, differences, options);
    noteOperator(context, asker);
    return differences === null || differences.length === 0 ? exit.done : exit.refused;
  });
}

function termsOf(context: Context, options: SampleOptions): SampleTerms {
  const say = auditingWords[context.terminal.lang];
  const { of, size, seed, by } = options;
  if (of === undefined || size === undefined || seed === undefined) throw new Failure(exit.usage, 'badInput', say.seedMissing);
  return {
    of: oneOf<Population>(context, 'of', of, populations),
    size: positive(context, 'size', size, 1),
    seed,
    filters: filtersOf(context, options),
    by: by === undefined ? null : oneOf<Stratifier>(context, 'by', by, stratifiers),
  };
}

function oneOf<T extends string>({ terminal }: Context, option: string, given: string, known: readonly T[]): T {
  const found = known.find((one) => one === given);
  if (found !== undefined) return found;
  const say = auditingWords[terminal.lang];
  throw new Failure(exit.usage, 'badInput', say.badChoice(option, given), say.knownOnes(known.join(', ')), { known });
}

async function sampleIn(context: Context, file: string): Promise<Written> {
  const say = auditingWords[context.terminal.lang];
  const text = await readKept(context, file);
  try {
    return written.parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure(exit.usage, 'unreadableSample', say.unreadableSample(file), say.unreadableSampleRemedy, { file, why });
  }
}

type Drawn = Pick<Sample['drawn'][number], 'chain' | 'version' | 'hash'>;

const hashes = (drawn: readonly Drawn[]): string[] => drawn.map(({ hash }) => hash);

/** In what a sample differs when it is drawn again; empty: in nothing. */
async function differing({ terminal }: Context, { db }: Asker, before: Written, now: Sample): Promise<string[]> {
  const say = auditingWords[terminal.lang];
  if (before.algorithm !== ALGORITHM) return [say.otherAlgorithm(before.algorithm)];
  const differences: string[] = [];
  for (const { chain, version } of await lostHeads(db, before.heads)) differences.push(say.otherHead(chain, version));
  if (before.population.sha256 !== now.population.sha256) differences.push(say.otherPopulation);
  const [then, again] = [hashes(before.drawn), hashes(now.drawn)];
  if (then.join(' ') === again.join(' ')) return differences;
  const gone = before.drawn.filter(({ hash }) => !again.includes(hash));
  const come = now.drawn.filter(({ hash }) => !then.includes(hash));
  const places = (drawn: readonly Drawn[]): string[] => drawn.map(({ chain, version }) => say.place(shortId(chain), version));
  return [
    ...differences,
    ...places(gone).map(say.drawnThen),
    ...places(come).map(say.drawnNow),
    ...(gone.length + come.length === 0 ? [say.otherOrder] : []),
  ];
}

async function show(
  context: Context,
  asker: Asker,
  drawn: Sample,
  differences: string[] | null,
  options: HandingOptions,
): Promise<void> {
  const { terminal } = context;
  const say = auditingWords[terminal.lang];
  const told = await tell(asker.db, asker.scope, asker.cover, drawn.drawn, terminal.lang);
  if (terminal.json) return terminal.printJson({ ...drawn, drawn: told, ...(differences === null ? {} : { differences }) });
  if (await handedOver(context, eventList(say.sample, told, terminal.lang), options)) return;
  const { population, heads, terms, algorithm } = drawn;
  const [head] = heads;
  printFacts(terminal, [
    [say.population(population.size), ''],
    [say.seedTitle, terms.seed],
    [say.algorithm, algorithm],
    [say.populationHash, population.sha256],
    ...(heads.length === 1 && head !== undefined
      ? [[say.heads, `${head.chain} ${head.version} ${head.hash}`] as const]
      : [[say.heads, say.headCount(heads.length)] as const]),
  ]);
  if (terms.by !== null) {
    const { stratum, size, drawn: count } = say.stratumColumns;
    terminal.print();
    printTable(
      terminal,
      [{ title: stratum }, { title: size, align: 'right' }, { title: count, align: 'right' }],
      population.strata.map((one) => [one.stratum, String(one.size), String(one.drawn)]),
    );
  }
  if (differences !== null) {
    terminal.print();
    if (differences.length === 0) terminal.print(terminal.paint('good', say.same));
    for (const difference of differences) terminal.print(`${terminal.paint('bad', '✗')} ${difference}`);
  }
  printHeading(terminal, say.total(told.length));
  for (const one of told) printTold(context, one);
}
