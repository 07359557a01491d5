import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Recipient } from './event.ts';

/** One thing that one recipient is to be told, as an event calls for it. */
export interface NoticeDraft {
  kind: 'reminder' | 'event';
  /** Type of the event that calls for it. */
  about: string;
  deadline: string | null;
  dueOn: CivilDate | null;
  /** Days relative to the due date: the latest of `occasions`. Null where it is not a reminder. */
  occasion: number | null;
  /** Every moment of the plan that a reminder stands for. */
  occasions: number[];
  /** Version of the causing event. */
  causedBy: number;
  recipient: Recipient;
  sendAfter: Instant;
  /** It tells of an act with consequences: where its sending is unknown a person decides, and it is not simply sent again. */
  formal: boolean;
}
