import type { Recipient } from '#core/act/event.ts';
import type { PersonRoles } from '#core/act/people.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';

/** Somebody who is told, from the first day to the last, in another's place. */
export interface Deputy {
  person: string;
  deputy: string;
  from: CivilDate;
  to: CivilDate;
}

/** Who does what in a process beside what its definition says. Plain JSON; the same in every kind of process. */
export interface Staffing {
  /** Added after the opening. */
  people: PersonRoles[];
  deputies: Deputy[];
  /** By person the kinds of deadline that they want no reminders of; an empty list: none of any kind. */
  optOuts: Record<string, string[]>;
}

export const noStaffing: Staffing = { people: [], deputies: [], optOuts: {} };

/** A new period replaces those of the same person that it touches. */
export function withDeputy(staffing: Staffing, deputy: Deputy): Staffing {
  const others = staffing.deputies.filter((one) => one.person !== deputy.person || one.to < deputy.from || one.from > deputy.to);
  return { ...staffing, deputies: [...others, deputy] };
}

export function withOptOut(staffing: Staffing, person: string, kinds: readonly string[]): Staffing {
  const before = staffing.optOuts[person];
  const all = kinds.length === 0 || before?.length === 0;
  return { ...staffing, optOuts: { ...staffing.optOuts, [person]: all ? [] : [...new Set([...(before ?? []), ...kinds])] } };
}

/** Whoever wanted no reminders at all and wants one kind again is reminded of every kind that they do not name anew. */
export function withOptIn(staffing: Staffing, person: string, kinds: readonly string[]): Staffing {
  const { [person]: before = [], ...others } = staffing.optOuts;
  const left = kinds.length === 0 ? [] : before.filter((kind) => !kinds.includes(kind));
  return { ...staffing, optOuts: left.length === 0 ? others : { ...others, [person]: left } };
}

/** Who is told on that day what this person would be told: the deputy's deputy where the deputy is away too. */
export function standingIn(staffing: Staffing, person: string, on: CivilDate): string {
  const seen = new Set<string>();
  let told = person;
  while (!seen.has(told)) {
    seen.add(told);
    const away = staffing.deputies.find((one) => one.person === told && one.from <= on && on <= one.to);
    // Two who stand in for each other at the same time: then each is told what is theirs.
    if (away !== undefined && seen.has(away.deputy)) return person;
    told = away?.deputy ?? told;
  }
  return told;
}

export function deputised(staffing: Staffing, recipient: Recipient, on: CivilDate): Recipient {
  const person = personOf(recipient);
  return person === null ? recipient : `person:${standingIn(staffing, person, on)}`;
}

/** Who is reminded of a deadline on that day in a recipient's place; null for somebody who wants no such reminders. */
export function reminded(staffing: Staffing, recipient: Recipient, deadline: Deadline, on: CivilDate): Recipient | null {
  const person = personOf(recipient);
  if (person === null) return recipient;
  const optedOut = staffing.optOuts[person];
  if (optedOut !== undefined && (optedOut.length === 0 || optedOut.includes(deadline.kind))) return null;
  return deputised(staffing, recipient, on);
}

/** The open tasks that somebody has taken. */
export function takenBy(deadlines: readonly Deadline[], person: string): string[] {
  return deadlines.filter((one) => one.handler === person && one.status === 'open').map(({ id }) => id);
}

const personOf = (recipient: Recipient): string | null =>
  recipient.startsWith('person:') ? recipient.slice('person:'.length) : null;
