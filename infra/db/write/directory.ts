import { type Insertable, sql } from 'kysely';
import type { Db } from '../connect.ts';
import type { OrganisationTable, PersonTable } from '../tables.ts';

export type NewPerson = Omit<Insertable<PersonTable>, 'rehearsal'>;
export type NewOrganisation = Omit<Insertable<OrganisationTable>, 'rehearsal'>;

/** An id that stands for somebody else already. */
export interface Conflict {
  id: string;
  field: 'name' | 'title' | 'organisation';
  stored: string;
  given: string;
}

/** What becomes of the addresses of those who are stored already. */
export type OfKnown = 'update' | 'keep';

/**
 * Adds people and brings addresses up to date, or keeps those that are stored. An id that has another name or organisation stored is a conflict: then nothing is
 * written, and every conflict is returned. Empty: written.
 */
export async function putPeople(
  db: Db,
  scope: string,
  people: readonly NewPerson[],
  ofKnown: OfKnown = 'update',
): Promise<Conflict[]> {
  if (people.length === 0) return [];
  return alone(db, scope, async (trx) => {
    const ids = people.map((person) => person.id);
    const stored = await trx.selectFrom('person').selectAll().where('rehearsal', '=', scope).where('id', 'in', ids).execute();
    const conflicts = conflictsOf(stored, people, ['name', 'organisation']);
    if (conflicts.length > 0) return conflicts;
    await trx
      .insertInto('person')
      .values(people.map((person) => ({ ...person, rehearsal: scope })))
      .onConflict((conflict) =>
        ofKnown === 'keep'
          ? conflict.doNothing()
          : conflict.columns(['rehearsal', 'id']).doUpdateSet((row) => ({ email: row.ref('excluded.email') })),
      )
      .execute();
    return [];
  });
}

/** The same for organisations: the id decides who it is, its title must agree, the registrar's name and address may change. */
export async function putOrganisations(
  db: Db,
  scope: string,
  organisations: readonly NewOrganisation[],
  ofKnown: OfKnown = 'update',
): Promise<Conflict[]> {
  if (organisations.length === 0) return [];
  return alone(db, scope, async (trx) => {
    const ids = organisations.map((organisation) => organisation.id);
    const stored = await trx
      .selectFrom('organisation')
      .selectAll()
      .where('rehearsal', '=', scope)
      .where('id', 'in', ids)
      .execute();
    const conflicts = conflictsOf(stored, organisations, ['title']);
    if (conflicts.length > 0) return conflicts;
    await trx
      .insertInto('organisation')
      .values(organisations.map((organisation) => ({ ...organisation, rehearsal: scope })))
      .onConflict((conflict) =>
        ofKnown === 'keep'
          ? conflict.doNothing()
          : conflict.columns(['rehearsal', 'id']).doUpdateSet((row) => ({
              registrarName: row.ref('excluded.registrarName'),
              registrarEmail: row.ref('excluded.registrarEmail'),
            })),
      )
      .execute();
    return [];
  });
}

/** One writer of a directory at a time, in the caller's transaction where there is one: so nobody comes between looking and writing. */
function alone<T>(db: Db, scope: string, work: (trx: Db) => Promise<T>): Promise<T> {
  const locked = async (trx: Db) => {
    await sql`select pg_advisory_xact_lock(hashtext('directory'), hashtext(${scope}))`.execute(trx);
    return work(trx);
  };
  return db.isTransaction ? locked(db) : db.transaction().execute(locked);
}

function conflictsOf<Row extends { id: string }, Field extends Conflict['field'] & keyof Row>(
  stored: readonly Pick<Row, 'id' | Field>[],
  given: readonly Row[],
  fields: readonly Field[],
): Conflict[] {
  const known = new Map(stored.map((row) => [row.id, row]));
  return given.flatMap((row) =>
    fields.flatMap((field) => {
      const before = known.get(row.id);
      if (before === undefined || before[field] === row[field]) return [];
      return [{ id: row.id, field, stored: String(before[field]), given: String(row[field]) }];
    }),
  );
}
