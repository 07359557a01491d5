/** What a command leaves behind for scripts. */
export const exit = {
  /** Done. */
  done: 0,
  /** Refused by the agreement's rules, or not as written. */
  refused: 1,
  /** Wrong usage or wrong input: nothing was asked of anybody. */
  usage: 2,
  /** It is not known what happened, or something that is needed cannot be reached. */
  unreachable: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exit)[keyof typeof exit];

/** Ends a command. `message` says what is wrong and where, `remedy` what would be right; `facts` are for `--json`. */
export class Failure extends Error {
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly remedy: string | null;
  readonly facts: object;
  constructor(exitCode: ExitCode, code: string, message: string, remedy: string | null = null, facts: object = {}) {
    super(message);
    this.name = 'Failure';
    this.exitCode = exitCode;
    this.code = code;
    this.remedy = remedy;
    this.facts = facts;
  }
}
