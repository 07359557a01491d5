import type { TextRef } from '#core/act/envelope.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';

/** What a mandate lets its auditor read. A process is named by its short id, with everything that belongs to a framework that is named. */
export type MandateScope =
  | { kind: 'all' }
  | { kind: 'organisation'; organisation: string }
  | { kind: 'process'; process: string };

/** What an auditor may read. The decision that it rests on is the act's own evidence, and the body that decided is who did it. */
export interface MandateTerms {
  /** A person's id. */
  auditor: string;
  over: MandateScope;
  /** The time that is audited: what was done or recorded from the first day through the last; null: without bound. */
  from: CivilDate | null;
  until: CivilDate | null;
  /** The last day that it can be used; null: until it is revoked. */
  expiresOn: CivilDate | null;
}

/** What auditors do and are allowed. Notes are in the access chain of the process that they are about, the rest in the system chain. */
export type AuditingBody =
  /** An auditor's own note; `about`: the version of the event it is about, null for the whole. */
  | { type: 'noted'; about: number | null; note: TextRef }
  /** An auditor lets others read a note of theirs; `note`: its version in the same chain. */
  | { type: 'noteShared'; note: number }
  /** `mandate`: a ULID. `by`: the name of the body that decided. */
  | ({ type: 'mandateGranted'; mandate: string; by: string } & MandateTerms)
  | { type: 'mandateRevoked'; mandate: string; by: string };
