import type { InnerEvent } from '#core/agreement/events.ts';
import type { AnyBody } from '#core/models.ts';

/** Fields that hold a person's id, in events that are told in words. */
const personFields: ReadonlySet<string> = new Set(['signatory', 'inPlaceOf', 'handler']);

/** The record names persons by id; what is read by people names them by name. */
export function withNames(body: AnyBody, person: (id: string) => string): AnyBody {
  const fields = Object.entries(body).map(([field, value]: [string, unknown]) => [
    field,
    personFields.has(field) && typeof value === 'string' ? person(value) : value,
  ]);
  return Object.fromEntries(fields) as AnyBody;
}

/** The persons whom `withNames` puts names to, also in acts that were taken over. */
export function personsNamed(body: AnyBody): string[] {
  const own = Object.entries(body).flatMap(([field, value]: [string, unknown]) =>
    personFields.has(field) && typeof value === 'string' ? [value] : [],
  );
  return [...own, ...actsIn(body).flatMap((act) => personsNamed(act.body))];
}

/** Of a process that was taken over, what was done before; none of any other event. */
const actsIn = (body: AnyBody): readonly InnerEvent[] =>
  body.type === 'takenOver' ? (body as unknown as { acts: readonly InnerEvent[] }).acts : [];
