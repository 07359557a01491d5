import { decide } from '#core/agreement/decide.ts';
import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import type { OpeningAsk } from '../../infra/gateway/ask.ts';
import { openingCommand } from '../../infra/gateway/opening.ts';

/** What the rules would say to the opening at an instant, asked of nobody and changing nothing. */
export async function tryOpening(ask: OpeningAsk, actor: string, now: Instant): Promise<ReturnType<typeof decide>> {
  // Only whether there is a text matters to the rules, not what it says or where it is kept.
  const reference = { textId: 'not-kept', commitment: '' };
  const command = await openingCommand(ask, () => Promise.resolve(reference));
  const envelope = {
    commandId: 'dry-run',
    actor: { person: actor, authenticated: 'claimed' as const },
    doneOn: civilDateOf(now),
    doneBy: null,
    reason: ask.reason === undefined ? null : reference,
    evidence: ask.evidence === undefined ? null : { kind: 'reference' as const, text: reference },
    command,
  };
  return decide(null, envelope, now);
}
