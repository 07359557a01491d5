import type { CivilDate } from '#core/calendar/civilDate.ts';

/** What a document for people is made of, before it is laid out on pages. */
export type Block =
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'paragraph'; text: string; tone?: 'plain' | 'quiet' | 'strong' }
  /** What something is, line by line. */
  | { kind: 'facts'; facts: readonly Fact[] }
  | Table
  | Timeline
  | { kind: 'newPage' };

export interface Fact {
  label: string;
  value: string;
  /** Letters of one width: for hashes and ids, which are compared by eye. */
  exact?: boolean;
}

export interface TableColumn {
  title: string;
  /** Share of the table's width. */
  share: number;
  align?: 'right';
}

export interface Table {
  kind: 'table';
  /** What the table is of, for whoever hears it. */
  summary: string;
  columns: readonly TableColumn[];
  rows: readonly (readonly string[])[];
}

export interface Span {
  title: string;
  from: CivilDate;
  /** Null: it still goes on. */
  to: CivilDate | null;
}

export interface Timeline {
  kind: 'timeline';
  /** The picture in words. */
  alt: string;
  spans: readonly Span[];
  from: CivilDate;
  to: CivilDate;
}

/** What stands on the first page, and on every other. */
export interface DocumentTitle {
  /** What kind of paper it is: `Intyg ur handlingarna`. */
  kind: string;
  title: string;
  lines: readonly string[];
  facts: readonly Fact[];
  /** Something that must not be overlooked, such as that all this was rehearsed; null where there is nothing. */
  warning: string | null;
  /** At the foot of every page. */
  foot: string;
  page: (number: number, of: number) => string;
}
