import type { Deadline } from '#core/deadlines/deadline.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { daysBetween } from '#core/calendar/civilDate.ts';
import { isSeenDeadline, type Sees } from '#core/referral/seen.ts';
import { daysLeftText } from '#core/texts/days.ts';
import { type DeadlineQuery, type DeadlineRow, deadlines as readDeadlines } from '../../infra/db/read/deadlines.ts';
import { handedOver, type HandingOptions } from '../audit/auditing/handing.ts';
import { exit, type ExitCode } from '../failure.ts';
import { deadlineList } from '../lists/work.ts';
import type { Context, Reads } from '../session.ts';
import { day, dayOrDash } from '../terminal/dates.ts';
import { printHeading, printTable } from '../terminal/show.ts';
import { todayOf } from './agreement.ts';
import { processOf, stateOfProcess } from './process.ts';
import { seesIn } from './referralReader.ts';

/** What is due when: in everything live, or in one process. */
export async function deadlines(
  context: Context,
  id: string | undefined,
  options: HandingOptions & { overdue?: boolean; as?: string },
): Promise<ExitCode> {
  const { terminal, words, sessions } = context;
  return sessions.withReads(async (reads) => {
    const { query, today, sees } = await asked(context, reads, id, options.as);
    const all = await readDeadlines(reads.worlds, options.overdue === true ? { ...query, overdueOn: today } : query);
    const rows = sees === null ? all : all.filter((row) => isSeenDeadline(row, sees));
    if (terminal.json) {
      terminal.printJson({ today, deadlines: rows });
      return exit.done;
    }
    const listed = deadlineList(rows, (row) => stateText(context, row, today), terminal.lang);
    if (await handedOver(context, listed, options)) return exit.done;
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
  as: string | undefined,
): Promise<{ query: DeadlineQuery; today: CivilDate; sees: Sees | null }> {
  // A body's own stages are read under its referral.
  if (id === undefined) return { query: { stagesOf: [] }, today: reads.today, sees: null };
  const process = await processOf(context, reads, id);
  const { chain, rehearsal } = process;
  const sees = seesIn(context, await stateOfProcess(reads, process), as);
  return { query: { chain, ...(rehearsal === null ? {} : { rehearsal }) }, today: await todayOf(reads, process), sees };
}

type Shown = Pick<Deadline, 'id' | 'title' | 'dueOn' | 'status' | 'mode' | 'metBy' | 'accepted'> & {
  doneOn?: CivilDate | null;
};

export function printDeadlines(context: Context, rows: readonly Shown[], today: CivilDate): void {
  const { terminal, words } = context;
  if (rows.length === 0) return;
  const { lang } = terminal;
  const columns = [
    { title: words.deadlines.due },
    { title: words.deadlines.state },
    { title: words.deadlines.id },
    { title: words.deadlines.what, flexible: true },
  ];
  const cells = rows.map((row) => [day(row.dueOn, lang), stateText(context, row, today), row.id, row.title]);
  const overdue = new Set(
    rows.flatMap((row, at) => (row.status === 'open' && daysBetween(today, row.dueOn) < 0 ? [cells[at]] : [])),
  );
  printTable(terminal, columns, cells, (text, column, row) => {
    if (column === 2) return terminal.paint('accent', text);
    return column === 1 && overdue.has(row as string[]) ? terminal.paint('bad', text) : text;
  });
}

function stateText({ terminal, words }: Context, { status, dueOn, doneOn, metBy, accepted }: Shown, today: CivilDate): string {
  const { lang } = terminal;
  if (status === 'open') return daysLeftText(dueOn, today, lang);
  if (status === 'letGo' || status === 'waived' || status === 'silent') return words.deadlines[status];
  const met = doneOn === undefined ? words.deadlines.met : `${words.deadlines.met} ${dayOrDash(doneOn, lang).slice(0, 10)}`;
  return metBy === 'report' && !accepted ? words.deadlines.waiting : met;
}
