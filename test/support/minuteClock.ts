import { pino } from 'pino';
import type { Gateway } from '../../infra/gateway/gateway.ts';
import type { TemporalAccess } from '../../infra/gateway/connectTemporal.ts';
import { runMinuteClock } from '../../worker/minuteClock.ts';
import type { TestEngine } from './engine.ts';

interface LogLine {
  level: number;
  msg: string;
  chain?: string;
  nudges?: number;
  runId?: string;
}

export const LEVEL = { info: 30, warn: 40, error: 50 } as const;

export interface RunningClock {
  lines: readonly LogLine[];
  stop: () => Promise<void>;
}

export interface ClockSettings {
  gateway: Gateway;
  clockShiftMs: number;
  graceMs?: number;
  temporal?: TemporalAccess;
}

const EVERY_MS = 200;

/** The product's minute clock on the test world, going round five times a second. */
export function startClock(
  engine: TestEngine,
  { gateway, clockShiftMs, graceMs = 1_000, temporal = engine.temporal }: ClockSettings,
): RunningClock {
  const lines: LogLine[] = [];
  const log = pino({ base: null }, { write: (line: string) => lines.push(JSON.parse(line) as LogLine) });
  const stopping = new AbortController();
  const world = { kind: 'test' } as const;
  const parts = { db: engine.worlds.live, gateway, temporal, world, log, clockShiftMs, graceMs, everyMs: EVERY_MS };
  const ended = runMinuteClock(parts, stopping.signal);
  return {
    lines,
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}
