import type { Doer, RecordedBy } from '#core/act/event.ts';
import type { Organisation, PersonRoles } from '#core/act/people.ts';
import type { Db } from '../../infra/db/connect.ts';
import { type MatterRow, mattersIn, personsKept } from '../../infra/db/read/holdings.ts';

/** Why somebody or some body cannot act on what is kept. */
export type WhoRefusal =
  | { code: 'unknownPerson'; person: string; known: string[] }
  /** Only registrars and coordinators record what is done with the record. */
  | { code: 'notAKeeper'; person: string; roles: string[]; known: string[] }
  /** What was given as a body is somebody's name. */
  | { code: 'personAsBody'; given: string };

export type Recorder = { ok: true; recordedBy: RecordedBy } | { ok: false; refusal: WhoRefusal };

export type Who = { ok: true; by: string; doneBy: Doer | null; recordedBy: RecordedBy } | { ok: false; refusal: WhoRefusal };

const keepers = ['registrar', 'coordinator'] as const;

interface Defined {
  definition: { people: readonly PersonRoles[]; organisations: readonly Organisation[] };
}

/**
 * Who records, and for which body. The body may be any: an archive authority need not take part in any matter. Where a matter knows it by its
 * id or title, the record says which it is.
 */
export async function whoActs(db: Db, scope: string, { as, by }: { as: string; by: string }): Promise<Who> {
  const recorder = await whoRecords(db, scope, as);
  if (!recorder.ok) return recorder;
  const people = await personsKept(db, scope);
  if (people.some(({ id, name }) => id === by || name.toLowerCase() === by.toLowerCase()))
    return { ok: false, refusal: { code: 'personAsBody', given: by } };
  return { ...recorder, ...bodyOf(await mattersIn(db, scope), by) };
}

/** Who records for the system itself: a registrar or a coordinator of some matter. */
export async function whoRecords(db: Db, scope: string, as: string): Promise<Recorder> {
  const matters = await mattersIn(db, scope);
  const people = await personsKept(db, scope);
  const rolesOf = (person: string) => [...new Set(peopleOf(matters).flatMap((one) => (one.id === person ? one.roles : [])))];
  const known = people.map(({ id }) => id);
  if (!known.includes(as)) return { ok: false, refusal: { code: 'unknownPerson', person: as, known } };
  const roles = rolesOf(as);
  const role = keepers.find((one) => roles.includes(one));
  if (role === undefined) {
    const may = known.filter((one) => keepers.some((keeper) => rolesOf(one).includes(keeper)));
    return { ok: false, refusal: { code: 'notAKeeper', person: as, roles, known: may } };
  }
  return { ok: true, recordedBy: { person: as, role, authenticated: 'claimed' } };
}

const definitionOf = ({ state }: MatterRow): Defined['definition'] => (state as unknown as Defined).definition;

/** With those that joined after the opening. */
function peopleOf(matters: readonly MatterRow[]): PersonRoles[] {
  return matters.flatMap((matter) => {
    const { tasks } = matter.state as { tasks?: { people?: readonly PersonRoles[] } };
    return [...definitionOf(matter).people, ...(tasks?.people ?? [])];
  });
}

function bodyOf(matters: readonly MatterRow[], by: string): { by: string; doneBy: Doer | null } {
  const isIt = ({ id, title }: { id: string; title: string }): boolean => id === by || title.toLowerCase() === by.toLowerCase();
  for (const organisation of matters.flatMap((matter) => definitionOf(matter).organisations)) {
    const body = organisation.bodies.find(isIt);
    if (body !== undefined) return { by: body.title, doneBy: { organisation: organisation.id, body: body.id, person: null } };
    if (isIt(organisation))
      return { by: organisation.title, doneBy: { organisation: organisation.id, body: null, person: null } };
  }
  return { by, doneBy: null };
}
