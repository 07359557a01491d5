import type { MailPort } from '../../activities/ports/mail.ts';

/** A mail port that accepts everything and sends nothing: a rehearsal's mails are rows, and never leave. */
export function capturePort(): MailPort {
  return { concurrency: 32, send: () => Promise.resolve({ outcome: 'accepted', response: 'captured in the rehearsal' }) };
}
