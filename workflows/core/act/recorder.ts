import { ok, refused, type Result } from '#core/result.ts';
import type { Actor } from './envelope.ts';
import type { Doer } from './event.ts';
import type { PersonRoles, Role } from './people.ts';
import type { NotAllowed, NotThatPerson, UnknownPerson } from './refusal.ts';

/** Who enters a command, with the roles it may be entered in. */
export interface Recorder {
  id: string;
  organisation: string;
  roles: (Role | 'process')[];
}

/** What a role may do with a command: its organisation's own acts, others' acts on their behalf with evidence, or nothing. */
export type Permission = 'own' | 'onBehalf' | 'no';

/** The coordinator records on behalf of others; members of an organisation record its own acts; auditors change nothing. */
export function permissionOf(role: Role, isCoordinatorsAct: boolean): Permission {
  switch (role) {
    case 'auditor':
      return 'no';
    case 'coordinator':
      return isCoordinatorsAct ? 'own' : 'onBehalf';
    case 'signatory':
    case 'handler':
    case 'registrar':
      return isCoordinatorsAct ? 'no' : 'own';
  }
}

/** `needed`: who may, in the kind's own words. */
export function notAllowed<T extends string, N>(command: T, { id, roles, organisation }: Recorder, needed: N): NotAllowed<T, N> {
  return { code: 'notAllowed', command, person: id, roles: roles.filter((role) => role !== 'process'), organisation, needed };
}

/** The organisation of the person who coordinates; empty where nobody known does. */
export function coordinatorsOrganisation({
  people,
  coordinator,
}: {
  people: readonly PersonRoles[];
  coordinator: string;
}): string {
  return people.find(({ id }) => id === coordinator)?.organisation ?? '';
}

export function unknownPerson(people: readonly PersonRoles[], field: string, person: string): UnknownPerson {
  return { code: 'unknownPerson', field, person, known: people.map(({ id }) => id) };
}

/**
 * Who records: somebody of `people`, whoever holds a link for an organisation, or another process, which acts for `processActsFor`; null for
 * a stranger.
 */
export function recorderAmong(people: readonly PersonRoles[], actor: Actor, processActsFor: string): Recorder | null {
  if (actor.authenticated === 'link') return { id: actor.person, organisation: actor.organisation, roles: ['handler'] };
  if (actor.authenticated === 'process') return { id: actor.person, organisation: processActsFor, roles: ['process'] };
  return people.find(({ id }) => id === actor.person) ?? null;
}

/** Whose act it was: one of the organisations whose act it can be, the body that the command names, the person where known. */
export function doerAmong(
  people: readonly PersonRoles[],
  {
    organisations,
    body,
    doneBy,
    recorder,
  }: { organisations: readonly string[]; body: string | null; doneBy: string | null; recorder: Recorder },
): Result<Doer, UnknownPerson | NotThatPerson> {
  const doer = doneBy === null ? null : people.find(({ id }) => id === doneBy);
  if (doer === undefined) return refused(unknownPerson(people, 'doneBy', doneBy ?? ''));
  if (doer !== null && !organisations.includes(doer.organisation))
    return refused({ code: 'notThatPerson', field: 'doneBy', person: doer.id, organisation: organisations.join(', ') });
  const recorders = organisations.find((id) => id === recorder.organisation);
  const organisation = doer?.organisation ?? recorders ?? organisations[0] ?? recorder.organisation;
  return ok({ organisation, body, person: doneBy });
}
