import type { SendResult } from '../ports/mail.ts';
import type { FrozenMail, MailOutcome, Tell } from '../ports/outbox.ts';
import { addMs, type Instant, msBetween } from '#core/calendar/instant.ts';

const MINUTE_MS = 60_000;
/** A greylisting server takes the second try after minutes; one that is down over a weekend is asked twice an hour. */
const BACK_OFF_MINUTES = [1, 2, 5, 10, 20, 30];
/** Longer than any mail server is away over Christmas or Easter; after that somebody has to know. */
const GIVE_UP_AFTER_MS = 7 * 24 * 60 * MINUTE_MS;
/** A server that takes mails and never answers would otherwise get the same mail for ever. */
const MOST_UNANSWERED = 5;
/** While no mail server answers, the mails that were not tried wait for this long. */
export const UNREACHED_WAIT_MS = MINUTE_MS;

/** When a mail that was put off is tried again; `attempts` counts the one that just failed. */
function retryAt(attempts: number, now: Instant): Instant {
  const minutes = BACK_OFF_MINUTES[Math.min(attempts, BACK_OFF_MINUTES.length) - 1] ?? 1;
  return addMs(now, minutes * MINUTE_MS);
}

/** What one attempt means for the mail. `mail` is as it was before the attempt. */
export function outcomeOf(mail: FrozenMail, result: SendResult, tell: Tell[], now: Instant): MailOutcome {
  const { id, maybeReceived } = mail;
  const { response } = result;
  const attempts = mail.attempts + 1;
  switch (result.outcome) {
    case 'accepted':
      return { mail: id, status: 'sent', response, at: now };
    case 'refused':
      return failed(id, response, maybeReceived ? `${response} (ett tidigare försök kan ha kommit fram)` : response, tell, now);
    case 'later': {
      const tooLong = msBetween(mail.firstAttemptAt ?? now, now) > GIVE_UP_AFTER_MS;
      if (tooLong) return failed(id, response, `gav upp efter ${attempts} försök: ${response}`, tell, now);
      return { mail: id, status: 'later', response, retryAfter: retryAt(attempts, now) };
    }
    case 'unknown':
      return {
        mail: id,
        status: 'unknown',
        response,
        retryAfter: attempts < MOST_UNANSWERED ? retryAt(attempts, now) : null,
        at: now,
      };
  }
}

const failed = (mail: string, response: string, reason: string, tell: Tell[], at: Instant): MailOutcome => ({
  mail,
  status: 'failed',
  response,
  reason,
  tell,
  at,
});
