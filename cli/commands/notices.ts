import { instantOfMs } from '#core/calendar/instant.ts';
import { findMail, type MailEntry, mails as readMails } from '../../infra/db/read/mails.ts';
import { findProcess, processState } from '../../infra/db/read/processes.ts';
import { judgementsOf } from '../../infra/db/read/judgements.ts';
import { type Judgement, judgeMail } from '../../infra/db/write/judgements.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context, Reads } from '../session.ts';
import { minute } from '../terminal/dates.ts';
import { printTable } from '../terminal/show.ts';
import { noticeWords } from '../words/notices.ts';
import { agreementOf } from './agreement.ts';
import { noticeAbout } from '../words/about.ts';
import { worldOf } from '../worldOf.ts';

const SHOWN_OF_ID = 8;
/** What somebody has to see to stands first. */
const urgency = ['unknown', 'failed', 'sending', 'claimed', 'queued', 'sent', 'dropped'];

/** How every notice stands, what nobody knows first: of one process, or of all live ones. */
export async function notices(context: Context, id: string | undefined): Promise<ExitCode> {
  const { terminal, words, sessions } = context;
  const say = noticeWords[terminal.lang];
  return sessions.withReads(async (reads) => {
    const chain =
      id === undefined ? null : ((await findProcess(reads.worlds, id)) ?? (await agreementOf(context, reads, id))).chain;
    const entries = (await readMails(reads.worlds, chain === null ? {} : { chain })).toSorted(byUrgency);
    if (terminal.json) {
      terminal.printJson({ notices: entries });
      return exit.done;
    }
    if (entries.length === 0) {
      terminal.print(words.mails.none);
      return exit.done;
    }
    const columns = [
      { title: words.mails.number },
      { title: words.mails.state },
      { title: say.kind },
      { title: words.mails.to },
      { title: say.about, flexible: true },
      { title: say.why, flexible: true },
    ];
    const rows = entries.map((entry) => [
      entry.notice.slice(0, SHOWN_OF_ID),
      words.mails.states[entry.status],
      entry.formal ? say.formal : entry.kind === 'reminder' ? say.reminder : say.information,
      entry.to ?? entry.recipient,
      [
        entry.deadline,
        words.mails.events[entry.about] ?? say.events[entry.about] ?? noticeAbout(entry.about, terminal.lang) ?? entry.about,
      ]
        .filter((part) => part !== null)
        .join(': '),
      entry.reason ?? (entry.sentAt === null ? '' : minute(entry.sentAt)),
    ]);
    const bad = new Set([words.mails.states.failed, words.mails.states.unknown]);
    printTable(terminal, columns, rows, (text, column) =>
      column === 1 && bad.has(text.trim()) ? terminal.paint('bad', text) : text,
    );
    const counts = urgency.map((status) => [status, entries.filter((one) => one.status === status).length] as const);
    terminal.print();
    terminal.print(
      counts
        .flatMap(([status, count]) => (count === 0 ? [] : [`${count} ${words.mails.states[status as MailEntry['status']]}`]))
        .join(', '),
    );
    return exit.done;
  });
}

const byUrgency = (a: MailEntry, b: MailEntry): number => urgency.indexOf(a.status) - urgency.indexOf(b.status);

/** A person's judgement of a mail that nobody here can know of. */
export async function judge(
  context: Context,
  which: string,
  judged: Judgement,
  given: { as?: string; reason?: string },
): Promise<ExitCode> {
  const { terminal, words, sessions } = context;
  const say = noticeWords[terminal.lang];
  const { as: person, reason } = given;
  if (person === undefined || reason === undefined || reason.trim() === '')
    throw new Failure(exit.usage, 'badInput', say.needsWho, say.needsWhoRemedy);
  return sessions.withReads(async (reads) => {
    const mail = await findMail(reads.worlds, which);
    if (mail === null)
      throw new Failure(exit.usage, 'unknownMail', words.mails.unknown(which), words.mails.unknownRemedy, { which });
    const db = worldOf(reads, mail.rehearsal);
    const coordinators = await coordinatorsOf(reads, mail.id, mail.rehearsal);
    if (![...coordinators.values()].some((people) => people.known.includes(person)))
      throw new Failure(exit.usage, 'unknownPerson', say.unknownPerson(person), say.unknownPersonRemedy);
    const names = new Map([...coordinators].map(([chain, one]) => [chain, one.coordinator]));
    const judgement = { mail: mail.id, judged, person, reason, at: instantOfMs(Date.now()) };
    const outcome = await judgeMail(db, mail.rehearsal, judgement, names);
    if (outcome.kind !== 'judged')
      throw new Failure(exit.refused, outcome.kind, say[outcome.kind](outcome.status), say.remedies[outcome.kind]);
    const log = await judgementsOf(db, mail.rehearsal, mail.id);
    if (terminal.json) terminal.printJson({ judged, notices: outcome.notices, log });
    else terminal.print(say.judged[judged](outcome.notices));
    return exit.done;
  });
}

/** Of each process in a mail: who runs it, and whom it knows. */
async function coordinatorsOf(
  { worlds }: Reads,
  mail: string,
  rehearsal: string,
): Promise<Map<string, { coordinator: string; known: string[] }>> {
  const rows = await worldOf({ worlds }, rehearsal)
    .selectFrom('notice')
    .select('chain')
    .distinct()
    .where('mailId', '=', mail)
    .execute();
  const found = new Map<string, { coordinator: string; known: string[] }>();
  for (const { chain } of rows) {
    const process = await processState(worlds, chain);
    if (process === null) continue;
    const { coordinator, people } = process.state.definition;
    found.set(chain, { coordinator, known: people.map(({ id }) => id) });
  }
  return found;
}
