import type { ActRef } from '#core/act/event.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';

/** What meets a deadline: a report that the creditor accepts, settled accounts, an entry that it was done, or an act of its own kind. */
export const metByKinds = ['report', 'accounts', 'entry', 'act'] as const;
export type MetBy = (typeof metByKinds)[number];

/** A deadline as a definition says it, or an act sets it. */
export interface DeadlineTerms {
  id: string;
  title: string;
  /** The domain's word for it: measureReport, accounting, statement, letterOfIntent, answer, finalReport, … */
  kind: string;
  /** `owed` is a duty between the parties; `watched` is somebody else's commission. */
  mode: 'owed' | 'watched';
  metBy: MetBy;
  /** Name of its reminder plan. */
  plan: string;
  dueOn: CivilDate;
  debtor: string;
  creditor: string;
  measure: string | null;
  /** Who has taken the task at the debtor; without one the registrar is reminded. */
  handler: string | null;
  /** Where the date comes from, or `assumed`. */
  source: string;
}

/**
 * `waived`: the creditor asks for it no more. `letGo`: a watched date that nobody waits for any longer. `silent`: an answer that did not come
 * before what it was for was decided; silence is no answer of any kind.
 */
export const deadlineStatuses = ['open', 'met', 'letGo', 'waived', 'silent'] as const;
export type DeadlineStatus = (typeof deadlineStatuses)[number];

/** A deadline that is followed: reminded of, moved, met. One and the same in agreements, frameworks and referrals. */
export interface Deadline extends DeadlineTerms {
  status: DeadlineStatus;
  /** The act that met, waived or let it go. */
  done: ActRef | null;
  /** For reports: whether the creditor has accepted what was handed in. */
  accepted: boolean;
  /** Per due date the moments of the plan already covered by a reminder. */
  covered: Record<CivilDate, number[]>;
  /** The day its debtor was asked: of the text's own deadlines the day the text was settled; what they had to answer in counts from it. */
  askedOn: CivilDate;
  /** `text`: it stands in what the parties agreed, and moves by amendment or by its creditor. Else the organisation that set it. */
  setBy: 'text' | (string & {});
  /** Whether it is reminded of before the agreement is valid too. A duty of the text is not; a question that was put is. */
  remindedFrom: 'validity' | 'start';
  /** While the clock is stopped: since when. It then has no reminders, and its date moves by the days it stood. */
  suspendedOn: CivilDate | null;
  /** Whether it keeps what it belongs to from closing. */
  binds: boolean;
}

/** A deadline as an act sets it: asked now, reminded of at once. `terms` wins over every default. */
export function newDeadline(terms: DeadlineTerms & Partial<Deadline>, askedOn: CivilDate): Deadline {
  return {
    status: 'open',
    done: null,
    accepted: false,
    covered: {},
    askedOn,
    setBy: 'text',
    remindedFrom: 'start',
    suspendedOn: null,
    binds: true,
    ...terms,
  };
}
