import type { StoredEvent } from '#core/agreement/events.ts';

/** An event read from the very text that was hashed, so that it is the same to the byte whenever it is read. */
export function storedEvent({ canonical, hash }: { canonical: string; hash: string }): StoredEvent {
  return { ...(JSON.parse(canonical) as Omit<StoredEvent, 'hash'>), hash };
}
