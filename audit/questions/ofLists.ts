import { type RawBuilder, sql } from 'kysely';
import type { Text } from '#core/texts/lang.ts';
import { processOfAccess, shortId } from '#contracts/ids.ts';
import { handedOut } from '../../infra/db/read/shown.ts';
import { type ColumnText, listOf, type ListRow } from '../lists/list.ts';
import type { Cover, Grant } from '../mandates/cover.ts';
import { eventsWhere } from '../search/find.ts';
import { lookUp } from '../search/looked.ts';
import type { ListQuestion } from './question.ts';

const matter: ColumnText = { key: 'matter', title: { sv: 'Ärende', en: 'Matter' }, kind: 'text', width: 36 };

/** Which rows of what is kept of processes may be read; `row` is the table's name, `day` the day that a row is about. */
function coveredOf(cover: Cover, row: string, day: RawBuilder<unknown>, ofOrganisation: (id: string) => RawBuilder<unknown>) {
  const parts = cover.map(({ processes, organisation, from, until }: Grant) =>
    sql.join(
      [
        sql`true`,
        ...(processes === null ? [] : [sql`${sql.ref(`${row}.chain`)} = any(${[...processes]})`]),
        ...(organisation === null ? [] : [ofOrganisation(organisation)]),
        ...(from === null ? [] : [sql`${day} >= ${from}`]),
        ...(until === null ? [] : [sql`${day} <= ${until}`]),
      ],
      sql` and `,
    ),
  );
  return parts.length === 0 ? sql`false` : sql`((${sql.join(parts, sql`) or (`)}))`;
}

const lateReports: ListQuestion = {
  title: { sv: 'Sena redovisningar', en: 'Late reports' },
  about: {
    sv: 'Redovisningar som lämnades efter sin dag, eller är öppna fast dagen gått. Dagen är den som gäller nu: se Flyttade datum.',
    en: 'Reports handed in after their day, or open though it has passed. The day is the one that holds now: see Dates moved.',
  },
  async ask(asked) {
    const { db, scope, cover, today } = asked;
    const mayRead = coveredOf(
      cover,
      'deadline',
      sql`deadline.due_on`,
      (id) => sql`(deadline.kind <> 'stage' or deadline.debtor = ${id})`,
    );
    const { rows } = await sql<ListRow & { chain: string }>`
      select deadline.chain, process.title as process_title, deadline.title, deadline.debtor, deadline.creditor, deadline.due_on, deadline.done_on,
        deadline.status, coalesce(deadline.done_on, ${today}::date) - deadline.due_on as days_late
      from deadline join process using (rehearsal, chain)
      where rehearsal = ${scope} and deadline.mode = 'owed' and deadline.met_by = 'report'
        and (deadline.done_on > deadline.due_on or (deadline.done_on is null and deadline.status = 'open' and deadline.stands and deadline.due_on < ${today}))
        and ${mayRead}
      order by deadline.due_on, deadline.chain, deadline.id`.execute(db);
    const columns: ColumnText[] = [
      matter,
      { key: 'title', title: { sv: 'Redovisning', en: 'Report' }, kind: 'text', width: 60 },
      { key: 'debtor', title: { sv: 'Lämnas av', en: 'Owed by' }, kind: 'text' },
      { key: 'creditor', title: { sv: 'Till', en: 'To' }, kind: 'text' },
      { key: 'dueOn', title: { sv: 'Senast', en: 'Due' }, kind: 'day' },
      { key: 'doneOn', title: { sv: 'Lämnad', en: 'Handed in' }, kind: 'day' },
      { key: 'daysLate', title: { sv: 'Dagar sen', en: 'Days late' }, kind: 'number' },
    ];
    return listOf(lateReports.title, columns, rows.map(asMatter), asked);
  },
};

const notDelivered: ListQuestion = {
  title: { sv: 'Meddelanden som inte kom fram', en: 'Notices not delivered' },
  about: {
    sv: 'Det som någon skulle ha fått veta men som misslyckades, som ingen vet om det kom fram, eller som ströks. Skälet står bredvid.',
    en: 'What somebody should have been told and that failed, that nobody knows arrived, or that was dropped. The reason stands beside.',
  },
  async ask(asked) {
    const { db, scope, cover, lang } = asked;
    // Whom others are told is not an organisation's to read.
    const mayRead = coveredOf(cover, 'notice', sql`(notice.send_after at time zone 'Europe/Stockholm')::date`, () => sql`false`);
    const { rows } = await sql<ListRow & { chain: string; recipient: string; status: string }>`
      select notice.chain, notice.about, notice.deadline, notice.recipient, notice.send_after, notice.status, notice.attempts, notice.reason
      from notice where notice.rehearsal = ${scope} and notice.status in ('failed', 'unknown', 'dropped') and ${mayRead}
      order by notice.send_after, notice.chain, notice.id`.execute(db);
    const ids = rows.map(({ recipient }) => recipient.slice(recipient.indexOf(':') + 1));
    const { people } = await lookUp(db, scope, ids, []);
    const columns: ColumnText[] = [
      { key: 'sendAfter', title: { sv: 'Skulle sändas', en: 'Was to be sent' }, kind: 'instant' },
      matter,
      { key: 'about', title: { sv: 'Om', en: 'About' }, kind: 'text' },
      { key: 'deadline', title: { sv: 'Frist', en: 'Deadline' }, kind: 'text' },
      { key: 'to', title: { sv: 'Till', en: 'To' }, kind: 'text', width: 34 },
      { key: 'outcome', title: { sv: 'Vad det blev', en: 'Outcome' }, kind: 'text' },
      { key: 'attempts', title: { sv: 'Försök', en: 'Attempts' }, kind: 'number' },
      { key: 'reason', title: { sv: 'Skäl', en: 'Reason' }, kind: 'text', width: 50 },
    ];
    const told = rows.map((row, at) => ({
      ...asMatter(row),
      to: people[ids[at] ?? ''] ?? row.recipient,
      outcome: outcomes[row.status as keyof typeof outcomes][lang],
    }));
    handedOut('persons', { scope }, Object.keys(people));
    return listOf(notDelivered.title, columns, told, asked);
  },
};

const outcomes: Readonly<Record<'failed' | 'unknown' | 'dropped', Text>> = {
  failed: { sv: 'misslyckades', en: 'failed' },
  unknown: { sv: 'okänt om det kom fram', en: 'not known whether it arrived' },
  dropped: { sv: 'ströks', en: 'dropped' },
};

const refusals: ListQuestion = {
  title: { sv: 'Avslag per person', en: 'Refusals per person' },
  about: {
    sv: 'Hur ofta var och en försökte något som reglerna inte medgav, och vad. Ett avslag är ingen förseelse: det visar var reglerna märks.',
    en: 'How often each tried what the rules did not allow, and what. A refusal is no offence: it shows where the rules are felt.',
  },
  async ask(asked) {
    const { db, scope, cover } = asked;
    const events = await eventsWhere(db, cover, [sql`e.rehearsal = ${scope}`, sql`e.type = 'commandRefused'`]);
    const counts = new Map<
      string,
      { person: string; chain: string; command: string; code: string; times: number; lastAt: string }
    >();
    for (const { chain, recordedBy, recordedAt, body } of events) {
      const { command, code } = body as unknown as { command: string; code: string };
      const person = recordedBy.person ?? '';
      const key = [person, chain, command, code].join(' ');
      const before = counts.get(key);
      counts.set(key, { person, chain, command, code, times: (before?.times ?? 0) + 1, lastAt: recordedAt });
    }
    const { people } = await lookUp(
      db,
      scope,
      [...counts.values()].map(({ person }) => person),
      [],
    );
    const rows = [...counts.values()]
      .toSorted((a, b) => b.times - a.times || (a.person < b.person ? -1 : 1))
      .map(({ person, chain, ...rest }) => ({
        person: people[person] ?? person,
        matter: shortId(processOfAccess(chain) ?? chain),
        ...rest,
      }));
    const columns: ColumnText[] = [
      { key: 'person', title: { sv: 'Person', en: 'Person' }, kind: 'text', width: 30 },
      { key: 'times', title: { sv: 'Gånger', en: 'Times' }, kind: 'number' },
      { key: 'command', title: { sv: 'Ville', en: 'Wanted to' }, kind: 'text' },
      { key: 'code', title: { sv: 'Avslagets kod', en: 'Code of the refusal' }, kind: 'text' },
      matter,
      { key: 'lastAt', title: { sv: 'Senast', en: 'Last' }, kind: 'instant' },
    ];
    handedOut('persons', { scope }, Object.keys(people));
    return listOf(refusals.title, columns, rows, asked);
  },
};

const asMatter = <R extends { chain: string }>({ chain, ...row }: R): Omit<R, 'chain'> & { matter: string } => ({
  ...row,
  matter: shortId(chain),
});

export const listQuestions = { lateReports, notDelivered, refusals } satisfies Record<string, ListQuestion>;
