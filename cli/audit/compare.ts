import type { Command } from 'commander';
import { rehearsalOf, shortId } from '#contracts/ids.ts';
import { type Comparison, type Compared, compareProcess } from '../../audit/compare/compare.ts';
import type { NotReplayed } from '../../audit/compare/replay.ts';
import { untilLastTask } from '../../audit/compare/history.ts';
import type { Finding } from '../../audit/finding.ts';
import { processOf } from '../commands/process.ts';
import { exit, type ExitCode } from '../failure.ts';
import type { BothRecords, Context } from '../session.ts';
import { printHeading } from '../terminal/show.ts';
import { wrapped } from '../terminal/width.ts';
import { type CompareWords, compareWords } from '../words/audit/compare.ts';
import { auditingWords } from '../words/audit/auditing.ts';
import { requireWhole } from './auditing/asking.ts';
import type { AuditParts } from './program.ts';

interface CompareOptions {
  /** From the kept copies alone, whatever the engine could say. */
  kept?: boolean;
  /** The auditor who reads, within their mandate. */
  as?: string;
}

export function addCompare(audit: Command, { common, run, words, lang }: AuditParts): void {
  const say = compareWords[lang];
  const add = (name: string, summary: string, work: typeof compare): Command =>
    common(audit.command(name))
      .description(summary)
      .argument(`<${words.help.placeholders.id}>`, say.id)
      .option('--kept', say.kept)
      .option(`--as <${words.help.placeholders.person}>`, auditingWords[lang].asReader)
      .action((id, given) => run((context) => work(context, id, given)));
  add('compare', say.compare, compare);
  add('replay', say.replay, replay);
}

/** `arscykel audit compare ID`: the database, the second record and the rules, event by event. */
async function compare(context: Context, id: string, options: CompareOptions): Promise<ExitCode> {
  return withComparison(context, id, options, ({ comparison }) => {
    if (context.terminal.json) context.terminal.printJson(comparison);
    else print(context, comparison, null);
    return Promise.resolve(statusOf(comparison, 0));
  });
}

/** `arscykel audit replay ID`: today's program follows the second record, and all of it is decided again. */
async function replay(context: Context, id: string, options: CompareOptions): Promise<ExitCode> {
  return withComparison(context, id, options, async ({ comparison, parts }) => {
    // Heavy, and needed here alone.
    const [{ replayRuns }, { productWorkflows }] = await Promise.all([
      import('../../audit/compare/replay.ts'),
      import('../stack/replaying.ts'),
    ]);
    const runs = parts.map((part) => ({ ...part, history: part.isAtRest ? part.history : untilLastTask(part.history) }));
    const notFollowed = await replayRuns(runs, await productWorkflows());
    if (context.terminal.json) context.terminal.printJson({ ...comparison, notFollowed });
    else print(context, comparison, notFollowed);
    return statusOf(comparison, notFollowed.length);
  });
}

async function withComparison(
  context: Context,
  id: string,
  { kept = false, as }: CompareOptions,
  work: (compared: Compared) => Promise<ExitCode>,
): Promise<ExitCode> {
  const compared = async (reads: Pick<BothRecords, 'worlds' | 'today'>, engine: BothRecords['temporalOf']) => {
    const process = await processOf(context, reads, id);
    const { chain } = process;
    if (as !== undefined) await requireWhole(context, reads, as, process);
    return work(await compareProcess({ worlds: reads.worlds, temporal: await engine(rehearsalOf(chain) ?? '') }, chain));
  };
  const { sessions } = context;
  if (kept) return sessions.withReads((reads) => compared(reads, () => Promise.resolve(null)));
  return sessions.withBothRecords((records) => compared(records, (scope) => records.temporalOf(scope)));
}

function statusOf({ findings, notes }: Comparison, notFollowed: number): ExitCode {
  if (findings.length + notFollowed > 0) return exit.refused;
  return notes.some(({ code }) => code === 'unreached') ? exit.unreachable : exit.done;
}

function print({ terminal }: Context, comparison: Comparison, notFollowed: readonly NotReplayed[] | null): void {
  const say = compareWords[terminal.lang];
  const { chain, parts, partners, findings, notes } = comparison;
  const count = findings.length + (notFollowed?.length ?? 0);
  const [sign, verdict] = verdictOf(say, comparison, count);
  const line = (text: string, indent = '  '): void => {
    for (const one of wrapped(text, terminal.width - indent.length)) terminal.print(indent + one);
  };
  const tones = { '✗': 'bad', '✓': 'good', '!': 'warning' } as const;
  terminal.print(`${terminal.paint(tones[sign], sign)} ${terminal.paint('accent', shortId(chain))}: ${verdict}`);
  line(say.same(comparison.same));
  const entries = parts.reduce((sum, part) => sum + part.entries, 0);
  line(say.parts(parts.length, entries, parts.filter(({ source }) => source === 'kept').length));
  if (partners.length > 0) line(say.partners(partners.map(shortId)));
  if (notFollowed?.length === 0) line(say.followed(parts.length));
  for (const { part } of notFollowed ?? []) line(say.notFollowed(part));
  for (const finding of findings) printOne(finding, say.findings[finding.code](factsOf(finding, say)), 'bad');
  if (notes.length > 0) printHeading(terminal, say.notes);
  for (const note of notes) printOne(note, say.noted[note.code], 'warning');

  function printOne(finding: Finding, text: string, tone: 'bad' | 'warning'): void {
    const place = placeOf(finding, say);
    const [first = '', ...more] = wrapped(`${place}: ${text}`, terminal.width - 4);
    terminal.print(`  ${terminal.paint(tone, '·')} ${first}`);
    for (const one of more) terminal.print(`    ${one}`);
  }
}

function verdictOf(say: CompareWords, { notes }: Comparison, differences: number): ['✗' | '✓' | '!', string] {
  if (differences > 0) return ['✗', say.differences(differences)];
  if (notes.some(({ code }) => code === 'unreached')) return ['!', say.incomplete];
  return notes.some(({ code }) => code === 'askingLost') ? ['!', say.doubtful] : ['✓', say.none];
}

function placeOf({ place, facts }: Finding, say: CompareWords): string {
  const { version, item } = place;
  if (version === undefined) return say.part(item ?? '');
  return say.version(version, Number(facts.to ?? version));
}

const factsOf = ({ facts }: Finding, say: CompareWords) => ({
  fields: say.fieldNames(String(facts.fields ?? '')),
  expected: String(facts.expected ?? ''),
  found: String(facts.found ?? ''),
});
