import type { ActRef } from '#core/act/event.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { DeadlineTerms } from '#core/deadlines/deadline.ts';

/** What a date is reckoned from. */
export type Base =
  /** The last approval's own date, which began the validity. */
  | { kind: 'validity' }
  /** The day the basis or the evaluation was adopted. */
  | { kind: 'basisAdopted' }
  | { kind: 'evaluationAdopted' }
  /** Another deadline's due date, wherever that moves. */
  | { kind: 'due'; deadline: string }
  /** The day another deadline was met. */
  | { kind: 'met'; deadline: string };

/** A deadline whose date is not written but reckoned: "14 days after the last approval", "10 business days before the board". */
export interface DependentDate {
  /** What it is; `dueOn` is reckoned, and comes once its base is known. */
  deadline: Omit<DeadlineTerms, 'dueOn'>;
  base: Base;
  /** Days from the base's day, negative before it. */
  days: number;
  count: 'days' | 'businessDays';
}

export interface DatesTerms {
  dependent: DependentDate[];
  /** The watched deadlines that follow a framework's commission, by deadline. */
  commissions: Record<string, { commission: string; item: string }>;
}

export type DatesCommand =
  | { type: 'moveDeadline'; deadline: string; to: CivilDate }
  | { type: 'askExtension'; deadline: string; to: CivilDate }
  | { type: 'extendDeadline'; deadline: string; to: CivilDate }
  | { type: 'declineExtension'; deadline: string }
  | { type: 'suspendDeadline'; deadline: string }
  | { type: 'resumeDeadline'; deadline: string }
  | { type: 'waiveDeadline'; deadline: string }
  | { type: 'reopenDeadline'; deadline: string; dueOn: CivilDate }
  /** From the framework that the commission hangs on. */
  | { type: 'commissionDateMoved'; commission: string; item: string; dueOn: CivilDate }
  | { type: 'commissionReported'; commission: string; item: string; reportedOn: CivilDate };

export type DatesEvent =
  /** `commission`: the framework's commission that it followed, where no act here moved it. */
  | { type: 'deadlineMoved'; deadline: string; from: CivilDate; to: CivilDate; commission?: string }
  | { type: 'extensionAsked'; deadline: string; to: CivilDate }
  | { type: 'deadlineExtended'; deadline: string; from: CivilDate; to: CivilDate }
  | { type: 'extensionDeclined'; deadline: string }
  | { type: 'deadlineSuspended'; deadline: string }
  | { type: 'deadlineResumed'; deadline: string; from: CivilDate; to: CivilDate }
  | { type: 'deadlineWaived'; deadline: string }
  | { type: 'deadlineReopened'; deadline: string; from: CivilDate; to: CivilDate }
  /** A dependent date became known, or followed its base: `baseOn` is the day it was reckoned from. */
  | { type: 'dateReckoned'; deadline: string; baseOn: CivilDate; from: CivilDate | null; to: CivilDate }
  /** What a framework told of its commission, where no deadline here waits for it any longer. */
  | { type: 'commissionNoted'; commission: string; item: string; on: CivilDate };

export type DatesRefusal =
  | { code: 'standsInText'; deadline: string; creditor: string }
  | { code: 'ownDuty'; deadline: string; organisation: string }
  | { code: 'notOpen'; deadline: string; status: string }
  | { code: 'stillOpen'; deadline: string }
  | { code: 'notLater'; field: 'to'; given: CivilDate; dueOn: CivilDate }
  /** `field` is left out where it is `to`. */
  | { code: 'sameDate'; field?: string; deadline: string; dueOn: CivilDate }
  | { code: 'nothingAsked'; deadline: string }
  | { code: 'alreadySuspended'; deadline: string; since: CivilDate }
  | { code: 'notSuspended'; deadline: string };

/** How a deadline came to the date it has. */
export interface DateChange extends ActRef {
  kind: 'moved' | 'extended' | 'resumed' | 'reopened' | 'returned' | 'reckoned' | 'commission';
  from: CivilDate | null;
  to: CivilDate;
  /** Of a reckoned date, the day it was reckoned from. */
  baseOn?: CivilDate;
  /** Whose act it was; null where it followed from another date, from the text or from a commission. */
  by: string | null;
}

export interface DatesState {
  /** By deadline, oldest first. */
  changes: Record<string, DateChange[]>;
  /** Extensions asked for and not answered, by deadline. */
  asked: Record<string, ActRef & { to: CivilDate }>;
  /** By dependent deadline, the day it was last reckoned from. */
  bases: Record<string, CivilDate>;
}
