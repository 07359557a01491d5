import { type Burden, burdens } from '#core/burden.ts';
import { isCivilDate } from '#core/calendar/civilDate.ts';
import { instantOfMs } from '#core/calendar/instant.ts';
import { shortId } from '#contracts/ids.ts';
import { askedFor, type BurdenQuery, organisationTitles } from '../../infra/db/read/burden.ts';
import { rehearsals } from '../../infra/db/read/rehearsals.ts';
import { handedOver, type HandingOptions } from '../audit/auditing/handing.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import { burdenList } from '../lists/work.ts';
import type { Context, Reads } from '../session.ts';
import { day } from '../terminal/dates.ts';
import { printHeading, printTable } from '../terminal/show.ts';
import { burdenWords } from '../words/burden.ts';

export interface BurdenOptions extends HandingOptions {
  rehearsal?: string;
  from?: string;
  to?: string;
}

/** What is asked of one organisation or of all across agreements, by month, and how long they got. */
export async function burden(context: Context, organisation: string | undefined, options: BurdenOptions): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const words = burdenWords[terminal.lang];
  for (const option of ['from', 'to'] as const) {
    const given = options[option];
    if (given !== undefined && !isCivilDate(given))
      throw new Failure(exit.usage, 'badInput', words.badDate(option, given), words.badDateRemedy);
  }
  const { rehearsal, from, to } = options;
  const asked = { rehearsal, from, to };
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const query: BurdenQuery = { ...given, ...(organisation === undefined ? {} : { organisation }) };
  return sessions.withReads(async (reads) => {
    await checkRehearsal(context, reads, options.rehearsal);
    const found = burdens(await askedFor(reads.worlds, query));
    if (organisation !== undefined && found.length === 0) throw await nothingAsked(context, reads, organisation, options);
    const titles = await organisationTitles(reads.worlds, options.rehearsal);
    if (terminal.json) terminal.printJson({ burdens: found.map((one) => ({ title: titles[one.organisation] ?? null, ...one })) });
    else if (await handedOver(context, burdenList(found, titles, terminal.lang), options)) return exit.done;
    else print(context, found, titles, organisation !== undefined);
    return exit.done;
  });
}

async function checkRehearsal({ terminal }: Context, { worlds }: Reads, id: string | undefined): Promise<void> {
  if (id === undefined) return;
  const known = (await rehearsals(worlds.rehearsal, instantOfMs(Date.now()))).map((one) => one.id);
  const words = burdenWords[terminal.lang];
  if (!known.includes(id))
    throw new Failure(exit.usage, 'unknownRehearsal', words.unknownRehearsal(id), words.unknownRehearsalRemedy, { known });
}

async function nothingAsked({ terminal }: Context, { worlds }: Reads, organisation: string, options: BurdenOptions) {
  const words = burdenWords[terminal.lang];
  const known = [...new Set((await askedFor(worlds, options)).map((one) => one.organisation))].toSorted();
  return new Failure(exit.usage, 'nothingAsked', words.unknown(organisation), words.unknownRemedy(known.join(', ')), { known });
}

function print(context: Context, found: readonly Burden[], titles: Record<string, string>, inDetail: boolean): void {
  const { terminal } = context;
  const words = burdenWords[terminal.lang];
  if (found.length === 0) terminal.print(words.none);
  for (const { organisation, asked, daysLeast, daysMedian, months } of found) {
    printHeading(terminal, titles[organisation] ?? organisation);
    const columns = [
      { title: words.month },
      { title: words.asked },
      { title: words.processes },
      { title: words.least },
      { title: words.median },
    ];
    const row = (name: string, one: { asked: number; daysLeast: number; daysMedian: number }, processes: number): string[] => [
      name,
      String(one.asked),
      String(processes),
      words.days(one.daysLeast),
      words.days(one.daysMedian),
    ];
    const processes = new Set(months.flatMap(({ items }) => items.map(({ chain }) => chain))).size;
    const rows = months.map((one) => row(one.month, one, one.processes));
    printTable(terminal, columns, [...rows, row(words.total, { asked, daysLeast, daysMedian }, processes)]);
    if (inDetail) printItems(context, months);
  }
}

function printItems({ terminal }: Context, months: Burden['months']): void {
  const words = burdenWords[terminal.lang];
  terminal.print();
  const columns = [{ title: words.due }, { title: words.got }, { title: words.what, flexible: true }, { title: words.where }];
  const rows = months.flatMap(({ items }) =>
    items.map(({ dueOn, days, title, chain }) => [day(dueOn, terminal.lang), words.days(days), title, shortId(chain)]),
  );
  printTable(terminal, columns, rows);
}
