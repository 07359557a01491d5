import { moneyView } from '#core/agreement/funds/view.ts';
import type { LedgerNode } from '#core/agreement/funds/ledger.ts';
import { isDecision } from '#core/around/decided.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import type { Lang } from '#core/texts/lang.ts';
import { csvOf } from '../lists/csv.ts';
import type { List, ListColumn, ListRow } from '../lists/list.ts';
import { xlsxOf } from '../lists/xlsx.ts';
import { outcomeOf } from './certificate/tables.ts';
import type { Event, Reading } from './reading.ts';
import type { Snapshot } from './snapshot.ts';
import { listWords } from './listWords.ts';
import type { ZipEntry } from './zip.ts';

type Kind = ListColumn['kind'];

/** A list with its columns' titles in the reader's language; `text` where nothing else is said. */
function list(
  lang: Lang,
  name: keyof (typeof listWords)['sv']['titles'],
  kinds: Readonly<Record<string, Kind>>,
  rows: ListRow[],
): [string, List] {
  const { titles, columns } = listWords[lang];
  const titleOf = (key: string): string => columns[key] ?? key;
  const named = Object.entries(kinds).map(([key, kind]) => ({
    key,
    title: kind === 'ore' ? `${titleOf(key.replace(/Ore$/, ''))} (kr)` : titleOf(key),
    kind,
  }));
  return [name, { title: titles[name], columns: named, rows }];
}

/** Everything of a record that is a list, by the names of their files. Notices without addresses, which are no one's business here. */
export function listsOf(reading: Reading, snapshot: Snapshot): [string, List][] {
  const { lang, events, process } = reading;
  const money = process.kind === 'agreement' ? [moneyList(reading, moneyView(process.state).ledger)] : [];
  return [
    list(
      lang,
      'events',
      eventKinds,
      events.map((event) => eventRow(reading, event)),
    ),
    list(
      lang,
      'decisions',
      eventKinds,
      events.filter(({ body }) => isDecision(process.kind, body.type)).map((event) => eventRow(reading, event)),
    ),
    deadlineList(reading),
    ...money,
    documentList(reading, snapshot),
    noticeList(reading, snapshot),
  ];
}

/** The lists as files: one spreadsheet of all, and each as CSV as a Swedish spreadsheet program opens it. */
export async function listFiles(lists: readonly [string, List][]): Promise<ZipEntry[]> {
  const csv = lists.map(([name, one]) => ({
    path: `lists/${name}.csv`,
    content: Buffer.from(csvOf(one, { mark: true, delimiter: ';' }), 'utf8'),
  }));
  return [...csv, { path: 'lists/lists.xlsx', content: await xlsxOf(lists.map(([, one]) => one)) }];
}

const eventKinds = {
  version: 'number',
  doneOn: 'day',
  what: 'text',
  type: 'text',
  doneBy: 'text',
  body: 'text',
  organisation: 'text',
  recordedAt: 'instant',
  recordedBy: 'text',
  reason: 'text',
  evidence: 'text',
  hash: 'text',
} as const;

function eventRow(reading: Reading, event: Event): ListRow {
  const { person, written } = reading;
  const { version, doneOn, body, doneBy, recordedAt, reason, evidence, hash } = event;
  return {
    version,
    doneOn,
    what: reading.line(body),
    type: body.type,
    doneBy: doneBy?.person == null ? null : person(doneBy.person),
    body: doneBy?.body == null ? null : reading.body(doneBy.body),
    organisation: doneBy === null ? null : reading.organisation(doneBy.organisation),
    recordedAt,
    recordedBy: reading.recorder(event),
    reason: reason === null ? null : written(reason),
    evidence: evidence === null ? null : evidence.kind === 'document' ? evidence.sha256 : written(evidence.text),
    hash,
  };
}

function deadlineList({ lang, deadlines, organisation }: Reading): [string, List] {
  const kinds = {
    id: 'text',
    what: 'text',
    debtor: 'text',
    creditor: 'text',
    dueOn: 'day',
    metOn: 'day',
    outcome: 'text',
    source: 'text',
  } as const;
  const rows = deadlines.map((one) => ({
    id: one.id,
    what: one.title,
    debtor: organisation(one.debtor),
    creditor: organisation(one.creditor),
    dueOn: one.dueOn,
    metOn: one.done?.doneOn ?? null,
    outcome: outcomeOf(one, lang),
    source: one.source,
  }));
  return list(lang, 'deadlines', kinds, rows);
}

/** CSV, whose columns are called by their keys, holds whole öre; a spreadsheet shows kronor, and its titles say that. */
const inOre = (column: string): string => `${column}Ore`;

function moneyList({ lang, named, organisation }: Reading, ledger: LedgerNode): [string, List] {
  const amounts = Object.keys(ledger.total) as (keyof LedgerNode['total'])[];
  const kinds = {
    level: 'text',
    what: 'text',
    ...Object.fromEntries(amounts.map((column) => [inOre(column), 'ore' as const])),
  } as const;
  const amountsOf = ({ total }: LedgerNode): ListRow => Object.fromEntries(amounts.map((one) => [inOre(one), total[one]]));
  const levels = listWords[lang].levels;
  const rowsOf = (node: LedgerNode): ListRow[] => [
    { level: levels[node.kind], what: node.kind === 'recipient' ? organisation(node.id) : named(node.id), ...amountsOf(node) },
    ...node.children.flatMap(rowsOf),
  ];
  return list(lang, 'money', kinds, rowsOf(ledger));
}

function documentList({ lang }: Reading, { documents, markedDocuments, missingDocuments }: Snapshot): [string, List] {
  const kinds = { name: 'text', mediaType: 'text', sizeBytes: 'number', sha256: 'text', kept: 'text' } as const;
  const { yes, no, marked } = listWords[lang];
  const unnamed = { name: null, mediaType: null, sizeBytes: null };
  const rows = [
    ...documents.map(({ name, mediaType, sizeBytes, sha256 }) => ({ name, mediaType, sizeBytes, sha256, kept: yes })),
    ...markedDocuments.map(({ sha256, grounds }) => ({ ...unnamed, sha256, kept: marked(grounds.join('; ')) })),
    ...missingDocuments.map((sha256) => ({ ...unnamed, sha256, kept: no })),
  ];
  return list(lang, 'documents', kinds, rows);
}

function noticeList(reading: Reading, { notices }: Snapshot): [string, List] {
  const { lang, person, organisation } = reading;
  const { registrar, statuses } = listWords[lang];
  const kinds = {
    sendOn: 'day',
    sentAt: 'instant',
    recipient: 'text',
    what: 'text',
    causedBy: 'number',
    dueOn: 'day',
    status: 'text',
    messageId: 'text',
  } as const;
  const titles = new Map(reading.deadlines.map(({ id, title }) => [id, title]));
  const causes = new Map(reading.events.map((event) => [event.version, event]));
  const rows = notices.map((one) => {
    const colon = one.recipient.indexOf(':');
    const [kind, id] = [one.recipient.slice(0, colon), one.recipient.slice(colon + 1)];
    const cause = causes.get(one.causedBy);
    return {
      sendOn: civilDateOf(one.sendAfter),
      sentAt: one.sentAt,
      recipient: kind === 'registrar' ? `${registrar}, ${organisation(id)}` : person(id),
      what:
        one.deadline === null
          ? cause === undefined
            ? one.about
            : reading.line(cause.body)
          : (titles.get(one.deadline) ?? one.deadline),
      causedBy: one.causedBy,
      dueOn: one.dueOn,
      status: statuses[one.status],
      messageId: one.messageId,
    };
  });
  return list(lang, 'notices', kinds, rows);
}
