import type { Refusal } from '#core/agreement/refusals.ts';
import { isPlannable } from '#core/agreement/dates/plannable.ts';
import { byTime } from '#core/agreement/due.ts';
import type { EventBody } from '#core/agreement/events.ts';
import { evolveBody } from '#core/agreement/evolve.ts';
import { effectiveDueOn } from '#core/agreement/folding.ts';
import { isOver, openPhases, type Phase } from '#core/agreement/phases.ts';
import type { State } from '#core/agreement/state.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import { ok, refused, type Result } from '#core/result.ts';

/** Phases that people end, and so can end late. */
export const lateable = ['consultation', 'negotiation', 'signing', 'approval', 'evaluation'] as const;
export type Lateable = (typeof lateable)[number];

/** What is supposed of an agreement that goes on otherwise as it stands. */
export interface Supposition {
  /** Deadlines with other dates. */
  move: { deadline: string; to: CivilDate }[];
  /** Phases that end so many days after they should. */
  late: Partial<Record<Lateable, number>>;
}

export type SuppositionRefusal =
  | Extract<Refusal, { code: 'unknown' | 'notADate' | 'notOpen' | 'sameDate' | 'dueDateInPast' }>
  | { code: 'alreadyOver'; phase: Phase }
  | { code: 'phasePassed'; field: 'late'; phase: Lateable; now: Phase };

/** A copy of the state with the dates moved, or why nothing can be supposed so. The state itself stays as it is. */
export function supposed(state: State, { move, late }: Supposition, now: Instant): Result<State, SuppositionRefusal> {
  if (isOver(state.phase)) return refused({ code: 'alreadyOver', phase: state.phase });
  for (const phase of lateable) {
    if (late[phase] !== undefined && openPhases.indexOf(phase) < openPhases.indexOf(state.phase))
      return refused({ code: 'phasePassed', field: 'late', phase, now: state.phase });
  }
  const today = civilDateOf(now);
  let copy = state;
  const fold = (body: EventBody): void => {
    copy = evolveBody(copy, byTime(copy, body, now), copy.version);
  };
  for (const { deadline: id, to } of move) {
    const deadline = copy.deadlines[id];
    if (deadline === undefined) return refused({ code: 'unknown', field: 'move', value: id, known: Object.keys(copy.deadlines) });
    if (deadline.status !== 'open') return refused({ code: 'notOpen', deadline: id, status: deadline.status });
    if (!isPlannable(copy, deadline.plan, to)) return refused({ code: 'notADate', field: 'move', value: to });
    if (to < today) return refused({ code: 'dueDateInPast', field: 'move', newDueOn: to, earliest: today });
    const { dueOn } = deadline;
    if (effectiveDueOn(to, copy.rules) === dueOn) return refused({ code: 'sameDate', field: 'move', deadline: id, dueOn });
    fold({ type: 'deadlineMoved', deadline: id, from: deadline.dueOn, to });
  }
  return ok(copy);
}
