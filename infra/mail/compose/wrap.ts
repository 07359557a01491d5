/** RFC 3676's advice for lines that are read as they are. */
const WIDTH = 72;

/** Lines of at most 72 characters, broken between words; those after the first begin with `indent` spaces. A long word stays whole. */
export function wrapped(text: string, indent = 0): string {
  const margin = ' '.repeat(indent);
  return text
    .split('\n')
    .map((line) => wrappedLine(line, margin))
    .join(`\n${margin}`);
}

function wrappedLine(text: string, margin: string): string {
  const room = WIDTH - margin.length;
  const lines: string[] = [];
  let line = '';
  // A no-break space keeps an amount and its unit together, so only plain spaces part words.
  for (const word of text.split(' ').filter((one) => one !== '')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${margin}`);
}
