import type { Role } from '#core/act/people.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { DeadlineStatus } from '#core/deadlines/deadline.ts';
import type { Deputy, Staffing } from '#core/tasks/staffing.ts';

/** What this part of the agreement says, as data. */
export interface TasksTerms {
  /** For how many days after the due date a link in a mail opens its task. */
  linkDaysAfterDue?: number;
}

/** What an organisation may make somebody of its own; coordinators and auditors are named elsewhere. */
export const ownRoles = ['handler', 'registrar', 'signatory'] as const satisfies readonly Role[];
export type OwnRole = (typeof ownRoles)[number];

/** What somebody may want no reminders of: kinds of deadline; an empty list means all of them. */
interface Kinds {
  person: string;
  kinds: string[];
}

export type TasksCommand =
  | { type: 'takeTask'; deadline: string; person: string }
  | { type: 'releaseTask'; deadline: string }
  | ({ type: 'nameDeputy' } & Deputy)
  | { type: 'handOver'; from: string; to: string }
  | { type: 'addPerson'; person: string; organisation: string; roles: OwnRole[] }
  | ({ type: 'optOut' } & Kinds)
  | ({ type: 'optIn' } & Kinds);

export type TasksEvent =
  | { type: 'taskTaken'; deadline: string; person: string }
  | { type: 'taskReleased'; deadline: string; person: string }
  | ({ type: 'deputyNamed' } & Deputy)
  | { type: 'tasksHandedOver'; from: string; to: string; deadlines: string[] }
  | { type: 'personAdded'; person: string; organisation: string; roles: OwnRole[] }
  | ({ type: 'optedOut' } & Kinds)
  | ({ type: 'optedIn' } & Kinds);

export type TasksRefusal =
  | { code: 'taskTakenAlready'; deadline: string; person: string }
  | { code: 'taskNotTaken'; deadline: string }
  | { code: 'taskOver'; deadline: string; status: DeadlineStatus }
  | { code: 'nothingToHandOver'; person: string }
  | { code: 'handOverToOneself'; person: string }
  | { code: 'deputyForOneself'; person: string }
  | { code: 'deputyPeriodReversed'; from: CivilDate; to: CivilDate }
  | { code: 'personKnown'; person: string; organisation: string }
  | { code: 'rolesMissing'; possible: OwnRole[] }
  | { code: 'unknownKind'; kind: string; known: string[] }
  | { code: 'notOptedOut'; person: string };

export type TasksState = Staffing;
