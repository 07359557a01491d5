import { groundText, keepText, keptKindName } from '#core/texts/keeping.ts';
import { ruleRetention } from '../../../audit/keeping/ruling.ts';
import { rulesIn } from '../../../infra/db/read/gone.ts';
import { parseRetention } from '../../../infra/definition/keeping/loadRetention.ts';
import { readText } from '../../../infra/definition/readText.ts';
import { faultyFile } from '../../commands/files.ts';
import { exit, type ExitCode, Failure } from '../../failure.ts';
import type { Context } from '../../session.ts';
import { printTable } from '../../terminal/show.ts';
import { keepingWords } from '../../words/audit/keeping.ts';
import { type ActingOptions, actOf, type InRehearsal, placeOf } from './acting.ts';

/** The rules that hold, each with the decision that it rests on. */
export async function listRules(context: Context, options: InRehearsal): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const say = keepingWords[terminal.lang];
  return sessions.withReads(async (reads) => {
    const { db, scope } = await placeOf(context, reads, options);
    const found = await rulesIn(db, scope);
    if (terminal.json) terminal.printJson({ rules: found?.rules ?? [], setBy: found?.entry ?? null });
    else if (found === null) {
      terminal.print(say.noRules);
      terminal.note(`  → ${say.noRulesRemedy}`);
    } else {
      const columns = [{ title: say.kindTitle }, { title: say.ruleTitle }, { title: say.groundTitle, flexible: true }];
      const rows = found.rules.map(({ kind, keep, ground }) => [
        keptKindName(kind, terminal.lang),
        keepText(keep, terminal.lang),
        groundText(ground),
      ]);
      printTable(terminal, columns, rows);
      terminal.print();
      terminal.print(terminal.paint('quiet', say.ruledBy(`${found.entry.chain} ${found.entry.version}`, found.entry.doneOn)));
    }
    return exit.done;
  });
}

/** Sets the rules of a file: the whole of them, in the place of those before. */
export async function setRules(context: Context, file: string, options: ActingOptions): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const text = await readText(file);
  if (typeof text !== 'string') throw faultyFile([text]);
  const parsed = parseRetention(text, file);
  if (!parsed.ok) throw faultyFile(parsed.mistakes);
  const { rules } = parsed;
  const say = keepingWords[terminal.lang];
  return sessions.withReads(async (reads) => {
    const place = await placeOf(context, reads, options);
    const coming = rules.find(({ ground }) => ground.decidedOn > reads.today)?.ground;
    if (coming !== undefined)
      throw new Failure(exit.refused, 'decidedInFuture', say.decidedInFuture(groundText(coming)), null, coming);
    const { keeper, act } = await actOf(context, place, options, null);
    const entries = await ruleRetention(keeper, act, rules, text);
    if (terminal.json) terminal.printJson({ rules, entries });
    else terminal.print(say.rulesSet(rules.length, act.doneOn));
    return exit.done;
  });
}
