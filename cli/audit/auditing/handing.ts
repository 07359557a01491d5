import { writeFile } from 'node:fs/promises';
import type { Lang } from '#core/texts/lang.ts';
import { TooMany } from '../../../audit/search/find.ts';
import { csvOf } from '../../../audit/lists/csv.ts';
import type { Cell, List, ListColumn } from '../../../audit/lists/list.ts';
import { MOST_ROWS, xlsxOf } from '../../../audit/lists/xlsx.ts';
import { exit, Failure } from '../../failure.ts';
import type { Context } from '../../session.ts';
import { day, minute } from '../../terminal/dates.ts';
import { amount } from '../../terminal/money.ts';
import { printTable } from '../../terminal/show.ts';
import { auditingWords } from '../../words/audit/auditing.ts';

export interface HandingOptions {
  csv?: boolean;
  xlsx?: string;
}

/** Whether a list is taken away whole, and not looked at page by page. */
export const isTakenAway = ({ csv, xlsx }: HandingOptions): boolean => csv === true || xlsx !== undefined;

/** Hands a list out as it was asked for. False: as neither, and it is still to be shown. */
export async function handedOver(context: Context, list: List, { csv, xlsx }: HandingOptions): Promise<boolean> {
  const { terminal } = context;
  if (csv === true) {
    terminal.print(csvOf(list).trimEnd());
    return true;
  }
  if (xlsx === undefined) return false;
  const say = auditingWords[terminal.lang];
  if (list.rows.length >= MOST_ROWS) throw new Failure(exit.usage, 'tooLong', say.tooLongForASheet, say.tooLongRemedy);
  await writeNew(context, xlsx, await xlsxOf([list]));
  terminal.note(say.written(xlsx, list.rows.length));
  return true;
}

/** What stands in a file already is never written over. */
async function writeNew({ terminal }: Context, file: string, content: Uint8Array): Promise<void> {
  try {
    await writeFile(file, content, { flag: 'wx' });
  } catch (error) {
    const say = auditingWords[terminal.lang];
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new Failure(exit.usage, 'fileExists', say.fileExists(file), say.fileExistsRemedy, { file });
    throw error;
  }
}

/** A short list as a table; the longest column of words takes the place that is left. */
export function printList({ terminal }: Context, { columns, rows }: List): void {
  const widest = columns.findLastIndex((column) => column.kind === 'text' && (column.width ?? 0) >= 50);
  printTable(
    terminal,
    columns.map(({ title, kind }, at) => ({
      title,
      ...(kind === 'number' || kind === 'ore' ? { align: 'right' as const } : {}),
      ...(at === widest ? { flexible: true } : {}),
    })),
    rows.map((row) => columns.map((column) => shown(row[column.key] ?? null, column, terminal.lang))),
  );
}

function shown(cell: Cell, { kind }: ListColumn, lang: Lang): string {
  if (cell === null) return '–';
  if (kind === 'day') return day(String(cell), lang);
  if (kind === 'instant') return minute(String(cell));
  return kind === 'ore' ? amount(Number(cell), lang) : String(cell);
}

/** Tells whoever asked for too much at once what to do about it. */
export async function within<T>({ terminal }: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TooMany)) throw error;
    const say = auditingWords[terminal.lang];
    throw new Failure(exit.usage, 'tooMany', say.tooMany, say.tooManyRemedy);
  }
}
