import type { Command, PastAct } from '#core/agreement/commands.ts';
import type { Db } from '../db/connect.ts';
import { type Conflict, type OfKnown, putOrganisations, putPeople } from '../db/write/directory.ts';
import type { Directory } from '../definition/commandMaker.ts';
import { type PutText, toCommand } from '../definition/toCommand.ts';
import type { OpeningAsk } from './ask.ts';

class DirectoryConflicts extends Error {
  readonly conflicts: Conflict[];
  constructor(conflicts: Conflict[]) {
    super('ids that stand for somebody else already');
    this.conflicts = conflicts;
  }
}

/** The people and organisations of a file, all or none: an id that stands for somebody else already is a conflict. */
export async function putDirectory(
  db: Db,
  scope: string,
  { people, organisations }: Directory,
  ofKnown: OfKnown,
): Promise<Conflict[]> {
  const organisationRows = organisations.map(({ id, title, registrar }) => ({
    id,
    title,
    registrarName: registrar.name,
    registrarEmail: registrar.email,
  }));
  const personRows = people.map(({ id, organisation, name, email }) => ({ id, organisation, name, email }));
  try {
    await db.transaction().execute(async (trx) => {
      const conflicts = [
        ...(await putOrganisations(trx, scope, organisationRows, ofKnown)),
        ...(await putPeople(trx, scope, personRows, ofKnown)),
      ];
      if (conflicts.length > 0) throw new DirectoryConflicts(conflicts);
    });
    return [];
  } catch (error) {
    if (error instanceof DirectoryConflicts) return error.conflicts;
    throw error;
  }
}

/** The command that opens an agreement, with what happened before. */
export async function openingCommand(ask: OpeningAsk, keep: PutText): Promise<Extract<Command, { type: 'open' }>> {
  const { definition, versionHash } = ask.loaded;
  if (ask.takeOver === null) return { type: 'open', definition, versionHash, takeOver: null };
  const takeOver: PastAct[] = [];
  for (const { request, doneOn, doneBy, reason } of ask.takeOver) {
    takeOver.push({
      command: await toCommand(request, keep),
      doneOn,
      doneBy: doneBy ?? null,
      reason: reason === undefined ? null : await keep(reason),
    });
  }
  return { type: 'open', definition, versionHash, takeOver };
}
