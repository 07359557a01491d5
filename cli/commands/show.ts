import type { Definition } from '#core/agreement/definition.ts';
import { outstandingOre } from '#core/agreement/obligations.ts';
import { isOver } from '#core/agreement/phases.ts';
import type { State } from '#core/agreement/state.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import { formatDateShort } from '#core/texts/dates.ts';
import { namesOf, phaseName } from '#core/texts/names.ts';
import { roleName } from '#core/texts/naming.ts';
import { shortId } from '#contracts/ids.ts';
import type { AgreementSummary } from '../../infra/db/read/agreements.ts';
import { exit, type ExitCode } from '../failure.ts';
import type { Context } from '../session.ts';
import { day, dayOrDash } from '../terminal/dates.ts';
import { amount } from '../terminal/money.ts';
import { printFacts, printHeading, printTable } from '../terminal/show.ts';
import { wrapped } from '../terminal/width.ts';
import { agreementOf, namesOfPeople, stateOf, todayOf } from './agreement.ts';
import { printDeadlines } from './deadlines.ts';
import { framework } from './framework.ts';
import { referral } from './referral.ts';

type Name = (id: string) => string;
const SHOWN_DEADLINES = 8;

/** One process as it stands, each kind in its own way. */
export function show(context: Context, id: string): Promise<ExitCode> {
  const [kind] = shortId(id).split(':');
  if (kind === 'framework') return framework(context, id);
  return kind === 'referral' ? referral(context, id, {}) : showAgreement(context, id);
}

/** One agreement: phase, parties, money and what is due next. */
async function showAgreement(context: Context, id: string): Promise<ExitCode> {
  const { terminal, words, sessions } = context;
  return sessions.withReads(async (reads) => {
    const agreement = await agreementOf(context, reads, id);
    const state = await stateOf(reads, agreement);
    const { definition } = state;
    const name = await namesOfPeople(
      reads,
      agreement,
      definition.people.map((person) => person.id),
    );
    if (terminal.json) {
      const people = definition.people.map((person) => ({ ...person, name: name(person.id) }));
      terminal.printJson({ agreement, state, people });
      return exit.done;
    }
    for (const line of wrapped(definition.title, terminal.width)) terminal.print(terminal.paint('strong', line));
    printFacts(terminal, factsOf(context, agreement, state, name));
    printPhases(context, state);
    printParties(context, state, name);
    printPeople(context, state, name);
    printMoney(context, state);
    const today = await todayOf(reads, agreement);
    const open = Object.values(state.deadlines)
      .filter(({ status }) => status === 'open')
      .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
    printHeading(terminal, words.show.deadlines(open.length, Object.keys(state.deadlines).length));
    printDeadlines(context, open.slice(0, SHOWN_DEADLINES), today);
    if (open.length > SHOWN_DEADLINES)
      terminal.print(terminal.paint('quiet', words.show.moreDeadlines(open.length - SHOWN_DEADLINES, agreement.shortId)));
    return exit.done;
  });
}

function factsOf({ terminal, words }: Context, agreement: AgreementSummary, state: State, name: Name): [string, string][] {
  const { lang } = terminal;
  const span = state.phases.at(-1);
  const facts: [string, string][] = [
    [words.show.id, agreement.shortId],
    ...(agreement.rehearsal === null ? [] : [[words.rehearsals.rehearsal, agreement.rehearsal] as [string, string]]),
    [
      words.phase,
      `${phaseName(state.phase, lang)}${span === undefined ? '' : ` ${words.show.since(formatDateShort(span.from, lang))}`}`,
    ],
  ];
  if (state.validFrom !== null)
    facts.push([
      words.show.valid,
      words.show.validity(
        formatDateShort(state.validFrom, lang),
        state.validUntil === null ? null : formatDateShort(state.validUntil, lang),
      ),
    ]);
  facts.push([words.show.coordinator, name(state.definition.coordinator)]);
  facts.push([words.show.version, state.versionHash]);
  if (agreement.nextWakeAt !== null) facts.push([words.list.next, formatDateShort(civilDateOf(agreement.nextWakeAt), lang)]);
  return facts;
}

function printPhases({ terminal, words }: Context, { phases }: State): void {
  const { lang } = terminal;
  printHeading(terminal, words.show.phases);
  const rows = phases.map(({ phase, from, to }) => [
    phaseName(phase, lang),
    day(from, lang),
    to === null ? (isOver(phase) ? '' : words.show.ongoing) : day(to, lang),
  ]);
  printTable(terminal, [{ title: words.phase }, { title: words.show.from }, { title: words.show.to }], rows);
}

function printParties({ terminal, words }: Context, state: State, name: Name): void {
  const { definition, acceptances, signatures, approvals, rules } = state;
  const { lang } = terminal;
  const names = namesOf(definition);
  printHeading(terminal, words.show.parties);
  const rows = definition.parties.map(({ organisation, signatory }) => [
    name(signatures[organisation]?.signatory ?? signatory),
    dayOrDash(acceptances[organisation]?.doneOn ?? null, lang),
    dayOrDash(signatures[organisation]?.doneOn ?? null, lang),
    names.organisation(organisation),
  ]);
  const columns = [
    { title: words.show.signatory },
    { title: words.show.accepted },
    { title: words.show.signed },
    { title: words.show.party, flexible: true },
  ];
  printTable(terminal, columns, rows);
  if (rules.approvals.length === 0) return;
  printHeading(terminal, words.show.approvals);
  const decided = rules.approvals.map((body) => [dayOrDash(approvals[body]?.doneOn ?? null, lang), names.body(body)]);
  printTable(terminal, [{ title: words.show.approved }, { title: words.show.body, flexible: true }], decided);
}

/** With the ids that `--as` takes. */
function printPeople({ terminal, words }: Context, { definition }: State, name: Name): void {
  const names = namesOf(definition);
  printHeading(terminal, words.show.people);
  const rows = definition.people.map(({ id, organisation, roles }) => [
    id,
    name(id),
    roles.map((role) => roleName(role, terminal.lang)).join(', '),
    names.organisation(organisation),
  ]);
  const columns = [
    { title: words.show.id },
    { title: words.show.name },
    { title: words.show.roles },
    { title: words.show.organisation, flexible: true },
  ];
  printTable(terminal, columns, rows, (text, column) => (column === 0 ? terminal.paint('accent', text) : text));
}

function printMoney({ terminal, words }: Context, state: State): void {
  const { definition } = state;
  const { lang } = terminal;
  printHeading(terminal, words.show.money(amount(definition.frameOre, lang)));
  const rows = definition.areas.map(({ id, title, budgetOre }: Definition['areas'][number]) => {
    const account = state.accounts[id];
    const left = outstandingOre(state, id);
    return [
      amount(budgetOre, lang),
      account === undefined ? '–' : amount(account.usedOre, lang),
      left === null ? '–' : amount(left, lang),
      title,
    ];
  });
  const right = 'right' as const;
  printTable(
    terminal,
    [
      { title: words.show.budget, align: right },
      { title: words.show.used, align: right },
      { title: words.show.toReturn, align: right },
      { title: words.show.area, flexible: true },
    ],
    rows,
  );
}
