import type { Lang, Text } from '#core/texts/lang.ts';

/** What a column holds, and so how a spreadsheet shows it. Days are civil dates, instants UTC, money whole öre. */
export type CellKind = 'text' | 'day' | 'instant' | 'number' | 'ore';

export interface ListColumn<Key extends string = string> {
  /** For programs: the name in CSV, the same in every language. */
  key: Key;
  /** For people: the heading in a spreadsheet. */
  title: string;
  kind: CellKind;
  /** Characters, in a spreadsheet; left out: by its kind. */
  width?: number;
}

export type Cell = string | number | boolean | null;
export type ListRow<Key extends string = string> = Readonly<Record<Key, Cell>>;

/** A list to be taken away: the same rows whatever it is written as. */
export interface List<Key extends string = string> {
  /** Of the sheet in a spreadsheet. */
  title: string;
  columns: readonly ListColumn<Key>[];
  rows: readonly ListRow<Key>[];
}

/** A column before a language is chosen. */
export type ColumnText = Omit<ListColumn, 'title'> & { title: Text };

export const listOf = (
  title: Text,
  columns: readonly ColumnText[],
  rows: readonly ListRow[],
  { lang }: { lang: Lang },
): List => ({
  title: title[lang],
  columns: columns.map((column) => ({ ...column, title: column.title[lang] })),
  rows,
});
