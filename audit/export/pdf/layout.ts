import type { Block, DocumentTitle, Fact } from './blocks.ts';
import { drawTable } from './table.ts';
import { drawTimeline } from './timeline.ts';
import { closePaper, ink, openPaper, page, type Paper, type PaperOptions, type Style, textWidth } from './paper.ts';

const body: Style = { weight: 'regular', size: 10, leading: 14.5, colour: ink.text };
const quiet: Style = { ...body, colour: ink.quiet };
const strong: Style = { ...body, weight: 'semibold' };
const label: Style = { ...body, size: 9, leading: 14.5, colour: ink.quiet };
const headings: Readonly<Record<1 | 2, Style>> = {
  1: { weight: 'semibold', size: 17, leading: 22, colour: ink.accent },
  2: { weight: 'semibold', size: 11.5, leading: 16, colour: ink.text },
};
const LABEL_WIDTH = 128;

/** A tagged PDF for reading and keeping: a first page, then the blocks in order. */
export async function pdfOf(title: DocumentTitle, blocks: readonly Block[], options: PaperOptions): Promise<Buffer> {
  const paper = openPaper(options);
  drawTitle(paper, title);
  for (const block of blocks) drawBlock(paper, block);
  drawFeet(paper, title);
  addUniversalAccess(paper);
  return closePaper(paper);
}

function drawBlock(paper: Paper, block: Block): void {
  switch (block.kind) {
    case 'heading':
      return drawHeading(paper, block.level, block.text);
    case 'paragraph':
      return drawParagraph(paper, block.text, block.tone === 'quiet' ? quiet : block.tone === 'strong' ? strong : body);
    case 'facts':
      return drawFacts(paper, block.facts);
    case 'table':
      return drawTable(paper, block);
    case 'timeline':
      return drawTimeline(paper, block);
    case 'newPage':
      return paper.newPage();
  }
}

function drawHeading(paper: Paper, level: 1 | 2, text: string): void {
  const style = headings[level];
  const lines = paper.wrap(text, style, textWidth);
  const before = paper.y === page.top ? 0 : level === 1 ? 26 : 14;
  // A heading stands with at least some of what it is over.
  if (paper.room() < before + lines.length * style.leading + (level === 1 ? 120 : 80)) paper.newPage();
  else paper.y += before;
  if (level === 1) paper.doc.outline.addItem(text);
  paper.write(paper.add(`H${level}`, paper.root), lines, { x: page.left, y: paper.y, width: textWidth }, style);
  paper.y += lines.length * style.leading + (level === 1 ? 7 : 3);
}

function drawParagraph(paper: Paper, text: string, style: Style): void {
  const element = paper.add('P', paper.root);
  writeLines(paper, element, paper.wrap(text, style, textWidth), style);
  paper.y += 6;
}

function writeLines(paper: Paper, element: ReturnType<Paper['add']>, lines: readonly string[], style: Style): void {
  for (let from = 0; from < lines.length; ) {
    if (paper.room() < style.leading) paper.newPage();
    const fitting = lines.slice(from, from + Math.max(1, Math.floor(paper.room() / style.leading)));
    paper.write(element, fitting, { x: page.left, y: paper.y, width: textWidth }, style);
    paper.y += fitting.length * style.leading;
    from += fitting.length;
  }
}

/** Each a line of its own: what it is, and beside it what it says. */
function drawFacts(paper: Paper, facts: readonly Fact[]): void {
  const list = paper.add('L', paper.root);
  for (const { label: name, value, exact } of facts) {
    const style = exact === true ? { ...body, size: 9 } : body;
    const width = textWidth - LABEL_WIDTH;
    const lines = paper.wrap(value, style, width);
    const names = paper.wrap(name, label, LABEL_WIDTH - 12);
    const height = Math.max(lines.length, names.length) * body.leading;
    if (paper.room() < Math.min(height, 200)) paper.newPage();
    const item = paper.add('LI', list);
    paper.write(paper.add('Lbl', item), names, { x: page.left, y: paper.y + 0.8, width: LABEL_WIDTH }, label);
    paper.write(paper.add('LBody', item), lines, { x: page.left + LABEL_WIDTH, y: paper.y, width }, style);
    paper.y += height + 2;
  }
  paper.y += 6;
}

function drawTitle(paper: Paper, title: DocumentTitle): void {
  const { doc } = paper;
  paper.artifact(() => doc.rect(0, 0, page.width, 10).fill(ink.accent));
  paper.y = 118;
  const kind: Style = { weight: 'semibold', size: 11, leading: 16, colour: ink.accent };
  paper.write(paper.add('P', paper.root), [title.kind], { x: page.left, y: paper.y, width: textWidth }, kind);
  paper.y += 26;
  const name: Style = { weight: 'semibold', size: 25, leading: 31, colour: ink.text };
  const lines = paper.wrap(title.title, name, textWidth);
  paper.write(paper.add('Title', paper.root), lines, { x: page.left, y: paper.y, width: textWidth }, name);
  paper.y += lines.length * name.leading + 16;
  if (title.warning !== null) drawWarning(paper, title.warning);
  for (const line of title.lines) drawParagraph(paper, line, { ...body, size: 11, leading: 16.5 });
  paper.y += 12;
  paper.artifact(() =>
    doc
      .moveTo(page.left, paper.y)
      .lineTo(page.left + textWidth, paper.y)
      .lineWidth(0.7)
      .stroke(ink.line),
  );
  paper.y += 16;
  drawFacts(paper, title.facts);
  paper.newPage();
}

function drawWarning(paper: Paper, text: string): void {
  const style: Style = { weight: 'semibold', size: 11, leading: 16, colour: ink.warning };
  const lines = paper.wrap(text, style, textWidth - 14);
  const height = lines.length * style.leading;
  paper.artifact(() => paper.doc.rect(page.left, paper.y, 3, height).fill(ink.warning));
  paper.write(paper.add('P', paper.root), lines, { x: page.left + 14, y: paper.y, width: textWidth - 14 }, style);
  paper.y += height + 14;
}

const foot: Style = { weight: 'regular', size: 8, leading: 11, colour: ink.quiet };

/** Known only when all pages are there: which page it is, and of how many. */
function drawFeet(paper: Paper, title: DocumentTitle): void {
  const { doc } = paper;
  const { start, count } = doc.bufferedPageRange();
  for (let number = 1; number <= count; number += 1) {
    doc.switchToPage(start + number - 1);
    const told = title.page(number, count);
    const y = page.height - 46;
    doc.markContent('Artifact', { type: 'Pagination' });
    doc
      .moveTo(page.left, y - 8)
      .lineTo(page.left + textWidth, y - 8)
      .lineWidth(0.5)
      .stroke(ink.line);
    const [line = ''] = paper.wrap(title.foot, foot, textWidth - 90);
    paper.draw(line === title.foot ? line : `${line} …`, { x: page.left, y }, foot);
    paper.draw(told, { x: page.left + textWidth - paper.width(told, foot), y }, foot);
    doc.endMarkedContent();
  }
}

/** Besides PDF/A: that it is made for assistive technology too. PDF/A asks that a name of another standard is explained. */
function addUniversalAccess({ doc }: Paper): void {
  (doc as unknown as { appendXML: (xml: string) => void }).appendXML(`
    <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
    <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
      xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
      <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
        <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
        <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
        <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
        <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
          <pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
          <pdfaProperty:category>internal</pdfaProperty:category>
          <pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
        </rdf:li></rdf:Seq></pdfaSchema:property>
      </rdf:li></rdf:Bag></pdfaExtension:schemas>
    </rdf:Description>`);
}
