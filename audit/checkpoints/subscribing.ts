import { byActor } from '#core/around/entry.ts';
import { instantOfMs } from '#core/calendar/instant.ts';
import type { Lang } from '#core/texts/lang.ts';
import { checkpointSubscribers, type Subscribed, type Subscriber, subscribe } from '../../infra/db/sealing/subscribers.ts';
import type { Worlds } from '../../infra/db/worlds.ts';

type Live = Pick<Worlds, 'live'>;

/** Those who get the newest checkpoint of the live world by mail each business day. */
export const subscribersNow = ({ live }: Live): Promise<Subscriber[]> => checkpointSubscribers(live);

/** Begins or ends it for a person of the directory; `lang` null ends it. `by`: the id of who asks for it. */
export async function subscribeNow({ live }: Live, person: string, lang: Lang | null, by: string): Promise<Subscribed> {
  const actor = byActor({ authenticated: 'claimed', person: by }, 'auditor');
  return subscribe(live, person, lang, { by: actor, now: instantOfMs(Date.now()) });
}
