import type { ClaimedNotice, Ended, FrozenMail, Tell } from '../ports/outbox.ts';
import { isStillOverdue } from '#core/agreement/overdue.ts';
import type { Recipient } from '#core/act/event.ts';
import { modelOf, type ProcessState } from '#core/models.ts';

/** What a round does with what it claimed. */
export interface Sifted {
  /** Frozen mails to send as they are, each with its notices. */
  again: { mail: FrozenMail; notices: ClaimedNotice[] }[];
  /** Frozen mails that say something that is no longer so. */
  discard: string[];
  ended: Ended[];
  /** Notices to compose, one mail a recipient. */
  fresh: Map<Recipient, ClaimedNotice[]>;
}

/**
 * Drops reminders, of deadlines and of phases that go on too long, that are no longer true; keeps every other notice. A mail that was frozen goes out as it is or not at all: with a
 * reminder in it that no longer stands it is discarded, and the rest of it composed anew.
 */
export function sift(
  claimed: readonly ClaimedNotice[],
  processes: ReadonlyMap<string, ProcessState>,
  frozen: readonly FrozenMail[],
): Sifted {
  const sifted: Sifted = { again: [], discard: [], ended: [], fresh: new Map() };
  const mails = new Map(frozen.map((mail) => [mail.id, mail]));
  for (const [mailId, notices] of grouped(claimed, (notice) => notice.mailId)) {
    const mail = mailId === null ? undefined : mails.get(mailId);
    const standing = notices.filter((notice) => stands(notice, processes));
    if (mail !== undefined && standing.length === notices.length) {
      sifted.again.push({ mail, notices });
      continue;
    }
    if (mailId !== null) sifted.discard.push(mailId);
    const over = notices.filter((notice) => !standing.includes(notice));
    sifted.ended.push(...over.map((notice) => noLongerSo(notice, mail?.maybeReceived === true)));
    for (const notice of standing) sifted.fresh.set(notice.recipient, [...(sifted.fresh.get(notice.recipient) ?? []), notice]);
  }
  return sifted;
}

function stands({ kind, about, chain, deadline, dueOn }: ClaimedNotice, processes: ReadonlyMap<string, ProcessState>): boolean {
  const process = processes.get(chain);
  if (process === undefined) return true;
  if (process.kind === 'agreement' && kind === 'event' && about === 'phaseOverdue') return isStillOverdue(process.state);
  if (kind !== 'reminder' || deadline === null || dueOn === null) return true;
  return modelOf(process.kind).stillStands(process.state, { deadline, dueOn });
}

const noLongerSo = (notice: ClaimedNotice, maybeReceived: boolean): Ended => ({
  notice: notice.id,
  status: maybeReceived ? 'unknown' : 'dropped',
  reason: maybeReceived ? 'gäller inte längre; ett tidigare försök kan ha kommit fram' : 'gäller inte längre',
  retryAfter: null,
  tell: [],
});

/** The coordinator of each process in it, once; never somebody about their own address. */
export function coordinatorsToTell(notices: readonly ClaimedNotice[], processes: ReadonlyMap<string, ProcessState>): Tell[] {
  const tell = new Map<string, Tell>();
  for (const { chain, causedBy, about, recipient: unreached } of notices) {
    const process = processes.get(chain);
    if (process === undefined || tell.has(chain)) continue;
    const recipient: Recipient = `person:${process.state.definition.coordinator}`;
    if (recipient !== unreached) tell.set(chain, { chain, causedBy, about, recipient });
  }
  return [...tell.values()];
}

function grouped<T, K>(list: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of list) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
