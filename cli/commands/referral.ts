import type { Tally } from '#core/referral/compilation.ts';
import { positions } from '#core/referral/definition.ts';
import { type QuestionView, type ReferralView, referralView } from '#core/referral/view.ts';
import { formatDateShort } from '#core/texts/dates.ts';
import { heardName, positionName, referralPhaseName } from '#core/texts/referral/names.ts';
import { knownReferrals, readReferral, type ReferralRead } from '../../infra/db/read/referrals.ts';
import { nearest } from '../../infra/definition/mistake.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context, Reads } from '../session.ts';
import { dayOrDash } from '../terminal/dates.ts';
import { printFacts, printHeading, printTable } from '../terminal/show.ts';
import { wrapped } from '../terminal/width.ts';
import { referralWords } from '../words/referral.ts';
import { namesOfPeople } from './agreement.ts';
import { goneWords } from './gone.ts';
import { printHandling } from './referralHandling.ts';
import { seesOfReferral } from './referralReader.ts';

/** A referral as it stands, with its compilation: who was asked and answered, how, per question, and what they ask for. */
export async function referral(context: Context, id: string, given: { as?: string }): Promise<ExitCode> {
  const { terminal, sessions } = context;
  return sessions.withReads(async (reads) => {
    const read = await referralOf(context, reads, id);
    const { summary, state } = read;
    const texts = { ...(await goneWords(context, reads, summary.chain)).texts, ...read.texts };
    const view = referralView(state, {
      texts,
      readers: Object.keys(state.stages).filter(seesOfReferral(context, state.definition, given.as)),
    });
    if (terminal.json) {
      terminal.printJson({ referral: summary.shortId, chain: summary.chain, ...view });
      return exit.done;
    }
    const name = await namesOfPeople(reads, summary, [view.coordinator]);
    for (const line of wrapped(view.title, terminal.width)) terminal.print(terminal.paint('strong', line));
    printFacts(terminal, factsOf(context, read, view, name(view.coordinator)));
    const words = referralWords[terminal.lang];
    if (view.suspendedOn !== null)
      terminal.print(terminal.paint('warning', words.suspended(formatDateShort(view.suspendedOn, terminal.lang))));
    printExtensions(context, view);
    for (const question of view.questions) printQuestion(context, question);
    for (const handling of view.handling) printHandling(context, handling);
    return exit.done;
  });
}

/** The referral that an id means; says on standard error when it is a rehearsal's. @throws Failure where there is none. */
async function referralOf({ terminal, words }: Context, { worlds }: Reads, id: string): Promise<ReferralRead> {
  const read = await readReferral(worlds, id);
  if (read === null) {
    const own = referralWords[terminal.lang];
    const known = await knownReferrals(worlds);
    const meant = nearest(id, known) ?? known.find((one) => one.includes(id)) ?? null;
    throw new Failure(exit.usage, 'unknownReferral', own.unknown(id), own.unknownRemedy(meant, known), { id, known });
  }
  const { rehearsal, chain } = read.summary;
  if (rehearsal !== null && id !== chain) terminal.note(terminal.paintNote('quiet', words.agreement.fromRehearsal(rehearsal)));
  return read;
}

function factsOf({ terminal }: Context, { summary }: ReferralRead, view: ReferralView, coordinator: string): [string, string][] {
  const { lang } = terminal;
  const words = referralWords[lang];
  const short = (date: string): string => formatDateShort(date, lang);
  const since = view.closing?.on ?? (view.phase === 'out' ? view.askedOn : null);
  return [
    ['Id', summary.shortId],
    [words.stage, `${referralPhaseName(view.phase, lang)}${since === null ? '' : ` ${words.since(short(since))}`}`],
    [words.asker, view.asker.title],
    ...(view.about === null ? [] : [[words.about, view.about] as [string, string]]),
    [words.coordinator, coordinator],
    ...(view.registrationNumbers.length === 0
      ? []
      : [
          [
            words.numbers,
            view.registrationNumbers.map(({ organisation, number }) => `${number} (${organisation.title})`).join(', '),
          ] as [string, string],
        ]),
  ];
}

function printExtensions({ terminal }: Context, { extensionsAsked }: ReferralView): void {
  if (extensionsAsked.length === 0) return;
  const words = referralWords[terminal.lang];
  printHeading(terminal, words.extensions);
  const rows = extensionsAsked.map(({ until, organisation }) => [dayOrDash(until, terminal.lang), organisation.title]);
  printTable(terminal, [{ title: words.until }, { title: words.organisation, flexible: true }], rows);
}

export function printQuestion(context: Context, question: QuestionView): void {
  const { terminal } = context;
  const { lang } = terminal;
  const words = referralWords[lang];
  printHeading(terminal, words.question(question.question, formatDateShort(question.askedOn, lang)));
  const { sums } = words;
  const right = 'right' as const;
  const columns = [
    { title: sums.asked, align: right },
    { title: sums.answered, align: right },
    { title: sums.late, align: right },
    { title: sums.declined, align: right },
    { title: sums.silent, align: right },
    { title: sums.unasked, align: right },
    { title: words.what, flexible: true },
  ];
  const all: [string, Tally][] = [
    [words.whole, question.whole],
    ...question.parts.flatMap(({ title, tally, questions }): [string, Tally][] => [
      [title, tally],
      ...questions.map((one): [string, Tally] => [`  ${one.title}`, one.tally]),
    ]),
  ];
  const numbers = ({ asked, answered, late, declined, silent, unasked }: Tally): string[] =>
    [asked, answered, late, declined, silent, unasked.answered].map(String);
  printTable(
    terminal,
    columns,
    all.map(([title, tally]) => [...numbers(tally), title]),
  );
  printHow(context, all);
  printHeard(context, question);
  printRequests(context, question);
}

function printHow({ terminal }: Context, all: readonly [string, Tally][]): void {
  const words = referralWords[terminal.lang];
  const rows = all.map(([title, { how, unasked }]) => {
    const taken = [...positions, 'noPosition' as const].flatMap((position) => {
      const count = how[position];
      const beside = unasked.how[position];
      if (count + beside === 0) return [];
      return [`${positionName(position, terminal.lang)} ${count}${beside === 0 ? '' : ` (+${beside} ${words.sums.unasked})`}`];
    });
    return [title, taken.length === 0 ? words.none : taken.join(', ')];
  });
  terminal.print();
  printTable(terminal, [{ title: words.what }, { title: words.how, flexible: true }], rows);
}

function printHeard({ terminal }: Context, { organisations }: QuestionView): void {
  const { lang } = terminal;
  const words = referralWords[lang];
  const rows = organisations.map(({ dueOn, answeredOn, how, whole, isLate, isAsked, isAfterClosing, organisation }) => {
    const marks = [isLate ? words.late : '', isAsked ? '' : words.notAsked, isAfterClosing ? words.afterClosing : ''].filter(
      (mark) => mark !== '',
    );
    const said = how === 'answered' && whole !== null ? positionName(whole, lang) : heardName(how, lang);
    const state = `${said}${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`;
    return [dayOrDash(dueOn, lang), dayOrDash(answeredOn, lang), state, organisation.title];
  });
  terminal.print();
  const columns = [
    { title: words.due },
    { title: words.answered },
    { title: words.state },
    { title: words.organisation, flexible: true },
  ];
  printTable(terminal, columns, rows);
}

const INDENT = '  ';

function printRequests({ terminal }: Context, { requests }: QuestionView): void {
  if (requests.length === 0) return;
  const words = referralWords[terminal.lang];
  printHeading(terminal, words.requests);
  for (const { organisation, item, text } of requests) {
    const where = item === null ? '' : ` (${item.title})`;
    for (const line of wrapped(`${organisation.title}${where}: ${text ?? words.erased}`, terminal.width - INDENT.length))
      terminal.print(`${INDENT}${line}`);
  }
}
