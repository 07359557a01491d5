import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import type { EnvelopeOf } from './envelope.ts';
import type { Doer, ProposedEventOf } from './event.ts';
import type { Role } from './people.ts';
import type { WrongDateOrProof } from './refusal.ts';

/** Who does what, and when it is entered. */
interface Acting {
  envelope: EnvelopeOf<unknown>;
  doer: Doer;
  role: Role | 'process';
  now: Instant;
}

/** What a rule of one command sees: the state, the envelope narrowed to its command, and the time it is decided at. */
export interface ContextOf<S, C> extends Acting {
  state: S;
  envelope: EnvelopeOf<C>;
  command: C;
  today: CivilDate;
}

/** The act itself as an event, dated and signed by the envelope. */
export function actOf<B>({ envelope, doer, role, now }: Acting, engine: number, body: B): ProposedEventOf<B> {
  return {
    body,
    doneOn: envelope.doneOn,
    doneBy: doer,
    recordedBy: { person: envelope.actor.person, role, authenticated: envelope.actor.authenticated },
    recordedAt: now,
    reason: envelope.reason,
    evidence: envelope.evidence,
    engine,
  };
}

/** What follows from an act without anybody deciding it: same persons, no reason of its own. */
export function consequenceOf<B>(acting: Acting, engine: number, body: B, on: CivilDate): ProposedEventOf<B> {
  return { ...actOf(acting, engine, body), doneOn: on, reason: null, evidence: null };
}

/**
 * The engine of what is recorded before there are rules: that a run began. It stays the first one for ever, so that a run which began under
 * an earlier program is decided again as it was.
 */
export const BEFORE_RULES = 1;

/** An event that time brought: nobody did it, nobody recorded it. */
export function broughtByTime<B>(engine: number, body: B, now: Instant): ProposedEventOf<B> {
  return {
    body,
    doneOn: civilDateOf(now),
    doneBy: null,
    recordedBy: { person: null, role: 'time', authenticated: 'none' },
    recordedAt: now,
    reason: null,
    evidence: null,
    engine,
  };
}

/**
 * Done is not recorded: the act's own date is never in the future nor before `earliest` (null: any day), and later entries and entries for
 * others rest on evidence.
 */
export function wrongDateOrProofOf<T extends string>(
  { doneOn, evidence, reason, command }: EnvelopeOf<{ type: T }>,
  {
    today,
    earliest,
    onBehalf,
    needsReason,
  }: { today: CivilDate; earliest: CivilDate | null; onBehalf: boolean; needsReason: boolean },
): WrongDateOrProof<T> | null {
  if (doneOn > today) return { code: 'doneInFuture', doneOn, today };
  if (earliest !== null && doneOn < earliest) return { code: 'doneTooEarly', doneOn, earliest };
  if (evidence === null && doneOn < today) return { code: 'evidenceMissing', because: 'enteredLater', doneOn, today };
  if (evidence === null && onBehalf) return { code: 'evidenceMissing', because: 'onBehalf', doneOn, today };
  return needsReason && reason === null ? { code: 'reasonMissing', command: command.type } : null;
}
