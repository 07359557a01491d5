import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What stands on a page in the place of a character that the font lacks; nothing where every character has its glyph. */
export async function lackingGlyphs(pdf: Uint8Array): Promise<string[]> {
  const document = await getDocument({ data: new Uint8Array(pdf) }).promise;
  const lacking: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { fnArray, argsArray } = await (await document.getPage(number)).getOperatorList();
    fnArray.forEach((operator, at) => {
      if (operator !== OPS.showText) return;
      const shown = (argsArray[at] as [(number | Glyph)[]])[0].filter((one) => typeof one !== 'number');
      const line = shown.map(({ unicode }) => unicode).join('');
      if (shown.some(({ unicode }) => unicode === NOT_DEFINED || unicode === '\uFFFD')) lacking.push(`${number}: ${line}`);
    });
  }
  return lacking;
}

/** Of the glyph that every font keeps, as its first, for what it has no other for. */
const NOT_DEFINED = '\u0000';

interface Glyph {
  unicode: string;
}
