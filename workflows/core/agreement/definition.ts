import type { CivilDate } from '#core/calendar/civilDate.ts';

/** The rules format that today's code writes. Raised when a change to the code could alter the answer for a state that exists. */
export const CURRENT_ENGINE = 1;

export type Role = 'coordinator' | 'signatory' | 'handler' | 'registrar' | 'auditor';

export interface Window {
  /** First day, from 00:00 in Sweden. */
  from: CivilDate;
  /** Last day, to its end. */
  to: CivilDate;
}

/** Days relative to the due date: -30 is thirty days before, 0 the day itself, 7 a week overdue. */
export type ReminderPlan = readonly number[];

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

export interface Body {
  id: string;
  title: string;
}

export interface Organisation {
  id: string;
  title: string;
  bodies: Body[];
  /** Whether it wants notices about dates that are only watched. */
  acceptsNotices: boolean;
  /** Person told from `escalateFromDaysOverdue` on, where the organisation named one. */
  superior: string | null;
  /** Its own registration number (diarienummer) for this agreement. */
  registrationNumber: string | null;
}

/** A person by reference only: names and addresses never reach a workflow. */
export interface PersonRoles {
  id: string;
  organisation: string;
  roles: Role[];
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
}

export interface DeadlineDefinition {
  id: string;
  title: string;
  /** The domain's word for it: measureReport, accounting, interimReport, finalReport, … */
  kind: string;
  /** `owed` is a duty between the parties; `watched` is somebody else's commission. */
  mode: 'owed' | 'watched';
  /** What meets it: a report that the creditor accepts, settled accounts, or an entry that it was done. */
  metBy: 'report' | 'accounts' | 'entry';
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
  deadlines: DeadlineDefinition[];
  rules: Rules;
}
