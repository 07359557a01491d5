import type { CivilDate } from '#core/calendar/civilDate.ts';

/** A text somebody wrote, kept outside the record: its id and SHA-256(salt ‖ text). */
export interface TextRef {
  textId: string;
  commitment: string;
}

/** What an entry rests on: a document by the SHA-256 of its file, or a reference somebody wrote. */
export type Evidence = { kind: 'document'; sha256: string } | { kind: 'reference'; text: TextRef };

/** Who records an act. */
export type Actor =
  /** A person who says who they are. */
  | { authenticated: 'claimed'; person: string }
  /** Whoever opened the link that was sent to an organisation, and stated their name and role: a handler of it for this one task. */
  | { authenticated: 'link'; person: string; organisation: string; link: string }
  /** Another process of the system, such as a framework that opens its year; `person` is its chain id. */
  | { authenticated: 'process'; person: string };

/** A command as it is sent: what, who enters it, and the act's own date and person. */
export interface EnvelopeOf<C> {
  commandId: string;
  actor: Actor;
  /** The day the act was done; never in the future. */
  doneOn: CivilDate;
  /** The person who did it, where that is known; the organisation follows from the command. */
  doneBy: string | null;
  reason: TextRef | null;
  evidence: Evidence | null;
  command: C;
}
