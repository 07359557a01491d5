import type { Config } from '../config/config.ts';
import { partChecks } from './doctorParts.ts';
import { machineChecks } from './doctorMachine.ts';
import { messageOf } from './problem.ts';
import { readRunInfo, type RunInfo } from './runFile.ts';
import { isAlive } from './processIdentity.ts';

/** What was looked at and found. A warning is something that works, though not as one might expect. */
export interface Check {
  name: string;
  ok: boolean | 'warning';
  detail: string;
  remedy?: string;
}

export interface CheckContext {
  config: Config;
  /** The stack that runs on the data directory now, whoever started it. */
  running: RunInfo | null;
}

/** Looks at one thing and changes nothing. What it throws counts as failed. */
export type CheckFunction = (context: CheckContext) => Promise<Check[]>;

const localChecks: readonly CheckFunction[] = [...machineChecks, ...partChecks];

/** Looks at the machine, the data directory and each part; `more` are the checks of other rooms. */
export async function checkLocal(config: Config, more: readonly CheckFunction[] = []): Promise<Check[]> {
  const noted = readRunInfo(config.dataDir);
  const context: CheckContext = { config, running: noted !== null && isAlive(noted) ? noted : null };
  const results: Check[] = [];
  for (const check of [...localChecks, ...more]) {
    try {
      results.push(...(await check(context)));
    } catch (error) {
      results.push({ name: check.name, ok: false, detail: messageOf(error) });
    }
  }
  return results;
}
