import type { TextRef } from '#core/act/envelope.ts';
import type { Names } from '#core/texts/names.ts';

/** What a view of a state is read with: what ids are called, and what texts say. */
export interface Reading {
  names: Names;
  /** Null for a text that has been erased. */
  text: (ref: TextRef) => string | null;
}

/** An id and what it is called. */
export interface Titled {
  id: string;
  title: string;
}

/** A text that need not be there; null too where it has been erased. */
export const textOr = ({ text }: Reading, ref: TextRef | null): string | null => (ref === null ? null : text(ref));
