import type { Instant } from '#core/calendar/instant.ts';
import { nextMorning, type Reminder } from '#core/deadlines/reminders.ts';
import type { Recipient, StoredEventOf } from './event.ts';
import type { NoticeDraft } from './notice.ts';

type Cause = StoredEventOf<{ type: string }>;

/** A formal notice of an event, about no deadline. */
export function told(event: Cause, recipient: Recipient): NoticeDraft {
  return {
    kind: 'event',
    about: event.body.type,
    deadline: null,
    dueOn: null,
    occasion: null,
    occasions: [],
    causedBy: event.version,
    recipient,
    // One mail a person a morning: what happens in the day waits for the next.
    sendAfter: nextMorning(event.recordedAt),
    formal: true,
  };
}

/** What time brought, to those whom its event names, when its event says. */
export function toldByTime(
  event: Cause,
  { recipients, sendAfter }: { recipients: readonly Recipient[]; sendAfter: Instant },
): NoticeDraft[] {
  return each(recipients).map((recipient) => ({ ...told(event, recipient), sendAfter, formal: false }));
}

/** The reminders that leave together by one event. */
export function reminded(
  event: Cause,
  { reminders, sendAfter }: { reminders: readonly Reminder[]; sendAfter: Instant },
): NoticeDraft[] {
  return reminders.flatMap(({ deadline, dueOn, occasion, stands, recipients }) =>
    toldByTime(event, { recipients, sendAfter }).map((draft) => ({
      ...draft,
      kind: 'reminder',
      deadline,
      dueOn,
      occasion,
      occasions: [...stands],
    })),
  );
}

export function each(recipients: readonly Recipient[]): Recipient[] {
  return [...new Set(recipients)];
}
