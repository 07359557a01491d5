import type { Config } from '../config/config.ts';
import { partChecks } from './doctorParts.ts';
import { machineChecks } from './doctorMachine.ts';
import { layout } from './dataDir.ts';
import { lockOwner } from './ownerLock.ts';
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

/** Looks at the machine, the data directory and each part; `more` are the checks of other rooms. What a start in progress has yet to make is not looked for. */
export async function checkLocal(config: Config, more: readonly CheckFunction[] = []): Promise<Check[]> {
  const noted = readRunInfo(config.dataDir);
  const context: CheckContext = { config, running: noted !== null && isAlive(noted) ? noted : null };
  const underway = startInProgress(config, context.running);
  const checks = underway === null ? [...machineChecks, ...partChecks, ...more] : machineChecks;
  const results: Check[] = [];
  for (const check of checks) {
    try {
      results.push(...(await check(context)));
    } catch (error) {
      results.push({ name: check.name, ok: false, detail: messageOf(error) });
    }
  }
  return underway === null ? results : [...results, underway];
}

function startInProgress(config: Config, running: RunInfo | null): Check | null {
  const owner = lockOwner(layout(config.dataDir).lock);
  if (owner === null || running?.ready === true) return null;
  return {
    name: 'Start',
    ok: 'warning',
    detail: `A start is in progress (process ${owner.pid}, since ${owner.since}); its parts are not looked at yet`,
    remedy: 'Wait for it, then ask again. The very first start may take several minutes.',
  };
}
