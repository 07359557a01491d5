import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { EvidenceInput } from '#contracts/schemas.ts';
import type { LoadedAgreement } from '../definition/loadAgreement.ts';
import type { TakenOverAct } from '../definition/loadTakeOver.ts';
import type { ActRequest } from '../definition/toCommand.ts';

/** An act's own dates, persons and texts as a person gives them. */
export interface ActAsk {
  /** Default: today. */
  doneOn?: CivilDate | undefined;
  doneBy?: string | undefined;
  reason?: string | undefined;
  evidence?: EvidenceInput | undefined;
}

/** An act as a person gives it, before its texts are put away. */
export interface Ask extends ActAsk {
  request: ActRequest;
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
  /** Person by reference. */
  actor: string;
}
