/** What this part of the agreement says, as data. */
export type ConsultationTerms = Record<string, never>;

export type ConsultationCommand = never;

export type ConsultationEvent = never;

export type ConsultationRefusal = never;

export type ConsultationState = Record<string, never>;
