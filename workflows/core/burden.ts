import { type CivilDate, daysBetween } from '#core/calendar/civilDate.ts';
import type { DeadlineStatus } from '#core/deadlines/deadline.ts';

/** One thing that an organisation is or was asked for. */
export interface AskedFor {
  organisation: string;
  /** Chain id of what asks for it, and what that is called. */
  chain: string;
  process: string;
  deadline: string;
  title: string;
  kind: string;
  askedOn: CivilDate;
  dueOn: CivilDate;
  status: DeadlineStatus;
  doneOn: CivilDate | null;
}

/** What falls due in one month. */
export interface BurdenMonth {
  /** `2013-03`. */
  month: string;
  /** How many things, in how many agreements and referrals. */
  asked: number;
  processes: number;
  /** Days from the asking to the due date: the fewest, and the median. */
  daysLeast: number;
  daysMedian: number;
  items: (AskedFor & { days: number })[];
}

export interface Burden {
  organisation: string;
  asked: number;
  daysLeast: number;
  daysMedian: number;
  /** By month, oldest first; months without anything are left out. */
  months: BurdenMonth[];
}

/** What is asked of each organisation by the month it falls due in, the most burdened first, and how long they got for it. Pure. */
export function burdens(asked: readonly AskedFor[]): Burden[] {
  const byOrganisation = Map.groupBy(asked, ({ organisation }) => organisation);
  return [...byOrganisation]
    .map(([organisation, own]) => burdenOf(organisation, own))
    .toSorted((a, b) => b.asked - a.asked || (a.organisation < b.organisation ? -1 : 1));
}

function burdenOf(organisation: string, own: readonly AskedFor[]): Burden {
  const months = [...Map.groupBy(own, ({ dueOn }) => dueOn.slice(0, 'YYYY-MM'.length))]
    .map(([month, items]) => monthOf(month, items))
    .toSorted((a, b) => (a.month < b.month ? -1 : 1));
  return { organisation, asked: own.length, ...daysOf(months.flatMap(({ items }) => items)), months };
}

function monthOf(month: string, asked: readonly AskedFor[]): BurdenMonth {
  const items = asked
    .map((one) => ({ ...one, days: daysGiven(one) }))
    .toSorted((a, b) => (a.dueOn + a.deadline < b.dueOn + b.deadline ? -1 : 1));
  const processes = new Set(items.map(({ chain }) => chain)).size;
  return { month, asked: items.length, processes, ...daysOf(items), items };
}

/** Never negative: asked on the day or after it, they got none. */
function daysGiven({ askedOn, dueOn }: Pick<AskedFor, 'askedOn' | 'dueOn'>): number {
  return Math.max(0, daysBetween(askedOn, dueOn));
}

function daysOf(items: readonly { days: number }[]): { daysLeast: number; daysMedian: number } {
  const days = items.map((one) => one.days).toSorted((a, b) => a - b);
  const middle = Math.floor((days.length - 1) / 2);
  return { daysLeast: days[0] ?? 0, daysMedian: days[middle] ?? 0 };
}
