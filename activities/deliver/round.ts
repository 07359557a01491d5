import { randomUUID } from 'node:crypto';
import type { DeliveryInput, DeliveryRound } from '#contracts/types.ts';
import { addMs, type Instant } from '#core/calendar/instant.ts';
import type { ClaimedNotice, Lease } from '../ports/outbox.ts';
import { composeAll } from './compose.ts';
import type { DeliverPorts } from './ports.ts';
import { sendAll, type Sending } from './sendAll.ts';
import { coordinatorsToTell, sift } from './sift.ts';

/** About so many notices a round: enough to keep every connection busy, few enough to be through within the claim's lease. */
const CLAIM_LIMIT = 300;

/** One round: claim, drop what is no longer so, compose, freeze, send, write down. Safe to repeat, and beside another one. */
export async function deliverRound(ports: DeliverPorts, input: DeliveryInput, stop: () => boolean): Promise<DeliveryRound> {
  const { outbox } = ports;
  const now = (): Instant => input.at ?? addMs(ports.clock(), input.clockShiftMs);
  const lease: Lease = { rehearsal: input.rehearsal, owner: randomUUID() };
  const { notices, lost } = await outbox.claim(lease, now(), CLAIM_LIMIT);
  const processes = await outbox.processes(
    lease,
    notices.map(({ chain }) => chain),
  );
  const frozen = await outbox.frozen(
    lease,
    notices.flatMap(({ mailId }) => mailId ?? []),
  );
  const sifted = sift(notices, processes, frozen);
  await outbox.discard(lease, sifted.discard, now());
  const composed = await composeAll(ports, lease, sifted.fresh, processes, now());
  const ended = [...sifted.ended, ...composed.ended];
  await outbox.end(lease, ended, now());
  const fresh = composed.mails.length === 0 ? [] : await outbox.freeze(lease, composed.mails);
  const sending = (mail: Sending['mail'], covered: ClaimedNotice[]): Sending => ({
    mail,
    notices: covered.length,
    tell: coordinatorsToTell(covered, processes),
  });
  const mails = [
    ...sifted.again.map(({ mail, notices: covered }) => sending(mail, covered)),
    ...fresh.map((mail) => sending(mail, sifted.fresh.get(mail.recipient) ?? [])),
  ];
  const { sent, failed, unknown } = await sendAll(ports, lease, mails, now, stop);
  const count = (status: string): number => ended.filter((one) => one.status === status).length;
  const { more, nextRetryAt } = await outbox.outlook(lease, now());
  return {
    claimed: notices.length,
    sent,
    failed: failed + count('failed'),
    dropped: count('dropped'),
    unknown: unknown + lost + count('unknown'),
    nextRetryAt,
    more,
  };
}
