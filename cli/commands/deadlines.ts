import type { Deadline } from '#core/deadlines/deadline.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { daysBetween } from '#core/calendar/civilDate.ts';
import { daysLeftText } from '#core/texts/days.ts';
import { type DeadlineQuery, type DeadlineRow, deadlines as readDeadlines } from '../../infra/db/read/deadlines.ts';
import { exit, type ExitCode } from '../failure.ts';
import type { Context, Reads } from '../session.ts';
import { day, dayOrDash } from '../terminal/dates.ts';
import { printHeading, printTable } from '../terminal/show.ts';
import { todayOf } from './agreement.ts';
import { processOf } from './process.ts';

/** What is due when: in everything live, or in one process. */
export async function deadlines(context: Context, id: string | undefined, options: { overdue?: boolean }): Promise<ExitCode> {
  const { terminal, words, sessions } = context;
  return sessions.withReads(async (reads) => {
    const { query, today } = await asked(context, reads, id);
    const rows = await readDeadlines(reads.worlds, options.overdue === true ? { ...query, overdueOn: today } : query);
    if (terminal.json) {
      terminal.printJson({ today, deadlines: rows });
      return exit.done;
    }
    if (rows.length === 0) terminal.print(options.overdue === true ? words.deadlines.noneOverdue : words.deadlines.none);
    const agreements = Map.groupBy(rows, (row: DeadlineRow) => row.agreement);
    for (const [agreement, own] of agreements) {
      if (id === undefined) printHeading(terminal, agreement);
      printDeadlines(context, own, today);
    }
    return exit.done;
  });
}

async function asked(
  context: Context,
  reads: Reads,
  id: string | undefined,
): Promise<{ query: DeadlineQuery; today: CivilDate }> {
  if (id === undefined) return { query: {}, today: reads.today };
  const process = await processOf(context, reads, id);
  const { chain, rehearsal } = process;
  return { query: { chain, ...(rehearsal === null ? {} : { rehearsal }) }, today: await todayOf(reads, process) };
}

type Shown = Pick<Deadline, 'id' | 'title' | 'dueOn' | 'status' | 'mode' | 'metBy' | 'accepted'> & {
  doneOn?: CivilDate | null;
};

export function printDeadlines({ terminal, words }: Context, rows: readonly Shown[], today: CivilDate): void {
  if (rows.length === 0) return;
  const { lang } = terminal;
  const columns = [
    { title: words.deadlines.due },
    { title: words.deadlines.state },
    { title: words.deadlines.id },
    { title: words.deadlines.what, flexible: true },
  ];
  const cells = rows.map((row) => [day(row.dueOn, lang), stateText(row), row.id, row.title]);
  const overdue = new Set(
    rows.flatMap((row, at) => (row.status === 'open' && daysBetween(today, row.dueOn) < 0 ? [cells[at]] : [])),
  );
  printTable(terminal, columns, cells, (text, column, row) => {
    if (column === 2) return terminal.paint('accent', text);
    return column === 1 && overdue.has(row as string[]) ? terminal.paint('bad', text) : text;
  });

  function stateText({ status, dueOn, doneOn, metBy, accepted }: Shown): string {
    if (status === 'open') return daysLeftText(dueOn, today, lang);
    if (status === 'letGo' || status === 'waived' || status === 'silent') return words.deadlines[status];
    const met = doneOn === undefined ? words.deadlines.met : `${words.deadlines.met} ${dayOrDash(doneOn, lang).slice(0, 10)}`;
    return metBy === 'report' && !accepted ? words.deadlines.waiting : met;
  }
}
