import { phaseName } from '#core/texts/names.ts';
import { type AgreementSummary, listAgreements } from '../../infra/db/read/agreements.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import { exit, type ExitCode } from '../failure.ts';
import type { Context } from '../session.ts';
import { day } from '../terminal/dates.ts';
import { printHeading, printTable } from '../terminal/show.ts';

/** The live agreements, and with `--rehearsals` the rehearsed ones. */
export async function list(context: Context, options: { rehearsals?: boolean }): Promise<ExitCode> {
  const { terminal, words, sessions } = context;
  return sessions.withReads(async ({ worlds }) => {
    const live = await listAgreements(worlds);
    const rehearsed = options.rehearsals === true ? await listAgreements(worlds, { rehearsals: 'all' }) : [];
    if (terminal.json) {
      terminal.printJson({ agreements: [...live, ...rehearsed] });
      return exit.done;
    }
    if (live.length === 0) terminal.print(words.list.none);
    else printAgreements(context, live, false);
    if (rehearsed.length > 0) {
      printHeading(terminal, words.list.rehearsed);
      printAgreements(context, rehearsed, true);
    }
    return exit.done;
  });
}

function printAgreements({ terminal, words }: Context, agreements: readonly AgreementSummary[], ofRehearsals: boolean): void {
  const { lang } = terminal;
  const columns = [
    { title: words.list.agreement },
    { title: words.phase },
    { title: ofRehearsals ? words.rehearsals.rehearsal : words.list.next },
    { title: words.title, flexible: true },
  ];
  const rows = agreements.map(({ shortId, rehearsal, phase, nextWakeAt, title }) => [
    shortId,
    phaseName(phase, lang),
    rehearsal ?? (nextWakeAt === null ? '–' : day(civilDateOf(nextWakeAt), lang)),
    title,
  ]);
  printTable(terminal, columns, rows, (text, column) => (column === 0 ? terminal.paint('accent', text) : text));
}
