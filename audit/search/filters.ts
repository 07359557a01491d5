import type { CivilDate } from '#core/calendar/civilDate.ts';

/** What is looked for: everything given has to hold. A process is given by its short or full id. */
export interface Filters {
  /** A person's id or a part of their name: who did it, who recorded it, or who it speaks of. */
  person?: string;
  /** A body's id or a part of its name. */
  body?: string;
  /** An organisation's id or a part of its name. */
  organisation?: string;
  /** A registration number of any organisation's: everything in the matters that carry it. */
  number?: string;
  doneFrom?: CivilDate;
  doneTo?: CivilDate;
  /** Swedish days. */
  recordedFrom?: CivilDate;
  recordedTo?: CivilDate;
  /** Codes of kinds of event; any of them. */
  types?: readonly string[];
  /** Of the minutes: `14` or `§ 14`. */
  paragraph?: string;
  /** The beginning of a document's SHA-256, at least eight characters, or a part of its name. */
  document?: string;
  /** What somebody wrote holds this; case does not count. Texts that have been erased are not found. */
  word?: string;
  process?: string;
  /** Also what happened around processes: refusals, notices, reads, exports, mandates. */
  around?: boolean;
}
