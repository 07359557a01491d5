import type { Table, TableColumn } from './blocks.ts';
import { type Element, ink, page, type Paper, type Style, textWidth } from './paper.ts';

const cell: Style = { weight: 'regular', size: 8.8, leading: 12, colour: ink.text };
const head: Style = { weight: 'semibold', size: 8.5, leading: 11.5, colour: ink.accent };
const GAP = 10;
const PAD = 4;

interface Place extends TableColumn {
  x: number;
  width: number;
}

/** A table over as many pages as it takes: its headings stand on each, and a row longer than a page goes on on the next. */
export function drawTable(paper: Paper, { columns, rows, summary }: Table): void {
  const places = placed(columns);
  const titles = places.map(({ title, width }) => paper.wrap(title, head, width));
  const headHeight = Math.max(...titles.map(({ length }) => length)) * head.leading + PAD * 2;
  if (paper.room() < headHeight + cell.leading * 3) paper.newPage();
  const table = paper.add('Table', paper.root, { attributes: { O: 'Table', Summary: new String(summary) } });
  drawHead(paper, { places, titles, height: headHeight, row: paper.add('TR', table) });
  const again = () => {
    paper.newPage();
    drawHead(paper, { places, titles, height: headHeight, row: null });
  };
  for (const row of rows) drawRow(paper, places, row, paper.add('TR', table), again);
  paper.y += 10;
}

function placed(columns: readonly TableColumn[]): Place[] {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const free = textWidth - GAP * (columns.length - 1);
  let x = page.left;
  return columns.map((column) => {
    const width = (free * column.share) / whole;
    const place = { ...column, x, width };
    x += width + GAP;
    return place;
  });
}

interface Head {
  places: readonly Place[];
  titles: readonly string[][];
  height: number;
  /** Null where the headings stand again for the eye only. */
  row: Element | null;
}

function drawHead(paper: Paper, { places, titles, height, row }: Head): void {
  const { doc } = paper;
  paper.artifact(() => doc.rect(page.left - PAD, paper.y, textWidth + PAD * 2, height).fill(ink.pale));
  places.forEach(({ x, width, align }, at) => {
    const lines = titles[at] ?? [];
    const right = align === undefined ? {} : { align };
    if (row === null) {
      const from = (line: string): number => (align === 'right' ? x + width - paper.width(line, head) : x);
      paper.artifact(() =>
        lines.forEach((line, number) => paper.draw(line, { x: from(line), y: paper.y + PAD + number * head.leading }, head)),
      );
      return;
    }
    const element = paper.add('TH', row, { attributes: { O: 'Table', Scope: 'Column' } });
    paper.write(element, lines, { x, y: paper.y + PAD, width, ...right }, head);
  });
  paper.y += height;
}

function drawRow(paper: Paper, places: readonly Place[], row: readonly string[], element: Element, again: () => void): void {
  const { doc } = paper;
  const cells = places.map((place, at) => ({
    place,
    element: paper.add('TD', element),
    lines: paper.wrap(row[at] ?? '', cell, place.width),
  }));
  const height = Math.max(...cells.map(({ lines }) => lines.length)) * cell.leading + PAD * 2;
  // A short row is kept whole; a long one is broken where the page ends.
  if (height > paper.room() && (height < 220 || paper.room() < cell.leading * 4)) again();
  for (let from = 0; ; ) {
    const fitting = Math.max(1, Math.floor((paper.room() - PAD * 2) / cell.leading));
    const shown = Math.max(...cells.map(({ lines }) => lines.slice(from, from + fitting).length));
    for (const { place, element: td, lines } of cells) {
      const { x, width, align } = place;
      const right = align === undefined ? {} : { align };
      paper.write(td, lines.slice(from, from + fitting), { x, y: paper.y + PAD, width, ...right }, cell);
    }
    paper.y += shown * cell.leading + PAD * 2;
    from += fitting;
    if (cells.every(({ lines }) => lines.length <= from)) break;
    again();
  }
  paper.artifact(() =>
    doc
      .moveTo(page.left - PAD, paper.y)
      .lineTo(page.left + textWidth + PAD, paper.y)
      .lineWidth(0.4)
      .stroke(ink.line),
  );
}
