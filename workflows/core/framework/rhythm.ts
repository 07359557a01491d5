import { addDays, type CivilDate, yearOf } from '#core/calendar/civilDate.ts';
import { type Deadline, newDeadline } from '#core/deadlines/deadline.ts';
import type { FrameworkDefinition, FrameworkRules } from './definition.ts';

/** The day that a year's agreement opens, where its own text says no other. */
export function opensOnOf({ rhythm }: FrameworkRules, year: number): CivilDate {
  return `${String(year - rhythm.yearsBefore).padStart(4, '0')}-${rhythm.opens}`;
}

/** The next year whose opening day has not passed; null where the framework opens no more. */
export function upcomingYear(rules: FrameworkRules, today: CivilDate): number | null {
  const { first, last, yearsBefore } = rules.rhythm;
  const thisYear = yearOf(today) + yearsBefore;
  const next = opensOnOf(rules, thisYear) >= today ? thisYear : thisYear + 1;
  const year = Math.max(first, next);
  return last !== null && year > last ? null : year;
}

/** The day that the year after this one is asked for: when this one's opening day has passed. */
export function asksNextOn(rules: FrameworkRules, year: number): CivilDate {
  return addDays(opensOnOf(rules, year), 1);
}

export const yearTextId = (year: number): string => `yearText-${year}`;

/** The coordinator owes the parties the year's text by the day that it opens. */
export function yearTextDeadline(
  { coordinator, people, parties, rules }: FrameworkDefinition,
  year: number,
  dueOn: CivilDate,
  askedOn: CivilDate,
): Deadline {
  const organisation = people.find(({ id }) => id === coordinator)?.organisation ?? '';
  const creditor = parties.find((party) => party.organisation !== organisation)?.organisation ?? organisation;
  return newDeadline(
    {
      id: yearTextId(year),
      title: `Text till överenskommelsen för ${year}`,
      kind: 'yearText',
      mode: 'owed',
      metBy: 'act',
      plan: rules.rhythm.plan,
      dueOn,
      debtor: organisation,
      creditor,
      measure: null,
      handler: coordinator,
      source: 'rhythm',
      binds: false,
    },
    askedOn,
  );
}
