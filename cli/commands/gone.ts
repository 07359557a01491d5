import type { Reading } from '#core/agreement/reading.ts';
import { type GoneMark, goneText } from '#core/texts/keeping.ts';
import { type GoneMarks, goneFrom } from '../../infra/db/read/gone.ts';
import type { Context, Reads } from '../session.ts';

/** What stands, for people, where something of a matter was: by id. For programs nothing does: they are given the marks themselves. */
export interface GoneWords {
  marks: GoneMarks;
  texts: Record<string, string>;
  /** With the person's id before it. */
  people: Record<string, string>;
  mails: Record<string, string>;
  documents: Record<string, string>;
}

export async function goneWords({ terminal }: Context, { worlds }: Reads, chain: string): Promise<GoneWords> {
  const marks = await goneFrom(worlds, chain);
  const told = (all: Record<string, GoneMark>, before: (id: string) => string = () => ''): Record<string, string> =>
    terminal.json
      ? {}
      : Object.fromEntries(Object.entries(all).map(([id, mark]) => [id, `${before(id)}${goneText(mark, terminal.lang)}`]));
  return {
    marks,
    texts: told(marks.texts),
    people: told(marks.persons, (id) => `${id} `),
    mails: told(marks.mails),
    documents: told(marks.documents),
  };
}

/** A reading that says of a text that is gone when and on what ground it went. */
export async function withGone(context: Context, reads: Reads, chain: string, reading: Reading): Promise<Reading> {
  const { texts } = await goneWords(context, reads, chain);
  return { ...reading, text: (ref) => reading.text(ref) ?? texts[ref.textId] ?? null };
}
