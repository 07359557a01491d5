import type { Kind } from '#core/act/model.ts';
import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import { type AnyModel, modelOf } from '#core/models.ts';
import type { AnyOpeningAsk, OpeningAsk } from '../../infra/gateway/ask.ts';
import { makerOf } from '../../infra/gateway/makers.ts';

/** What the rules would say to the opening at an instant, asked of nobody and changing nothing. */
export async function tryOpening(
  kind: Kind,
  ask: AnyOpeningAsk | OpeningAsk,
  actor: string,
  now: Instant,
): Promise<ReturnType<AnyModel['decide']>> {
  // Only whether there is a text matters to the rules, not what it says or where it is kept.
  const reference = { textId: 'not-kept', commitment: '' };
  const command = await makerOf(kind).toOpening(ask, () => Promise.resolve(reference));
  const envelope = {
    commandId: 'dry-run',
    actor: { person: actor, authenticated: 'claimed' as const },
    doneOn: ask.doneOn ?? civilDateOf(now),
    doneBy: null,
    reason: ask.reason === undefined ? null : reference,
    evidence: ask.evidence === undefined ? null : { kind: 'reference' as const, text: reference },
    command,
  };
  return modelOf(kind).decide(null, envelope, now);
}
