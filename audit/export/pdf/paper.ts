import PdfKit from 'pdfkit';
import type { Lang } from '#core/texts/lang.ts';
import { fontFile, runsOf, type Weight } from './fonts.ts';

/** Points; A4. */
export const page = { width: 595.28, height: 841.89, left: 62, right: 62, top: 66, bottom: 72 } as const;
export const textWidth = page.width - page.left - page.right;
const lowest = page.height - page.bottom;

export const ink = { text: '#1b1f24', quiet: '#56606b', accent: '#16475f', line: '#c3cad1', pale: '#eef2f5', warning: '#8a2f12' };

export interface Style {
  weight: Weight;
  size: number;
  leading: number;
  colour: string;
}

/** A part of the document's structure: what reading aloud follows. */
export interface Element {
  type: string;
  node: PDFKit.PDFStructureElement;
}

/** What pdfkit keeps of it and its types leave out. */
interface Dictionary {
  dictionary: { data: { A?: unknown } };
}

/** Pages that are written from the top, everything on them tagged by what it is. */
export interface Paper {
  doc: PDFKit.PDFDocument;
  root: Element;
  /** Where the next thing stands. */
  y: number;
  /** How much still fits on the page. */
  room: () => number;
  newPage: () => void;
  add: (type: string, parent: Element, more?: { alt?: string; attributes?: object }) => Element;
  /** What belongs to the page and not to what it says. */
  artifact: (draw: () => void) => void;
  width: (text: string, style: Style) => number;
  /** The lines that a text takes in a width. */
  wrap: (text: string, style: Style, width: number) => string[];
  /** Writes lines into an element. */
  write: (
    element: Element,
    lines: readonly string[],
    at: { x: number; y: number; width: number; align?: 'right' },
    style: Style,
  ) => void;
  /** Writes without tags; within an artifact or a tagged drawing. */
  draw: (text: string, at: { x: number; y: number }, style: Style) => void;
}

export interface PaperOptions {
  title: string;
  subject: string;
  author: string;
  lang: Lang;
  created: Date;
}

export function openPaper({ title, subject, author, lang, created }: PaperOptions): Paper {
  const doc = new PdfKit({
    size: 'A4',
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    lang: lang === 'sv' ? 'sv-SE' : 'en-GB',
    displayTitle: true,
    bufferPages: true,
    info: {
      Title: title,
      Subject: subject,
      Author: author,
      Creator: 'Årscykel',
      Producer: 'PDFKit',
      CreationDate: created,
      ModDate: created,
    },
    font: fontFile('latin/regular') as unknown as string,
  });
  const loaded = new Set<string>();
  let current = '';
  const use = (font: string): void => {
    if (!loaded.has(font)) doc.registerFont(font, fontFile(font));
    loaded.add(font);
    if (current !== font) doc.font(font);
    current = font;
  };
  const root: Element = { type: 'Document', node: doc.struct('Document') };
  doc.addStructure(root.node);
  const widths = new Map<string, number>();
  const width = (text: string, { weight, size }: Style): number => {
    const key = `${weight} ${size} ${text}`;
    let known = widths.get(key);
    if (known === undefined) {
      known = 0;
      for (const run of runsOf(text, weight)) {
        use(run.font);
        known += doc.fontSize(size).widthOfString(run.text);
      }
      widths.set(key, known);
    }
    return known;
  };
  const draw: Paper['draw'] = (text, { x, y }, style) => {
    let from = x;
    for (const run of runsOf(text, style.weight)) {
      use(run.font);
      doc.fontSize(style.size).fillColor(style.colour).text(run.text, from, y, { lineBreak: false });
      from += doc.widthOfString(run.text);
    }
  };
  const paper: Paper = {
    doc,
    root,
    y: page.top,
    room: () => lowest - paper.y,
    newPage() {
      doc.addPage();
      paper.y = page.top;
    },
    add(type, parent, { alt, attributes } = {}) {
      const node = doc.struct(type, alt === undefined ? {} : { alt });
      if (attributes !== undefined) {
        const ref = doc.ref(attributes);
        (node as unknown as Dictionary).dictionary.data.A = ref;
        ref.end('');
      }
      parent.node.add(node);
      return { type, node };
    },
    artifact(draws) {
      doc.markContent('Artifact', { type: 'Layout' });
      draws();
      doc.endMarkedContent();
    },
    width,
    wrap: (text, style, within) => text.split('\n').flatMap((line) => broken(line, (part) => width(part, style), within)),
    write(element, lines, at, style) {
      if (lines.length === 0) return;
      const content = doc.markStructureContent(element.type);
      lines.forEach((line, number) => {
        const x = at.align === 'right' ? at.x + at.width - width(line, style) : at.x;
        // The space that the line was broken at is said, though it is not seen.
        draw(number < lines.length - 1 ? `${line} ` : line, { x, y: at.y + number * style.leading }, style);
      });
      doc.endMarkedContent();
      element.node.add(content);
    },
    draw,
  };
  return paper;
}

/** Where a long id may be broken without harm to whoever reads it. */
const WITHIN = /(?<=[-:/_.])/;

/** Lines no wider than `within`: broken at spaces, in what is wider than a line after its marks, and else wherever it must be. */
function broken(text: string, widthOf: (part: string) => number, within: number): string[] {
  const lines: string[] = [];
  let line = '';
  const put = (part: string, between: string): void => {
    const longer = line === '' ? part : line + between + part;
    if (widthOf(longer) <= within) line = longer;
    else {
      if (line !== '') lines.push(line);
      line = part;
    }
  };
  for (const word of text.split(' ')) {
    const parts =
      widthOf(word) <= within
        ? [word]
        : word.split(WITHIN).flatMap((part) => (widthOf(part) <= within ? [part] : Array.from(part)));
    parts.forEach((part, at) => put(part, at === 0 ? ' ' : ''));
  }
  return [...lines, line];
}

/** The whole file. */
export async function closePaper({ doc, root }: Paper): Promise<Buffer> {
  root.node.end();
  const parts: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part));
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  doc.end();
  await ended;
  return Buffer.concat(parts);
}
