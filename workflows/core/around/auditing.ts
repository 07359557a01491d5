import type { TextRef } from '#core/act/envelope.ts';

/** What auditors do and are allowed. Notes are in the access chain of the process that they are about, the rest in the system chain. */
export type AuditingBody =
  /** An auditor's own note; `about`: the version of the event it is about, null for the whole. */
  { type: 'noted'; about: number | null; note: TextRef };
