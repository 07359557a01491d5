import type { MailContent } from '../ports/mail.ts';
import type { Address, CalendarEntry, ClaimedNotice, Ended, Lease, NewMail } from '../ports/outbox.ts';
import { addMs, civilDateOf, type Instant } from '#core/calendar/instant.ts';
import type { Recipient } from '#core/act/event.ts';
import type { ProcessState } from '#core/models.ts';
import { type Matter, matterOf } from '#core/texts/matter.ts';
import { calendarFor } from './calendar.ts';
import { type Detail, detailsOf } from './details.ts';
import type { DeliverPorts } from './ports.ts';
import { coordinatorsToTell } from './sift.ts';

/** A mail that cannot be written points at a fault of ours: it waits to be mended, and holds up nobody else's. */
const UNWRITABLE_WAIT_MS = 60 * 60_000;

interface Composed {
  mails: NewMail[];
  ended: Ended[];
}

/** What every mail of a round is made of. */
interface Material {
  ports: DeliverPorts;
  lease: Lease;
  now: Instant;
  matters: ReadonlyMap<string, Matter>;
  details: ReadonlyMap<string, Detail>;
  /** What calendars have been told so far. */
  known: readonly CalendarEntry[];
}

/** One mail for each recipient with all their notices; what has no address fails, and its coordinator is told. */
export async function composeAll(
  ports: DeliverPorts,
  lease: Lease,
  fresh: ReadonlyMap<Recipient, ClaimedNotice[]>,
  processes: ReadonlyMap<string, ProcessState>,
  now: Instant,
): Promise<Composed> {
  const composed: Composed = { mails: [], ended: [] };
  if (fresh.size === 0) return composed;
  const addresses = await ports.outbox.addresses(lease, [...fresh.keys()]);
  const material = await materialOf(ports, lease, fresh, processes, now);
  for (const [recipient, notices] of fresh) {
    const address = addresses.get(recipient);
    if (address === undefined) {
      composed.ended.push(...withoutAddress(notices, processes));
      continue;
    }
    try {
      composed.mails.push(mailFor(material, recipient, address, notices));
    } catch (error) {
      const reason = `kunde inte skrivas: ${error instanceof Error ? error.message : String(error)}`;
      const retryAfter = addMs(now, UNWRITABLE_WAIT_MS);
      ports.warn('a mail could not be composed', { notices: notices.map(({ id }) => id), reason });
      composed.ended.push(...notices.map(({ id }): Ended => ({ notice: id, status: 'queued', reason, retryAfter, tell: [] })));
    }
  }
  return composed;
}

async function materialOf(
  ports: DeliverPorts,
  lease: Lease,
  fresh: ReadonlyMap<Recipient, ClaimedNotice[]>,
  processes: ReadonlyMap<string, ProcessState>,
  now: Instant,
): Promise<Material> {
  const known = await ports.outbox.calendar(lease, [...fresh.keys()]);
  // A calendar may hold dates of processes that nothing is told of this morning.
  const others = [...new Set(known.map(({ chain }) => chain))].filter((chain) => !processes.has(chain));
  const all = [...processes, ...(await ports.outbox.processes(lease, others))];
  const matters = new Map(all.map(([chain, process]) => [chain, matterOf(process)]));
  const details = await detailsOf(ports, lease, [...fresh.values()].flat(), matters, now);
  return { ports, lease, now, matters, details, known };
}

function withoutAddress(notices: readonly ClaimedNotice[], processes: ReadonlyMap<string, ProcessState>): Ended[] {
  const ended: Ended = { notice: '', status: 'failed', reason: 'mottagaren har ingen adress', retryAfter: null, tell: [] };
  const told = new Set<string>();
  return notices.map((notice) => {
    const tell = told.has(notice.chain) ? [] : coordinatorsToTell([notice], processes);
    told.add(notice.chain);
    return { ...ended, notice: notice.id, tell };
  });
}

function mailFor(material: Material, recipient: Recipient, address: Address, notices: readonly ClaimedNotice[]): NewMail {
  const { ports, lease, now, details, known, matters } = material;
  const morning = civilDateOf(now);
  const content = notices.map(({ id }) => {
    const detail = details.get(id);
    if (detail === undefined) throw new Error(`nothing is on record for notice ${id}`);
    return detail;
  });
  const { name, organisation, email: to } = address;
  const { calendar, entries } = calendarFor(recipient, notices, known, matters);
  const told: MailContent = {
    recipient: { ref: recipient, name, organisation },
    morning,
    notices: content.map(({ notice }) => notice),
    calendar,
    at: now,
  };
  const sendAfter = notices.map((notice) => notice.sendAfter).reduce((latest, one) => (one > latest ? one : latest));
  const messageId = (ordinal: number): string =>
    ports.composer.messageId({ rehearsal: lease.rehearsal, recipient, morning, ordinal });
  return {
    recipient,
    morning,
    sendAfter,
    to,
    ...ports.composer.compose(told),
    notices: notices.map(({ id }) => id),
    links: content.flatMap(({ link }) => link ?? []),
    entries,
    messageId,
  };
}
