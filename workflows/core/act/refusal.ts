import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Role } from './people.ts';

/** What is wrong with a definition, where, and what would be right. `path` as in the file: `areas.2.budgetOre`. */
export interface Fault {
  path: string;
  message: string;
}

/** Why a command may be refused in every kind of process; `T` and `P` are the kind's command types and phases. */
export type CommonRefusal<T extends string, P extends string> =
  | { code: 'notOpened' }
  | { code: 'alreadyOpened' }
  | { code: 'faultyDefinition'; faults: Fault[] }
  | { code: 'wrongPhase'; command: T; phase: P; possibleIn: P[] }
  | UnknownPerson
  | { code: 'unknown'; field: string; value: string; known: string[] }
  | NotThatPerson
  | WrongDateOrProof<T>
  | { code: 'notADate'; field: string; value: string }
  | { code: 'nothingToCorrect'; version: number; newest: number }
  | { code: 'cannotRecord'; detail: string };

export interface UnknownPerson {
  code: 'unknownPerson';
  field: string;
  person: string;
  known: string[];
}

/** The person is not of the organisation whose act it is. */
export interface NotThatPerson {
  code: 'notThatPerson';
  field: string;
  person: string;
  organisation: string;
}

export type WrongDateOrProof<T extends string> =
  | { code: 'doneInFuture'; doneOn: CivilDate; today: CivilDate }
  | { code: 'doneTooEarly'; doneOn: CivilDate; earliest: CivilDate }
  | { code: 'evidenceMissing'; because: 'enteredLater' | 'onBehalf'; doneOn: CivilDate; today: CivilDate }
  | { code: 'reasonMissing'; command: T };

/** The role does not allow it: `needed` is who may, in the kind's own words. */
export interface NotAllowed<T extends string, N> {
  code: 'notAllowed';
  command: T;
  person: string;
  roles: Role[];
  organisation: string;
  needed: N;
}
