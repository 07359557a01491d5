import type { TextRef } from '#core/act/envelope.ts';
import type { Recipient } from '#core/act/event.ts';
import type { Lang, Text } from '../lang.ts';

/** What the ids in an entry stand for. In a system chain, which is of no process, ids stand for themselves. */
export interface AroundNames {
  /** A command of the process as an infinitive. */
  command: (type: string, lang: Lang) => string;
  /** A deadline, an organisation or a body of the process. */
  title: (id: string, lang: Lang) => string;
  person: (id: string) => string;
  recipient: (recipient: Recipient, lang: Lang) => string;
  /** Null: it has been erased. */
  written: (ref: TextRef) => string | null;
}

/** What each entry says, in a line without its dates and without who recorded it, which a log shows beside it. */
export type AroundTexts<B extends { type: string }> = {
  readonly [T in B['type']]: (body: Extract<B, { type: T }>, names: AroundNames) => Text;
};

const SHOWN_OF_HASH = 8;
/** As much of a hash as tells one from another in a line. */
export const short = (hash: string): string => hash.slice(0, SHOWN_OF_HASH);

const erased: Text = { sv: 'texten är raderad', en: 'the text has been erased' };
/** A written text in quotes; said to be erased where it is. */
export const quoted = (ref: TextRef, { written }: AroundNames, lang: Lang): string => {
  const text = written(ref);
  return text === null ? `(${erased[lang]})` : lang === 'sv' ? `”${text}”` : `“${text}”`;
};

/** '1 person', '3 personer'. */
export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
