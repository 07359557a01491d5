import type { Actor } from '#core/act/envelope.ts';
import type { RecordedBy } from '#core/act/event.ts';
import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import type { AroundBody, AroundEntry } from './events.ts';

/** Something that happened just now and that nobody did on another day or for somebody else. */
export function entryNow(chain: string, body: AroundBody, by: RecordedBy, now: Instant): AroundEntry {
  return { chain, body, doneOn: civilDateOf(now), doneBy: null, recordedBy: by, recordedAt: now, reason: null, evidence: null };
}

/** The system itself. */
export const bySystem: RecordedBy = { person: null, role: 'time', authenticated: 'none' };

/** Somebody who reads or is refused, in a role that need not be one of the process's own. */
export const byActor = (actor: Actor, role: RecordedBy['role']): RecordedBy => ({
  person: actor.person,
  role: actor.authenticated === 'process' ? 'process' : role,
  authenticated: actor.authenticated,
});

/** Somebody who reads, notes or takes away as an auditor. */
export const asAuditor = (person: string): RecordedBy => byActor({ authenticated: 'claimed', person }, 'auditor');
