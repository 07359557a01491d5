import { createTransport } from 'nodemailer';
import type { MailPort, OutgoingMail } from '../../activities/ports/mail.ts';
import { resultOfError } from './sendResult.ts';

interface SmtpOptions {
  /** smtp://user:password@host:587 or smtps://… */
  url: string;
  /** `name@host` or `Name <name@host>`. */
  from: string;
  /** Connections kept open to the mail server. */
  connections?: number;
}

export interface SmtpPort extends MailPort {
  /** Ends its connections; what is under way is cut off, so wait for it first. */
  close(): void;
}

const CONNECTIONS = 8;
const CONNECT_TIMEOUT_MS = 15_000;
/** RFC 5321 4.5.3.2 lets a server think for 10 minutes after the final dot; one that is silent for so long here has not answered. */
const SILENCE_TIMEOUT_MS = 60_000;
/** A server may also trickle its answer. The lease on what is being sent is longer than this. */
const LONGEST_SEND_MS = 180_000;

/** Mail over a pool of connections to one server. Opens none before the first mail. */
export function smtpPort({ url, from, connections = CONNECTIONS }: SmtpOptions): SmtpPort {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: connections,
    maxMessages: Number.POSITIVE_INFINITY,
    maxRequeues: 1,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    dnsTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // A connection that breaks between two mails concerns no mail; one that breaks under a mail rejects that mail.
  transport.on('error', () => undefined);
  const begun = watchContent(transport);
  return {
    concurrency: connections,
    async send(mail) {
      try {
        const info = await transport.sendMail(messageOf(mail, from));
        return { outcome: 'accepted', response: info.response };
      } catch (error) {
        return resultOfError(error, begun.has(mail.messageId));
      } finally {
        begun.delete(mail.messageId);
      }
    },
    close: () => transport.close(),
  };
}

/** Each method is a file of its own; a mail program that knows calendars offers to take them in. */
function calendarParts({ calendar, calendarCancelled }: OutgoingMail) {
  const part = (content: string | null, method: 'PUBLISH' | 'CANCEL', filename: string) =>
    content === null ? [] : [{ filename, content, contentType: `text/calendar; charset=utf-8; method=${method}` }];
  return [...part(calendar, 'PUBLISH', 'datum.ics'), ...part(calendarCancelled, 'CANCEL', 'borttagna-datum.ics')];
}

const MORNING = /\.(\d{4}-\d{2}-\d{2})\./;

/** Named after the morning that it is for, as its text says; the Message-ID says it too, whenever the mail leaves. */
function checkpointParts({ checkpoint, messageId, date }: OutgoingMail) {
  if (checkpoint === null || checkpoint === undefined) return [];
  const filename = `kontrollpunkt-${MORNING.exec(messageId)?.[1] ?? date.slice(0, 'yyyy-mm-dd'.length)}.json`;
  return [{ filename, content: checkpoint, contentType: 'application/json; charset=utf-8' }];
}

function messageOf(mail: OutgoingMail, from: string) {
  const { to, subject, text, html, messageId, date } = mail;
  return {
    from,
    to: { name: '', address: to },
    subject,
    text,
    html,
    messageId,
    date: new Date(date),
    attachments: [...calendarParts(mail), ...checkpointParts(mail)],
    textEncoding: 'quoted-printable' as const,
    xMailer: false as const,
    // RFC 3834: nobody's out-of-office answers a reminder.
    headers: { 'Auto-Submitted': 'auto-generated' },
    signal: AbortSignal.timeout(LONGEST_SEND_MS),
  };
}

/**
 * The Message-IDs of mails whose content a mail server has begun to receive. Nodemailer reads a mail's stream only once the server has
 * answered DATA, and asks the same question of it before it tries a mail again on another connection.
 */
function watchContent(transport: ReturnType<typeof createTransport>): Set<string> {
  const begun = new Set<string>();
  transport.use('stream', (mail, done) => {
    const { message } = mail;
    const { messageId } = mail.data;
    const open = message.createReadStream.bind(message);
    message.createReadStream = (options) => {
      const stream = open(options);
      stream.once('resume', () => void (messageId !== undefined && begun.add(messageId)));
      return stream;
    };
    done();
  });
  return begun;
}
