/** Something about this machine or data directory that a person has to put right; `remedy` says how. */
export class LocalProblem extends Error {
  readonly remedy: string;
  constructor(what: string, remedy: string, cause?: unknown) {
    super(`${what}\n${remedy}`, cause === undefined ? undefined : { cause });
    this.name = 'LocalProblem';
    this.remedy = remedy;
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;
