import { setTimeout as sleep } from 'node:timers/promises';
import { addMs, type Instant } from '#core/calendar/instant.ts';
import type { FrozenMail, Lease, MailOutcome, Tell } from '../ports/outbox.ts';
import { coalesced } from './coalesce.ts';
import { outcomeOf, UNREACHED_WAIT_MS } from './policy.ts';
import type { DeliverPorts } from './ports.ts';

export interface Sending {
  mail: FrozenMail;
  /** How many notices it covers. */
  notices: number;
  tell: Tell[];
}

export interface Sent {
  sent: number;
  failed: number;
  unknown: number;
}

/** What a mail server has answered is worth more than a minute's patience with the database: without it the mail would go twice. */
const FINISH_TRIES = 30;
const FINISH_WAIT_MS = 2_000;

/**
 * Sends mails over as many connections as the port has. `sending` is committed before each one's first byte. When no mail server answers,
 * or `stop` says so, the rest goes back into the queue untried.
 */
export async function sendAll(
  ports: DeliverPorts,
  lease: Lease,
  mails: readonly Sending[],
  now: () => Instant,
  stop: () => boolean,
): Promise<Sent> {
  const counts: Sent = { sent: 0, failed: 0, unknown: 0 };
  const begin = coalesced(async (ids: string[]) => {
    const ours = await ports.outbox.beginSending(lease, ids, now());
    return (id) => ours.get(id);
  });
  const finish = coalesced(async (outcomes: MailOutcome[]) => {
    await persistently(() => ports.outbox.finish(lease, outcomes));
    return () => undefined;
  });
  const written: Promise<void>[] = [];
  const queue = mails.values();
  let unreached = false;

  async function lane(): Promise<void> {
    while (!unreached && !stop()) {
      const next = queue.next();
      if (next.done === true) return;
      const { mail, notices, tell } = next.value;
      const date = await begin(mail.id);
      if (date === undefined) continue;
      const result = await ports.mail.send({ ...mail, date });
      unreached ||= result.outcome === 'later' && !result.reached;
      const outcome = outcomeOf(mail, result, tell, now());
      if (outcome.status !== 'later') counts[outcome.status] += notices;
      const writing = finish(outcome);
      writing.catch(() => undefined); // seen below, when the lanes are through
      written.push(writing);
    }
  }

  const lanes = await Promise.allSettled(Array.from({ length: ports.mail.concurrency }, lane));
  await Promise.all(written);
  const broken = lanes.find((one) => one.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
  const rest = [...queue].map(({ mail }) => mail.id);
  await ports.outbox.release(lease, rest, unreached ? addMs(now(), UNREACHED_WAIT_MS) : null);
  return counts;
}

async function persistently(work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === FINISH_TRIES) throw error;
      await sleep(FINISH_WAIT_MS);
    }
  }
}
