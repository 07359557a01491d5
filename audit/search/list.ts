import type { Lang, Text } from '#core/texts/lang.ts';
import type { CellKind, List, ListColumn } from '../lists/list.ts';
import type { Told } from './tell.ts';

type Key = keyof Told;

const columns: readonly { key: Key; title: Text; kind: CellKind; width?: number }[] = [
  { key: 'doneOn', title: { sv: 'Gjort', en: 'Done' }, kind: 'day' },
  { key: 'recordedAt', title: { sv: 'Registrerat', en: 'Recorded' }, kind: 'instant' },
  { key: 'matter', title: { sv: 'Ärende', en: 'Matter' }, kind: 'text', width: 34 },
  { key: 'around', title: { sv: 'Runt ärendet', en: 'Around it' }, kind: 'text', width: 12 },
  { key: 'matterTitle', title: { sv: 'Ärendets namn', en: 'Title of the matter' }, kind: 'text', width: 40 },
  { key: 'version', title: { sv: 'Nummer', en: 'Number' }, kind: 'number' },
  { key: 'what', title: { sv: 'Vad', en: 'What' }, kind: 'text', width: 70 },
  { key: 'doneBy', title: { sv: 'Gjort av', en: 'Done by' }, kind: 'text', width: 34 },
  { key: 'recordedBy', title: { sv: 'Registrerat av', en: 'Recorded by' }, kind: 'text', width: 34 },
  { key: 'reason', title: { sv: 'Skäl', en: 'Reason' }, kind: 'text', width: 40 },
  { key: 'evidence', title: { sv: 'Stöd', en: 'Evidence' }, kind: 'text', width: 40 },
  { key: 'type', title: { sv: 'Slag', en: 'Kind' }, kind: 'text' },
  { key: 'chain', title: { sv: 'Kedja', en: 'Chain' }, kind: 'text', width: 40 },
  { key: 'hash', title: { sv: 'Hash', en: 'Hash' }, kind: 'text', width: 68 },
];

const eventColumns = (lang: Lang): ListColumn[] => columns.map(({ title, ...column }) => ({ ...column, title: title[lang] }));

/** Events as a list to be taken away. */
export const eventList = (title: string, rows: readonly Told[], lang: Lang): List => ({
  title,
  columns: eventColumns(lang),
  rows: rows.map((row) => ({ ...row })),
});
