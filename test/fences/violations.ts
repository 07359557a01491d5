import { codeViolations } from './code.ts';
import { moduleStateViolations } from './moduleState.ts';
import { packageViolations } from './packages.ts';
import { roomViolations } from './rooms.ts';
import { type Code, isCode, parse, type SourceFile, type Violation } from './source.ts';
import { lengthViolations, textViolations } from './text.ts';

const ofCode: readonly ((code: Code) => Violation[])[] = [
  roomViolations,
  packageViolations,
  codeViolations,
  moduleStateViolations,
];

/** Every fence that the given files break, in the order of the files; pure. */
export function violations(files: readonly SourceFile[]): Violation[] {
  return files.flatMap((file) => {
    const code = isCode(file) ? parse(file) : null;
    return [...(code === null ? [] : ofCode.flatMap((check) => check(code))), ...textViolations(file), ...lengthViolations(file)];
  });
}

export function describeViolation({ path, line, rule, found }: Violation): string {
  return `${path}:${line}  ${found}  — ${rule}`;
}
