import { addDays, type CivilDate } from '#core/calendar/civilDate.ts';
import { checkpointsOf, findCheckpoint, headsMovedAt, worldOfCheckpoint } from '../../infra/db/checkpoints.ts';
import type { Db } from '../../infra/db/connect.ts';
import { databaseName } from '../../infra/db/signingKeys.ts';
import { type Worlds, worldOf } from '../../infra/db/worlds.ts';
import { readCheckpoint } from '../../infra/seal/checkpoint.ts';
import { checkpointPath, checkpointPathOn, checkpointText } from '../../infra/seal/checkpointFile.ts';
import type { OutsidePlace } from '../../infra/seal/outside/place.ts';
import { type Finding, found } from './findings.ts';

/** What is looked into. */
interface Outside {
  db: Db;
  rehearsal: string;
  place: OutsidePlace;
  of: { database: string; world: string };
}

/**
 * Whether each of a world's checkpoints lies outside the database as the database has it, oldest first: one that is gone there, or another one
 * under its number, as where the record was set back and signed anew; then whether one lies there that the record has lost. `upTo`: the newest
 * that is said to have been written there. `now`: on the real clock.
 * @throws what the place throws while it is away
 */
export async function* verifyOutside(
  worlds: Pick<Worlds, 'live' | 'rehearsal'>,
  rehearsal: string,
  place: OutsidePlace,
  { upTo, now }: { upTo: number; now: string },
): AsyncGenerator<Finding> {
  const db = worldOf(worlds, rehearsal);
  const of = { database: await databaseName(worlds.live), world: worldOfCheckpoint(rehearsal) };
  const outside: Outside = { db, rehearsal, place, of };
  let newest = 0;
  let day = await firstDay(outside);
  for await (const checkpoint of checkpointsOf(db, rehearsal)) {
    const path = checkpointPath(checkpoint.signed);
    const at = { checkpoint: checkpoint.number, item: path };
    const made = dayOf(readCheckpoint(checkpoint.signed).at);
    yield* madeBefore(outside, checkpoint.number, day, made);
    const there = await place.get(path);
    if (there !== null) {
      if (there !== checkpointText(checkpoint, await headsMovedAt(db, rehearsal, checkpoint.number)))
        yield found('outsideOther', at);
    } else if (checkpoint.number <= upTo) yield found('outsideMissing', at);
    [newest, day] = [checkpoint.number, made];
  }
  yield* lost(outside, newest + 1, day, dayOf(now));
}

const dayOf = (instant: string): CivilDate => instant.slice(0, 'yyyy-mm-dd'.length);

/** The first day that a checkpoint can be of; null where nothing has been recorded. */
async function firstDay({ db, rehearsal }: Outside): Promise<CivilDate | null> {
  const row = await db
    .selectFrom('event')
    .select(({ fn }) => fn.min('wallTime').as('at'))
    .where('rehearsal', '=', rehearsal)
    .executeTakeFirst();
  return row?.at == null ? null : dayOf(row.at);
}

/** One of the same number that lies there since an earlier day: the record was set back, and the number was given again. */
async function* madeBefore(
  { place, of }: Outside,
  number: number,
  from: CivilDate | null,
  made: CivilDate,
): AsyncGenerator<Finding> {
  for (let day = from ?? made; day < made; day = addDays(day, 1)) {
    const path = checkpointPathOn(of, number, day);
    if ((await place.get(path)) !== null) yield found('outsideOther', { checkpoint: number, item: path });
  }
}

/** The one after the record's newest. Where it lies there and the record still has none, the newest were taken away. */
async function* lost(
  { db, rehearsal, place, of }: Outside,
  number: number,
  from: CivilDate | null,
  today: CivilDate,
): AsyncGenerator<Finding> {
  for (let day = from ?? today; day <= today; day = addDays(day, 1)) {
    const path = checkpointPathOn(of, number, day);
    if ((await place.get(path)) === null) continue;
    // It may have been made since the record's were read.
    if ((await findCheckpoint(db, rehearsal, number)) === null)
      yield found('checkpointMissing', { checkpoint: number, item: path }, { world: of.world });
    return;
  }
}
