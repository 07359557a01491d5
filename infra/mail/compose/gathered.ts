import type { MailNotice } from '../../../activities/ports/mail.ts';

type EventNotice = Extract<MailNotice, { kind: 'event' }>;

/** Many events of one kind in one process, told as one thing. */
export interface Gathered {
  kind: 'gathered';
  /** Two at least. */
  notices: EventNotice[];
}

export type Told = MailNotice | Gathered;

/** So many of one kind can still be read one by one. */
const MOST_APART = 3;

/**
 * Gathers events of one kind that ask nothing of who is told, where there are more than a few: a referral's asker is not sent 290 lines
 * the morning after its last day. Each stands where the first of them stood.
 */
export function gathered(notices: readonly MailNotice[]): Told[] {
  const groups = new Map<string, EventNotice[]>();
  for (const notice of notices) {
    const key = keyOf(notice);
    if (key !== null && notice.kind === 'event') groups.set(key, [...(groups.get(key) ?? []), notice]);
  }
  const told = new Set<string>();
  return notices.flatMap((notice): Told[] => {
    const key = keyOf(notice);
    const group = key === null ? undefined : groups.get(key);
    if (key === null || group === undefined || group.length <= MOST_APART) return [notice];
    if (told.has(key)) return [];
    told.add(key);
    return [{ kind: 'gathered', notices: group }];
  });
}

function keyOf(notice: MailNotice): string | null {
  return notice.kind === 'event' && notice.button === null ? `${notice.chain} ${notice.event.body.type}` : null;
}
