import { formatDateShort } from '#core/texts/dates.ts';
import { instantOfMs } from '#core/calendar/instant.ts';
import { type RehearsalSummary, rehearsals as readRehearsals } from '../../infra/db/read/rehearsals.ts';
import { pruneRehearsals } from '../../infra/db/write/rehearsals.ts';
import { exit, type ExitCode } from '../failure.ts';
import type { Context, Reads } from '../session.ts';
import { minute } from '../terminal/dates.ts';
import { printTable } from '../terminal/show.ts';

const readAll = ({ worlds }: Reads) => readRehearsals(worlds.rehearsal, instantOfMs(Date.now()));

export async function rehearsals(context: Context): Promise<ExitCode> {
  const { terminal, words, sessions } = context;
  return sessions.withReads(async (reads) => {
    const all = await readAll(reads);
    if (terminal.json) terminal.printJson({ rehearsals: all });
    else if (all.length === 0) terminal.print(words.rehearsals.none);
    else printRehearsals(context, all);
    return exit.done;
  });
}

function printRehearsals({ terminal, words }: Context, all: readonly RehearsalSummary[]): void {
  const { lang } = terminal;
  const columns = [
    { title: words.rehearsals.rehearsal },
    { title: words.rehearsals.started },
    { title: words.rehearsals.outcome },
    { title: words.title, flexible: true },
  ];
  const rows = all.map(({ id, startedAt, status, outcome, title, virtualTo }) => [
    id,
    minute(startedAt),
    status === 'finished' && outcome !== null ? words.rehearsals.outcomes[outcome] : words.rehearsals.states[status],
    virtualTo === null ? title : `${title} (${words.rehearsals.to(formatDateShort(virtualTo, lang))})`,
  ]);
  printTable(terminal, columns, rows, (text, column) => (column === 0 ? terminal.paint('accent', text) : text));
}

/** Drops all rehearsals but the newest ones; one that still runs is kept. */
export async function prune(context: Context, options: { keep: number; all?: boolean }): Promise<ExitCode> {
  const { terminal, words, sessions } = context;
  return sessions.withReads(async (reads) => {
    const ended = (await readAll(reads)).filter(({ status }) => status !== 'running');
    const dropped = ended.slice(options.all === true ? 0 : options.keep).map(({ id }) => id);
    if (dropped.length > 0) await pruneRehearsals(reads.worlds.rehearsal, dropped);
    if (terminal.json) terminal.printJson({ pruned: dropped });
    else terminal.print(words.rehearsals.pruned(dropped.length, ended.length - dropped.length));
    return exit.done;
  });
}
