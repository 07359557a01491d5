import { explainReminder } from '#core/texts/reminderText.ts';
import { findMail, type MailEntry, mails as readMails } from '../../infra/db/read/mails.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context } from '../session.ts';
import { day, minute } from '../terminal/dates.ts';
import { printFacts, printTable } from '../terminal/show.ts';
import { wrapped } from '../terminal/width.ts';
import { agreementOf } from './agreement.ts';

/** As much of a notice's id as "mails show" needs. */
const SHOWN_OF_ID = 8;

/** Who is told what and when: of one agreement, or of all live ones. */
export async function mails(context: Context, id: string | undefined): Promise<ExitCode> {
  const { terminal, words, sessions } = context;
  return sessions.withReads(async (reads) => {
    const entries = await readMails(
      reads.worlds,
      id === undefined ? {} : { chain: (await agreementOf(context, reads, id)).chain },
    );
    if (terminal.json)
      terminal.printJson({ mails: entries.map((entry) => ({ ...entry, explanation: explained(context, entry) })) });
    else if (entries.length === 0) terminal.print(words.mails.none);
    else printEntries(context, entries);
    return exit.done;
  });
}

function explained({ terminal, words }: Context, { kind, occasion, occasions, dueOn, on, about }: MailEntry): string {
  const event = words.mails.events[about] ?? about;
  if (kind === 'failure') return words.mails.couldNotBeTold(event);
  if (occasion === null || dueOn === null) return event;
  return explainReminder({ dueOn, offset: occasion, sendOn: on, stands: occasions }, terminal.lang);
}

function printEntries(context: Context, entries: readonly MailEntry[]): void {
  const { terminal, words } = context;
  const columns = [
    { title: words.mails.number },
    { title: words.mails.leaves },
    { title: words.mails.state },
    { title: words.mails.to },
    { title: words.mails.why, flexible: true },
  ];
  const rows = entries.map((entry) => [
    entry.notice.slice(0, SHOWN_OF_ID),
    day(entry.on, terminal.lang),
    words.mails.states[entry.status],
    entry.to ?? entry.recipient,
    `${entry.deadline === null ? '' : `${entry.deadline}: `}${explained(context, entry)}`,
  ]);
  const failed = new Set([words.mails.states.failed, words.mails.states.unknown]);
  printTable(terminal, columns, rows, (text, column) =>
    column === 2 && failed.has(text.trim()) ? terminal.paint('bad', text) : text,
  );
}

/** One mail as it left, or is about to: by the number of its notice or its Message-ID. */
export async function showMail(context: Context, which: string): Promise<ExitCode> {
  const { terminal, words, sessions } = context;
  return sessions.withReads(async (reads) => {
    const mail = await findMail(reads.worlds, which);
    if (mail === null)
      throw new Failure(exit.usage, 'unknownMail', words.mails.unknown(which), words.mails.unknownRemedy, { which });
    if (terminal.json) {
      terminal.printJson(mail);
      return exit.done;
    }
    const { toAddress, subject, sendAfter, sentAt, status, messageId, text } = mail;
    printFacts(terminal, [
      [words.mails.to, toAddress],
      [words.mails.subject, subject],
      [words.mails.leaves, minute(sendAfter)],
      [words.mails.state, `${words.mails.mailStates[status]}${sentAt === null ? '' : ` ${minute(sentAt)}`}`],
      ['Message-ID', messageId],
    ]);
    terminal.print();
    for (const line of text.split('\n').flatMap((one) => wrapped(one, Math.min(terminal.width, 100)))) terminal.print(line);
    return exit.done;
  });
}
