import { remindingOf as ofAgreement } from '#core/agreement/reminders.ts';
import { remindingOf as ofFramework } from '#core/framework/reminding.ts';
import { remindingOf as ofReferral } from '#core/referral/due.ts';
import { isSeenDeadline } from '#core/referral/seen.ts';
import { modelOf, type ProcessState } from '#core/models.ts';
import { pendingMoments, type Reminding } from '#core/deadlines/reminders.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Lang } from '#core/texts/lang.ts';
import { explainReminder } from '#core/texts/reminderText.ts';
import { chainsOfMail, findMail, type MailEntry, mails as readMails } from '../../infra/db/read/mails.ts';
import { handedOver, type HandingOptions } from '../audit/auditing/handing.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import { mailList } from '../lists/work.ts';
import type { Context, Reads } from '../session.ts';
import { day, minute } from '../terminal/dates.ts';
import { printFacts, printHeading, printTable } from '../terminal/show.ts';
import { wrapped } from '../terminal/width.ts';
import { goneWords } from './gone.ts';
import { processOf, stateOfProcess } from './process.ts';
import { noticeAbout } from '../words/about.ts';
import { seesIn } from './referralReader.ts';

/** As much of a notice's id as "mails show" needs. */
const SHOWN_OF_ID = 8;

/** Who is told what and when: of one process, or of all live ones. */
export async function mails(
  context: Context,
  id: string | undefined,
  options: HandingOptions & { as?: string } = {},
): Promise<ExitCode> {
  const { terminal, words, sessions } = context;
  return sessions.withReads(async (reads) => {
    const process = id === undefined ? null : await processOf(context, reads, id);
    const whole = process === null ? null : await stateOfProcess(reads, process);
    const isSeen = whole === null ? () => true : seenNotices(context, whole, options.as);
    const all = await readMails(reads.worlds, process === null ? {} : { chain: process.chain });
    const entries = all.filter(isSeen);
    // What a rehearsal has not sent when it ends is never sent.
    const ahead = whole !== null && process?.rehearsal === null ? plannedIn(whole, terminal.lang) : [];
    const planned = ahead.filter((one) => isSeen({ ...one, about: '', recipient: '' }));
    const told = entries.map((entry) => ({ ...entry, explanation: explained(context, entry) }));
    if (terminal.json) {
      terminal.printJson({ mails: told, planned });
      return exit.done;
    }
    const states = words.mails.states;
    const listed = mailList(
      told.map((entry) => ({ ...entry, state: states[entry.status] })),
      terminal.lang,
    );
    if (await handedOver(context, listed, options)) return exit.done;
    if (entries.length === 0) terminal.print(words.mails.none);
    else printEntries(context, entries);
    if (planned.length > 0) printPlanned(context, planned);
    return exit.done;
  });
}

type SeenBy = { deadline: string | null; about: string; recipient: string };

/** Of a referral only the stages of who looks. */
function seenNotices(context: Context, process: ProcessState, as: string | undefined): (notice: SeenBy) => boolean {
  const sees = seesIn(context, process, as);
  if (sees === null) return () => true;
  const deadlines = modelOf(process.kind).deadlines(process.state);
  const hidden = new Set(deadlines.flatMap((one) => (isSeenDeadline(one, sees) ? [] : [one.id])));
  const own = (recipient: string): boolean => sees(recipient.replace('registrar:', ''));
  return ({ deadline, about, recipient }) =>
    (deadline === null || !hidden.has(deadline)) && (about !== 'stageDecided' || own(recipient));
}

interface Planned {
  on: CivilDate;
  deadline: string;
  dueOn: CivilDate;
  /** Days relative to the due date. */
  occasion: number;
  explanation: string;
}

function remindingOf(process: ProcessState): Reminding {
  switch (process.kind) {
    case 'agreement':
      return ofAgreement(process.state);
    case 'framework':
      return ofFramework(process.state);
    case 'referral':
      return ofReferral(process.state);
  }
}

/** The reminders that will go as the process stands, in the order they leave. */
function plannedIn(process: ProcessState, lang: Lang): Planned[] {
  const reminding = remindingOf(process);
  return modelOf(process.kind)
    .deadlines(process.state)
    .flatMap((deadline) =>
      pendingMoments(reminding, deadline).map(({ offset, sendOn }) => ({
        on: sendOn,
        deadline: deadline.id,
        dueOn: deadline.dueOn,
        occasion: offset,
        explanation: explainReminder({ dueOn: deadline.dueOn, offset, sendOn }, lang),
      })),
    )
    .toSorted((a, b) => (a.on + a.deadline < b.on + b.deadline ? -1 : 1));
}

function printPlanned({ terminal, words }: Context, planned: readonly Planned[]): void {
  printHeading(terminal, words.mails.planned);
  const columns = [{ title: words.mails.leaves }, { title: words.mails.deadline }, { title: words.mails.why, flexible: true }];
  const rows = planned.map(({ on, deadline, explanation }) => [day(on, terminal.lang), deadline, explanation]);
  printTable(terminal, columns, rows);
}

function explained({ terminal, words }: Context, { kind, occasion, occasions, dueOn, on, about }: MailEntry): string {
  const event = words.mails.events[about] ?? noticeAbout(about, terminal.lang) ?? about;
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
    const { sendAfter, sentAt, status, messageId } = mail;
    // Of a mail whose words are gone, it is said when and on what ground.
    const gone = mail.text === '' ? await goneMail(context, reads, mail) : null;
    const { toAddress, subject, text } = gone === null ? mail : { toAddress: mail.recipient, subject: gone, text: '' };
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

async function goneMail(context: Context, reads: Reads, { id, rehearsal }: { id: string; rehearsal: string }): Promise<string> {
  for (const chain of await chainsOfMail(reads.worlds, rehearsal, id)) {
    const told = (await goneWords(context, reads, chain)).mails[id];
    if (told !== undefined) return told;
  }
  return '–';
}
