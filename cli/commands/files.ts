import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Mistake } from '../../infra/definition/mistake.ts';
import { exit, Failure } from '../failure.ts';
import { operator } from '../words/operator.ts';

/** A folder stands for its agreement.yaml. */
export function agreementFileIn(path: string): string {
  return isFolder(path) ? join(path, 'agreement.yaml') : path;
}

export const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** Every mistake of a file at once, each with its line, its path and what would be right. */
export function faultyFile(mistakes: readonly Mistake[]): Failure {
  const told = mistakes.map(({ file, line, column, path, message, remedy }) =>
    [`${file}:${line}:${column}${path === '' ? '' : `  ${path}`}`, `    ${message}`, `    → ${remedy}`].join('\n'),
  );
  return new Failure(
    exit.usage,
    'faultyFile',
    [operator.files.mistakes(mistakes.length), ...told].join('\n'),
    operator.files.nothingChanged,
    { mistakes },
  );
}
