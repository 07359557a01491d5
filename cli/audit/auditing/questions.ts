import { askReady, describeQuestion, readyQuestions } from '../../../audit/questions/ready.ts';
import { type Question, QUESTION_NAME, savedQuestions, saveQuestion } from '../../../audit/questions/saved.ts';
import type { Told } from '../../../audit/search/tell.ts';
import { exit, type ExitCode, Failure } from '../../failure.ts';
import { questionList } from '../../lists/auditing.ts';
import type { Context } from '../../session.ts';
import { minute } from '../../terminal/dates.ts';
import { printHeading, printTable } from '../../terminal/show.ts';
import { wrapped } from '../../terminal/width.ts';
import { auditingWords } from '../../words/audit/auditing.ts';
import { type Asker, type AskerOptions, askerOf, noteOperator } from './asking.ts';
import { type FilterOptions, filtersOf, positive } from './filters.ts';
import { handedOver, type HandingOptions, printList, within } from './handing.ts';
import { printTold, searched, type SearchOptions } from './search.ts';

interface NumberOption {
  number?: string;
}

export type RunOptions = SearchOptions & NumberOption;

/** The questions there are, with what they answer. */
export async function listQuestions(context: Context, options: AskerOptions & HandingOptions): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const { lang } = terminal;
  const say = auditingWords[lang];
  return sessions.withReads(async (reads) => {
    const { auditor } = await askerOf(context, reads, options);
    const ready = readyQuestions.flatMap((name) => describeQuestion(name, lang) ?? []);
    const own = auditor === null ? [] : await savedQuestions(reads.worlds.live, auditor);
    if (terminal.json) {
      terminal.printJson({ ready, own });
      return exit.done;
    }
    const listed = [
      ...ready.map(({ name, title, about }) => ({ name, title, about, savedAt: null })),
      ...own.map(({ name, question, savedAt }) => ({ name, title: say.ownOnes, about: inShort(question, say.aSearch), savedAt })),
    ];
    if (await handedOver(context, questionList(listed, lang), options)) return exit.done;
    printHeading(terminal, say.readyOnes);
    for (const { name, title, about, number } of ready) {
      terminal.print(`  ${terminal.paint('accent', name)}  ${title}`);
      const told = number === null ? about : `${about} ${say.counted(number.means, number.otherwise)}`;
      for (const line of wrapped(told, terminal.width - 6)) terminal.print(`      ${terminal.paint('quiet', line)}`);
    }
    if (own.length > 0) {
      const { name, what, savedAt } = say.ownColumns;
      printHeading(terminal, say.ownOnes);
      printTable(
        terminal,
        [{ title: name }, { title: savedAt }, { title: what, flexible: true }],
        own.map((one) => [one.name, minute(one.savedAt), inShort(one.question, say.aSearch)]),
      );
    }
    return exit.done;
  });
}

const inShort = (question: Question, search: string): string =>
  question.kind === 'ready'
    ? `${question.question}${question.number === null ? '' : ` (${question.number})`}`
    : `${search}: ${Object.entries(question.filters)
        .map(([key, value]) => `${key} ${String(value)}`)
        .join(', ')}`;

/** Keeps a question for the auditor who asks. */
export async function keepQuestion(
  context: Context,
  name: string,
  options: FilterOptions & AskerOptions & NumberOption & { ready?: string },
): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const say = auditingWords[terminal.lang];
  if (!QUESTION_NAME.test(name)) throw new Failure(exit.usage, 'badInput', say.badName(name), say.badNameRemedy);
  if (readyQuestions.includes(name)) throw new Failure(exit.usage, 'takenName', say.takenName(name), say.takenNameRemedy);
  const question = questionOf(context, options);
  return sessions.withReads(async (reads) => {
    const asker = await askerOf(context, reads, options);
    await saveQuestion(reads.worlds.live, named(context, asker), { name, question, savedAt: asker.now });
    if (terminal.json) terminal.printJson({ name, question });
    else terminal.print(say.saved(name));
    return exit.done;
  });
}

function questionOf(context: Context, options: FilterOptions & NumberOption & { ready?: string }): Question {
  const { ready } = options;
  if (ready === undefined) return { kind: 'search', filters: filtersOf(context, options) };
  return { kind: 'ready', question: known(context, ready), number: numberOf(context, ready, options.number) };
}

/** A question of one's own belongs to somebody. @throws Failure where nobody is named. */
function named({ terminal }: Context, { auditor }: Asker): string {
  const say = auditingWords[terminal.lang];
  if (auditor === null) throw new Failure(exit.usage, 'asMissing', say.questionsNeedAs, say.needAsRemedy);
  return auditor;
}

/** A question that comes along. @throws Failure for one that does not, or does not count. */
function known({ terminal }: Context, name: string): string {
  if (readyQuestions.includes(name)) return name;
  const say = auditingWords[terminal.lang];
  throw new Failure(exit.usage, 'unknownQuestion', say.unknownQuestion(name), say.knownOnes(readyQuestions.join(', ')), {
    known: readyQuestions,
  });
}

function numberOf(context: Context, name: string, given: string | undefined): number | null {
  if (given === undefined) return null;
  const say = auditingWords[context.terminal.lang];
  if (describeQuestion(name, 'sv')?.number == null) throw new Failure(exit.usage, 'takesNoNumber', say.takesNoNumber(name));
  return positive(context, 'number', given, 1);
}

/** Asks a question, one's own or one that comes along. */
export async function runQuestion(context: Context, name: string, options: RunOptions): Promise<ExitCode> {
  return context.sessions.withReads(async (reads) => {
    const asker = await askerOf(context, reads, options);
    const own = asker.auditor === null ? [] : await savedQuestions(reads.worlds.live, asker.auditor);
    const question = own.find((one) => one.name === name)?.question ?? {
      kind: 'ready' as const,
      question: known(context, name),
      number: null,
    };
    if (question.kind === 'search') return searched(context, asker, question.filters, options);
    const number = numberOf(context, question.question, options.number) ?? question.number;
    return asked(context, asker, question.question, number, options);
  });
}

async function asked(
  context: Context,
  asker: Asker,
  name: string,
  number: number | null,
  options: HandingOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  const { lang } = terminal;
  const say = auditingWords[lang];
  const { db, scope, cover, today } = asker;
  const list = await within(context, () => askReady(name, number, { db, scope, cover, today, lang }));
  if (terminal.json) terminal.printJson({ question: name, title: list.title, rows: list.rows });
  else if (await handedOver(context, list, options)) return exit.done;
  else {
    terminal.print(terminal.paint('strong', list.title));
    if (list.rows.length === 0) terminal.print(say.noAnswer);
    else {
      // Events are told with their circumstances, which a table has no room for.
      if (list.columns.some(({ key }) => key === 'hash')) for (const row of list.rows) printTold(context, row as unknown as Told);
      else printList(context, list);
      terminal.print(terminal.paint('quiet', say.total(list.rows.length)));
    }
  }
  noteOperator(context, asker);
  return exit.done;
}
