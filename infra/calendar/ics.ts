import { createHash } from 'node:crypto';
import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { addDays, type CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';

/** A date of a process as a calendar shows it. */
export interface CalendarDate {
  chain: string;
  deadline: string;
  title: string;
  description: string;
  dueOn: CivilDate;
  /** How often the date has moved since it was first published (RFC 5545 3.8.7.4). */
  sequence: number;
}

export interface CalendarFile {
  name: string;
  method: 'PUBLISH' | 'CANCEL';
  dates: readonly CalendarDate[];
  /** When it is made. */
  at: Instant;
  /** What UIDs end in. */
  domain: string;
}

/** 128 bits of SHA-256: the same for the same date wherever it is published. */
const HASH_SHOWN = 32;

function uidOf(chain: string, deadline: string, domain: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([chain, deadline]))
    .digest('hex')
    .slice(0, HASH_SHOWN);
  return `${hash}@${domain}`;
}

/**
 * An iCalendar file (RFC 5545) of whole days: a due date is a civil date, and takes nobody's time. Without a time zone, since it has no
 * times. A method for one kind of message only: what is published and what is cancelled are two files (RFC 5546 3.2).
 */
export function calendarFile({ name, method, dates, at, domain }: CalendarFile): string {
  const calendar = ical({
    name,
    method: ICalCalendarMethod[method],
    prodId: { company: 'Årscykel', product: 'Årscykel', language: 'SV' },
  });
  for (const { chain, deadline, title, description, dueOn, sequence } of dates) {
    calendar.createEvent({
      id: uidOf(chain, deadline, domain),
      sequence,
      stamp: new Date(at),
      start: midnight(dueOn),
      end: midnight(addDays(dueOn, 1)),
      allDay: true,
      summary: title,
      description,
      status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}

/** An all-day event is written by the day that the instant has in UTC. */
const midnight = (day: CivilDate): Date => new Date(`${day}T00:00:00.000Z`);
