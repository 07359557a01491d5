import type { StoredEventOf } from '#core/act/event.ts';
import { modelOf, type AnyBody, type ProcessState } from '#core/models.ts';
import type { ReferralEvent } from '#core/referral/events.ts';
import { isOwnHandling } from '#core/referral/seen.ts';

// What one organisation has of a matter, as its own register would list it. Sending is an act: what an act was sent with came in to whoever
// it was sent to, went out from whose act it was, and what went to nobody was drawn up there.

export type Direction = 'in' | 'out' | 'drawnUp';

/** An act from one organisation to others. */
export interface Dispatch {
  from: string;
  /** Organisations, without the sender; empty where it stayed in its own. */
  to: string[];
}

/** What follows from an act, or tells of the system itself: no act of any organisation's. */
const consequences: ReadonlySet<string> = new Set([
  'runStarted',
  'phaseBegan',
  'messageDelivered',
  'dateReckoned',
  'versionAgreed',
  'amendmentInForce',
  'yearOpening',
  'yearOpened',
  'yearNotOpened',
  'yearNoted',
]);

/** Null for what nobody did. */
export function dispatchOf(event: StoredEventOf<AnyBody>, matter: ProcessState): Dispatch | null {
  const { body, doneBy } = event;
  if (doneBy === null || consequences.has(body.type)) return null;
  const from = putBy(body, matter) ?? doneBy.organisation;
  const to = new Set(receiversOf(event, matter));
  to.delete(from);
  return { from, to: [...to] };
}

const questions: ReadonlySet<string> = new Set(['opened', 'askedMore', 'resent', 'reconsulted']);

/** A question comes from who asks it, whoever runs its handling here; null for all else. */
const putBy = (body: AnyBody, { kind, state }: ProcessState): string | null =>
  kind === 'referral' && questions.has(body.type) ? state.definition.asker.organisation : null;

/** Which way it went, seen from one organisation; null where it never had it. */
export function directionFor(organisation: string, { from, to }: Dispatch): Direction | null {
  if (from === organisation) return to.length > 0 ? 'out' : 'drawnUp';
  return to.includes(organisation) ? 'in' : null;
}

function receiversOf(event: StoredEventOf<AnyBody>, matter: ProcessState): string[] {
  const named = receiversNamed(event.body);
  if (named !== null) return named;
  if (matter.kind === 'referral') return receiversInReferral(event as ReferralEvent, matter);
  const { definition } = matter.state;
  const known = new Set(definition.organisations.map(({ id }) => id));
  return [
    ...definition.parties.map(({ organisation }) => organisation),
    ...concernedBy(event.body, matter),
    ...idsIn(event.body, known),
  ];
}

/** An act that says whom it was sent to was sent to nobody else. */
function receiversNamed(body: AnyBody): string[] | null {
  const { to } = body as { to?: unknown };
  if (Array.isArray(to)) return to.map(String);
  return body.type === 'papersSent' && typeof to === 'string' ? [to] : null;
}

/** Whoever owes a deadline and whoever it is owed to have what is said of it. */
function concernedBy(body: AnyBody, { kind, state }: ProcessState): string[] {
  const { deadline } = body as { deadline?: unknown };
  const found = modelOf(kind)
    .deadlines(state)
    .find(({ id }) => id === deadline);
  return found === undefined ? [] : [found.debtor, found.creditor];
}

function receiversInReferral(
  event: ReferralEvent,
  { state: { definition } }: Extract<ProcessState, { kind: 'referral' }>,
): string[] {
  const { body } = event;
  // A body's own handling stays in its organisation until it answers.
  if (isOwnHandling(body)) return [];
  const asker = definition.asker.organisation;
  switch (body.type) {
    case 'opened':
      return [asker, ...body.definition.asked.map(({ organisation }) => organisation)];
    case 'askedMore':
    case 'resent':
    case 'reconsulted':
    case 'suspended':
    case 'resumed':
    case 'withdrawn':
      return [asker, ...body.organisations];
    case 'answered':
    case 'declined':
    case 'extensionAsked':
      return [asker];
    case 'extensionGranted':
    case 'extensionRefused':
      return [asker, body.organisation];
    case 'taskTaken':
    case 'closed':
      return [];
    default:
      return [asker];
  }
}

/** Organisations that a body names, as values or as keys. The definition that an agreement opened with names all of them and is sent to its parties. */
function idsIn(body: AnyBody, known: ReadonlySet<string>): string[] {
  if (body.type === 'opened' || body.type === 'takenOver' || body.type === 'revised') return [];
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      if (known.has(value)) found.add(value);
    } else if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        if (known.has(key)) found.add(key);
        look(inner);
      }
  };
  look(body);
  return [...found];
}
