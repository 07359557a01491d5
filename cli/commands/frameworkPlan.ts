import { ulid } from 'ulid';
import { frameworkCommandName } from '#core/texts/framework/names.ts';
import { explainFrameworkRefusal } from '#core/texts/framework/refusals.ts';
import type { FrameworkRefusal } from '#core/framework/refusals.ts';
import { civilDate } from '#contracts/schemas.ts';
import { readBeside } from '../../infra/definition/loadAgreement.ts';
import { readText } from '../../infra/definition/readText.ts';
import { mistakesIn } from '../../infra/definition/framework/toCommand.ts';
import { schemaMistakes } from '../../infra/definition/schemaMistakes.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context } from '../session.ts';
import { actOptions, withoutLines, wrongOptions } from './actOptions.ts';
import { agreementFileIn, faultyFile } from './files.ts';
import { frameworkOf } from './framework.ts';
import { printVerdict } from './verdict.ts';

export interface PlanOptions {
  opensOn?: string;
  again?: boolean;
  as?: string;
  reason?: string;
  commandId?: string;
}

const planOptions = actOptions
  .pick({ as: true, reason: true, 'command-id': true })
  .partial()
  .extend({ 'opens-on': civilDate.optional() });

/** Plans a year with the file of its agreement: the framework opens it on its day. */
export async function frameworkPlan(context: Context, id: string, path: string, options: PlanOptions): Promise<ExitCode> {
  const { terminal, words, sessions } = context;
  checkOptions(options);
  const file = agreementFileIn(path);
  const agreement = await readText(file);
  if (typeof agreement !== 'string') throw faultyFile([agreement]);
  const beside = await readBeside(file, agreement);
  if ('message' in beside) throw faultyFile([beside]);
  const type = options.again === true ? 'replanYear' : 'planYear';
  const request = { type, input: { agreement, files: Object.fromEntries(beside), opensOn: options.opensOn } } as const;
  const mistakes = mistakesIn(request);
  if (mistakes.length > 0) throw faultyFile(mistakes.map((one) => ({ ...one, file })));
  const commandId = options.commandId ?? ulid();
  return sessions.withEngine(async (engine) => {
    const { summary, state } = await frameworkOf(context, engine, id);
    const { definition } = state;
    if (summary.rehearsal !== null)
      throw new Failure(exit.usage, 'rehearsed', words.do.rehearsed(summary.chain), words.do.rehearsedRemedy);
    const sender = { commandId, actor: options.as ?? definition.coordinator };
    const verdict = await engine.gateway.command<FrameworkRefusal>(summary.chain, { request, reason: options.reason }, sender);
    if (verdict.kind === 'refused') {
      const explanation = explainFrameworkRefusal(verdict.refusal, terminal.lang, definition);
      if (terminal.json) terminal.printJson({ outcome: 'refused', commandId, refusal: verdict.refusal, explanation });
      else {
        terminal.note(`${terminal.paintNote('bad', '✗')} ${words.verdict.refused}`);
        for (const line of explanation.split('\n')) terminal.note(`  ${line}`);
      }
      return exit.refused;
    }
    const done = words.do.done(frameworkCommandName(type, terminal.lang));
    return printVerdict(context, verdict, { commandId, definition: null, done });
  });
}

/** @throws Failure with every option that says something that cannot be recorded. */
function checkOptions({ as, reason, commandId, opensOn }: PlanOptions): void {
  const given = { as, reason, 'command-id': commandId, 'opens-on': opensOn };
  const { mistakes } = schemaMistakes(withoutLines, planOptions, given);
  if (mistakes.length > 0)
    throw wrongOptions(
      'framework plan',
      mistakes.map((one) => ({ ...one, option: `--${one.path}` })),
    );
}
