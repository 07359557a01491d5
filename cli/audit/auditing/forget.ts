import { forgetQuestion } from '../../../audit/questions/saved.ts';
import { exit, type ExitCode, Failure } from '../../failure.ts';
import type { Context } from '../../session.ts';
import { auditingWords } from '../../words/audit/auditing.ts';
import { type AskerOptions, askerOf } from './asking.ts';

/** Removes a question of the auditor's own. */
export async function forget(context: Context, name: string, options: AskerOptions & { as: string }): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const say = auditingWords[terminal.lang];
  return sessions.withReads(async (reads) => {
    await askerOf(context, reads, options);
    if (!(await forgetQuestion(reads.worlds.live, options.as, name)))
      throw new Failure(exit.usage, 'unknownQuestion', say.unknownQuestion(name));
    if (terminal.json) terminal.printJson({ forgotten: name });
    else terminal.print(say.forgotten(name));
    return exit.done;
  });
}
