import { cut } from './width.ts';
import type { Terminal } from './terminal.ts';

/** The last line of a terminal, rewritten while lines scroll by above it. Does nothing where there is no terminal. */
export interface StatusLine {
  set(text: string): void;
  /** Prints whole lines above it. */
  print(line: string): void;
  clear(): void;
}

const ERASE = '\r\u001b[2K';

export function openStatusLine(terminal: Terminal, stream: NodeJS.WriteStream): StatusLine {
  const live = terminal.live && Number.isFinite(terminal.width);
  let shown = '';
  const draw = (text: string) => {
    if (!live) return;
    stream.write(ERASE + (text === '' ? '' : terminal.paintNote('quiet', cut(text, terminal.width - 1))));
  };
  return {
    set(text) {
      if (text === shown) return;
      shown = text;
      draw(text);
    },
    print(line) {
      draw('');
      terminal.print(line);
      draw(shown);
    },
    clear() {
      shown = '';
      draw('');
    },
  };
}
