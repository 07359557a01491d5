import { isDecision } from '#core/around/decided.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, localTimeOf } from '#core/calendar/instant.ts';
import { frameworkView } from '#core/framework/view.ts';
import { referralView } from '#core/referral/view.ts';
import { formatDate, formatDateShort } from '#core/texts/dates.ts';
import { wordsOf } from '#core/texts/kinds.ts';
import type { AsOf } from '../../../audit/asOf/asOf.ts';
import type { Moment } from '../../../audit/asOf/moment.ts';
import type { Outline } from '../../../audit/asOf/outline.ts';
import { printDeadlines } from '../../commands/deadlines.ts';
import { printCommissions, printYears } from '../../commands/framework.ts';
import { printQuestion } from '../../commands/referral.ts';
import { minute } from '../../terminal/dates.ts';
import { amount } from '../../terminal/money.ts';
import { printFacts, printHeading, printTable } from '../../terminal/show.ts';
import { wrapped } from '../../terminal/width.ts';
import { type AsOfWords, asOfWords } from '../../words/audit/asOf.ts';
import { called, printEntries, printInner, type Telling } from './told.ts';

const SHOWN_DECISIONS = 6;
const SHOWN_DEADLINES = 8;
const HASH_SHOWN = 8;

/** What a referral's answers and texts are read with. */
export interface Shown {
  all: boolean;
  texts: Record<string, string>;
}

/** A process as it was: where it stood, what was decided, due and paid, and what nobody who read the record could know. */
export function printPicture(telling: Telling, then: AsOf, outline: Outline | null, shown: Shown): void {
  const { terminal } = telling.context;
  const say = asOfWords[terminal.lang];
  if (outline === null) return printNothing(telling, then);
  for (const line of wrapped(outline.title, terminal.width)) terminal.print(terminal.paint('strong', line));
  printWhen(telling, momentText(say, then.moment, telling), say.reading[then.by]);
  printFacts(terminal, factsOf(telling, then, outline));
  printDecisions(telling, then, shown.all);
  printDue(telling, then, outline, shown.all);
  printMoney(telling, outline);
  printKind(telling, then, shown);
  printNotYetKnown(telling, then);
}

export function printWhen({ context: { terminal } }: Telling, when: string, reading: string): void {
  for (const line of wrapped(`${when}, ${reading}`, terminal.width)) terminal.print(terminal.paint('accent', line));
}

function momentText(say: AsOfWords, { day, isWholeDay, before }: Moment, { context }: Telling): string {
  const date = formatDate(day, context.terminal.lang);
  if (isWholeDay) return say.on(date);
  // The first instant that is after it is a millisecond later.
  const { hour, minute: past } = localTimeOf(before);
  return say.at(date, `${String(hour).padStart(2, '0')}:${String(past).padStart(2, '0')}`);
}

function printNothing(telling: Telling, then: AsOf): void {
  const { terminal } = telling.context;
  const say = asOfWords[terminal.lang];
  terminal.print(say.notThere[then.by](formatDate(then.moment.day, terminal.lang)));
  const first = then.head === null ? then.firstRecordedAt : null;
  if (first !== null) terminal.print(terminal.paint('quiet', say.firstEntry(formatDate(civilDateOf(first), terminal.lang))));
  if (then.notYetKnown.length > 0) printNotYetKnown(telling, then);
}

function factsOf({ context: { terminal }, kind }: Telling, then: AsOf, outline: Outline): [string, string][] {
  const { lang } = terminal;
  const say = asOfWords[lang];
  const { head, newest, by } = then;
  const short = (date: CivilDate): string => formatDateShort(date, lang);
  const { phase, since, validFrom, validUntil, text, versions, deadlines } = outline;
  const number = versions.findLast(({ hash }) => hash === text)?.number ?? null;
  const open = deadlines.filter(({ status }) => status === 'open');
  const tasks = {
    open: open.length,
    taken: open.filter(({ handler }) => handler !== null).length,
    overdue: open.filter(({ isOverdue }) => isOverdue).length,
    waiting: deadlines.filter(({ status, metBy, accepted }) => status === 'met' && metBy === 'report' && !accepted).length,
  };
  return [
    [say.head, head === null ? say.nothingRecorded : say.headText(head.version, minute(head.recordedAt))],
    ...(head === null ? [] : [[say.hash, head.hash] as [string, string]]),
    ...(by === 'recorded' || newest === null
      ? []
      : [['', say.restsOn(newest.version, minute(newest.recordedAt))] as [string, string]]),
    [say.phase, `${wordsOf(kind).phase(phase, lang)}${since === null ? '' : ` ${say.since(short(since))}`}`],
    ...(kind === 'referral'
      ? []
      : [[say.validity, validityText(say, { from: validFrom, until: validUntil }, short)] as [string, string]]),
    [
      say.text,
      `${say.textOf(number, text.slice(0, HASH_SHOWN))}${versions.length > 1 ? `; ${say.tabled(versions.length)}` : ''}`,
    ],
    [say.tasks, say.tasksText(tasks)],
  ];
}

export const validityText = (
  say: AsOfWords,
  { from, until }: { from: CivilDate | null; until: CivilDate | null },
  short: (date: CivilDate) => string,
): string => (from === null ? say.notValid : say.validFrom(short(from), until === null ? null : short(until)));

function printDecisions(telling: Telling, { kind, events, inner }: AsOf, all: boolean): void {
  const { terminal } = telling.context;
  const say = asOfWords[terminal.lang];
  const decisions = events.filter(({ body }) => isDecision(kind, body.type));
  const taken =
    inner ??
    events.flatMap(({ body }) => (body.type === 'takenOver' ? ((body as unknown as { acts: typeof inner }).acts ?? []) : []));
  const before = taken.filter(({ body }) => isDecision(kind, body.type));
  const shown = all ? decisions : decisions.slice(-SHOWN_DECISIONS);
  const shownBefore = all ? before : before.slice(-(SHOWN_DECISIONS - shown.length) || before.length);
  printHeading(terminal, say.decisions(decisions.length + before.length, shown.length + shownBefore.length));
  if (decisions.length + before.length === 0) return terminal.print(terminal.paint('quiet', `  ${say.noDecisions}`));
  printInner(telling, shownBefore);
  printEntries(telling, shown);
}

function printDue({ context }: Telling, { moment }: AsOf, { deadlines }: Outline, all: boolean): void {
  const { terminal } = context;
  const say = asOfWords[terminal.lang];
  if (deadlines.length === 0) return;
  const open = deadlines.filter(({ status }) => status === 'open');
  printHeading(terminal, say.deadlines(open.length, deadlines.length));
  const shown = all ? deadlines : open.slice(0, SHOWN_DEADLINES);
  printDeadlines(context, shown, moment.day);
  if (!all && open.length > shown.length) terminal.print(terminal.paint('quiet', say.more(open.length - shown.length)));
}

function printMoney(telling: Telling, { money }: Outline): void {
  if (money.length === 0) return;
  const { terminal } = telling.context;
  const { lang } = terminal;
  const { columns, money: heading } = asOfWords[lang];
  printHeading(terminal, heading);
  const right = 'right' as const;
  const isPaid = money.some(({ paidOre }) => paidOre !== null);
  const shown = (ore: number | null): string => (ore === null ? '–' : amount(ore, lang));
  const rows = money.map(({ area, budgetOre, paidOre, usedOre, leftOre }) => [
    amount(budgetOre, lang),
    ...(isPaid ? [shown(paidOre)] : []),
    shown(usedOre),
    shown(leftOre),
    called(telling, area),
  ]);
  const titles = [columns.budget, ...(isPaid ? [columns.paid] : []), columns.used, columns.left];
  printTable(terminal, [...titles.map((title) => ({ title, align: right })), { title: columns.area, flexible: true }], rows);
}

/** What other kinds of process have in the place of money: a framework its years and commissions, a referral its answers. */
function printKind({ context, sees }: Telling, { process, moment }: AsOf, { texts }: Shown): void {
  if (process?.kind === 'framework') {
    const view = frameworkView(process.state, [], moment.day);
    printYears(context, view);
    printCommissions(context, view);
  }
  if (process?.kind === 'referral') {
    const readers = Object.keys(process.state.stages).filter((organisation) => sees?.(organisation) === true);
    for (const question of referralView(process.state, { texts, readers }).questions) printQuestion(context, question);
  }
}

function printNotYetKnown(telling: Telling, { notYetKnown, by }: AsOf): void {
  const { terminal } = telling.context;
  const say = asOfWords[terminal.lang];
  if (notYetKnown.length === 0) {
    terminal.print();
    return terminal.print(terminal.paint('good', say.allKnown));
  }
  printHeading(terminal, say.notYetKnown);
  for (const line of wrapped(say.notYetKnownText[by], terminal.width - 2)) terminal.print(terminal.paint('warning', `  ${line}`));
  printEntries(telling, notYetKnown, true);
}
