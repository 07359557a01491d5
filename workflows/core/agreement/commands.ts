import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Definition, Rules } from './definition.ts';

/** A text somebody wrote, kept outside the record: its id and SHA-256(salt ‖ text). */
export interface TextRef {
  textId: string;
  commitment: string;
}

/** What an entry rests on: a document by the SHA-256 of its file, or a reference somebody wrote. */
export type Evidence = { kind: 'document'; sha256: string } | { kind: 'reference'; text: TextRef };

/** The three parts of a report (PM): activities carried out, development against the goals, reasons where a goal was not met. */
export type ReportContent =
  | { kind: 'threePart'; activities: TextRef; development: TextRef; goalsMet: true }
  | { kind: 'threePart'; activities: TextRef; development: TextRef; goalsMet: false; reasons: TextRef }
  | { kind: 'nothingToReport' };

export type Correction =
  | { kind: 'doneOn'; doneOn: CivilDate }
  | { kind: 'account'; usedOre: number; unspentOre: number }
  | { kind: 'repayment'; amountOre: number }
  /** The reason says what should be read instead; the state is as it was. */
  | { kind: 'note' };

/** The part of the rules that a running agreement may change. */
export type RulesChange = Partial<Pick<Rules, 'windows' | 'signingBy' | 'reminderPlans' | 'escalateFromDaysOverdue'>>;

/** An act that happened before the system took the agreement over. */
export interface PastAct {
  command: Exclude<Command, { type: 'open' }>;
  doneOn: CivilDate;
  doneBy: string | null;
  /** Where the command asks for one. */
  reason: TextRef | null;
}

export type Command =
  | { type: 'open'; definition: Definition; versionHash: string; takeOver: PastAct[] | null }
  | { type: 'adoptBasis' }
  | { type: 'openNextPhaseEarly' }
  | { type: 'acceptVersion'; party: string; versionHash: string }
  | { type: 'authorise'; party: string; body: string; signatory: string; orSubstitute: boolean }
  | { type: 'sign'; party: string; signatory: string; versionHash: string }
  | { type: 'refuseToSign'; party: string }
  | { type: 'approve'; body: string; versionHash: string }
  | { type: 'reject'; body: string }
  | { type: 'reopenNegotiation' }
  | { type: 'lapse' }
  | { type: 'terminate'; party: string }
  | { type: 'meetDeadline'; deadline: string }
  | { type: 'letGo'; deadline: string }
  | { type: 'handInReport'; deadline: string; content: ReportContent }
  | { type: 'returnReport'; deadline: string; newDueOn: CivilDate }
  | { type: 'acceptReport'; deadline: string }
  | { type: 'reportDeviation'; measure: string; description: TextRef }
  | { type: 'account'; area: string; usedOre: number; unspentOre: number }
  | { type: 'repay'; area: string; amountOre: number }
  | { type: 'adoptEvaluation' }
  | { type: 'changeRules'; changes: RulesChange; consents: { party: string; evidence: Evidence }[] }
  | { type: 'correct'; version: number; correction: Correction };

export type CommandType = Command['type'];

/** A command as it is sent: what, who enters it, and the act's own date and person. */
export interface Envelope<C extends Command = Command> {
  commandId: string;
  /** Who records: a person by reference. */
  actor: { person: string; authenticated: 'claimed' };
  /** The day the act was done; never in the future. */
  doneOn: CivilDate;
  /** The person who did it, where that is known; the organisation follows from the command. */
  doneBy: string | null;
  reason: TextRef | null;
  evidence: Evidence | null;
  command: C;
}
