import type { Instant } from '#core/calendar/instant.ts';
import { rehearsalOf } from '#contracts/ids.ts';
import type { Db } from '../connect.ts';
import { inChain } from '../scope.ts';
import { type Worlds, worldOf } from '../worlds.ts';
import { agreementState } from './agreements.ts';
import { processState } from './processes.ts';
import { groundsOf } from './markings.ts';
import { handedOut } from './shown.ts';

type Both = Pick<Worlds, 'live' | 'rehearsal'>;

export interface Draft {
  name: string;
  content: unknown;
  writtenBy: string;
  writtenAt: Instant;
}

/**
 * Whether a person belongs to an organisation's room in a matter. The coordinator and auditors are outside it, also where they work in the
 * same organisation: who does nothing else for it there sees nothing of its drafts.
 */
export async function isOfRoom(worlds: Both, chain: string, organisation: string, person: string): Promise<boolean> {
  const state = await agreementState(worlds, chain);
  const found = state?.definition.people.find(({ id }) => id === person);
  const works = found?.roles.some((role) => role === 'signatory' || role === 'handler' || role === 'registrar') === true;
  return works && found.organisation === organisation;
}

/** The drafts in an organisation's room, by name. Whoever calls has seen to it that they are of that room. */
export async function drafts(worlds: Both, chain: string, organisation: string): Promise<Draft[]> {
  const kept = await worldOf(worlds, rehearsalOf(chain) ?? '')
    .selectFrom('roomDraft')
    .select(['name', 'content', 'writtenBy', 'writtenAt'])
    .where(inChain(chain))
    .where('organisation', '=', organisation)
    .orderBy('name')
    .execute();
  handedOut(
    'texts',
    { chain },
    kept.map(({ name }) => `${organisation}/${name}`),
  );
  return kept;
}

export async function draft(worlds: Both, chain: string, organisation: string, name: string): Promise<Draft | null> {
  return (await drafts(worlds, chain, organisation)).find((one) => one.name === name) ?? null;
}

/** The organisation that the directory says a person is of; null for a stranger. */
export async function organisationOf(db: Db, scope: string, person: string): Promise<string | null> {
  const row = await db
    .selectFrom('person')
    .select('organisation')
    .where('rehearsal', '=', scope)
    .where('id', '=', person)
    .executeTakeFirst();
  return row?.organisation ?? null;
}

export interface ReadDocument {
  name: string;
  mediaType: string;
  content: Buffer;
}

/** A file that is marked as secret, on these grounds: whoever may read it asks for it as such. */
export interface MarkedDocument {
  marked: string[];
}

/**
 * A file, for somebody of an organisation that owns it or that it was sent to, or for an auditor of a matter that it was sent in. Null
 * otherwise: whether there is such a file is nobody else's. One that the reader's organisation has marked, or for an auditor anybody, is
 * handed over only `withMarked`.
 */
export async function readableDocument(
  worlds: Both,
  db: Db,
  scope: string,
  sha256: string,
  person: string,
  { withMarked = false }: { withMarked?: boolean } = {},
): Promise<ReadDocument | MarkedDocument | null> {
  const access = await db
    .selectFrom('documentAccess')
    .select(['organisation', 'chain'])
    .where('rehearsal', '=', scope)
    .where('sha256', '=', sha256)
    .execute();
  if (access.length === 0) return null;
  const organisation = await organisationOf(db, scope, person);
  const isTheirs = access.some((one) => one.organisation === organisation);
  const matters = [...new Set(access.map(({ chain }) => chain))].filter((chain) => chain !== '');
  if (!isTheirs && !(await isAuditorOfAny(worlds, matters, person))) return null;
  const row = await db
    .selectFrom('document')
    .select(['name', 'mediaType', 'content'])
    .where('rehearsal', '=', scope)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  if (row === undefined) return null;
  const marked = withMarked ? undefined : (await groundsOf(db, scope, [sha256], isTheirs ? organisation : null)).get(sha256);
  if (marked !== undefined) return { marked };
  // One that has been sent in no matter belongs to none.
  if (matters.length === 0) handedOut('documents', { scope }, [sha256]);
  for (const chain of matters) handedOut('documents', { chain }, [sha256]);
  return row;
}

async function isAuditorOfAny(worlds: Both, chains: readonly string[], person: string): Promise<boolean> {
  for (const chain of chains) {
    const people = (await processState(worlds, chain))?.state.definition.people ?? [];
    if (people.some(({ id, roles }) => id === person && roles.includes('auditor'))) return true;
  }
  return false;
}
