import { createHash, randomBytes } from 'node:crypto';
import type { Button } from '../ports/mail.ts';
import type { ClaimedNotice, NewLink } from '../ports/outbox.ts';
import type { Recipient } from '#core/act/event.ts';
import { addDays, maxDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant, startOfDay } from '#core/calendar/instant.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import { answersTo } from '#core/tasks/answers.ts';
import type { Matter } from '#core/texts/matter.ts';

/** 256 bits: nobody guesses one, and its hash needs no salt. */
const TOKEN_BYTES = 32;

/** Where a link opens. The token is in the path, which is told to nobody by a page without a referrer. */
const linkUrl = (publicUrl: string, token: string): string => `${publicUrl}/l/${token}`;

/** The task that a notice asks its recipient to do: one that is open, and that their organisation owes; or that was passed on to them. */
export function taskOf({ kind, recipient, deadline }: ClaimedNotice, matter: Matter): Deadline | null {
  const task = matter.deadlines.find(({ id }) => id === deadline);
  if (task === undefined || task.status !== 'open' || answersTo(matter.kind, task).length === 0) return null;
  return kind === 'link' || isOf(matter, recipient, task.debtor) ? task : null;
}

function isOf({ people }: Matter, recipient: Recipient, organisation: string): boolean {
  if (recipient === `registrar:${organisation}`) return true;
  return people.some((person) => recipient === `person:${person.id}` && person.organisation === organisation);
}

/** A link of its own for each task and mail, so that one can be revoked and the others stay. */
export function newLink(
  { chain, recipient }: ClaimedNotice,
  matter: Matter,
  task: Deadline,
  publicUrl: string,
  now: Instant,
  from: NewLink['from'] = null,
): { link: NewLink; button: Button } {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const commands = answersTo(matter.kind, task);
  const lastDay = addDays(maxDate(task.dueOn, civilDateOf(now)), matter.linkDaysAfterDue);
  const link: NewLink = {
    tokenHash: createHash('sha256').update(token).digest('hex'),
    chain,
    organisation: task.debtor,
    deadline: task.id,
    commands,
    recipient,
    createdAt: now,
    expiresAt: startOfDay(addDays(lastDay, 1)),
    from,
  };
  return { link, button: { url: linkUrl(publicUrl, token), command: commands[0] ?? '' } };
}
