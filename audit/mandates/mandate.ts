import type { MandateTerms } from '#core/around/auditing.ts';
import type { AroundEvent } from '#core/around/events.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import { systemChain } from '#contracts/ids.ts';
import { domainNow } from '../../infra/db/around/now.ts';
import type { Db } from '../../infra/db/connect.ts';
import { storedEvent } from '../../infra/db/storedEvent.ts';

/** A mandate with how it was given: on what, and when; and when it was taken back. */
export interface Mandate extends MandateTerms {
  /** ULID. */
  id: string;
  /** The name of the body that decided. */
  by: string;
  grantedOn: CivilDate;
  grantedBy: AroundEvent['doneBy'];
  /** What the decision is found by. */
  evidence: AroundEvent['evidence'];
  recordedAt: Instant;
  recordedBy: AroundEvent['recordedBy'];
  /** Its entry in the system chain. */
  version: number;
  hash: string;
  revokedOn: CivilDate | null;
}

/**
 * Every mandate of one world that there is or was, oldest first, from its system chain itself: there is no copy that could say something else.
 */
export async function allMandates(db: Db, scope: string): Promise<Mandate[]> {
  const rows = await db
    .selectFrom('event')
    .select(['canonical', 'hash'])
    .where('rehearsal', '=', scope)
    .where('type', 'in', ['mandateGranted', 'mandateRevoked'])
    .where('chain', '=', systemChain(scope))
    .orderBy('version')
    .execute();
  const mandates = new Map<string, Mandate>();
  for (const event of rows.map(storedEvent) as unknown as AroundEvent[]) {
    const { body } = event;
    if (body.type === 'mandateGranted') mandates.set(body.mandate, granted(event, body));
    if (body.type === 'mandateRevoked') {
      const known = mandates.get(body.mandate);
      if (known !== undefined) mandates.set(body.mandate, { ...known, revokedOn: known.revokedOn ?? event.doneOn });
    }
  }
  return [...mandates.values()];
}

function granted(
  event: AroundEvent,
  { mandate, by, auditor, over, from, until, expiresOn }: { mandate: string; by: string } & MandateTerms,
): Mandate {
  const { doneOn, doneBy, evidence, recordedAt, recordedBy, version, hash } = event;
  return {
    id: mandate,
    auditor,
    over,
    from,
    until,
    expiresOn,
    by,
    grantedOn: doneOn,
    grantedBy: doneBy,
    evidence,
    recordedAt,
    recordedBy,
    version,
    hash,
    revokedOn: null,
  };
}

export type MandateStatus = 'valid' | 'notYet' | 'expired' | 'revoked';

/** A mandate holds from the day it was given through its last day, and not on the day it is taken back. */
export function statusOf({ grantedOn, expiresOn, revokedOn }: Mandate, today: CivilDate): MandateStatus {
  if (revokedOn !== null && revokedOn <= today) return 'revoked';
  if (expiresOn !== null && expiresOn < today) return 'expired';
  return grantedOn > today ? 'notYet' : 'valid';
}

/** Of somebody's mandates that do not hold, the one that ended last, and the day that says so; null where there never was one. */
export async function endedMandate(
  db: Db,
  scope: string,
  auditor: string,
  today: CivilDate,
): Promise<{ status: Exclude<MandateStatus, 'valid'>; on: CivilDate } | null> {
  const own = (await allMandates(db, scope)).filter((one) => one.auditor === auditor);
  const ended = own.flatMap((one) => {
    const status = statusOf(one, today);
    const on = { valid: null, notYet: one.grantedOn, expired: one.expiresOn, revoked: one.revokedOn }[status];
    return status === 'valid' || on === null ? [] : [{ status, on }];
  });
  return ended.toSorted((a, b) => a.on.localeCompare(b.on)).at(-1) ?? null;
}

/** The newest rehearsal in which somebody has a mandate that holds; null: none. */
export async function rehearsalWithMandate(db: Db, auditor: string): Promise<string | null> {
  const rows = await db
    .selectFrom('event')
    .select('rehearsal')
    .distinct()
    .where('type', '=', 'mandateGranted')
    .orderBy('rehearsal', 'desc')
    .execute();
  for (const { rehearsal } of rows) {
    const today = civilDateOf(await domainNow(db, systemChain(rehearsal)));
    if ((await validMandates(db, rehearsal, auditor, today)).length > 0) return rehearsal;
  }
  return null;
}

export async function validMandates(db: Db, scope: string, auditor: string, today: CivilDate): Promise<Mandate[]> {
  const all = await allMandates(db, scope);
  return all.filter((one) => one.auditor === auditor && statusOf(one, today) === 'valid');
}
