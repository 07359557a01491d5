import { isCivilDate } from '#core/calendar/civilDate.ts';
import { ok, refused, type Result } from '#core/result.ts';
import { type Lateable, lateable, type Supposition } from './suppose.ts';

/** What cannot be read; `given` is null where nothing was given at all. */
export interface Unreadable {
  field: 'move' | 'late';
  given: string | null;
}

const isLateable = (phase: string): phase is Lateable => lateable.some((one) => one === phase);

/** A supposition as people write it: `finalReport=2014-10-01` and `negotiation=21d`. */
export function parseSupposition(move: readonly string[], late: readonly string[]): Result<Supposition, Unreadable> {
  if (move.length + late.length === 0) return refused({ field: 'move', given: null });
  const supposition: Supposition = { move: [], late: {} };
  for (const given of move) {
    const [, deadline, to] = /^(.+)=(\d{4}-\d{2}-\d{2})$/.exec(given.trim()) ?? [];
    if (deadline === undefined || to === undefined || !isCivilDate(to)) return refused({ field: 'move', given });
    supposition.move.push({ deadline, to });
  }
  for (const given of late) {
    const [, phase, days] = /^([A-Za-z]+)=([1-9]\d{0,2})d?$/.exec(given.trim()) ?? [];
    if (phase === undefined || !isLateable(phase)) return refused({ field: 'late', given });
    supposition.late[phase] = Number(days);
  }
  return ok(supposition);
}
