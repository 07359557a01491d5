import type { Button, MailNotice } from '../ports/mail.ts';
import { type ClaimedNotice, eventKey, type Lease, type NewLink } from '../ports/outbox.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Matter } from '#core/texts/matter.ts';
import { answersTo } from '#core/tasks/answers.ts';
import { newLink, taskOf } from './links.ts';
import type { DeliverPorts } from './ports.ts';

/** What a notice tells, and the link that its button opens. */
export interface Detail {
  notice: MailNotice;
  link: NewLink | null;
}

type Stated = Awaited<ReturnType<DeliverPorts['outbox']['stated']>>;

/** By notice: what it tells, with its process. A notice whose event, failure or statement is not on record is left out. */
export async function detailsOf(
  ports: DeliverPorts,
  lease: Lease,
  notices: readonly ClaimedNotice[],
  matters: ReadonlyMap<string, Matter>,
  now: Instant,
): Promise<Map<string, Detail>> {
  const { outbox } = ports;
  const causes = notices.filter(({ kind }) => kind === 'event').map(({ chain, causedBy }) => ({ chain, version: causedBy }));
  const events = await outbox.events(lease, causes);
  const failures = await outbox.failures(
    lease,
    notices.flatMap(({ failureOf }) => failureOf ?? []),
  );
  const stated = await outbox.stated(
    lease,
    notices.flatMap(({ tells }) => tells ?? []),
  );
  const details = new Map<string, Detail>();
  for (const notice of notices) {
    const matter = matters.get(notice.chain);
    if (matter === undefined) continue;
    const { link, button } = buttonOf(ports, lease, notice, matter, stated, now);
    const common = { chain: notice.chain, matter, button };
    const told = toldOf(notice, common, {
      event: events.get(eventKey(notice.chain, notice.causedBy)),
      failure: failures.get(notice.failureOf ?? ''),
      by: stated.get(notice.tells ?? ''),
    });
    if (told !== null) details.set(notice.id, { notice: told, link });
  }
  return details;
}

interface Found {
  event: Extract<MailNotice, { kind: 'event' }>['event'] | undefined;
  failure: Awaited<ReturnType<DeliverPorts['outbox']['failures']>> extends Map<string, infer F> ? F | undefined : never;
  by: Stated extends Map<string, infer S> ? S | undefined : never;
}

function toldOf(
  notice: ClaimedNotice,
  common: Pick<MailNotice, 'chain' | 'matter' | 'button'>,
  { event, failure, by }: Found,
): MailNotice | null {
  const { kind, about, deadline, dueOn, occasion, occasions } = notice;
  if (kind === 'failure') return failure === undefined ? null : { ...common, kind, ...failure };
  if (kind === 'event') return event === undefined ? null : { ...common, kind, event, deadline };
  if (kind === 'link') {
    if (by === undefined || deadline === null) return null;
    return { ...common, kind: about === 'passedOn' ? 'passedOn' : 'submitted', deadline, by };
  }
  // Such a mail is whole when it is queued, and never composed anew.
  if (kind === 'checkpoint') return null;
  if (deadline === null || dueOn === null || occasion === null) return null;
  return { ...common, kind, deadline, dueOn, occasion, occasions };
}

/** A rehearsal's mails show that there would be a button; nobody but its script acts there. */
function buttonOf(
  ports: DeliverPorts,
  lease: Lease,
  notice: ClaimedNotice,
  matter: Matter,
  stated: Stated,
  now: Instant,
): { link: NewLink | null; button: Button | null } {
  const passedOn = notice.kind === 'link' && notice.about === 'passedOn';
  const task = notice.kind === 'failure' || (notice.kind === 'link' && !passedOn) ? null : taskOf(notice, matter);
  if (task === null) return { link: null, button: null };
  if (lease.rehearsal !== null) return { link: null, button: { url: null, command: answersTo(matter.kind, task)[0] ?? '' } };
  const from = stated.get(notice.tells ?? '')?.link ?? null;
  return newLink(notice, matter, task, ports.publicUrl, now, from);
}
