import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { ConsultationRefusal } from './consultation/types.ts';
import type { NegotiationRefusal } from './negotiation/types.ts';
import type { DecisionsRefusal } from './decisions/types.ts';
import type { FundsRefusal } from './funds/types.ts';
import type { RecipientsRefusal } from './recipients/types.ts';
import type { FollowUpRefusal } from './followUp/types.ts';
import type { DatesRefusal } from './dates/types.ts';
import type { TasksRefusal } from './tasks/types.ts';
import type { CommandType } from './commands.ts';
import type { MetBy } from '#core/deadlines/deadline.ts';
import type { CommonRefusal, Fault, NotAllowed } from '#core/act/refusal.ts';
import type { Phase } from './phases.ts';

/** Why a command is not done, as a value that says enough to act on. `explainRefusal` puts it in words. */
export type Refusal =
  | YearRefusal
  | ConsultationRefusal
  | NegotiationRefusal
  | DecisionsRefusal
  | FundsRefusal
  | RecipientsRefusal
  | FollowUpRefusal
  | DatesRefusal
  | TasksRefusal;

export type YearRefusal =
  | CommonRefusal<CommandType, Phase>
  | NotAllowed<CommandType, string>
  | { code: 'openingPassed'; opensOn: CivilDate; today: CivilDate }
  | { code: 'faultyTakeOver'; act: number; command: CommandType; because: Refusal }
  | { code: 'nothingToOpenEarly'; phase: Phase }
  | { code: 'ownReport'; deadline: string; organisation: string }
  | { code: 'doneTooLate'; doneOn: CivilDate; latest: CivilDate }
  | { code: 'evidenceMissing'; because: 'takenOver'; doneOn: CivilDate; today: CivilDate }
  | { code: 'otherVersion'; given: string; current: string }
  | { code: 'alreadyDone'; command: CommandType; what: string; doneOn: CivilDate }
  | { code: 'notAuthorised'; party: string; signatory: string; authorised: string | null }
  | { code: 'wrongBody'; field: 'body'; body: string; expected: string[] }
  | { code: 'afterRejection'; body: string }
  | { code: 'nothingRejected' }
  | { code: 'notWatched'; deadline: string }
  | { code: 'metOtherwise'; deadline: string; metBy: MetBy; use: CommandType[] }
  | { code: 'notHandedIn'; deadline: string }
  /** `field` is left out where it is `newDueOn`. */
  | { code: 'dueDateInPast'; field?: string; newDueOn: CivilDate; earliest: CivilDate }
  | { code: 'notMoney'; field: string; value: number }
  | { code: 'budgetMismatch'; area: string; budgetOre: number; givenOre: number }
  | { code: 'tooMuchRepaid'; area: string; outstandingOre: number; givenOre: number }
  | { code: 'repaidExceedsUnspent'; area: string; excessOre: number }
  | { code: 'notAccounted'; area: string }
  | { code: 'faultyRules'; faults: Fault[] }
  | { code: 'consentMissing'; parties: string[] }
  | { code: 'correctionDoesNotFit'; version: number; kind: string };
