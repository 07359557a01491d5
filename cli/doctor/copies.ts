import { rehearsals } from '../../infra/db/read/rehearsals.ts';
import { openWorlds, type Worlds } from '../../infra/db/worlds.ts';
import { connectTemporal } from '../../infra/gateway/connectTemporal.ts';
import { type UnkeptRun, unkeptRuns } from '../../infra/gateway/unkept.ts';
import { instantOfMs } from '#core/calendar/instant.ts';
import type { Check, CheckContext } from '../../infra/local/doctor.ts';

const NAME = 'Kept copies';
const DAY_MS = 86_400_000;
/** A run's copy is kept within a minute of its end; one that is missing this long before it can no longer be made needs a person. */
const WARN_DAYS = 7;

/** Whether a copy is kept of the history of every run that has ended, while the server still has it. Where either is not up, there is nothing to ask. */
export async function keptCopies({ config, running }: CheckContext): Promise<Check[]> {
  const url = config.databaseUrl ?? running?.endpoints.databaseUrl;
  const address = config.temporal.address ?? running?.endpoints.temporalAddress;
  if (url === undefined || address === undefined) return [];
  const { namespaces, connection } = config.temporal;
  const settings = config.temporal.address === null ? {} : connection;
  const worlds = await openWorlds(url, 'standard', { max: 2 });
  try {
    const live = await connectTemporal(address, namespaces.live, settings);
    const rehearsed = await connectTemporal(address, namespaces.rehearsal, settings);
    try {
      const unkept = await unkeptRuns(worlds.live, live, null);
      for (const id of await finished(worlds)) unkept.push(...(await unkeptRuns(worlds.rehearsal, rehearsed, id)));
      return checksOf(unkept, Date.now());
    } finally {
      await live.close();
      await rehearsed.close();
    }
  } finally {
    await worlds.close();
  }
}

/** Rehearsals that came to their end; of one that failed nothing is kept. */
async function finished({ rehearsal }: Worlds): Promise<string[]> {
  const all = await rehearsals(rehearsal, instantOfMs(Date.now()));
  return all.filter(({ outcome }) => outcome === 'asWritten' || outcome === 'deviated').map(({ id }) => id);
}

/** What is to be said of runs of which no copy is kept. `nowMs`: the real time. */
export function checksOf(unkept: readonly UnkeptRun[], nowMs: number): Check[] {
  const lost = unkept.filter(({ goneAtMs }) => goneAtMs === null);
  const urgent = unkept.filter(({ goneAtMs }) => goneAtMs !== null && goneAtMs - nowMs <= WARN_DAYS * DAY_MS);
  const checks: Check[] = [];
  if (urgent.length > 0) {
    const first = Math.min(...urgent.map(({ goneAtMs }) => goneAtMs ?? Number.POSITIVE_INFINITY));
    checks.push({
      name: NAME,
      ok: false,
      detail: `${named(urgent)} ended without a copy kept, and the first of their histories is thrown away ${instantOfMs(first)}`,
      remedy:
        'The worker keeps a copy within a minute of a run’s end. Start the stack and look in logs/worker.log for "archive"; let it run until this is gone.',
    });
  }
  if (lost.length > 0)
    checks.push({
      name: NAME,
      ok: 'warning',
      detail: `${named(lost)} ended without a copy kept, and the server no longer has its history: lost for good`,
      remedy:
        'The record itself is whole; what it says of that time can no longer be compared with the second record. A backup of the table "archive" may have the copy.',
    });
  return checks.length > 0 ? checks : [{ name: NAME, ok: true, detail: 'no run that has ended is about to be lost' }];
}

const MOST_NAMED = 3;

const named = (runs: readonly UnkeptRun[]): string => {
  const some = runs.slice(0, MOST_NAMED).map(({ chain, runId }) => `${chain} (run ${runId})`);
  return [...some, ...(runs.length > MOST_NAMED ? [`${runs.length - MOST_NAMED} more`] : [])].join(', ');
};
