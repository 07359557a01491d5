import type { AroundEvent } from '#core/around/events.ts';
import { systemChain } from '#contracts/ids.ts';
import { fileReaders } from '../../infra/db/read/disclosable.ts';
import { markingsOf } from '../../infra/db/read/markings.ts';
import { organisationOf } from '../../infra/db/read/rooms.ts';
import { carryOut, type Keeper, type KeepingAct } from './act.ts';

export type MarkingRefusal =
  | { code: 'notTheirs'; person: string; sha256: string }
  | { code: 'sameMarking'; organisation: string; ground: string | null };

/**
 * Marks a file as secret on a ground, or takes the marking away (null), for the organisation of who does it. It may be marked by whoever has it,
 * each for themselves.
 */
export async function markDocument(
  keeper: Keeper,
  person: string,
  { sha256, ground }: { sha256: string; ground: string | null },
  act: Omit<KeepingAct, 'by' | 'doneBy' | 'recordedBy'>,
): Promise<{ ok: true; entries: AroundEvent[]; organisation: string } | { ok: false; refusal: MarkingRefusal }> {
  const { db, scope } = keeper;
  const organisation = await organisationOf(db, scope, person);
  if (organisation === null || !(await fileReaders(db, scope, organisation)).has(sha256))
    return { ok: false, refusal: { code: 'notTheirs', person, sha256 } };
  const now = (await markingsOf(db, scope, organisation)).get(sha256) ?? null;
  if (now === ground) return { ok: false, refusal: { code: 'sameMarking', organisation, ground } };
  const doneBy = { organisation, body: null, person };
  const whole: KeepingAct = {
    ...act,
    by: organisation,
    doneBy,
    recordedBy: { person, role: 'registrar', authenticated: 'claimed' },
  };
  const body = { type: 'documentMarked' as const, sha256, organisation, ground };
  return { ok: true, organisation, entries: await carryOut(keeper, whole, [{ chain: systemChain(scope), body }]) };
}
