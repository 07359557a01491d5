import { Listr, ListrLogger, ProcessOutput } from 'listr2';
import type { Terminal } from './terminal.ts';

/** A long step that is under way. */
export interface Step {
  tell(line: string): void;
  /** Ends it; resolves when the terminal is free again. */
  end(outcome: 'done' | 'failed'): Promise<void>;
}

/**
 * Shows a long step on standard error while it runs: in a terminal one line that turns and the latest news under it, else plain
 * lines, with `--json` nothing. A `passing` step leaves no trace once it is done.
 */
export function beginStep(terminal: Terminal, title: string, { passing = false } = {}): Step {
  if (terminal.json) return { tell: () => undefined, end: () => Promise.resolve() };
  if (!terminal.live) return plainStep(terminal, title, passing);
  const { promise, resolve } = Promise.withResolvers<'done' | 'failed'>();
  const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) });
  const state = { tell: (_line: string): void => undefined };
  const list = new Listr(
    [
      {
        title,
        task: async (_, task) => {
          state.tell = (line) => {
            task.output = line;
          };
          if ((await promise) === 'failed') throw new Error(title);
        },
      },
    ],
    {
      renderer: 'default',
      registerSignalListeners: false,
      // Standard error is what matters, wherever the answer goes.
      forceTTY: true,
      rendererOptions: { logger, clearOutput: passing, collapseErrors: false, showErrorMessage: false },
    },
  );
  // The failure itself is reported by whoever ends the step.
  const shown = list.run().catch(() => undefined);
  return {
    tell: (line) => state.tell(line),
    end: async (outcome) => {
      resolve(outcome);
      await shown;
    },
  };
}

function plainStep(terminal: Terminal, title: string, passing: boolean): Step {
  if (!passing) terminal.note(`${title} …`);
  return { tell: (line) => terminal.note(`  ${line}`), end: () => Promise.resolve() };
}
