import type { StoredEventOf } from '#core/act/event.ts';
import type { AroundBody, AroundEvent } from '#core/around/events.ts';
import type { ProcessState } from '#core/models.ts';
import { aroundAsSeen } from '#core/referral/seenAround.ts';
import type { OwnHandling, Sees } from '#core/referral/seen.ts';
import { scopeOf } from '../scope.ts';
import { type Worlds, worldOf } from '../worlds.ts';
import { inChain } from '../scope.ts';
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
  const asShown = (event: AroundEvent): ShownAround =>
    seen?.process.kind === 'referral' ? aroundAsSeen(event, seen.process.state, seen.sees) : event;
  const page = await events<AroundBody>(worlds, chain, { ...query, seen: asShown });
  const scope = scopeOf(chain);
  const told = await resolvePeople(
    worldOf(worlds, scope),
    scope,
    page.events.flatMap(({ body }) => peopleTold(body)),
  );
  return { events: page.events, texts: page.texts, people: { ...page.people, ...told } };
}

/** Whether anything has ever been chained there. */
export async function chainExists(worlds: Both, chain: string): Promise<boolean> {
  const row = await worldOf(worlds, scopeOf(chain)).selectFrom('chain').select('chain').where(inChain(chain)).executeTakeFirst();
  return row !== undefined;
}

/** The persons that an entry speaks of. */
function peopleTold(body: AroundBody): string[] {
  if (body.type === 'noticeSettled') return body.recipient.startsWith('person:') ? [body.recipient.slice('person:'.length)] : [];
  return body.type === 'mandateGranted' ? [body.auditor] : [];
}
