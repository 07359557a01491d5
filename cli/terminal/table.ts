import { displayWidth, padded, wrapped } from './width.ts';

export interface Column {
  title: string;
  align?: 'left' | 'right';
  /** Takes the place that is left and breaks its text between words; where little is left, it goes below its row. */
  flexible?: boolean;
}

/** Given what fits, how a cell's text is shown; by its place in the row. */
export type Paint = (text: string, column: number, row: readonly string[]) => string;

interface Looks {
  width: number;
  heading: (text: string) => string;
  below: (text: string) => string;
  paint?: Paint;
}

const GAP = '  ';
const INDENT = '    ';
/** Narrower than this a column of words is hard to read. */
const READABLE = 34;

/** Rows as aligned lines, none wider than the width. Cells come without colours; `paint` adds them. At most one column is flexible. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], looks: Looks): string[] {
  const natural = columns.map(({ title }, at) =>
    Math.max(displayWidth(title), ...rows.map((row) => displayWidth(row[at] ?? ''))),
  );
  const flexible = columns.findIndex((column) => column.flexible === true);
  const total = natural.reduce((sum, width) => sum + width, 0) + GAP.length * (columns.length - 1);
  if (total <= looks.width || flexible < 0) return lines(columns, rows, natural, looks, null);
  const left = looks.width - (total - (natural[flexible] ?? 0));
  if (left >= READABLE) return lines(columns, rows, natural.with(flexible, left), looks, null);
  return lines(columns, rows, natural, looks, flexible);
}

/** `below` is the column whose text follows each row on lines of its own. */
function lines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  widths: number[],
  looks: Looks,
  below: number | null,
): string[] {
  const beside = columns.map((_, at) => at).filter((at) => at !== below);
  const joined = (cells: readonly string[]) => cells.join(GAP).trimEnd();
  const heading = joined(beside.map((at) => padded(columns[at]?.title ?? '', widths[at] ?? 0, columns[at]?.align)));
  const body = rows.flatMap((row) => {
    const cells = beside.map((at) => wrapped(row[at] ?? '', widths[at] ?? 1));
    const height = Math.max(...cells.map((cell) => cell.length));
    const own = Array.from({ length: height }, (_, line) =>
      joined(
        beside.map((at, place) => {
          const text = padded(cells[place]?.[line] ?? '', widths[at] ?? 0, columns[at]?.align);
          return looks.paint === undefined ? text : painted(text, (shown) => looks.paint?.(shown, at, row) ?? shown);
        }),
      ),
    );
    const under = below === null || (row[below] ?? '') === '' ? [] : wrapped(row[below] ?? '', looks.width - INDENT.length);
    return [...own, ...under.map((line) => INDENT + looks.below(line))];
  });
  return [looks.heading(heading), ...body];
}

/** Colours the text and leaves the blanks around it plain, so that they can still be trimmed. */
function painted(text: string, paint: (text: string) => string): string {
  const [, before = '', inner = '', after = ''] = /^( *)(.*?)( *)$/s.exec(text) ?? [];
  return inner === '' ? text : before + paint(inner) + after;
}
