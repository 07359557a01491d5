import { instantOfMs } from '#core/calendar/instant.ts';
import { secrecyGround } from '#contracts/schemas/keeping/maskFile.ts';
import { markDocument } from '../../audit/keeping/marking.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context } from '../session.ts';
import { discloseWords } from '../words/disclose.ts';

interface MarkOptions {
  as: string;
  ground?: string;
  clear?: boolean;
  evidence?: string;
  version: string;
}

/** Marks a live document as secret for the organisation of whoever says so, or takes the marking away. */
export async function markSecret(context: Context, sha256: string, options: MarkOptions): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const say = discloseWords[terminal.lang].marking;
  const { as, ground, evidence = null, version } = options;
  if ((ground === undefined) === (options.clear !== true)) throw new Failure(exit.usage, 'badInput', say.oneOf);
  if (ground !== undefined && !secrecyGround.safeParse(ground).success)
    throw new Failure(exit.usage, 'badInput', say.noProvision(ground), say.noProvisionRemedy);
  return sessions.withReads(async ({ worlds, today }) => {
    const keeper = { db: worlds.live, scope: '', codeVersion: version };
    const act = { doneOn: today, now: instantOfMs(Date.now()), reason: null, evidence };
    const marked = await markDocument(keeper, as, { sha256, ground: ground ?? null }, act);
    if (!marked.ok) {
      const message = marked.refusal.code === 'notTheirs' ? say.notTheirs(as) : say.same;
      throw new Failure(exit.refused, marked.refusal.code, message, null, marked.refusal);
    }
    if (terminal.json) terminal.printJson({ organisation: marked.organisation, ground: ground ?? null, entries: marked.entries });
    else terminal.print(ground === undefined ? say.cleared(marked.organisation) : say.marked(marked.organisation, ground));
    return exit.done;
  });
}
