import type { Instant } from '#core/calendar/instant.ts';
import type { MailComposer, MailPort } from '../ports/mail.ts';
import type { OutboxPort } from '../ports/outbox.ts';

/** What delivery needs of the world it delivers for. */
export interface DeliverPorts {
  outbox: OutboxPort;
  mail: MailPort;
  composer: MailComposer;
  /** Where links in mails lead, without a slash at its end. */
  publicUrl: string;
  /** The real clock. */
  clock(): Instant;
  /** Told what somebody who runs the system should see; no person's data in it. */
  warn(message: string, details: Record<string, unknown>): void;
}
