import { checkpointsOf, headsMovedAt } from '../../infra/db/checkpoints.ts';
import { type Worlds, worldOf } from '../../infra/db/worlds.ts';
import { checkpointPath, checkpointText } from '../../infra/seal/checkpointFile.ts';
import type { OutsidePlace } from '../../infra/seal/outside/place.ts';
import { type Finding, found } from './findings.ts';

/**
 * Whether each of a world's checkpoints lies outside the database as the database has it, oldest first: one that is gone there, or another one
 * under its number, as where the record was set back and signed anew. `upTo`: the newest that has been written there.
 * @throws what the place throws while it is away
 */
export async function* verifyOutside(
  worlds: Pick<Worlds, 'live' | 'rehearsal'>,
  rehearsal: string,
  place: OutsidePlace,
  upTo: number,
): AsyncGenerator<Finding> {
  const db = worldOf(worlds, rehearsal);
  for await (const checkpoint of checkpointsOf(db, rehearsal)) {
    if (checkpoint.number > upTo) return;
    const path = checkpointPath(checkpoint.signed);
    const there = await place.get(path);
    const at = { checkpoint: checkpoint.number, item: path };
    if (there === null) yield found('outsideMissing', at);
    else if (there !== checkpointText(checkpoint, await headsMovedAt(db, rehearsal, checkpoint.number)))
      yield found('outsideOther', at);
  }
}
