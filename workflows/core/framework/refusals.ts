import type { CommonRefusal, Fault, NotAllowed } from '#core/act/refusal.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { FrameworkCommandType } from './commands.ts';
import type { FrameworkPhase } from './phases.ts';
import type { YearStatus } from './state.ts';

/** Why a command is not done, as a value that says enough to act on. `explainFrameworkRefusal` puts it in words. */
export type FrameworkRefusal =
  | CommonRefusal<FrameworkCommandType, FrameworkPhase>
  | NotAllowed<FrameworkCommandType, string>
  | { code: 'otherVersion'; given: string; current: string }
  | { code: 'alreadyDone'; command: FrameworkCommandType; what: string; doneOn: CivilDate }
  | { code: 'notAuthorised'; party: string; signatory: string; authorised: string | null }
  | { code: 'wrongBody'; field: 'body'; body: string; expected: string[] }
  | { code: 'afterRejection'; body: string }
  | { code: 'nothingToRevise' }
  | { code: 'sameText'; versionHash: string }
  /** The definition may only say what the command asks for. */
  | { code: 'otherFramework'; given: string; expected: string }
  | { code: 'faultyYear'; year: number; faults: Fault[] }
  | { code: 'yearOutside'; year: number; first: number; last: number | null }
  | { code: 'yearIs'; year: number; status: YearStatus | 'unknown'; command: FrameworkCommandType }
  | { code: 'opensTooLate'; opensOn: CivilDate; latest: CivilDate }
  | { code: 'dueDateInPast'; dueOn: CivilDate; earliest: CivilDate }
  | { code: 'dateUnchanged'; dueOn: CivilDate }
  | { code: 'correctionDoesNotFit'; version: number; kind: string };
