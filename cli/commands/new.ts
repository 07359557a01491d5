import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newFrom, type Rolled } from '../../infra/definition/rollForward.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context } from '../session.ts';
import { day } from '../terminal/dates.ts';
import { printFacts, printHeading, printTable } from '../terminal/show.ts';
import { faultyFile } from './files.ts';

/** The agreement of a folder for another year: every date shown for review, and written only where a folder is given for it. */
export async function newAgreement(context: Context, options: { from: string; year: number; out?: string }): Promise<ExitCode> {
  const { terminal, words } = context;
  const rolled = await newFrom(options.from, options.year);
  if (!rolled.ok) throw faultyFile(rolled.mistakes);
  const file = options.out === undefined ? null : await write(context, options.out, rolled.text);
  if (terminal.json) {
    const { dates, texts, check, text } = rolled;
    terminal.printJson({ file, dates, texts, check, ...(file === null ? { text } : {}) });
    return exit.done;
  }
  printReview(context, rolled);
  terminal.print();
  if (file === null) terminal.print(words.new.notWritten);
  else {
    terminal.print(`${terminal.paint('good', '✓')} ${words.new.written(file)}`);
    terminal.print(words.new.next(file));
  }
  return exit.done;
}

async function write({ words }: Context, folder: string, text: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'agreement.yaml');
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new Failure(exit.usage, 'fileExists', words.new.exists(file), words.new.existsRemedy, { file });
    }
    throw error;
  }
  return file;
}

function printReview({ terminal, words }: Context, { dates, texts, check }: Rolled): void {
  const { lang } = terminal;
  const columns = [
    { title: words.new.date },
    { title: words.new.before },
    { title: words.new.after },
    { title: words.new.note, flexible: true },
  ];
  const rows = dates.map(({ path, from, to, consequence }) => [path, day(from, lang), day(to, lang), consequence ?? '']);
  printTable(terminal, columns, rows, (text, column) => (column === 3 ? terminal.paint('warning', text) : text));
  if (texts.length > 0) {
    printHeading(terminal, words.new.texts);
    printFacts(
      terminal,
      texts.map(({ path, to }) => [path, to] as const),
    );
  }
  if (check.length === 0) return;
  printHeading(terminal, words.new.check);
  printFacts(
    terminal,
    check.map(({ path, value }) => [path, value] as const),
  );
}
