import type { Instant } from '#core/calendar/instant.ts';
import { msOf } from '#core/calendar/instant.ts';
import type { Lang } from '#core/texts/lang.ts';
import type { Block, DocumentTitle } from '../export/pdf/blocks.ts';
import { pdfOf } from '../export/pdf/layout.ts';
import { csvOf } from '../lists/csv.ts';
import type { List } from '../lists/list.ts';
import type { ShownEntry } from './shown.ts';
import { disclosureWords } from './words.ts';

/** What the first page says. Words as they are handed out. */
export interface Cover {
  lang: Lang;
  organisation: string;
  matter: string;
  ownNumber: string | null;
  period: string | null;
  by: string;
  to: string | null;
  on: string;
  drafts: number;
  head: { version: number; hash: string };
  rehearsal: string | null;
  at: Instant;
}

/** The list for spreadsheet programs, those that speak Swedish too: the same rows as on paper, each with everything. */
export function listOf(entries: readonly ShownEntry[], lang: Lang): string {
  const say = disclosureWords[lang];
  const { columns: title } = say;
  const list: List = {
    title: say.list,
    columns: [
      { key: 'number', title: title.number, kind: 'number' },
      { key: 'on', title: title.on, kind: 'day' },
      { key: 'direction', title: title.direction, kind: 'text' },
      { key: 'from', title: title.from, kind: 'text' },
      { key: 'to', title: title.to, kind: 'text' },
      { key: 'what', title: title.what, kind: 'text' },
      { key: 'ownNumber', title: title.ownNumber, kind: 'text' },
      { key: 'otherNumbers', title: title.otherNumbers, kind: 'text' },
      { key: 'files', title: title.files, kind: 'text' },
      { key: 'withheld', title: title.withheld, kind: 'text' },
      { key: 'recordedOn', title: title.recordedOn, kind: 'day' },
      { key: 'entry', title: title.entry, kind: 'number' },
    ],
    rows: entries.map((one) => ({
      number: one.number,
      on: one.on,
      direction: say.direction[one.direction],
      from: one.from,
      to: one.to.join('; '),
      what: one.what,
      ownNumber: one.ownNumber,
      otherNumbers: one.otherNumbers.join('; '),
      files: one.paths.join('; '),
      withheld: one.grounds.join('; '),
      recordedOn: one.recordedOn,
      entry: one.version,
    })),
  };
  return csvOf(list, { mark: true, delimiter: ';' });
}

/** The same for people, with what is withheld, on what ground, and what whoever asked may do about it. */
export function paperOf(cover: Cover, entries: readonly ShownEntry[]): Promise<Buffer> {
  const say = disclosureWords[cover.lang];
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: say.list },
    { kind: 'paragraph', text: say.draftsNote(cover.drafts), tone: 'quiet' },
    entryTable(cover.lang, entries),
    { kind: 'heading', level: 1, text: say.withheldTitle },
    ...(entries.every(({ withheld }) => withheld.length === 0)
      ? [{ kind: 'paragraph' as const, text: say.withheldNone }]
      : [withheldTable(cover.lang, entries)]),
    { kind: 'heading', level: 2, text: say.appealTitle },
    { kind: 'paragraph', text: say.appeal },
  ];
  const subject = `${cover.organisation}: ${cover.matter}`;
  return pdfOf(titleOf(cover, entries), blocks, {
    title: say.kind,
    subject,
    author: cover.by,
    lang: cover.lang,
    created: new Date(msOf(cover.at)),
  });
}

function titleOf(cover: Cover, entries: readonly ShownEntry[]): DocumentTitle {
  const say = disclosureWords[cover.lang];
  const { facts } = say;
  const mails = entries.filter(({ version }) => version === null).length;
  return {
    kind: say.kind,
    title: cover.organisation,
    lines: [cover.matter],
    warning: cover.rehearsal === null ? null : say.rehearsed(cover.rehearsal),
    foot: `${say.foot}: ${cover.organisation}`,
    page: say.page,
    facts: [
      ...(cover.ownNumber === null ? [] : [{ label: facts.ownNumber, value: cover.ownNumber }]),
      { label: facts.period, value: cover.period ?? say.whole },
      { label: facts.by, value: cover.by },
      ...(cover.to === null ? [] : [{ label: facts.to, value: cover.to }]),
      { label: facts.on, value: cover.on },
      { label: facts.entries, value: say.entriesOf(entries.length - mails, mails) },
      { label: facts.head, value: `${cover.head.version}  ${cover.head.hash}`, exact: true },
    ],
  };
}

function entryTable(lang: Lang, entries: readonly ShownEntry[]): Block {
  const say = disclosureWords[lang];
  const { columns: title } = say;
  return {
    kind: 'table',
    summary: say.list,
    columns: [
      { title: title.number, share: 0.06, align: 'right' },
      { title: title.on, share: 0.12 },
      { title: title.direction, share: 0.1 },
      { title: `${title.from} / ${title.to}`, share: 0.22 },
      { title: title.what, share: 0.32 },
      { title: say.numbers, share: 0.18 },
    ],
    rows: entries.map((one) => [
      String(one.number),
      one.on,
      say.direction[one.direction],
      one.direction === 'in' ? one.from : one.direction === 'out' ? one.to.join('; ') : '–',
      [one.what, ...one.paths, ...one.grounds.filter((ground) => !one.what.includes(ground)).map((ground) => `[${ground}]`)].join(
        '\n',
      ),
      `${one.ownNumber ?? '–'} / ${one.otherNumbers.join('; ') || '–'}`,
    ]),
  };
}

function withheldTable(lang: Lang, entries: readonly ShownEntry[]): Block {
  const say = disclosureWords[lang];
  const rows = entries.flatMap(({ number, what, withheld }) =>
    withheld.map((one) => [String(number), what, say.kinds[one.what.kind], one.passage ? say.passage : say.all, one.ground]),
  );
  return {
    kind: 'table',
    summary: say.withheldTitle,
    columns: [
      { title: say.columns.number, share: 0.07, align: 'right' },
      { title: say.columns.what, share: 0.4 },
      { title: say.withheldWhat, share: 0.13 },
      { title: say.withheldHow, share: 0.14 },
      { title: say.withheldGround, share: 0.26 },
    ],
    // Two texts of one entry that something is taken out of on one ground are told once.
    rows: [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()],
  };
}
