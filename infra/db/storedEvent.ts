import type { StoredEventOf } from '#core/act/event.ts';
import type { AnyBody } from '#core/models.ts';

/** An event read from the very text that was hashed, so that it is the same to the byte whenever it is read. */
export function storedEvent({ canonical, hash }: { canonical: string; hash: string }): StoredEventOf<AnyBody> {
  return { ...(JSON.parse(canonical) as Omit<StoredEventOf<AnyBody>, 'hash'>), hash };
}
