import { type CivilDate, yearOf } from '#core/calendar/civilDate.ts';
import { momentAt } from '#core/deadlines/reminders.ts';
import { formatDateShort, formatDayMonth } from './dates.ts';
import { closedBecause, dayCount } from './days.ts';
import { allOf, type Lang } from './lang.ts';

/** A reminder as it went out or is to go out. */
export interface ExplainedReminder {
  dueOn: CivilDate;
  /** The moment of the plan, in days from the due date. */
  offset: number;
  /** The day in Sweden that it goes out. */
  sendOn: CivilDate;
  /** Every moment of the plan that it stands for; `offset` may be among them. */
  stands?: readonly number[];
}

/**
 * Why a reminder comes on its day: 'fre 1 aug: 30 dagar före mån 1 sep 2014, flyttad från lördag'. A moment that had passed when the
 * reminder went out says on which day it was, and the others that it stands for are named after it.
 */
export function explainReminder(reminder: ExplainedReminder, lang: Lang): string {
  const { dueOn, offset, sendOn } = reminder;
  const day = yearOf(sendOn) === yearOf(dueOn) ? formatDayMonth(sendOn, lang) : formatDateShort(sendOn, lang);
  return `${day}: ${relation(offset, dueOn, lang)}${shift(reminder, lang)}${others(reminder, lang)}`;
}

function relation(offset: number, dueOn: CivilDate, lang: Lang): string {
  const due = formatDateShort(dueOn, lang);
  if (offset === 0) return lang === 'sv' ? `förfallodagen ${due}` : `the due date ${due}`;
  return `${before(offset, lang)} ${due}`;
}

/** '30 dagar före' · '7 days after'. */
function before(offset: number, lang: Lang): string {
  const side = lang === 'sv' ? (offset < 0 ? 'före' : 'efter') : offset < 0 ? 'before' : 'after';
  return `${dayCount(Math.abs(offset), lang)} ${side}`;
}

function shift({ dueOn, offset, sendOn }: ExplainedReminder, lang: Lang): string {
  const planned = momentAt(dueOn, offset);
  if (planned.sendOn !== sendOn) {
    const day = formatDayMonth(planned.sendOn, lang);
    return lang === 'sv' ? `, skulle ha gått ${day}` : `, was to leave ${day}`;
  }
  const closed = closedBecause(planned.plannedOn, lang);
  if (closed === null) return '';
  return lang === 'sv' ? `, flyttad från ${closed}` : `, moved from ${closed}`;
}

function others({ dueOn, offset, sendOn, stands = [] }: ExplainedReminder, lang: Lang): string {
  const rest = stands.filter((other) => other !== offset).toSorted((a, b) => a - b);
  const passed = rest.filter((other) => momentAt(dueOn, other).sendOn < sendOn);
  const sameDay = rest.filter((other) => !passed.includes(other));
  const also = lang === 'sv' ? 'gäller även' : 'also stands for';
  const had = lang === 'sv' ? 'som hade passerat' : 'which had passed';
  return [
    sameDay.length === 0 ? '' : `; ${also}: ${listed(sameDay, lang)}`,
    passed.length === 0 ? '' : `; ${also}: ${listed(passed, lang)}, ${had}`,
  ].join('');
}

/** '90 och 30 dagar före': the unit once for each side of the due date. */
function listed(offsets: readonly number[], lang: Lang): string {
  const dueDay = lang === 'sv' ? 'förfallodagen' : 'the due date';
  const early = offsets.filter((offset) => offset < 0);
  const late = offsets.filter((offset) => offset > 0);
  const side = (group: readonly number[]): string[] => {
    const last = group.at(-1);
    return last === undefined
      ? []
      : [allOf([...group.slice(0, -1).map((offset) => String(Math.abs(offset))), before(last, lang)], lang)];
  };
  return allOf([...side(early), ...(offsets.includes(0) ? [dueDay] : []), ...side(late)], lang);
}
