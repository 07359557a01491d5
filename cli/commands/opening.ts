import { decide } from '#core/agreement/decide.ts';
import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import type { LoadedAgreement } from '../../infra/definition/loadAgreement.ts';
import type { TakenOverAct } from '../../infra/definition/loadTakeOver.ts';
import type { OpeningAsk } from '../../infra/gateway/ask.ts';
import { openingCommand } from '../../infra/gateway/opening.ts';

export interface Opening {
  loaded: LoadedAgreement;
  /** What had happened before; null: it opens in time. */
  acts: readonly TakenOverAct[] | null;
  evidence: string | undefined;
  reason: string | undefined;
}

export function openingAsk({ loaded, acts, evidence, reason }: Opening): OpeningAsk {
  const takeOver =
    acts === null
      ? null
      : acts.map(({ request, doneOn, doneBy, reason: why }) => ({
          request,
          doneOn,
          doneBy: doneBy ?? undefined,
          reason: why ?? undefined,
        }));
  return { loaded, takeOver, evidence, reason };
}

/** What the rules would say to the opening at an instant, asked of nobody and changing nothing. */
export async function tryOpening(opening: Opening, actor: string, now: Instant): Promise<ReturnType<typeof decide>> {
  // Only whether there is a text matters to the rules, not what it says or where it is kept.
  const reference = { textId: 'not-kept', commitment: '' };
  const command = await openingCommand(openingAsk(opening), () => Promise.resolve(reference));
  const envelope = {
    commandId: 'dry-run',
    actor: { person: actor, authenticated: 'claimed' as const },
    doneOn: civilDateOf(now),
    doneBy: null,
    reason: opening.reason === undefined ? null : reference,
    evidence: opening.evidence === undefined ? null : { kind: 'reference' as const, text: reference },
    command,
  };
  return decide(null, envelope, now);
}
