import { formatDate, formatDateShort } from '#core/texts/dates.ts';
import { yearStatusName } from '#core/texts/framework/names.ts';
import { wordsOf } from '#core/texts/kinds.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { AsOf } from '../../../audit/asOf/asOf.ts';
import type { Change, Difference } from '../../../audit/asOf/difference.ts';
import type { Moment } from '../../../audit/asOf/moment.ts';
import { amount } from '../../terminal/money.ts';
import { minute } from '../../terminal/dates.ts';
import { printFacts, printHeading } from '../../terminal/show.ts';
import { wrapped } from '../../terminal/width.ts';
import { asOfWords } from '../../words/audit/asOf.ts';
import { diffWords } from '../../words/audit/diff.ts';
import { printWhen, validityText } from './picture.ts';
import { called, printEntries, type Telling } from './told.ts';

const HASH_SHOWN = 8;
const INDENT = '  ';

/** What happened between two moments, and what stands otherwise because of it. */
export function printDifference(telling: Telling, { before, after, events, changes }: Difference, title: string): void {
  const { terminal } = telling.context;
  const say = diffWords[terminal.lang];
  for (const line of wrapped(title, terminal.width)) terminal.print(terminal.paint('strong', line));
  const [first, second] = [before.moment, after.moment].map((moment) => when(moment, telling));
  printWhen(telling, say.between(first ?? '', second ?? ''), say.readingBetween[after.by]);
  printFacts(terminal, [[say.chain, chainText(telling, before, after)]]);
  printHeading(terminal, say.changed);
  if (changes.length === 0) terminal.print(terminal.paint('quiet', INDENT + say.nothingChanged));
  for (const change of changes) {
    const [line = '', ...more] = wrapped(changeText(telling, change), terminal.width - INDENT.length * 2);
    terminal.print(`${INDENT}${terminal.paint(toneOf(change), '•')} ${line}`);
    for (const one of more) terminal.print(INDENT + INDENT + one);
  }
  printHeading(terminal, say.events(events.length));
  if (events.length === 0) terminal.print(terminal.paint('quiet', INDENT + say.noEvents));
  printEntries(telling, events);
}

/** Which part of the chain it is told by: what was recorded in between, or all of it. */
function chainText({ context: { terminal } }: Telling, { head: first }: AsOf, { head: last, newest, by }: AsOf): string {
  const say = asOfWords[terminal.lang];
  if (last === null || newest === null) return say.nothingRecorded;
  if (by === 'done') return say.restsOn(newest.version, minute(newest.recordedAt));
  return diffWords[terminal.lang].chainText((first?.version ?? 0) + 1, last.version);
}

const when = ({ day, isWholeDay, before }: Moment, { context: { terminal } }: Telling): string =>
  isWholeDay ? formatDate(day, terminal.lang) : minute(before);

function toneOf({ kind }: Change): 'accent' | 'bad' | 'good' {
  if (kind === 'overdue' || kind === 'suspended') return 'bad';
  return kind === 'reportAccepted' || kind === 'validity' ? 'good' : 'accent';
}

/** A change as one line. */
function changeText(telling: Telling, change: Change): string {
  const { context, kind, person } = telling;
  const { lang } = context.terminal;
  const { change: say, statusNames } = diffWords[lang];
  const validity = asOfWords[lang];
  const short = (date: CivilDate): string => formatDateShort(date, lang);
  const shortOr = (date: CivilDate | null): string | null => (date === null ? null : short(date));
  const phase = (name: string): string => wordsOf(kind).phase(name, lang);
  const what = (id: string): string => called(telling, id);
  switch (change.kind) {
    case 'phase':
      return say.phase(change.before === null ? null : phase(change.before), phase(change.after), shortOr(change.on));
    case 'validity':
      return say.validity(validityText(validity, change.before, short), validityText(validity, change.after, short));
    case 'text':
      return say.textStands(change.after.slice(0, HASH_SHOWN));
    case 'version':
      return say.version(
        change.number,
        change.hash.slice(0, HASH_SHOWN),
        change.party === null ? null : what(change.party),
        change.amendment,
      );
    case 'deadlineSet':
      return say.set(what(change.deadline), short(change.dueOn), change.status === 'open' ? null : statusNames[change.status]);
    case 'deadlineMoved':
      return say.moved(what(change.deadline), short(change.before), short(change.after));
    case 'deadlineStatus':
      return say.status(what(change.deadline), change.before, change.after, shortOr(change.doneOn));
    case 'reportAccepted':
      return say.accepted(what(change.deadline));
    case 'suspended':
    case 'resumed':
      return say[change.kind](what(change.deadline), short(change.since));
    case 'overdue':
      return say.overdue(what(change.deadline), short(change.dueOn));
    case 'money':
      return say.money(what(change.area), change.what, amount(change.beforeOre, lang), amount(change.afterOre, lang));
    case 'handler':
      return say.handler(
        what(change.deadline),
        change.before === null ? null : person(change.before),
        change.after === null ? null : person(change.after),
      );
    case 'person':
      return say.person(person(change.person), what(change.organisation));
    case 'year':
      return say.year(
        change.year,
        change.before === null ? null : yearStatusName(change.before, lang),
        yearStatusName(change.after, lang),
      );
  }
}
