import { kinds } from '#core/act/model.ts';
import { wordsOf } from '#core/texts/kinds.ts';
import { listProcesses, type ProcessSummary } from '../../infra/db/read/processes.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import { handedOver, type HandingOptions } from '../audit/auditing/handing.ts';
import { exit, type ExitCode } from '../failure.ts';
import { processList } from '../lists/work.ts';
import type { Context } from '../session.ts';
import { day } from '../terminal/dates.ts';
import { printHeading, printTable } from '../terminal/show.ts';

/** What is live, of every kind, and with `--rehearsals` the rehearsed ones. */
export async function list(context: Context, options: HandingOptions & { rehearsals?: boolean }): Promise<ExitCode> {
  const { terminal, words, sessions } = context;
  return sessions.withReads(async ({ worlds }) => {
    const live = await listProcesses(worlds);
    const rehearsed = options.rehearsals === true ? await listProcesses(worlds, { rehearsals: 'all' }) : [];
    if (terminal.json) {
      terminal.printJson(byKind([...live, ...rehearsed]));
      return exit.done;
    }
    if (await handedOver(context, processList([...live, ...rehearsed], terminal.lang), options)) return exit.done;
    if (live.length === 0) terminal.print(words.list.none);
    else printProcesses(context, live, false);
    if (rehearsed.length > 0) {
      printHeading(terminal, words.list.rehearsed);
      printProcesses(context, rehearsed, true);
    }
    return exit.done;
  });
}

/** `agreements`, `frameworks`, `referrals`, each in the order of the list. */
const byKind = (all: readonly ProcessSummary[]): Record<string, ProcessSummary[]> =>
  Object.fromEntries(kinds.map((kind) => [`${kind}s`, all.filter((one) => one.kind === kind)]));

function printProcesses({ terminal, words }: Context, processes: readonly ProcessSummary[], ofRehearsals: boolean): void {
  const { lang } = terminal;
  const columns = [
    { title: words.list.agreement },
    { title: words.phase },
    { title: ofRehearsals ? words.rehearsals.rehearsal : words.list.next },
    { title: words.title, flexible: true },
  ];
  const rows = processes.map(({ shortId, kind, rehearsal, phase, nextWakeAt, title }) => [
    shortId,
    wordsOf(kind).phase(phase, lang),
    rehearsal ?? (nextWakeAt === null ? '–' : day(civilDateOf(nextWakeAt), lang)),
    title,
  ]);
  printTable(terminal, columns, rows, (text, column) => (column === 0 ? terminal.paint('accent', text) : text));
}
