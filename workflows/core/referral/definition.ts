import type { Organisation, PersonRoles } from '#core/act/people.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { ReminderPlan } from '#core/deadlines/reminders.ts';

/** The rules format that today's code writes. Raised when a change to the code could alter the answer for a state that exists. */
export const REFERRAL_ENGINE = 2;

/**
 * A body's answer (tillstyrker, tillstyrker delvis eller med förbehåll, ingen erinran, avstyrker, avstår från att yttra sig). Who has no
 * objection has examined the matter; who abstains has not. Silence is none of them.
 */
export const positions = ['supports', 'supportsPartly', 'noObjection', 'opposes', 'abstains'] as const;
export type Position = (typeof positions)[number];

export interface Question {
  /** Unique among the parts and questions of its version. */
  id: string;
  title: string;
}

export interface Part extends Question {
  questions: Question[];
  /** The organisations that it is put to; null: everybody who is asked. */
  to: string[] | null;
}

/** The kinds of stage that texts have words for; another kind stands for itself. */
export const stageKinds = ['serviceStatement', 'memorandum', 'council', 'board', 'internalReferral'] as const;

/** One step of a body's own handling: one body's act, or an inner referral to several at once. */
export interface StageTerms {
  /** Unique in its organisation. */
  id: string;
  title: string;
  kind: string;
  /** The organisation's body that answers for the stage. */
  body: string;
  /** The bodies that an inner referral goes to, all at once; empty where the stage is one body's act. */
  inner: string[];
  /** Its time in calendar days from the day it begins; null where none is set. */
  days: number | null;
  /** The stages that must be done before it begins. */
  after: string[];
}

export interface AskedTerms {
  organisation: string;
  /** Null: no answer is due; it may answer all the same. */
  answerBy: CivilDate | null;
  /** Where the date comes from, or `assumed`. */
  source: string;
  /** Person who has taken the task there. */
  handler: string | null;
  stages: StageTerms[];
}

export interface ReferralRules {
  engine: number;
  /** Calendar days that who is asked has at least, from the day it is asked. */
  answeringDays: number;
  reminderPlans: Record<string, ReminderPlan>;
  /** From how many days overdue the registrar, and a superior where one is named, are told too. */
  escalateFromDaysOverdue: number;
  calendar: 'sweden';
}

/** A referral (remiss) as data: one question to many bodies. */
export interface ReferralDefinition {
  /** What its short id has after `referral:`. */
  id: string;
  title: string;
  /** Short id of the process that it is about, such as `agreement:evidensbaserad-praktik:2012`; null where it is about none here. */
  about: string | null;
  asker: { organisation: string; body: string | null };
  organisations: Organisation[];
  people: PersonRoles[];
  /** Person who runs the referral in this system, for the asker or for whom it came to. */
  coordinator: string;
  /** What is sent out, each by its SHA-256 in hex. */
  documents: string[];
  parts: Part[];
  asked: AskedTerms[];
  rules: ReferralRules;
}
