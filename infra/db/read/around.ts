import type { StoredEventOf } from '#core/act/event.ts';
import type { AroundBody, AroundEvent } from '#core/around/events.ts';
import { ownNotes } from '#core/around/ownNotes.ts';
import type { ProcessState } from '#core/models.ts';
import { aroundAsSeen } from '#core/referral/seenAround.ts';
import type { OwnHandling, Sees } from '#core/referral/seen.ts';
import { inChain, scopeOf } from '../scope.ts';
import { type Worlds, worldOf } from '../worlds.ts';
import { storedEvent } from '../storedEvent.ts';
import { events, resolvePeople } from './log.ts';

type Both = Pick<Worlds, 'live' | 'rehearsal'>;

/** An entry as it is shown: of a referral, what is another body's own handling is not. */
export type ShownAround = StoredEventOf<AroundBody | OwnHandling>;

/** A page of an access or system chain, with what is needed to show it to somebody. */
export interface AroundPage {
  events: ShownAround[];
  people: Record<string, string>;
  texts: Record<string, string>;
}

/** In order, from after a version on. `sees`: of a referral, whose own handling whoever looks may see. */
export async function aroundEvents(
  worlds: Both,
  chain: string,
  query: { after?: number; limit?: number },
  seen: { process: ProcessState; sees: Sees } | null = null,
): Promise<AroundPage> {
  const own = await notesKeptOwn(worlds, chain);
  const asShown = (event: AroundEvent): ShownAround => asSeenBy(withoutOwnNote(event, own), seen);
  const page = await events<AroundBody>(worlds, chain, { ...query, seen: asShown });
  const scope = scopeOf(chain);
  const told = await resolvePeople(
    worldOf(worlds, scope),
    scope,
    page.events.flatMap(({ body }) => peopleTold(body)),
  );
  return { events: page.events, texts: page.texts, people: { ...page.people, ...told } };
}

const asSeenBy = (event: AroundEvent, seen: { process: ProcessState; sees: Sees } | null): ShownAround =>
  seen?.process.kind === 'referral' ? aroundAsSeen(event, seen.process.state, seen.sees) : event;

/** Texts of notes in a chain that their auditors have not shared. */
async function notesKeptOwn(worlds: Both, chain: string): Promise<Set<string>> {
  const rows = await worldOf(worlds, scopeOf(chain))
    .selectFrom('event')
    .select(['canonical', 'hash'])
    .where(inChain(chain))
    .where('type', 'in', ['noted', 'noteShared'])
    .execute();
  return ownNotes(rows.map(storedEvent));
}

/** An auditor's note is read by its writer alone, who has it from their notes; that there is one, and its commitment, stays. */
function withoutOwnNote(event: AroundEvent, own: ReadonlySet<string>): AroundEvent {
  const { body } = event;
  if (body.type !== 'noted' || !own.has(body.note.textId)) return event;
  return { ...event, body: { ...body, note: { ...body.note, textId: '' } } };
}

/** Whether anything has ever been chained there. */
export async function chainExists(worlds: Both, chain: string): Promise<boolean> {
  const row = await worldOf(worlds, scopeOf(chain)).selectFrom('chain').select('chain').where(inChain(chain)).executeTakeFirst();
  return row !== undefined;
}

/** Where a chain ends; 0 of one that there is not. */
export async function newestVersion(worlds: Both, chain: string): Promise<number> {
  const of = worldOf(worlds, scopeOf(chain)).selectFrom('chain').select('headVersion').where(inChain(chain));
  return (await of.executeTakeFirst())?.headVersion ?? 0;
}

/** The persons that an entry speaks of. */
function peopleTold(body: AroundBody): string[] {
  switch (body.type) {
    case 'noticeSettled':
      return body.recipient.startsWith('person:') ? [body.recipient.slice('person:'.length)] : [];
    case 'mandateGranted':
      return [body.auditor];
    case 'checkpointsMailed':
      return [body.person];
    default:
      return [];
  }
}
