import type { Burden } from '#core/burden.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import { wordsOf } from '#core/texts/kinds.ts';
import type { Lang } from '#core/texts/lang.ts';
import { shortId } from '#contracts/ids.ts';
import { type List, listOf } from '../../audit/lists/list.ts';
import type { DeadlineRow } from '../../infra/db/read/deadlines.ts';
import type { MailEntry } from '../../infra/db/read/mails.ts';
import type { ProcessSummary } from '../../infra/db/read/processes.ts';
import { countOf, dayOf, instantOf, matter, words } from './columns.ts';

/** What there is. */
export const processList = (all: readonly ProcessSummary[], lang: Lang): List =>
  listOf(
    { sv: 'Ärenden', en: 'Matters' },
    [
      matter,
      words('title', 'Namn', 'Title', 60),
      words('kind', 'Slag', 'Kind', 12),
      words('phase', 'Skede', 'Phase'),
      dayOf('next', 'Nästa', 'Next'),
      dayOf('validFrom', 'Gäller från', 'Valid from'),
      dayOf('validUntil', 'Gäller till', 'Valid until'),
      instantOf('openedAt', 'Öppnad', 'Opened'),
      instantOf('closedAt', 'Avslutad', 'Closed'),
      words('rehearsal', 'Repetition', 'Rehearsal', 28),
    ],
    all.map(({ shortId: id, title, kind, phase, nextWakeAt, validFrom, validUntil, openedAt, closedAt, rehearsal }) => ({
      matter: id,
      title,
      kind,
      phase: wordsOf(kind).phase(phase, lang),
      next: nextWakeAt === null ? null : civilDateOf(nextWakeAt),
      validFrom,
      validUntil,
      openedAt,
      closedAt,
      rehearsal,
    })),
    { lang },
  );

/** What is due; `state` says how each stands. */
export const deadlineList = (rows: readonly DeadlineRow[], state: (row: DeadlineRow) => string, lang: Lang): List =>
  listOf(
    { sv: 'Frister', en: 'Deadlines' },
    [
      matter,
      words('matterTitle', 'Ärendets namn', 'Title of the matter', 40),
      words('deadline', 'Id', 'Id'),
      words('title', 'Frist', 'Deadline', 60),
      dayOf('dueOn', 'Förfaller', 'Due'),
      words('state', 'Läge', 'State'),
      dayOf('doneOn', 'Gjort', 'Done'),
      words('debtor', 'Den som ska', 'Whose'),
      words('creditor', 'Till', 'To'),
    ],
    rows.map((row) => ({
      matter: row.agreement,
      matterTitle: row.agreementTitle,
      deadline: row.id,
      title: row.title,
      dueOn: row.dueOn,
      state: state(row),
      doneOn: row.doneOn,
      debtor: row.debtor,
      creditor: row.creditor,
    })),
    { lang },
  );

interface ToldMail extends MailEntry {
  state: string;
  explanation: string;
}

/** Who is or was told what, when. */
export const mailList = (mails: readonly ToldMail[], lang: Lang): List =>
  listOf(
    { sv: 'Utskick', en: 'Mails' },
    [
      words('notice', 'Notis', 'Notice', 28),
      matter,
      dayOf('on', 'Går', 'Leaves'),
      words('state', 'Läge', 'State', 12),
      words('recipient', 'Mottagare', 'Recipient'),
      words('to', 'Adress', 'Address', 30),
      words('deadline', 'Frist', 'Deadline'),
      words('explanation', 'Varför', 'Why', 60),
      words('subject', 'Ämne', 'Subject', 60),
      instantOf('sentAt', 'Sänt', 'Sent'),
    ],
    mails.map(({ notice, chain, on, state, recipient, to, deadline, explanation, subject, sentAt }) => ({
      notice,
      matter: shortId(chain),
      on,
      state,
      recipient,
      to,
      deadline,
      explanation,
      subject,
      sentAt,
    })),
    { lang },
  );

/** Everything that is asked of organisations, one row each. */
export const burdenList = (burdens: readonly Burden[], titles: Readonly<Record<string, string>>, lang: Lang): List =>
  listOf(
    { sv: 'Uppgiftslämnande', en: 'Burden' },
    [
      words('organisation', 'Organisation', 'Organisation'),
      words('organisationTitle', 'Organisationens namn', 'Its name', 36),
      words('month', 'Månad', 'Month', 10),
      dayOf('askedOn', 'Begärt', 'Asked'),
      dayOf('dueOn', 'Förfaller', 'Due'),
      countOf('days', 'Dagar', 'Days'),
      words('title', 'Uppgift', 'What', 60),
      matter,
    ],
    burdens.flatMap(({ organisation, months }) =>
      months.flatMap(({ month, items }) =>
        items.map(({ askedOn, dueOn, days, title, chain }) => ({
          organisation,
          organisationTitle: titles[organisation] ?? null,
          month,
          askedOn,
          dueOn,
          days,
          title,
          matter: shortId(chain),
        })),
      ),
    ),
    { lang },
  );
