import type { OutboxPort } from '../../../activities/ports/outbox.ts';
import type { Db } from '../connect.ts';
import { claim } from './claim.ts';
import { discard, end, freeze } from './freeze.ts';
import { addresses, events, failures, frozen, processes } from './lookups.ts';
import { calendar, stated } from './links.ts';
import { beginSending, finish, outlook, release } from './sending.ts';

/** Notices and mails on one world's tables. */
export function outboxPort(db: Db): OutboxPort {
  return {
    claim: (lease, at, limit) => claim(db, lease, at, limit),
    processes: (lease, chains) => processes(db, lease, chains),
    addresses: (lease, recipients) => addresses(db, lease, recipients),
    events: (lease, of) => events(db, lease, of),
    failures: (lease, of) => failures(db, lease, of),
    frozen: (lease, mails) => frozen(db, lease, mails),
    stated: (lease, ids) => stated(db, lease, ids),
    calendar: (lease, recipients) => calendar(db, lease, recipients),
    discard: (lease, mails, at) => discard(db, lease, mails, at),
    end: (lease, ended, at) => end(db, lease, ended, at),
    freeze: (lease, mails) => freeze(db, lease, mails),
    beginSending: (lease, mails, at) => beginSending(db, lease, mails, at),
    finish: (lease, outcomes) => finish(db, lease, outcomes),
    release: (lease, mails, retryAfter) => release(db, lease, mails, retryAfter),
    outlook: (lease, at) => outlook(db, lease, at),
  };
}
