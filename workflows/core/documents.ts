import type { StoredEventOf } from '#core/act/event.ts';
import type { AnyBody, AnyState } from '#core/models.ts';

/** A file that an act went out with, by its SHA-256, and the organisations that may read it by that. */
export interface Sent {
  sha256: string;
  to: string[];
}

const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

/**
 * The files that an event sent: what an act rests on is readable to the parties of its matter, and what it says itself that it sent to
 * those whom it says. Whoever did the act keeps what they sent.
 */
export function sentWith({ body, evidence, doneBy }: StoredEventOf<AnyBody>, state: AnyState): Sent[] {
  const own = doneBy === null ? [] : [doneBy.organisation];
  const parties = [...own, ...partiesOf(state)];
  const said = body as { documents?: unknown; document?: unknown; to?: unknown; decision?: { extract?: unknown } };
  const named = receivers(said.to);
  const attached = Array.isArray(said.documents) ? said.documents : [];
  const single = [said.document, said.decision?.extract, evidence?.kind === 'document' ? evidence.sha256 : null];
  return [
    ...attached.filter(isHash).map((sha256) => ({ sha256, to: unique([...own, ...(named ?? parties)]) })),
    ...single.filter(isHash).map((sha256) => ({ sha256, to: unique(parties) })),
  ];
}

function receivers(to: unknown): string[] | null {
  if (typeof to === 'string') return [to];
  return Array.isArray(to) ? to.map(String) : null;
}

/** The parties of an agreement or a framework; of a referral, who asked and whoever did the act. */
function partiesOf(state: AnyState): string[] {
  const definition = (state as { definition?: { parties?: { organisation: string }[]; asker?: { organisation: string } } })
    .definition;
  const asker = definition?.asker;
  return [
    ...(definition?.parties ?? []).map(({ organisation }) => organisation),
    ...(asker === undefined ? [] : [asker.organisation]),
  ];
}

const unique = (list: readonly string[]): string[] => [...new Set(list)];
