import type { TextRef } from '#core/act/envelope.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';

/** What is kept, by kind. What each is: `keptKinds` in retention.ts. */
export type KeptKind =
  | 'events'
  | 'accessEntries'
  | 'checkpoints'
  | 'keptCopies'
  | 'decisions'
  | 'texts'
  | 'documents'
  | 'persons'
  | 'mails'
  | 'notices'
  | 'drafts'
  | 'links'
  | 'rehearsals';

/** A decision by what it can be found by. `body`: its name; bodies are named in the record, persons never. */
export interface Ground {
  body: string;
  decidedOn: CivilDate;
  /** Of the minutes: `12`, which is shown as § 12; null where it has none. */
  paragraph: string | null;
}

/** How long: for ever, or so many years after the day of recording (of a mail: of sending), or after what it belongs to was closed. */
export type Keep = { for: 'ever' } | { for: 'years'; years: number; after: 'recorded' | 'closed' };

export interface RetentionRule {
  kind: KeptKind;
  keep: Keep;
  ground: Ground;
}

/** What is gone, by what the record calls it. Of a person: name and address. Of a mail: address, subject and words. */
export interface Gone {
  texts: TextRef[];
  /** Hex SHA-256. */
  documents: string[];
  persons: string[];
  mails: string[];
  notices: string[];
  /** What somebody stated by a link, by its id. */
  stated: string[];
  drafts: { organisation: string; name: string }[];
}

/** What was asked to be erased. */
export interface Erasing {
  kind: 'person' | 'text' | 'document' | 'mail';
  id: string;
}

/** Something that a discloser kept back, and the ground named for it, such as `OSL 21 kap. 1 §`. */
export interface Withheld {
  /** An entry by its version, a file by its SHA-256, a text or a mail by its id. */
  what:
    | { kind: 'entry'; version: number }
    | { kind: 'document'; sha256: string }
    | { kind: 'text'; textId: string }
    | { kind: 'mail'; id: string };
  /** A passage of it; else the whole. */
  passage: boolean;
  ground: string;
}

/** How the record is kept, handed out and disposed of. Recorded in the access chain of the process concerned, else in the system chain. */
export type KeepingBody =
  /** The whole history of a run that has ended was put away. */
  | { type: 'runArchived'; runId: string; events: number; sha256: string }
  /** The record, or a list of it, was handed out as a file. `head`: what it reaches to; `marked`: how many files that are marked as secret are in it. */
  | { type: 'exported'; what: string; sha256: string; head: { version: number; hash: string } | null; marked?: number }
  /** How long each kind is kept from now on; the whole of it, so the newest holds alone. */
  | { type: 'retentionRuled'; rules: RetentionRule[]; sha256: string }
  /** Disposed of by a rule. `by`: the body that did it. */
  | ({ type: 'disposed'; kind: KeptKind; by: string; keep: Extract<Keep, { for: 'years' }>; ground: Ground } & Gone)
  /** Erased on a ground of its own, which is the entry's reason. `by`: the body that decided it. */
  | ({ type: 'erased'; asked: Erasing; by: string } & Gone)
  /** An organisation marked a file as secret on a ground, or took the marking away (null). It hides; it never decides disclosure by itself. */
  | { type: 'documentMarked'; sha256: string; organisation: string; ground: string | null }
  /** One organisation's documents and entries were handed out; `to`: who asked, null where nobody need say. */
  | {
      type: 'disclosed';
      organisation: string;
      by: string;
      to: TextRef | null;
      from: CivilDate | null;
      until: CivilDate | null;
      /** Versions of the entries listed. */
      entries: number[];
      documents: string[];
      withheld: Withheld[];
      sha256: string;
      head: { version: number; hash: string };
    };
