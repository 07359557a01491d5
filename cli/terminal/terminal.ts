import { styleText } from 'node:util';
import type { Lang } from '#core/texts/lang.ts';
import { displayWidth, wrapped } from './width.ts';

type Tone = 'strong' | 'quiet' | 'good' | 'bad' | 'warning' | 'accent';

const formats: Readonly<Record<Tone, Parameters<typeof styleText>[0]>> = {
  strong: 'bold',
  quiet: 'dim',
  good: 'green',
  bad: 'red',
  warning: 'yellow',
  accent: 'cyan',
};

/** Where a command writes: answers on standard output, all else on standard error. */
export interface Terminal {
  lang: Lang;
  /** Whether the answer is one JSON document. */
  json: boolean;
  /** Columns of standard output; unbounded where it is no terminal, so that lines stay whole for other programs. */
  width: number;
  /** Whether standard error is a terminal on which a line can be rewritten. */
  live: boolean;
  print(line?: string): void;
  printJson(value: unknown): void;
  /** A line beside the answer: progress, a warning, an error. */
  note(line?: string): void;
  paint(tone: Tone, text: string): string;
  /** The same for `note`, whose stream may be another terminal than the answer's. */
  paintNote(tone: Tone, text: string): string;
}

interface Streams {
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
}

const WIDEST = 120;

/** A terminal would break a long line inside a word; other programs get it whole. */
const fitting = (text: string, { isTTY, columns }: NodeJS.WriteStream): string =>
  text
    .split('\n')
    .flatMap((line) => (isTTY && displayWidth(line) > columns ? wrapped(line, columns) : [line]))
    .join('\n');

export function openTerminal({ stdout, stderr }: Streams, options: { lang: Lang; json: boolean }): Terminal {
  const toned = (stream: NodeJS.WriteStream) => {
    // `hasColors` honours NO_COLOR and FORCE_COLOR.
    const colour = stream.isTTY && stream.hasColors();
    return (tone: Tone, text: string) => (colour ? styleText(formats[tone], text, { validateStream: false }) : text);
  };
  return {
    ...options,
    width: stdout.isTTY ? Math.min(stdout.columns, WIDEST) : Number.POSITIVE_INFINITY,
    live: stderr.isTTY,
    print: (line = '') => void stdout.write(`${line}\n`),
    printJson: (value) => void stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    note: (line = '') => void stderr.write(`${fitting(line, stderr)}\n`),
    paint: toned(stdout),
    paintNote: toned(stderr),
  };
}
