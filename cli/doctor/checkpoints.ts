import { statSync } from 'node:fs';
import { instantOfMs, msBetween } from '#core/calendar/instant.ts';
import { newestCheckpoint } from '../../infra/db/checkpoints.ts';
import { copyStates, unwrittenOf } from '../../infra/db/sealing/outside.ts';
import { keyTrouble } from '../../infra/db/sealing/signer.ts';
import { checkpointSubscribers } from '../../infra/db/sealing/subscribers.ts';
import { databaseName } from '../../infra/db/signingKeys.ts';
import type { Worlds } from '../../infra/db/worlds.ts';
import type { Check, CheckContext } from '../../infra/local/doctor.ts';
import { readCheckpoint } from '../../infra/seal/checkpoint.ts';
import { keyFileOf } from '../../infra/seal/keyFile.ts';
import { placeOf } from '../../infra/seal/outside/place.ts';

/** Twice as old as it may become: a worker that signs would have done so. */
const TOO_OLD_MS = 20 * 60_000;
const MINUTE_MS = 60_000;
/** Bits of a file's mode that let anybody but its owner read or write it. */
const OTHERS = 0o077;
const name = 'Checkpoints';

/** Whether the record is signed for, with a key that is at hand, and what is signed is outside the database. */
export async function checkpointChecks({ config, running }: CheckContext, worlds: Worlds): Promise<Check[]> {
  const works = config.databaseUrl !== null || running?.parts.some((part) => part.name === 'worker') === true;
  return [
    ...(await keys(worlds, config)),
    await newest(worlds, works),
    ...(await outside(worlds, config)),
    ...(await subscribers(worlds)),
  ];
}

async function keys({ live }: Worlds, { sealing, databaseUrl }: CheckContext['config']): Promise<Check[]> {
  const trouble = await keyTrouble(live, sealing.keys);
  if (trouble !== null) {
    // Of several machines on one database, those that sign need the key.
    const ok = databaseUrl !== null && (await ageOfNewest(live)) <= TOO_OLD_MS ? 'warning' : false;
    return [{ name: 'Signing key', ok, detail: trouble.message, remedy: trouble.remedy }];
  }
  const path = keyFileOf(sealing.keys, await databaseName(live));
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0;
  if ((mode & OTHERS) === 0) return [];
  const detail = `${path} can be read by others than its owner, who could then sign checkpoints too`;
  return [
    { name: 'Signing key', ok: 'warning', detail, remedy: `chmod 600 ${path}, and rotate it if anybody may have read it.` },
  ];
}

async function ageOfNewest(live: Worlds['live']): Promise<number> {
  const last = await newestCheckpoint(live, '');
  return last === null ? Number.POSITIVE_INFINITY : msBetween(readCheckpoint(last.signed).at, instantOfMs(Date.now()));
}

async function newest({ live }: Worlds, works: boolean): Promise<Check> {
  const last = await newestCheckpoint(live, '');
  const remedy =
    'See logs/worker.log in the data directory for what keeps it from signing; "npx arscykel audit checkpoint" tries now.';
  if (last === null) {
    const detail = 'None is signed yet; a worker does so as soon as it is up';
    return works ? { name, ok: 'warning', detail, remedy } : { name, ok: true, detail };
  }
  const { number, at } = readCheckpoint(last.signed);
  const ageMs = msBetween(at, instantOfMs(Date.now()));
  const detail = `number ${number} is the newest, signed ${at}`;
  if (!works || ageMs <= TOO_OLD_MS) return { name, ok: true, detail };
  return { name, ok: false, detail: `${detail}, ${Math.round(ageMs / MINUTE_MS)} minutes ago, though a worker runs`, remedy };
}

async function outside(worlds: Worlds, { sealing }: CheckContext['config']): Promise<Check[]> {
  const place = placeOf(sealing.checkpoints);
  const states = await copyStates(worlds.live, place.address);
  const waiting = await unwrittenOf(worlds, place);
  const checks: Check[] = states.flatMap(({ world, conflicts }) =>
    conflicts.length === 0
      ? []
      : [
          {
            name,
            ok: false,
            detail: `${place.address} held other checkpoints of ${world} under the numbers ${conflicts.join(', ')}; both are kept there`,
            remedy:
              'So it is after a backup was restored. If none was, the record has been set back: "npx arscykel audit verify --checkpoint FILE" with those from outside names what is gone.',
          },
        ],
  );
  const troubled = states.find(({ trouble }) => trouble !== null);
  if (troubled !== undefined) {
    const detail = `Not all are written outside the database: ${place.address} fails since ${troubled.troubleSince} (${troubled.trouble})`;
    const remedy =
      'Nothing is lost: all that waits is written when it is back. Correct ARSCYKEL_CHECKPOINTS or its rights if need be.';
    return [...checks, { name, ok: 'warning', detail, remedy }];
  }
  if (waiting.length === 0) return checks;
  const detail = `${waiting.length === 1 ? 'One world has' : `${waiting.length} worlds have`} checkpoints that are not at ${place.address} yet`;
  return [
    ...checks,
    { name, ok: 'warning', detail, remedy: 'A worker writes them within a minute; "npx arscykel audit checkpoint" does now.' },
  ];
}

async function subscribers({ live }: Worlds): Promise<Check[]> {
  const lost = (await checkpointSubscribers(live)).filter(({ email }) => email === null).map(({ person }) => person);
  if (lost.length === 0) return [];
  const detail = `No address is known of ${lost.join(', ')}, who asked for checkpoints by mail`;
  return [
    { name, ok: 'warning', detail, remedy: `npx arscykel audit checkpoints unsubscribe ${lost[0]}, or correct the address.` },
  ];
}
