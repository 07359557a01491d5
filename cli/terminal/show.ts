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
  for (const line of wrapped(title, terminal.width)) terminal.print(terminal.paint('strong', line));
}

/** Beside names that are too long, texts are wider than the terminal rather than a letter a line. */
const READABLE = 20;

/** Names and what they stand for, one under the other; long texts go on below their beginning, and what must stay whole below its name. */
export function printFacts(terminal: Terminal, facts: readonly (readonly [string, string])[]): void {
  const widest = Math.max(...facts.map(([name]) => displayWidth(name)));
  const width = Math.max(READABLE, terminal.width - widest - 4);
  const named = (name: string, text: string) =>
    terminal.print(`  ${terminal.paint('quiet', padded(name, widest))}  ${text}`.trimEnd());
  for (const [name, text] of facts) {
    // An id or a hash is there to be copied.
    if (!text.includes(' ') && displayWidth(text) > width) {
      named(name, '');
      terminal.print(`    ${text}`);
    } else wrapped(text, width).forEach((line, at) => named(at === 0 ? name : '', line));
  }
}
