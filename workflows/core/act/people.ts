export type Role = 'coordinator' | 'signatory' | 'handler' | 'registrar' | 'auditor';

export interface Body {
  id: string;
  title: string;
}

export interface Organisation {
  id: string;
  title: string;
  bodies: Body[];
  /** Whether it wants notices about dates that are only watched. */
  acceptsNotices: boolean;
  /** Person told from `escalateFromDaysOverdue` on, where the organisation named one. */
  superior: string | null;
  /** Its own registration number (diarienummer) for this matter. */
  registrationNumber: string | null;
}

/** A person by reference only: names and addresses never reach a workflow. */
export interface PersonRoles {
  id: string;
  organisation: string;
  roles: Role[];
}
