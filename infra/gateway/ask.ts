import type { Actor } from '#core/act/envelope.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { EvidenceInput } from '#contracts/schemas.ts';
import type { AnyRequest, Directory } from '../definition/commandMaker.ts';
import type { LoadedAgreement } from '../definition/loadAgreement.ts';
import type { TakenOverAct } from '../definition/loadTakeOver.ts';

/** An act's own dates, persons and texts as a person gives them. */
export interface ActAsk {
  /** Default: today. */
  doneOn?: CivilDate | undefined;
  doneBy?: string | undefined;
  reason?: string | undefined;
  evidence?: EvidenceInput | undefined;
}

/** An act as a person gives it, before its texts are put away. Its input has passed the schema of the kind of process that it is for. */
export interface Ask extends ActAsk {
  request: AnyRequest;
}

/** What opens a process of any kind: its file as loaded. */
export interface AnyOpeningAsk extends ActAsk {
  loaded: Directory;
}

/** What opens an agreement: its file as loaded, and what happened before this system took it over. */
export interface OpeningAsk extends ActAsk {
  loaded: LoadedAgreement;
  takeOver: readonly PastAsk[] | null;
}

/** A past act of a take-over. */
export type PastAsk = TakenOverAct;

export interface Sender {
  /** Chosen by the sender; the same act sent again under it happens once. */
  commandId: string;
  /** Who sends it: a person by reference, or whoever opened the link that was sent to an organisation. */
  actor: string | Extract<Actor, { authenticated: 'link' }>;
}
