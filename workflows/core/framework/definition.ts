import type { Organisation, PersonRoles } from '#core/act/people.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { ReminderPlan } from '#core/deadlines/reminders.ts';

/** The rules format that today's code writes. Raised when a change to the code could alter the answer for a state that exists. */
export const CURRENT_FRAMEWORK_ENGINE = 2;

/** When each year's agreement opens. */
export interface Rhythm {
  /** Month and day, `02-01`: by the platform of 2010 the consultation's first day. */
  opens: string;
  /** How many years before the agreement's own year that is. */
  yearsBefore: number;
  /** The first year that the framework opens an agreement for. */
  first: number;
  /** The last one; null where it goes on for as long as the framework is valid. */
  last: number | null;
  /** Name of the reminder plan for a year's text that is not there yet. */
  plan: string;
}

/** What a framework runs by. Fixed when it opens. */
export interface FrameworkRules {
  engine: number;
  /** Bodies whose approval makes the framework valid; none: the last signature does. */
  approvals: string[];
  reminderPlans: Record<string, ReminderPlan>;
  /** From how many days overdue the registrar, and a superior where one is named, are told too. */
  escalateFromDaysOverdue: number;
  rhythm: Rhythm;
}

export interface FrameworkParty {
  organisation: string;
  /** Body that authorises the signatory; null for one who signs by their office. */
  authorisedBy: string | null;
  signatory: string;
}

export interface FrameworkArea {
  id: string;
  title: string;
}

/** A long-term goal of an area; the platform of 2010 asks that such be formulated for three years or more. */
export interface Goal {
  id: string;
  title: string;
  area: string;
  /** First day that it is for. */
  from: CivilDate;
  /** Last day, included. */
  until: CivilDate;
}

/** Somebody who is represented in the national consultation group. */
export interface GroupMember {
  id: string;
  title: string;
  /** Where it is an organisation that the framework knows. */
  organisation: string | null;
}

/** One date of a commission. */
export interface CommissionItem {
  id: string;
  title: string;
  /** The domain's word for it: interimReport, finalReport, … */
  kind: string;
  dueOn: CivilDate;
  plan: string;
  /** Where the date comes from, or `assumed`. */
  source: string;
}

/** What somebody else has been told to do, over all years: an evaluator owes it to whoever gave it, and agreements only watch it. */
export interface Commission {
  id: string;
  title: string;
  /** Who gave it, and alone moves its dates. */
  from: string;
  /** Its number or other reference where the giver keeps it; null where that is not known. */
  number: string | null;
  /** Who is to do it. */
  debtor: string;
  items: CommissionItem[];
}

/** A framework agreement as data: the text its parties sign, by the SHA-256 of its canonical JSON. */
export interface FrameworkDefinition {
  /** Its id, which each year's agreement names. */
  framework: string;
  title: string;
  organisations: Organisation[];
  people: PersonRoles[];
  /** Person who runs the framework in this system. */
  coordinator: string;
  parties: FrameworkParty[];
  areas: FrameworkArea[];
  goals: Goal[];
  consultationGroup: GroupMember[];
  commissions: Commission[];
  rules: FrameworkRules;
}
