import { createHash } from 'node:crypto';
import type { MailComposer } from '../../../activities/ports/mail.ts';

/** 96 bits of SHA-256, so that the header fits on one line. */
const HASH_SHOWN = 24;

/**
 * RFC 5322 3.6.4: unique, and here the same whenever the same mail is made. It names no person; a rehearsal's mails say that they are.
 */
export function messageIdFor(mail: Parameters<MailComposer['messageId']>[0], domain: string): string {
  const { rehearsal, recipient, morning, ordinal } = mail;
  const hash = createHash('sha256')
    .update(JSON.stringify([rehearsal, recipient, morning, ordinal]))
    .digest('hex')
    .slice(0, HASH_SHOWN);
  const world = rehearsal === null ? '' : `.rehearsal-${rehearsal}`;
  return `<${hash}.${morning}${world}@${domain}>`;
}

/** The domain of a sender, `name@host` or `Name <name@host>`. @throws Error where there is none. */
export function domainOf(from: string): string {
  const domain = /@([^\s@<>]+)>?\s*$/.exec(from)?.[1];
  if (domain === undefined) throw new Error(`No mail domain in ${JSON.stringify(from)}; write name@host or "Name <name@host>".`);
  return domain;
}
