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
  const rows = all.map(({ id, startedAt, status, outcome, title, virtualTo, result }) => [
    id,
    minute(startedAt),
    status === 'finished' && outcome !== null ? words.rehearsals.outcomes[outcome] : words.rehearsals.states[status],
    `${title}${virtualTo === null ? '' : ` (${words.rehearsals.to(formatDateShort(virtualTo, lang))})`}${failureIn(result)}`,
  ]);
  printTable(terminal, columns, rows, (text, column) => (column === 0 ? terminal.paint('accent', text) : text));
}

/** What a rehearsal that could not be carried through was stopped by, as its conductor stored it. */
function failureIn(result: object | null): string {
  return result !== null && 'failed' in result && typeof result.failed === 'string' ? `: ${result.failed}` : '';
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
