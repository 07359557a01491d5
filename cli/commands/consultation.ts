import {
  type ConsultationView,
  consultationView,
  type PriorityView,
  type StatementView,
} from '#core/agreement/consultation/view.ts';
import { exit, type ExitCode } from '../failure.ts';
import type { Context } from '../session.ts';
import { day, dayOrDash } from '../terminal/dates.ts';
import { printHeading, printTable } from '../terminal/show.ts';
import { wrapped } from '../terminal/width.ts';
import { consultationWords } from '../words/consultation.ts';
import { agreementOf, stateOf } from './agreement.ts';
import { withGone } from './gone.ts';
import { readingOf } from './reading.ts';

/** Who was heard before the negotiation, how they answered, and what became of what they said. */
export async function consultation(context: Context, id: string): Promise<ExitCode> {
  const { terminal, sessions } = context;
  return sessions.withReads(async (reads) => {
    const agreement = await agreementOf(context, reads, id);
    const state = await stateOf(reads, agreement);
    const reading = await readingOf(reads, agreement, state, state.consultation);
    const view = consultationView(state, await withGone(context, reads, agreement.chain, reading));
    if (terminal.json) {
      terminal.printJson({ agreement: agreement.shortId, chain: agreement.chain, ...view });
      return exit.done;
    }
    const { asked, priorities, statements, involvement } = view;
    const isEmpty = asked.length + priorities.length + statements.length + involvement.entries.length === 0;
    if (isEmpty) terminal.print(consultationWords[terminal.lang].nothing);
    printAsked(context, view);
    printPriorities(context, view);
    printStatements(context, view);
    printMeasures(context, view);
    if (!isEmpty) printInvolvement(context, view);
    return exit.done;
  });
}

function printAsked({ terminal }: Context, { asked }: ConsultationView): void {
  if (asked.length === 0) return;
  const words = consultationWords[terminal.lang];
  printHeading(terminal, words.asked);
  const columns = [
    { title: words.answerBy },
    { title: words.standing.state },
    { title: words.given },
    { title: words.organisation, flexible: true },
  ];
  const rows = asked.map(({ organisation, answerBy, standing, answeredOn, isLate, statements, priorities }) => [
    dayOrDash(answerBy, terminal.lang),
    [words.standing[standing], ...(answeredOn === null ? [] : [answeredOn]), ...(isLate ? [`(${words.late})`] : [])].join(' '),
    [...statements, ...priorities].join(', '),
    organisation.title,
  ]);
  printTable(terminal, columns, rows);
}

function printPriorities(context: Context, { priorities }: ConsultationView): void {
  if (priorities.length === 0) return;
  const { terminal } = context;
  const words = consultationWords[terminal.lang];
  printHeading(terminal, words.priorities);
  for (const priority of priorities) {
    const { id, title, organisation, on, motivation, discussion, statements, measures, versions } = priority;
    terminal.print(`  ${terminal.paint('accent', id)}  ${title ?? words.erased}`);
    indented(context, terminal.paint('quiet', words.by(organisation.title, day(on, terminal.lang))));
    indented(context, motivation ?? words.erased);
    for (const one of discussion) indented(context, words.discussion(one.organisation.title, one.text ?? words.erased));
    if (statements.length > 0) indented(context, `${words.statements}: ${statements.join(', ')}`);
    printResponse(context, priority);
    const places = [...measures.map((measure) => measure.title), ...versions.map(({ number }) => `v${number}`)];
    if (places.length > 0) indented(context, words.foundIn(places.join(', ')));
  }
}

function printStatements(context: Context, { statements }: ConsultationView): void {
  if (statements.length === 0) return;
  const { terminal } = context;
  const words = consultationWords[terminal.lang];
  printHeading(terminal, words.statements);
  for (const statement of statements) {
    const { id, stance, priority, organisation, on, text, providers, wasAsked, isLate } = statement;
    const marks = [...(isLate ? [words.late] : []), ...(wasAsked ? [] : [words.unasked])].map((mark) => ` (${mark})`).join('');
    const about = priority === null ? '' : ` ${words.about(priority)}`;
    terminal.print(`  ${terminal.paint('accent', id)}  ${words.stance[stance]}${about}${marks}`);
    indented(context, terminal.paint('quiet', words.by(organisation.title, day(on, terminal.lang))));
    indented(context, text ?? words.erased);
    if (providers !== null) indented(context, `${words.providers}: ${providers}`);
    printResponse(context, statement);
  }
}

function printResponse(context: Context, { response }: PriorityView | StatementView): void {
  const { terminal } = context;
  const words = consultationWords[terminal.lang];
  if (response === null) {
    indented(context, terminal.paint('warning', words.noResponse));
    return;
  }
  const { priorities, measures, place } = response.in;
  const places = [...priorities, ...measures.map(({ title }) => title), ...(place === null ? [] : [place])];
  const where = places.length === 0 ? '' : ` (${places.join(', ')})`;
  indented(context, `${words.response[response.outcome]}${where}: ${response.answer ?? words.erased}`);
}

function printMeasures({ terminal }: Context, { measures }: ConsultationView): void {
  if (measures.length === 0) return;
  const words = consultationWords[terminal.lang];
  printHeading(terminal, words.measures);
  const rows = measures.map(({ measure, contributions }) => [measure.title, contributions.join(', ')]);
  printTable(terminal, [{ title: words.measure }, { title: words.contributions, flexible: true }], rows);
}

function printInvolvement(context: Context, { involvement }: ConsultationView): void {
  const { terminal } = context;
  const words = consultationWords[terminal.lang];
  const { needsFrom, needsFormulated, missing, entries } = involvement;
  if (needsFrom === null && missing.length + entries.length === 0) return;
  printHeading(terminal, words.involvement);
  for (const { organisation, on, how, providers, needs, answers } of entries) {
    terminal.print(`  ${words.by(organisation.title, day(on, terminal.lang))}`);
    indented(context, how ?? words.erased);
    if (providers !== null) indented(context, `${words.providers}: ${providers}`);
    if (needs !== null) indented(context, `${words.needs}: ${needs}`);
    for (const { question, answer } of answers) indented(context, `${question.title} ${answer ?? words.erased}`);
  }
  if (needsFrom !== null) terminal.print(`  ${words.needsFrom(needsFrom.title, needsFormulated)}`);
  if (missing.length > 0) terminal.print(`  ${words.notInvolved}: ${missing.map(({ title }) => title).join(', ')}`);
}

const INDENT = '    ';

function indented({ terminal }: Context, text: string): void {
  for (const line of wrapped(text, terminal.width - INDENT.length)) terminal.print(`${INDENT}${line}`);
}
