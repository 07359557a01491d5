import { AlreadyRunning, type Endpoints, findRunning, type Stack, startStack } from '../../infra/local/stack.ts';
import { exit, type ExitCode } from '../failure.ts';
import type { Context } from '../session.ts';
import { allParts } from '../stack/parts.ts';
import { prepareDatabase } from '../stack/prepare.ts';
import { beginStep, type Step } from '../terminal/steps.ts';
import { operator } from '../words/operator.ts';
import { printWhere } from './where.ts';

/** Brings everything up, does the work, and stays until Ctrl-C, which stops every part. Where it is up already, says so and where. */
export async function stayUp(context: Context, work: (endpoints: Endpoints) => Promise<void>): Promise<ExitCode> {
  const { terminal, signal } = context;
  const stack = await bringUp(context);
  if (stack === null) return exit.done;
  try {
    await work(stack.endpoints);
    terminal.note();
    terminal.note(terminal.paintNote('quiet', operator.start.staysUp));
    await untilAborted(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    const step = beginStep(terminal, operator.start.stopping);
    await stack.stop();
    await step.end('done');
  }
  return exit.done;
}

async function bringUp(context: Context): Promise<Stack | null> {
  const { config, terminal, signal } = context;
  const running = await findRunning(config.dataDir);
  if (running !== null) return upAlready(context, running.endpoints);
  const now: { step: Step | null } = { step: beginStep(terminal, operator.start.starting) };
  // Later what happens to the parts: one that ended and was started again.
  const report = (line: string) => (now.step === null ? terminal.note(terminal.paintNote('quiet', line)) : now.step.tell(line));
  const prepare = (endpoints: Endpoints) => prepareDatabase(config, endpoints);
  try {
    const stack = await startStack(config, { parts: 'engine', nodeParts: allParts(config), report, prepare, signal });
    await now.step?.end('done');
    now.step = null;
    return stack;
  } catch (error) {
    await now.step?.end('failed');
    if (!(error instanceof AlreadyRunning) || error.run === null) throw error;
    return upAlready(context, error.run.endpoints);
  }
}

function upAlready(context: Context, endpoints: Endpoints): null {
  context.terminal.note(operator.start.alreadyUp);
  printWhere(context, endpoints);
  return null;
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
