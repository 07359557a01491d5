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
