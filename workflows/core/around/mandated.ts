import { addDays, addYears, type CivilDate } from '#core/calendar/civilDate.ts';
import type { AroundEvent } from './events.ts';
import type { Keep } from './keeping.ts';

/** A mandate as it keeps names: whoever may read by it, and whoever gave or entered it, can be named as long as it is asked about. */
export interface MandateKept {
  /** A ULID. */
  mandate: string;
  /** Ids of persons. */
  auditor: string;
  grantedBy: string[];
  /** The last day that it can be used; null: until it is revoked. */
  expiresOn: CivilDate | null;
  revokedOn: CivilDate | null;
}

/** Takes an entry of the system's chain in, given what the entries before it say. */
export function mandatesAfter(before: readonly MandateKept[], { body, doneOn, doneBy, recordedBy }: MandateEntry): MandateKept[] {
  if (body.type === 'mandateGranted') {
    const { mandate, auditor, expiresOn } = body;
    const grantedBy = [doneBy?.person ?? null, recordedBy.person].flatMap((person) => person ?? []);
    return [...before, { mandate, auditor, grantedBy, expiresOn, revokedOn: null }];
  }
  if (body.type !== 'mandateRevoked') return [...before];
  return before.map((one) => (one.mandate === body.mandate ? { ...one, revokedOn: one.revokedOn ?? doneOn } : one));
}

type MandateEntry = Pick<AroundEvent, 'body' | 'doneOn' | 'doneBy' | 'recordedBy'>;

/** The first day on which a mandate no longer opens anything; null: it has no end yet. */
export function mandateEndsOn({ expiresOn, revokedOn }: Pick<MandateKept, 'expiresOn' | 'revokedOn'>): CivilDate | null {
  const expired = expiresOn === null ? null : addDays(expiresOn, 1);
  if (expired === null || revokedOn === null) return expired ?? revokedOn;
  return expired < revokedOn ? expired : revokedOn;
}

/**
 * The first day on which a mandate lets the names in it go: as many years after its end as persons are kept after their matters have closed.
 * Null while it has no end, and where no rule lets persons go. What was read or handed out by it is explained by it until then.
 */
export function mandateFreesOn(mandate: Pick<MandateKept, 'expiresOn' | 'revokedOn'>, persons: Keep | null): CivilDate | null {
  const endsOn = mandateEndsOn(mandate);
  return endsOn === null || persons === null || persons.for === 'ever' ? null : addYears(endsOn, persons.years);
}

/** A mandate that a name is kept for, and until when; null: nothing says until when. */
export type KeptFor = MandateKept & { freesOn: CivilDate | null };

/** The mandates that somebody must still be named for on a day. */
export const mandatesKeeping = (
  mandates: readonly MandateKept[],
  person: string,
  persons: Keep | null,
  today: CivilDate,
): KeptFor[] =>
  mandates
    .filter(({ auditor, grantedBy }) => auditor === person || grantedBy.includes(person))
    .map((one) => ({ ...one, freesOn: mandateFreesOn(one, persons) }))
    .filter(({ freesOn }) => freesOn === null || freesOn > today);
