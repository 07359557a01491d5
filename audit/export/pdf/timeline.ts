import { type CivilDate, daysBetween, yearOf } from '#core/calendar/civilDate.ts';
import type { Timeline } from './blocks.ts';
import { ink, page, type Paper, type Style, textWidth } from './paper.ts';

const name: Style = { weight: 'regular', size: 8.8, leading: 12, colour: ink.text };
const year: Style = { weight: 'semibold', size: 8, leading: 11, colour: ink.quiet };
const WIDEST_NAME = 190;
const ROW = 17;
const BAR = 8;

/** Phases as bars over the years; for whoever does not see it, its words. */
export function drawTimeline(paper: Paper, { alt, spans, from, to }: Timeline): void {
  const { doc } = paper;
  const height = spans.length * ROW + 24;
  if (paper.room() < height) paper.newPage();
  const names = Math.min(WIDEST_NAME, Math.max(...spans.map(({ title }) => paper.width(title, name)))) + 14;
  const left = page.left + names;
  const width = textWidth - names;
  const whole = Math.max(1, daysBetween(from, to));
  const at = (date: CivilDate): number => left + (width * Math.min(whole, Math.max(0, daysBetween(from, date)))) / whole;
  const box = [page.left, page.height - paper.y - height, page.left + textWidth, page.height - paper.y];
  const figure = paper.add('Figure', paper.root, { alt, attributes: { O: 'Layout', Placement: 'Block', BBox: box } });
  const content = doc.markStructureContent('Figure');
  for (let one = yearOf(from); one <= yearOf(to); one += 1) {
    const first = `${one}-01-01`;
    const x = at(first > from ? first : from);
    if (first > from)
      doc
        .moveTo(x, paper.y + 12)
        .lineTo(x, paper.y + height - 8)
        .lineWidth(0.5)
        .stroke(ink.line);
    const end = at(`${one + 1}-01-01`);
    if (end - x > 24) paper.draw(String(one), { x: x + 3, y: paper.y }, year);
  }
  spans.forEach((span, row) => {
    const y = paper.y + 18 + row * ROW;
    paper.draw(fitting(paper, span.title), { x: page.left, y: y - 2 }, name);
    const x = at(span.from);
    const end = at(span.to ?? to);
    const isLate = span.to === null;
    doc.roundedRect(x, y, Math.max(2.5, end - x), BAR, 1.5).fill(isLate ? ink.quiet : ink.accent);
  });
  doc.endMarkedContent();
  figure.node.add(content);
  paper.y += height + 4;
}

/** Beside its bar; the table under the picture has it whole. */
function fitting(paper: Paper, title: string): string {
  const [line = ''] = paper.wrap(title, name, WIDEST_NAME - 8);
  return line === title ? title : `${line} …`;
}
