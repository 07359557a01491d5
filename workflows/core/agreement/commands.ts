import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { EnvelopeOf, Evidence, TextRef } from '#core/act/envelope.ts';
import type { ConsultationCommand } from './consultation/types.ts';
import type { NegotiationCommand } from './negotiation/types.ts';
import type { DecisionsCommand, RouteActs } from './decisions/types.ts';
import type { FundsCommand } from './funds/types.ts';
import type { RecipientsCommand } from './recipients/types.ts';
import type { FollowUpCommand } from './followUp/types.ts';
import type { DatesCommand } from './dates/types.ts';
import type { TasksCommand } from './tasks/types.ts';
import type { Definition, Rules } from './definition.ts';

/** The three parts of a report (PM): activities carried out, development against the goals, reasons where a goal was not met. */
export type ReportContent =
  | { kind: 'threePart'; activities: TextRef; development: TextRef; goalsMet: true }
  | { kind: 'threePart'; activities: TextRef; development: TextRef; goalsMet: false; reasons: TextRef }
  | { kind: 'nothingToReport' };

export type Correction =
  | { kind: 'doneOn'; doneOn: CivilDate }
  | { kind: 'account'; usedOre: number; unspentOre: number }
  /** Of a repayment of an area's money, as corrections said it before other amounts could be corrected. */
  | { kind: 'repayment'; amountOre: number }
  /** Of a payment, a repayment, or what was appropriated or set aside. */
  | { kind: 'amount'; amountOre: number }
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

/** The acts of the year cycle itself; what its parts add is theirs. */
export type YearCommand =
  | { type: 'open'; definition: Definition; versionHash: string; takeOver: PastAct[] | null }
  | { type: 'adoptBasis' }
  | { type: 'openNextPhaseEarly' }
  | { type: 'acceptVersion'; party: string; versionHash: string }
  | Extract<RouteActs, { type: 'authorise' | 'sign' }>
  | { type: 'refuseToSign'; party: string }
  | Extract<RouteActs, { type: 'approve' | 'reject' }>
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

export type Command =
  | YearCommand
  | ConsultationCommand
  | NegotiationCommand
  | DecisionsCommand
  | FundsCommand
  | RecipientsCommand
  | FollowUpCommand
  | DatesCommand
  | TasksCommand;

export type CommandType = Command['type'];

export type Envelope<C extends Command = Command> = EnvelopeOf<C>;
