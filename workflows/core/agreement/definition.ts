import type { Organisation, PersonRoles } from '#core/act/people.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { DeadlineTerms } from '#core/deadlines/deadline.ts';
import type { ReminderPlan } from '#core/deadlines/reminders.ts';
import type { ConsultationTerms } from './consultation/types.ts';
import type { NegotiationTerms } from './negotiation/types.ts';
import type { DecisionsTerms } from './decisions/types.ts';
import type { FundsTerms } from './funds/types.ts';
import type { RecipientsTerms } from './recipients/types.ts';
import type { FollowUpTerms } from './followUp/types.ts';
import type { DatesTerms } from './dates/types.ts';
import type { TasksTerms } from './tasks/types.ts';

/** The rules format that today's code writes. Raised when a change to the code could alter the answer for a state that exists. */
export const CURRENT_ENGINE = 2;

export interface Window {
  /** First day, from 00:00 in Sweden. */
  from: CivilDate;
  /** Last day, to its end. */
  to: CivilDate;
}

/** What an agreement runs by. Fixed when it opens, kept in its state, changed only by `changeRules`. */
export interface Rules {
  engine: number;
  windows: { consultation: Window; negotiation: Window; evaluation: Window };
  /** Last day for all signatures; passing it is overdue, nothing more. */
  signingBy: CivilDate;
  /** Bodies whose approval makes the agreement valid. */
  approvals: string[];
  reminderPlans: Record<string, ReminderPlan>;
  /** From how many days overdue the registrar, and a superior where one is named, are told too. */
  escalateFromDaysOverdue: number;
  /** Whether a due date that is no business day stays on its day (the rule) or moves to the next business day. */
  dueDay: 'asWritten' | 'nextBusinessDay';
  calendar: 'sweden';
  /** Whose consent a change of these rules needs. */
  consentToRuleChange: 'parties' | 'none';
}

export interface Party {
  organisation: string;
  /** Body that authorises the signatory. */
  authorisedBy: string;
  signatory: string;
}

export interface Area {
  id: string;
  title: string;
  budgetOre: number;
}

export interface Measure {
  id: string;
  title: string;
  area: string;
  /** Not every agreement states one. */
  amountOre: number | null;
  /** Who carries it out and reports it. */
  debtor: string;
  /** Whom it is reported to. */
  creditor: string;
  /** Years after the agreement's own in which it goes on. */
  continuesIn: number[];
  /** The goal of the framework's area that it serves, and the measure of an earlier year that it continues. */
  serves?: { area: string; goal: string | null };
  continues?: { year: number; measure: string };
}

/** What the parts of the process are told by the text, each where the agreement says anything of it. */
export interface Terms {
  consultation?: ConsultationTerms;
  negotiation?: NegotiationTerms;
  decisions?: DecisionsTerms;
  funds?: FundsTerms;
  recipients?: RecipientsTerms;
  followUp?: FollowUpTerms;
  dates?: DatesTerms;
  tasks?: TasksTerms;
}

/** An annual agreement as data: the text both parties accept, by the SHA-256 of its canonical JSON. */
export interface Definition {
  framework: string;
  year: number;
  title: string;
  validUntil: CivilDate | null;
  frameOre: number;
  organisations: Organisation[];
  people: PersonRoles[];
  /** Person who runs the agreement in this system. */
  coordinator: string;
  parties: Party[];
  areas: Area[];
  measures: Measure[];
  deadlines: DeadlineTerms[];
  rules: Rules;
  /** Left out by a text that says nothing of any part. */
  terms?: Terms;
}
