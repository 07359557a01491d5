import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { layout } from './dataDir.ts';
import { readJsonLeniently, writeAtomically } from './files.ts';
import { isAlive, stopProcess } from './processIdentity.ts';

const identity = { pid: z.number().int().positive(), start: z.string() };

const runInfoSchema = z.object({
  ...identity,
  startedAt: z.string(),
  mode: z.enum(['postgres', 'engine']),
  /** Started by one command for its own duration: others must not build on it. */
  transient: z.boolean(),
  ready: z.boolean(),
  parts: z.array(z.object({ name: z.string(), ...identity })),
  endpoints: z.object({
    databaseUrl: z.string(),
    temporalAddress: z.string().optional(),
    /** Set aside for the API before it is up. */
    apiPort: z.number().int().optional(),
    apiUrl: z.string().optional(),
    inboxUrl: z.string().optional(),
    smtpUrl: z.string().optional(),
  }),
});

/** What runs on a data directory: kept in run.json, readable by its owner only, for it holds the database's password. */
export type RunInfo = z.infer<typeof runInfoSchema>;
/** Where the parts answer; in `postgres` mode there is only the database. */
export type Endpoints = RunInfo['endpoints'];

export async function writeRunInfo(dataDir: string, info: RunInfo): Promise<void> {
  await writeAtomically(layout(dataDir).run, JSON.stringify(info, null, 2));
}

export async function removeRunInfo(dataDir: string): Promise<void> {
  await rm(layout(dataDir).run, { force: true });
}

export function readRunInfo(dataDir: string): RunInfo | null {
  const parsed = runInfoSchema.safeParse(readJsonLeniently(layout(dataDir).run));
  return parsed.success ? parsed.data : null;
}

/** The stack that is up and ready on this data directory; null when there is none, or only one that a command started for itself. */
export async function findRunning(dataDir: string): Promise<RunInfo | null> {
  const info = readRunInfo(dataDir);
  return info?.ready && !info.transient && isAlive(info) ? info : null;
}

/**
 * Stops what an earlier run, killed with no time to clean up, left running. Only processes whose number and moment
 * of start are those noted are touched. Call it with the data directory's lock held.
 */
export async function stopLeftovers(dataDir: string, report: (line: string) => void): Promise<void> {
  const info = readRunInfo(dataDir);
  for (const part of info?.parts.toReversed() ?? []) {
    if (!isAlive(part)) continue;
    report(`Stopping ${part.name} (process ${part.pid}), left running by an earlier start`);
    await stopProcess(part, part.name === 'postgres' ? 'SIGINT' : 'SIGTERM', 10_000);
  }
  await removeRunInfo(dataDir);
}
