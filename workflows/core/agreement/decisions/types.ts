import type { TextRef } from '#core/act/envelope.ts';
import type { ActRef } from '#core/act/event.ts';
import type { BodyDecision, DecisionProblem } from '#core/act/decision.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { TextChanges } from '../negotiation/types.ts';

/** What the agreement says of deciding. */
export interface DecisionsTerms {
  /** By body, how many business days before a meeting its papers go out. */
  papersBusinessDaysBefore: Record<string, number>;
  /** Whether the consultation group is told too of a rejection. */
  tellGroup: boolean;
}

/** A body's decision beside the command that it is of, which says the body; its day is the act's own. */
export interface RecordedDecision extends Omit<BodyDecision, 'body' | 'decidedOn'> {
  /** The meeting's number or name: `III:8`. */
  meeting: string | null;
}

/** What a body had at hand when it decided: the papers that were sent to it. */
export interface Papers {
  /** Version of the event that sent them. */
  sentBy: number;
  sentOn: CivilDate;
  versionHash: string;
  documents: string[];
}

/** That another text than the one covered is in all essentials the same: from which, and the differences listed. */
export interface InAllEssentials {
  from: string;
  differences: TextRef;
}

/** What a decision's event says where it was given or known. */
export interface Decided {
  decision?: RecordedDecision;
  papers?: Papers;
}

/** What an authorisation may say beyond its signatory. */
export interface Covering {
  /** The version that it covers; left out: whichever the parties agree on. */
  versionHash?: string;
  /** It covers also what is in all essentials the same. */
  allowsDeviation?: boolean;
}

export interface Signing {
  /** Whom the signatory signs in the place of, where the authorisation lets them. */
  inPlaceOf?: string;
  inAllEssentials?: InAllEssentials;
}

export interface AuthorisationRef extends ActRef, Covering {
  signatory: string;
  orSubstitute: boolean;
}

/** How one text becomes binding: the agreement's own, and each amendment's. */
export interface Route {
  acceptances: Record<string, ActRef>;
  authorisations: Record<string, AuthorisationRef>;
  signatures: Record<string, ActRef & { signatory: string; versionHash?: string } & Signing>;
  approvals: Record<string, ActRef & { versionHash?: string }>;
  rejection: (ActRef & { body: string }) | null;
}

export const amendmentStatuses = ['proposed', 'signing', 'approval', 'inForce', 'declined', 'rejected', 'withdrawn'] as const;
export type AmendmentStatus = (typeof amendmentStatuses)[number];

/** A text that changes an agreement in force (tilläggsöverenskommelse). Its versions are among the negotiation's. */
export interface Amendment extends ActRef, Route {
  number: number;
  party: string;
  status: AmendmentStatus;
  /** By party, the version that its acceptance is of. */
  accepted: Record<string, string>;
  /** The version that all parties accepted. */
  versionHash: string | null;
  inForceFrom: CivilDate | null;
}

export const meetingMatters = ['authorisation', 'approval'] as const;
export type MeetingMatter = (typeof meetingMatters)[number];

export interface Meeting extends ActRef {
  body: string;
  about: MeetingMatter;
  /** The deadline that the body's decision is. */
  deadline: string;
  /** The deadline that its papers are; null where none are asked for. */
  papers: string | null;
  /** Business days before the meeting. */
  papersBusinessDaysBefore: number;
}

/** The acts that every text goes through, of the agreement itself or of an amendment. */
export type RouteActs =
  | ({
      type: 'authorise';
      party: string;
      body: string;
      signatory: string;
      orSubstitute: boolean;
      decision?: RecordedDecision;
    } & Covering)
  | ({ type: 'sign'; party: string; signatory: string; versionHash: string } & Signing)
  | { type: 'approve'; body: string; versionHash: string; inAllEssentials?: InAllEssentials; decision?: RecordedDecision }
  | { type: 'reject'; body: string; decision?: RecordedDecision };

type OfAmendment<T extends RouteActs['type'], Name extends string> = Omit<Extract<RouteActs, { type: T }>, 'type'> & {
  type: Name;
  amendment: number;
};

export type DecisionsCommand =
  | { type: 'planMeeting'; body: string; about: MeetingMatter; meetingOn: CivilDate; papersBusinessDaysBefore: number | null }
  | { type: 'sendPapers'; body: string; about: MeetingMatter; versionHash: string; documents: string[] }
  | {
      type: 'proposeAmendment';
      party: string;
      /** The amendment that it is another version of; null: a new one. */
      amendment: number | null;
      changes: TextChanges;
      documents: string[];
    }
  | { type: 'acceptAmendment'; party: string; amendment: number; versionHash: string }
  | { type: 'declineAmendment'; party: string; amendment: number }
  | OfAmendment<'authorise', 'authoriseAmendment'>
  | OfAmendment<'sign', 'signAmendment'>
  | OfAmendment<'approve', 'approveAmendment'>
  | OfAmendment<'reject', 'rejectAmendment'>;

export type DecisionsEvent =
  | {
      type: 'meetingPlanned';
      body: string;
      about: MeetingMatter;
      /** The deadline that the body's decision is. */
      deadline: string;
      papers: string | null;
      meetingOn: CivilDate;
      /** The day it was moved from; null where it is new. */
      from: CivilDate | null;
      papersBusinessDaysBefore: number;
    }
  | { type: 'papersSent'; body: string; about: MeetingMatter; versionHash: string; documents: string[]; to: string }
  | {
      type: 'amendmentProposed';
      amendment: number;
      party: string;
      number: number;
      base: string;
      versionHash: string;
      changes: TextChanges;
      documents: string[];
      to: string[];
    }
  | { type: 'amendmentAccepted'; amendment: number; party: string; versionHash: string }
  | { type: 'amendmentDeclined'; amendment: number; party: string }
  | ({
      type: 'amendmentAuthorised';
      amendment: number;
      party: string;
      body: string;
      signatory: string;
      orSubstitute: boolean;
    } & Covering &
      Decided)
  | ({ type: 'amendmentSigned'; amendment: number; party: string; signatory: string; versionHash: string } & Signing)
  | ({
      type: 'amendmentApproved';
      amendment: number;
      body: string;
      versionHash: string;
      inAllEssentials?: InAllEssentials;
    } & Decided)
  | ({ type: 'amendmentRejected'; amendment: number; body: string } & Decided)
  /** Every body that had to has approved: from its last approval's own day the agreement's text is the amended one. */
  | { type: 'amendmentInForce'; amendment: number; versionHash: string; on: CivilDate }
  | { type: 'amendmentWithdrawn'; amendment: number };

export type DecisionsRefusal =
  | { code: 'notCovered'; given: string; covered: string; allowsDeviation: boolean }
  | { code: 'notInPlaceOf'; field: 'inPlaceOf'; given: string; authorised: string | null; orSubstitute: boolean }
  | { code: 'impossibleDecision'; problem: DecisionProblem }
  | { code: 'outcomeDoesNotFit'; field: 'decision.outcome'; outcome: string; fitting: string[] }
  | { code: 'noMeeting'; body: string; about: MeetingMatter; planned: string[] }
  | { code: 'nothingToDecide'; body: string; about: MeetingMatter; expected: string[] }
  | { code: 'unknownAmendment'; field: 'amendment'; given: number; known: number[] }
  | { code: 'amendmentStage'; amendment: number; status: AmendmentStatus; possibleIn: AmendmentStatus[] }
  | { code: 'amendmentOutdated'; amendment: number; base: string; current: string }
  | { code: 'hasBegun'; field: string; id: string };

export interface DecisionsState {
  /** By body and matter (`approval:styrelsen`). */
  meetings: Record<string, Meeting>;
  /** By body and matter, the newest that were sent. */
  papers: Record<string, Papers>;
  amendments: Amendment[];
}
