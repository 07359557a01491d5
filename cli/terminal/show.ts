import { type Column, type Paint, table } from './table.ts';
import type { Terminal } from './terminal.ts';
import { padded, displayWidth, wrapped } from './width.ts';

/** A table in the terminal's looks. */
export function printTable(
  terminal: Terminal,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  paint?: Paint,
): void {
  const looks = {
    width: terminal.width,
    heading: (text: string) => terminal.paint('quiet', text),
    below: (text: string) => terminal.paint('quiet', text),
    ...(paint === undefined ? {} : { paint }),
  };
  for (const line of table(columns, rows, looks)) terminal.print(line);
}

/** A heading over a part of the answer, with a blank line before it. */
export function printHeading(terminal: Terminal, title: string): void {
  terminal.print();
  terminal.print(terminal.paint('strong', title));
}

/** Beside names that are too long, texts are wider than the terminal rather than a letter a line. */
const READABLE = 20;

/** Names and what they stand for, one under the other; long texts go on below their beginning. */
export function printFacts(terminal: Terminal, facts: readonly (readonly [string, string])[]): void {
  const widest = Math.max(...facts.map(([name]) => displayWidth(name)));
  for (const [name, text] of facts) {
    const lines = wrapped(text, Math.max(READABLE, terminal.width - widest - 4));
    lines.forEach((line, at) => terminal.print(`  ${terminal.paint('quiet', padded(at === 0 ? name : '', widest))}  ${line}`));
  }
}
