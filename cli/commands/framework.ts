import { type FrameworkView, frameworkView } from '#core/framework/view.ts';
import { frameworkPhaseName, yearStatusName } from '#core/texts/framework/names.ts';
import { formatDateShort } from '#core/texts/dates.ts';
import { phaseName } from '#core/texts/names.ts';
import { type FrameworkRead, knownFrameworks, readFramework } from '../../infra/db/read/frameworks.ts';
import { nearest } from '../../infra/definition/mistake.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context, Reads } from '../session.ts';
import { day, dayOrDash } from '../terminal/dates.ts';
import { printFacts, printHeading, printTable } from '../terminal/show.ts';
import { wrapped } from '../terminal/width.ts';
import { frameworkWords } from '../words/framework.ts';
import { namesOfPeople, todayOf } from './agreement.ts';

/** A framework as it stands: parties, validity, years, commissions, and what no measure serves. */
export async function framework(context: Context, id: string): Promise<ExitCode> {
  const { terminal, sessions } = context;
  return sessions.withReads(async (reads) => {
    const read = await frameworkOf(context, reads, id);
    const { summary, state, agreements } = read;
    const view = frameworkView(state, agreements, await todayOf(reads, summary));
    if (terminal.json) {
      terminal.printJson({ framework: summary.shortId, chain: summary.chain, ...view });
      return exit.done;
    }
    const name = await namesOfPeople(
      reads,
      summary,
      state.definition.people.map((person) => person.id),
    );
    for (const line of wrapped(view.title, terminal.width)) terminal.print(terminal.paint('strong', line));
    printFacts(terminal, factsOf(context, read, view, name));
    printParties(context, view, name);
    printYears(context, view);
    printCommissions(context, view);
    printUncovered(context, view);
    return exit.done;
  });
}

/** The framework that an id means; says on standard error when it is a rehearsal's. @throws Failure where there is none. */
export async function frameworkOf({ terminal, words }: Context, { worlds }: Reads, id: string): Promise<FrameworkRead> {
  const read = await readFramework(worlds, id);
  if (read === null) {
    const own = frameworkWords[terminal.lang];
    const known = await knownFrameworks(worlds);
    const meant = nearest(id, known) ?? known.find((one) => one.includes(id)) ?? null;
    throw new Failure(exit.usage, 'unknownFramework', own.unknown(id), own.unknownRemedy(meant, known), { id, known });
  }
  const { rehearsal, chain } = read.summary;
  if (rehearsal !== null && id !== chain) terminal.note(terminal.paintNote('quiet', words.agreement.fromRehearsal(rehearsal)));
  return read;
}

type Name = (id: string) => string;

function factsOf({ terminal }: Context, { summary }: FrameworkRead, view: FrameworkView, name: Name): [string, string][] {
  const { lang } = terminal;
  const words = frameworkWords[lang];
  const short = (date: string): string => formatDateShort(date, lang);
  const { phase, since, validFrom, validUntil, next, consultationGroup } = view;
  const validity =
    validFrom === null
      ? words.notValid
      : validUntil === null
        ? words.from(short(validFrom))
        : words.until(short(validFrom), short(validUntil));
  return [
    ['Id', summary.shortId],
    [words.stage, `${frameworkPhaseName(phase, lang)}${since === null ? '' : ` ${words.since(short(since))}`}`],
    [words.valid, validity],
    [words.coordinator, name(view.coordinator)],
    [words.version, view.versionHash],
    ...(next === null ? [] : [[words.next, words.nextYear(next.year, short(next.opensOn))] as [string, string]]),
    ...(consultationGroup.length === 0
      ? []
      : [[words.group, consultationGroup.map(({ title }) => title).join(', ')] as [string, string]]),
  ];
}

function printParties({ terminal }: Context, { parties, approvals, withdrawal }: FrameworkView, name: Name): void {
  const { lang } = terminal;
  const words = frameworkWords[lang];
  printHeading(terminal, words.parties);
  const rows = parties.map(({ party, signatory, authorised, signedOn, refusedOn }) => [
    name(signatory),
    dayOrDash(authorised?.on ?? null, lang),
    signedOn === null && refusedOn !== null ? words.refused(day(refusedOn, lang)) : dayOrDash(signedOn, lang),
    party.title,
  ]);
  const columns = [
    { title: words.signatory },
    { title: words.authorised },
    { title: words.signed },
    { title: words.party, flexible: true },
  ];
  printTable(terminal, columns, rows);
  if (approvals.length > 0) {
    printHeading(terminal, words.approvals);
    const decided = approvals.map(({ body, approvedOn, rejectedOn }) => [
      rejectedOn === null ? dayOrDash(approvedOn, lang) : words.rejected(day(rejectedOn, lang)),
      body.title,
    ]);
    printTable(terminal, [{ title: words.approved }, { title: words.body, flexible: true }], decided);
  }
  if (withdrawal !== null)
    terminal.print(terminal.paint('warning', words.withdrew(withdrawal.party.title, day(withdrawal.on, lang))));
}

export function printYears({ terminal }: Context, { years }: FrameworkView): void {
  const { lang } = terminal;
  const words = frameworkWords[lang];
  printHeading(terminal, words.years);
  if (years.length === 0) return terminal.print(words.noYears);
  const rows = years.map(({ year, status, opensOn, waits, phase, code }) => {
    const state = waits ? words.waits : yearStatusName(status, lang);
    const stands = phase === null ? '' : `, ${phaseName(phase, lang)}`;
    return [String(year), day(opensOn, lang), `${state}${stands}${code === null ? '' : ` (${code})`}`];
  });
  printTable(terminal, [{ title: words.year }, { title: words.opens }, { title: words.state, flexible: true }], rows);
}

export function printCommissions({ terminal }: Context, { commissions }: FrameworkView): void {
  const { lang } = terminal;
  const words = frameworkWords[lang];
  for (const { commission, from, number, debtor, items } of commissions) {
    const heading = words.commission(commission.title, from.title, debtor.title);
    printHeading(terminal, number === null ? heading : `${heading}, ${words.number(number)}`);
    const rows = items.map(({ id, title, dueOn, writtenDueOn, status, doneOn }) => {
      const state =
        doneOn !== null && status === 'met' ? words.met(day(doneOn, lang)) : status === 'letGo' ? words.letGo : words.open;
      const moved = dueOn === writtenDueOn ? '' : `, ${words.moved(day(writtenDueOn, lang))}`;
      return [day(dueOn, lang), id, `${state}${moved}`, title];
    });
    const columns = [{ title: words.due }, { title: 'Id' }, { title: words.state }, { title: words.what, flexible: true }];
    printTable(terminal, columns, rows, (text, column) => (column === 1 ? terminal.paint('accent', text) : text));
  }
}

function printUncovered({ terminal }: Context, { uncovered }: FrameworkView): void {
  const words = frameworkWords[terminal.lang];
  printHeading(terminal, words.coverage);
  const listed = (list: readonly { title: string }[]): string => list.map(({ title }) => title).join(', ');
  if (uncovered.areas.length + uncovered.goals.length === 0) return terminal.print(terminal.paint('good', words.covered));
  const told = [
    ...(uncovered.areas.length === 0 ? [] : [words.uncoveredAreas(listed(uncovered.areas))]),
    ...(uncovered.goals.length === 0 ? [] : [words.uncoveredGoals(listed(uncovered.goals))]),
  ];
  for (const line of told.flatMap((text) => wrapped(text, terminal.width))) terminal.print(terminal.paint('warning', line));
}
