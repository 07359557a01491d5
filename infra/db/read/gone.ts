import type { StoredEventOf } from '#core/act/event.ts';
import type { Gone, KeepingBody, RetentionRule } from '#core/around/keeping.ts';
import { type GoneMark, groundText } from '#core/texts/keeping.ts';
import { accessChain, isProcessChain, systemChain } from '#contracts/ids.ts';
import type { Db } from '../connect.ts';
import { inChain, scopeOf } from '../scope.ts';
import { storedEvent } from '../storedEvent.ts';
import { type Worlds, worldOf } from '../worlds.ts';
import { resolveTexts } from './texts.ts';

type KeepingEvent = StoredEventOf<KeepingBody>;
type Took = StoredEventOf<Extract<KeepingBody, Gone>>;

/** What no longer is, by id, each with how, when and on what ground it went. */
export interface GoneMarks {
  texts: Record<string, GoneMark>;
  documents: Record<string, GoneMark>;
  persons: Record<string, GoneMark>;
  mails: Record<string, GoneMark>;
}

/** Entries of some types in a chain, oldest first. */
export async function keepingEntries(
  db: Db,
  chains: readonly string[],
  types: readonly KeepingBody['type'][],
): Promise<KeepingEvent[]> {
  const entries: KeepingEvent[] = [];
  for (const chain of chains) {
    const rows = await db
      .selectFrom('event')
      .select(['canonical', 'hash'])
      .where(inChain(chain))
      .where('type', 'in', types)
      .orderBy('version')
      .execute();
    entries.push(...rows.map((row) => storedEvent(row) as KeepingEvent));
  }
  return entries;
}

/** What is gone of a matter, from its access chain and the system's; of a whole world or rehearsal from all of them. */
export async function goneFrom(worlds: Pick<Worlds, 'live' | 'rehearsal'>, chain: string): Promise<GoneMarks> {
  const scope = scopeOf(chain);
  const chains = [...(isProcessChain(chain) ? [accessChain(chain)] : [chain]), systemChain(scope)];
  return marksOf(
    worldOf(worlds, scope),
    scope,
    (await keepingEntries(worldOf(worlds, scope), chains, ['disposed', 'erased'])) as Took[],
  );
}

/** The same of everything in one world or rehearsal. */
export async function goneIn(db: Db, scope: string): Promise<{ marks: GoneMarks; entries: Took[] }> {
  const rows = await db
    .selectFrom('event')
    .select(['canonical', 'hash'])
    .where('rehearsal', '=', scope)
    .where('type', 'in', ['disposed', 'erased'])
    .orderBy('recordedAt')
    .orderBy('chain')
    .orderBy('version')
    .execute();
  const entries = rows.map((row) => storedEvent(row) as Took);
  return { marks: await marksOf(db, scope, entries), entries };
}

/** The rules that hold, with the entry that set them; null where none are set. */
export async function rulesIn(db: Db, scope: string): Promise<{ rules: RetentionRule[]; entry: KeepingEvent } | null> {
  const [newest] = (await keepingEntries(db, [systemChain(scope)], ['retentionRuled'])).toReversed();
  return newest?.body.type === 'retentionRuled' ? { rules: newest.body.rules, entry: newest } : null;
}

async function marksOf(db: Db, scope: string, entries: readonly Took[]): Promise<GoneMarks> {
  const reasons = await resolveTexts(
    db,
    scope,
    entries.flatMap(({ reason }) => reason ?? []),
  );
  const marks: GoneMarks = { texts: {}, documents: {}, persons: {}, mails: {} };
  // The first entry of each tells when it went.
  for (const entry of entries.toReversed()) {
    const { body, doneOn, reason } = entry;
    const ground = body.type === 'disposed' ? groundText(body.ground) : reason === null ? null : (reasons[reason.textId] ?? null);
    const mark: GoneMark = { how: body.type, on: doneOn, by: body.by, ground };
    for (const { textId } of body.texts) marks.texts[textId] = mark;
    for (const id of body.documents) marks.documents[id] = mark;
    for (const id of body.persons) marks.persons[id] = mark;
    for (const id of body.mails) marks.mails[id] = mark;
  }
  return marks;
}
