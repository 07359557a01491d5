import type { TextRef } from '#core/act/envelope.ts';
import type { ActRef } from '#core/act/event.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';

/** What was made of an intention: as it was meant, another amount, or nothing. */
export const outcomes = ['confirmed', 'changed', 'denied'] as const;
export type Outcome = (typeof outcomes)[number];

/** Money that is meant for a measure in a year, if it is appropriated. */
export interface Intention {
  measure: string;
  /** The agreement's own year, or a later one. */
  year: number;
  /** Null where the text names no amount. */
  amountOre: number | null;
}

/** What keeps a payment back, each off unless the text says it. */
export interface PaymentConditions {
  /** While a report of the one who is to be paid is overdue. */
  holdPaymentWhileReportIsLate: boolean;
  /** While accounts of the one who is to be paid are overdue. */
  holdPaymentWhileAccountsAreLate: boolean;
  /** Until a recipient has given its letter of intent. */
  holdUntilLetterOfIntent: boolean;
}

export interface FundsTerms {
  intentions: Intention[];
  /** Who says what was appropriated and set aside; null: the measure's creditor. */
  settledBy: string | null;
  /** Organisations that pay; they need not be parties. */
  payers: string[];
  /** How payments are followed here; `notFollowed`: they are not, and areas are accounted for against their budgets. */
  payment: 'notFollowed' | 'onRequisition' | 'withoutRequisition';
  /** Whether a requisition after its last day is refused; else it is taken and marked late. */
  lastDayBinds: boolean;
  conditions: PaymentConditions;
  /** Öre left from an earlier year that a measure may use, per measure. */
  carriedOre: Record<string, number>;
}

/** Whose money it is about: an area as a whole, a measure, or one recipient of a measure's money. */
export interface Post {
  area: string;
  measure: string | null;
  recipient: string | null;
}

/** The post as a command names it: an area, or a measure and perhaps its recipient. */
export interface Named {
  area: string | null;
  measure: string | null;
  recipient: string | null;
}

/** A body's decision, by what it can be found by. */
export interface DecisionRef {
  body: string;
  decidedOn: CivilDate;
  /** Of the minutes: `14`, which is shown as § 14. */
  paragraph: string;
}

type Settling = { measure: string; year: number; outcome: Outcome; amountOre: number | null };

export type FundsCommand =
  | ({ type: 'settleAppropriation' } & Settling)
  | ({ type: 'settleSetAside' } & Settling)
  | ({ type: 'requisition'; amountOre: number; reference: TextRef; signedBy: string | null } & Named)
  | { type: 'approveRequisition'; requisition: string; amountOre: number | null }
  | { type: 'declineRequisition'; requisition: string }
  | ({ type: 'recordPayment'; requisition: string | null; amountOre: number; payer: string; decision: TextRef } & Named)
  | { type: 'accountFunds'; measure: string; recipient: string | null; usedOre: number; unspentOre: number }
  | { type: 'repayFunds'; measure: string; recipient: string | null; amountOre: number }
  | ({ type: 'reclaim'; amountOre: number; payBy: CivilDate | null } & DecisionRef & Named)
  | { type: 'settleReclaim'; reclaim: string; amountOre: number };

export type FundsEvent =
  | { type: 'appropriationSettled'; measure: string; year: number; outcome: Outcome; amountOre: number }
  | { type: 'setAsideSettled'; measure: string; year: number; outcome: Outcome; amountOre: number }
  | {
      type: 'requisitioned';
      requisition: string;
      post: Post;
      by: string;
      amountOre: number;
      reference: TextRef;
      signedBy: string | null;
      late: boolean;
    }
  | { type: 'requisitionApproved'; requisition: string; amountOre: number }
  | { type: 'requisitionDeclined'; requisition: string }
  | {
      type: 'paymentRecorded';
      payment: string;
      requisition: string | null;
      post: Post;
      amountOre: number;
      payer: string;
      decision: TextRef;
    }
  | { type: 'fundsAccounted'; post: Post; usedOre: number; unspentOre: number }
  | { type: 'fundsRepaid'; post: Post; amountOre: number }
  | {
      type: 'reclaimed';
      reclaim: string;
      post: Post;
      from: string;
      to: string;
      amountOre: number;
      decision: DecisionRef;
      payBy: CivilDate | null;
    }
  | { type: 'reclaimSettled'; reclaim: string; amountOre: number };

export type HeldBecause = 'reportIsLate' | 'accountsAreLate' | 'noLetterOfIntent';

export type FundsRefusal =
  | { code: 'noIntention'; measure: string; year: number; known: { measure: string; year: number }[] }
  | { code: 'amountMissing'; intendedOre: number | null }
  | { code: 'amountDoesNotFit'; outcome: Outcome; givenOre: number; beforeOre: number }
  | { code: 'referenceMissing'; command: FundsCommand['type'] }
  | { code: 'changeNeedsReason'; outcome: Outcome }
  | { code: 'notAppropriated'; measure: string; year: number; denied: boolean }
  | { code: 'whoseMoney'; given: Named }
  | { code: 'notARecipient'; measure: string; recipient: string; known: number }
  | { code: 'paymentsNotFollowed' }
  | { code: 'noMoreMoney'; terminatedOn: CivilDate }
  | { code: 'overdrawn'; post: Post; roomOre: number; givenOre: number }
  | { code: 'signatoryMissing' }
  | { code: 'requisitionTooLate'; lastDay: CivilDate; doneOn: CivilDate }
  | { code: 'requisitionMissing'; post: Post }
  | { code: 'requisitionDecided'; requisition: string; approved: boolean; doneOn: CivilDate }
  | { code: 'requisitionUndecided'; requisition: string }
  | { code: 'ownRequisition'; requisition: string; organisation: string }
  | { code: 'moreThanApproved'; requisition: string; leftOre: number; givenOre: number }
  | { code: 'notAPayer'; payer: string; known: string[] }
  | { code: 'paymentHeld'; because: HeldBecause; deadline: string | null; dueOn: CivilDate | null; organisation: string }
  | { code: 'accountMismatch'; post: Post; paidOre: number; givenOre: number }
  | { code: 'returnedTooMuch'; post: Post; leftOre: number; givenOre: number }
  | { code: 'fundsNotAccounted'; post: Post }
  | { code: 'payByTooEarly'; payBy: CivilDate; earliest: CivilDate };

export interface Settled extends ActRef {
  outcome: Outcome;
  amountOre: number;
}

export interface Requisition extends ActRef {
  post: Post;
  /** The organisation that asked. */
  by: string;
  amountOre: number;
  late: boolean;
  /** Null until it is decided; 0 where it was declined. What is declined after a part is paid stays at that part. */
  approvedOre: number | null;
  decided: ActRef | null;
  paidOre: number;
}

export interface Payment extends ActRef {
  post: Post;
  requisition: string | null;
  amountOre: number;
  payer: string;
}

export interface FundsAccount extends ActRef {
  usedOre: number;
  unspentOre: number;
}

export interface Reclaim extends ActRef {
  post: Post;
  from: string;
  to: string;
  amountOre: number;
  settledOre: number;
}

export interface FundsState {
  /** By measure and year: `kurser:2013`. */
  settled: Record<string, { appropriation: Settled; setAside: Settled | null }>;
  /** By id: `requisition-1`, in order. */
  requisitions: Record<string, Requisition>;
  payments: Record<string, Payment>;
  /** By post, of measures and recipients; an area's own stand in `state.accounts`. */
  accounts: Record<string, FundsAccount>;
  repayments: (ActRef & { post: Post; amountOre: number })[];
  reclaims: Record<string, Reclaim>;
}
