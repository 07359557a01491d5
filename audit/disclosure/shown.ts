import type { Withheld } from '#core/around/keeping.ts';
import type { Lang } from '#core/texts/lang.ts';
import type { JournalEntry } from './collect.ts';
import { block, type Masking } from './masks.ts';
import { disclosureWords } from './words.ts';

/** A file of what is handed out. */
export interface DisclosedFile {
  path: string;
  content: Buffer;
}

/** An entry as it is handed out: what is kept back is out of it. */
export interface ShownEntry extends Omit<JournalEntry, 'texts' | 'files'> {
  /** 1, 2, 3, … in the list. */
  number: number;
  /** Paths of the files that belong to it. */
  paths: string[];
  /** Grounds that something of it is withheld on. */
  grounds: string[];
  /** What of it is withheld. */
  withheld: Withheld[];
}

export type ContentOf = (sha256: string) => Promise<Buffer | null>;

/** The list and its files, with what is to be kept back taken out of every word of them. */
export async function shownEntries(
  entries: readonly JournalEntry[],
  masked: Masking,
  contentOf: ContentOf,
  lang: Lang,
): Promise<{ shown: ShownEntry[]; files: DisclosedFile[]; documents: string[] }> {
  const shown: ShownEntry[] = [];
  const files: DisclosedFile[] = [];
  const documents = new Set<string>();
  for (const [at, entry] of entries.entries()) {
    const before = masked.withheld().length;
    const one = await shownEntry(entry, at + 1, { masked, contentOf, lang });
    const withheld = masked.withheld().slice(before);
    shown.push({ ...one.entry, withheld, grounds: [...new Set([...one.grounds, ...withheld.map(({ ground }) => ground)])] });
    files.push(...one.files);
    one.documents.forEach((sha256) => documents.add(sha256));
  }
  return { shown, files, documents: [...documents] };
}

interface How {
  masked: Masking;
  contentOf: ContentOf;
  lang: Lang;
}

interface One {
  entry: Omit<ShownEntry, 'grounds' | 'withheld'>;
  grounds: string[];
  files: DisclosedFile[];
  documents: string[];
}

const DIGITS = 4;

async function shownEntry(entry: JournalEntry, number: number, how: How): Promise<One> {
  const { texts: _texts, files: _files, ...rest } = entry;
  const of = entryOf(entry);
  const { masked } = how;
  const whole = masked.whole(of);
  if (whole !== null)
    return { entry: { ...rest, number, what: block(whole, how.lang), paths: [] }, grounds: [whole], files: [], documents: [] };
  const grounds: string[] = [];
  const files: DisclosedFile[] = [];
  const documents: string[] = [];
  const prefix = String(number).padStart(DIGITS, '0');
  const written = textFile(entry, how, grounds);
  if (written !== null) files.push({ path: `texter/${prefix}.txt`, content: Buffer.from(written) });
  for (const [at, file] of entry.files.entries()) {
    const given = await documentFile(file, `${prefix}-${at + 1}`, how);
    if (given.ground !== null) grounds.push(given.ground);
    if (given.file === null) continue;
    files.push(given.file);
    if (given.isGiven) documents.push(file.sha256);
  }
  const line = (text: string): string => masked.words(of, text);
  const shown = {
    ...rest,
    number,
    what: line(rest.what),
    from: line(rest.from),
    to: rest.to.map(line),
    paths: files.map(({ path }) => path),
  };
  return { entry: shown, grounds, files, documents };
}

const entryOf = ({ version, mail }: JournalEntry) =>
  version === null ? ({ kind: 'mail', id: mail ?? '' } as const) : ({ kind: 'entry', version } as const);

/** Everything that was written in an act, one text under another. */
function textFile(entry: JournalEntry, { masked, lang }: How, grounds: string[]): string | null {
  if (entry.texts.length === 0) return null;
  const say = disclosureWords[lang];
  const parts = entry.texts.map(({ field, textId, text, isGone }) => {
    const of = entry.mail === null ? ({ kind: 'text', textId } as const) : ({ kind: 'mail', id: textId } as const);
    const whole = isGone ? null : masked.whole(of);
    if (whole !== null) grounds.push(whole);
    const shown = whole === null ? masked.words(of, text) : `${block(whole, lang)} ${say.withheldText}`;
    return `${say.fields[field] ?? say.fields['text']}\n\n${shown}\n`;
  });
  return parts.join('\n');
}

async function documentFile(
  { sha256, name, gone }: JournalEntry['files'][number],
  prefix: string,
  { masked, contentOf, lang }: How,
): Promise<{ file: DisclosedFile | null; ground: string | null; isGiven: boolean }> {
  const say = disclosureWords[lang];
  const notice = (text: string): DisclosedFile => ({
    path: `handlingar/${prefix}.txt`,
    content: Buffer.from(`${text}\nSHA-256 ${sha256}\n`),
  });
  const of = { kind: 'document', sha256 } as const;
  const whole = masked.whole(of);
  if (whole !== null) return { file: notice(`${block(whole, lang)} ${say.withheldDocument}`), ground: whole, isGiven: false };
  const named = fileName(masked.words(of, name ?? ''));
  const copy = masked.copyOf(sha256);
  if (copy !== null)
    return {
      file: { path: `handlingar/${prefix}-${maskedName(named)}`, content: Buffer.from(copy.content) },
      ground: copy.ground,
      isGiven: false,
    };
  const content = gone === null ? await contentOf(sha256) : null;
  if (content === null) return { file: notice(gone ?? say.goneDocument), ground: null, isGiven: false };
  return { file: { path: `handlingar/${prefix}-${named}`, content }, ground: null, isGiven: true };
}

/** With the number before it and the mark of a masked copy, at three bytes a character, within the 255 bytes that file systems take. */
const LONGEST_NAME = 76;

/** No name leads anywhere else, and none is longer than file systems take. */
const fileName = (name: string): string => name.slice(-LONGEST_NAME).replaceAll(/[^\p{L}\p{N}._ ()-]/gu, '_') || 'handling';

const maskedName = (name: string): string => name.replace(/(\.[^.]{1,8})?$/, '-maskad$1');
