import type { DecisionOutcome, DecisionProblem } from '#core/act/decision.ts';
import type { CommonRefusal, Fault, NotAllowed } from '#core/act/refusal.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { ReferralCommandType } from './commands.ts';
import type { ReferralPhase } from './phases.ts';

/** Why a command is not done, as a value that says enough to act on. `explainReferralRefusal` puts it in words. */
export type ReferralRefusal =
  | CommonRefusal<ReferralCommandType, ReferralPhase>
  | NotAllowed<ReferralCommandType, string[]>
  | { code: 'faultyQuestion'; faults: Fault[] }
  | { code: 'suspended'; command: ReferralCommandType; since: CivilDate }
  | { code: 'notSuspended' }
  | { code: 'ownExtension'; organisation: string }
  | { code: 'tooShortTime'; field: string; answerBy: CivilDate; earliest: CivilDate; answeringDays: number }
  | { code: 'askerAsked'; organisation: string }
  | { code: 'alreadyAsked'; organisation: string }
  | { code: 'notAsked'; organisation: string; asked: string[] }
  | { code: 'twice'; field: string; value: string }
  | { code: 'nobodyNamed'; field: string }
  | { code: 'alreadyAnswered'; organisation: string; question: number; doneOn: CivilDate }
  | { code: 'nothingToReplace'; organisation: string; question: number }
  | { code: 'alreadyDeclined'; organisation: string; doneOn: CivilDate }
  | { code: 'titleMissing'; organisation: string; known: string[] }
  | { code: 'emptyAnswer' }
  | { code: 'nobodySilent' }
  | { code: 'notSilent'; organisation: string; doneOn: CivilDate }
  | { code: 'noDate'; organisation: string }
  | { code: 'notLater'; field: string; given: CivilDate; than: CivilDate }
  | { code: 'noExtensionAsked'; organisation: string; asking: string[] }
  | { code: 'extensionWaits'; organisations: string[] }
  | { code: 'answersAwaited'; organisations: string[]; until: CivilDate }
  | { code: 'noStages'; organisation: string }
  | { code: 'stageNotOpen'; stage: string; status: 'waiting' | 'done'; waitsFor: string[] }
  | { code: 'stagesLeft'; organisation: string; stages: string[] }
  | { code: 'innerSilent'; stage: string; bodies: string[] }
  | { code: 'notInner'; stage: string; body: string; inner: string[] }
  | { code: 'wrongBody'; field: string; body: string; expected: string[] }
  | { code: 'decisionDay'; wrong: DecisionProblem }
  | { code: 'otherDay'; field: string; given: CivilDate; doneOn: CivilDate }
  | { code: 'notAdopted'; body: string }
  | { code: 'nothingDecided'; stage: string }
  | { code: 'decisionOnRecord'; stage: string }
  | { code: 'notFinal'; outcome: DecisionOutcome }
  | { code: 'missingForOutcome'; field: 'until' | 'returnTo'; outcome: DecisionOutcome }
  | { code: 'notForOutcome'; field: 'until' | 'returnTo'; outcome: DecisionOutcome };
