import type { SendResult } from '../../activities/ports/mail.ts';

/** The part of nodemailer's errors that says how far a mail got. */
interface SmtpError {
  /** EENVELOPE, EMESSAGE, EAUTH, ECONNECTION, ESOCKET, ETIMEDOUT, … */
  code?: unknown;
  /** The command that the error belongs to: CONN, EHLO, AUTH …, MAIL FROM, RCPT TO, DATA, API. */
  command?: unknown;
  responseCode?: unknown;
  response?: unknown;
  message?: unknown;
}

/** An answer of 5xx to these is about this mail or its recipient; to any other it is about us, and an operator has to see to it. */
const ABOUT_THE_MAIL = ['RCPT TO', 'DATA'];

/** What a failed attempt means. `contentBegun`: the server had said go ahead, and began to receive the content. */
export function resultOfError(error: unknown, contentBegun: boolean): SendResult {
  const { code, command, responseCode, response, message } = detailsOf(error);
  const said = typeof response === 'string' ? response : [code, message].filter((part) => typeof part === 'string').join(': ');
  if (typeof responseCode === 'number') {
    const permanent = responseCode >= 500 && ABOUT_THE_MAIL.includes(String(command));
    return permanent
      ? { outcome: 'refused', response: said }
      : { outcome: 'later', response: said, reached: isAboutOne(command) };
  }
  if (contentBegun) return { outcome: 'unknown', response: said };
  // Without any answer: an address that nodemailer itself cannot send to, or a connection that was never there or broke.
  if (code === 'EENVELOPE' && command === 'API') return { outcome: 'refused', response: said };
  return { outcome: 'later', response: said, reached: command !== 'CONN' };
}

function detailsOf(error: unknown): SmtpError {
  return typeof error === 'object' && error !== null ? error : {};
}

/** Whether other mails may fare better at the same server. */
const isAboutOne = (command: unknown): boolean => ABOUT_THE_MAIL.includes(String(command));
