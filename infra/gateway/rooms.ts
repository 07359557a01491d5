import type { Instant } from '#core/calendar/instant.ts';
import type { Db } from '../db/connect.ts';
import { organisationOf } from '../db/read/rooms.ts';
import type { NewDocument } from '../db/write/documents.ts';
import { type NewDraft, putDraft, putOwnDocument } from '../db/write/rooms.ts';
import { Unacceptable } from '../db/write/texts.ts';

/** Keeps a draft. Whoever calls has seen to it that its writer is of that room. */
export const keepDraft = (db: Db, draft: NewDraft): Promise<void> => putDraft(db, draft);

/** What came of a file: kept in the room, or why not. `notTheirs`: the person is not of that organisation. */
export type Kept = { kind: 'kept'; sha256: string } | { kind: 'notTheirs' } | { kind: 'unacceptable'; why: string };

/** Keeps a file of the live world in the room of the person's own organisation, and in no other. */
export async function keepDocument(
  db: Db,
  room: { organisation: string; person: string },
  document: NewDocument,
  at: Instant,
): Promise<Kept> {
  if ((await organisationOf(db, '', room.person)) !== room.organisation) return { kind: 'notTheirs' };
  try {
    return { kind: 'kept', sha256: await putOwnDocument(db, '', room.organisation, document, at) };
  } catch (error) {
    if (error instanceof Unacceptable) return { kind: 'unacceptable', why: error.message };
    throw error;
  }
}
