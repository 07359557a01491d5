import type { StoredEventOf } from '#core/act/event.ts';
import { type Sent, sentTo } from '#core/act/sent.ts';
import type { AnyBody, ProcessState } from '#core/models.ts';
import type { ReferralEvent } from '#core/referral/events.ts';
import { sentInReferral } from '#core/referral/sent.ts';

/**
 * The files that an event sent: what an act rests on is readable to the parties of its matter, and what it says itself that it sent to
 * those whom it says. Whoever did the act keeps what they sent. `matter` has the event folded in.
 */
export function sentWith(event: StoredEventOf<AnyBody>, matter: ProcessState): Sent[] {
  // Who holds a referral's state holds events of its chain.
  if (matter.kind === 'referral') return sentInReferral(event as ReferralEvent, matter.state);
  const { body, evidence, doneBy } = event;
  const own = doneBy === null ? [] : [doneBy.organisation];
  const parties = [...own, ...matter.state.definition.parties.map(({ organisation }) => organisation)];
  const said = body as { documents?: unknown; document?: unknown; to?: unknown; decision?: { extract?: unknown } };
  const named = receivers(said.to);
  const attached = Array.isArray(said.documents) ? said.documents : [];
  const proof = evidence?.kind === 'document' ? evidence.sha256 : null;
  return [
    ...sentTo([...own, ...(named ?? parties)], attached),
    ...sentTo(parties, [said.document, said.decision?.extract, proof]),
  ];
}

function receivers(to: unknown): string[] | null {
  if (typeof to === 'string') return [to];
  return Array.isArray(to) ? to.map(String) : null;
}
