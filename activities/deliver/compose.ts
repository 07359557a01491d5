import type { MailNotice } from '../ports/mail.ts';
import { type Address, type ClaimedNotice, type Ended, eventKey, type Lease, type NewMail } from '../ports/outbox.ts';
import { addMs, civilDateOf, type Instant } from '#core/calendar/instant.ts';
import type { Recipient } from '#core/act/event.ts';
import type { State } from '#core/agreement/state.ts';
import { coordinatorsToTell } from './sift.ts';
import type { DeliverPorts } from './ports.ts';

/** A mail that cannot be written points at a fault of ours: it waits to be mended, and holds up nobody else's. */
const UNWRITABLE_WAIT_MS = 60 * 60_000;

interface Composed {
  mails: NewMail[];
  ended: Ended[];
}

/** One mail for each recipient with all their notices; what has no address fails, and its coordinator is told. */
export async function composeAll(
  ports: DeliverPorts,
  lease: Lease,
  fresh: ReadonlyMap<Recipient, ClaimedNotice[]>,
  states: ReadonlyMap<string, State>,
  now: Instant,
): Promise<Composed> {
  const told = await detailsOf(ports, lease, [...fresh.values()].flat(), states);
  const addresses = await ports.outbox.addresses(lease, [...fresh.keys()]);
  const composed: Composed = { mails: [], ended: [] };
  for (const [recipient, notices] of fresh) {
    const address = addresses.get(recipient);
    if (address === undefined) {
      composed.ended.push(...withoutAddress(notices, states));
      continue;
    }
    try {
      composed.mails.push(mailFor(ports, lease, recipient, address, notices, told, now));
    } catch (error) {
      const reason = `kunde inte skrivas: ${error instanceof Error ? error.message : String(error)}`;
      const retryAfter = addMs(now, UNWRITABLE_WAIT_MS);
      ports.warn('a mail could not be composed', { notices: notices.map(({ id }) => id), reason });
      composed.ended.push(...notices.map(({ id }): Ended => ({ notice: id, status: 'queued', reason, retryAfter, tell: [] })));
    }
  }
  return composed;
}

function withoutAddress(notices: readonly ClaimedNotice[], states: ReadonlyMap<string, State>): Ended[] {
  const ended: Ended = { notice: '', status: 'failed', reason: 'mottagaren har ingen adress', retryAfter: null, tell: [] };
  const told = new Set<string>();
  return notices.map((notice) => {
    const tell = told.has(notice.chain) ? [] : coordinatorsToTell([notice], states);
    told.add(notice.chain);
    return { ...ended, notice: notice.id, tell };
  });
}

function mailFor(
  ports: DeliverPorts,
  lease: Lease,
  recipient: Recipient,
  address: Address,
  notices: readonly ClaimedNotice[],
  told: ReadonlyMap<string, MailNotice>,
  now: Instant,
): NewMail {
  const morning = civilDateOf(now);
  const content = notices.map(({ id }) => {
    const notice = told.get(id);
    if (notice === undefined) throw new Error(`nothing is on record for notice ${id}`);
    return notice;
  });
  const { name, organisation, email: to } = address;
  const composed = ports.composer.compose({ recipient: { ref: recipient, name, organisation }, morning, notices: content });
  const sendAfter = notices.map((notice) => notice.sendAfter).reduce((latest, one) => (one > latest ? one : latest));
  const messageId = (ordinal: number): string =>
    ports.composer.messageId({ rehearsal: lease.rehearsal, recipient, morning, ordinal });
  return { recipient, morning, sendAfter, to, ...composed, notices: notices.map(({ id }) => id), messageId };
}

/** By notice: what it tells, with its agreement. A notice whose event or failure is not on record is left out. */
async function detailsOf(
  { outbox }: DeliverPorts,
  lease: Lease,
  notices: readonly ClaimedNotice[],
  states: ReadonlyMap<string, State>,
): Promise<Map<string, MailNotice>> {
  const causes = notices.filter(({ kind }) => kind === 'event').map(({ chain, causedBy }) => ({ chain, version: causedBy }));
  const events = await outbox.events(lease, causes);
  const failures = await outbox.failures(
    lease,
    notices.flatMap(({ failureOf }) => failureOf ?? []),
  );
  const told = new Map<string, MailNotice>();
  for (const notice of notices) {
    const { chain, deadline, dueOn, occasion, occasions } = notice;
    const state = states.get(chain);
    const event = events.get(eventKey(chain, notice.causedBy));
    const failure = failures.get(notice.failureOf ?? '');
    if (state === undefined) continue;
    if (notice.kind === 'failure' && failure !== undefined) told.set(notice.id, { chain, state, kind: 'failure', ...failure });
    if (notice.kind === 'event' && event !== undefined) told.set(notice.id, { chain, state, kind: 'event', event });
    if (notice.kind === 'reminder' && deadline !== null && dueOn !== null && occasion !== null) {
      told.set(notice.id, { chain, state, kind: 'reminder', deadline, dueOn, occasion, occasions });
    }
  }
  return told;
}
