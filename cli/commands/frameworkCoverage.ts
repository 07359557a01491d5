import { type Coverage, coverageOf, type ServingMeasure, type YearCoverage } from '#core/framework/coverage.ts';
import { phaseName } from '#core/texts/names.ts';
import { exit, type ExitCode } from '../failure.ts';
import type { Context } from '../session.ts';
import { printHeading, printTable } from '../terminal/show.ts';
import { wrapped } from '../terminal/width.ts';
import { frameworkWords } from '../words/framework.ts';
import { todayOf } from './agreement.ts';
import { frameworkOf } from './framework.ts';

/** Which areas and goals of a framework measures serve, now and year by year, and which nobody serves. */
export async function frameworkCoverage(context: Context, id: string): Promise<ExitCode> {
  const { terminal, sessions } = context;
  return sessions.withReads(async (reads) => {
    const { summary, state, agreements } = await frameworkOf(context, reads, id);
    const today = await todayOf(reads, summary);
    const coverage = coverageOf(state, agreements, today);
    if (terminal.json) {
      terminal.printJson({ framework: summary.shortId, chain: summary.chain, today, ...coverage });
      return exit.done;
    }
    const words = frameworkWords[terminal.lang];
    printCoverage(context, words.now, coverage.now);
    for (const year of coverage.years) printYear(context, year);
    return exit.done;
  });
}

function printYear(context: Context, year: YearCoverage): void {
  const { terminal } = context;
  const words = frameworkWords[terminal.lang];
  printCoverage(context, `${year.year}, ${year.phase === null ? words.notOpen : phaseName(year.phase, terminal.lang)}`, year);
  for (const { title, continues } of year.broken) warned(context, words.broken(title, continues.year, continues.measure));
}

function printCoverage(context: Context, heading: string, { areas, unassigned, unknown }: Coverage): void {
  const { terminal } = context;
  const words = frameworkWords[terminal.lang];
  printHeading(terminal, heading);
  const rows = areas.flatMap(({ title, measures, goals }) => [
    [title, listed(measures, words.none)],
    ...goals.map((goal) => [`  ${goal.title}`, listed(goal.measures, words.none)]),
  ]);
  printTable(terminal, [{ title: words.area }, { title: words.measures, flexible: true }], rows, (text, column, row) =>
    column === 1 && row[1] === words.none ? terminal.paint('warning', text) : text,
  );
  if (unassigned.length > 0) warned(context, words.unassigned(unassigned.length));
  for (const { title, area, goal } of unknown) warned(context, words.astray(title, goal === null ? area : `${area}/${goal}`));
}

const listed = (measures: readonly ServingMeasure[], none: string): string =>
  measures.length === 0 ? none : measures.map(({ title, year }) => `${title} (${year})`).join(', ');

function warned({ terminal }: Context, text: string): void {
  for (const line of wrapped(text, terminal.width)) terminal.print(terminal.paint('warning', line));
}
