import { newDeadline } from '#core/deadlines/deadline.ts';
import type { ActRef } from '#core/act/event.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Definition } from '../definition.ts';
import type { Fact } from '../events.ts';
import { effectiveDueOn, setDeadline, withDeadline } from '../folding.ts';
import type { Evolutions } from '../parts.ts';
import type { State } from '../state.ts';
import { dependentDates } from './dependent.ts';
import type { DateChange, DatesEvent, DatesState } from './types.ts';

/** Before anything has happened. */
export const emptyDates = (_definition: Definition): DatesState => ({ changes: {}, asked: {}, bases: {} });

interface Moved {
  deadline: string;
  from: CivilDate | null;
  to: CivilDate;
}

/** The state with one more line in the history of a deadline's date. */
export function dateChanged(state: State, kind: DateChange['kind'], moved: Moved, act: ActRef, by: string | null): State {
  const { deadline, from, to } = moved;
  const change: DateChange = { ...act, kind, from, to, by };
  const changes = { ...state.dates.changes, [deadline]: [...(state.dates.changes[deadline] ?? []), change] };
  return { ...state, dates: { ...state.dates, changes } };
}

function movedTo(state: State, kind: DateChange['kind'], moved: Moved, act: ActRef, fact: Fact): State {
  const { [moved.deadline]: _answered, ...asked } = state.dates.asked;
  const known = { ...state, dates: { ...state.dates, asked } };
  const changed = dateChanged(known, kind, moved, act, fact.doneBy?.organisation ?? null);
  return withDeadline(changed, moved.deadline, { dueOn: effectiveDueOn(moved.to, state.rules) });
}

const withoutAsked = (state: State, deadline: string): State => {
  const { [deadline]: _answered, ...asked } = state.dates.asked;
  return { ...state, dates: { ...state.dates, asked } };
};

function reckoned(state: State, body: Extract<DatesEvent, { type: 'dateReckoned' }>, act: ActRef): State {
  const { deadline: id, to, baseOn } = body;
  const bases = { ...state.dates.bases, [id]: baseOn };
  const noted = dateChanged({ ...state, dates: { ...state.dates, bases } }, 'reckoned', body, act, null);
  const dueOn = effectiveDueOn(to, state.rules);
  if (noted.deadlines[id] !== undefined) return withDeadline(noted, id, { dueOn });
  const terms = dependentDates(state).find(({ deadline }) => deadline.id === id)?.deadline;
  if (terms === undefined) throw new Error(`a date was reckoned for a deadline that the agreement does not have: ${id}`);
  return setDeadline(noted, newDeadline({ ...terms, dueOn }, act.doneOn));
}

export const datesEvolutions: Evolutions<DatesEvent> = {
  deadlineMoved: (state, body, act, fact) => movedTo(state, 'moved', body, act, fact),
  extensionAsked: (state, { deadline, to }, act) => ({
    ...state,
    dates: { ...state.dates, asked: { ...state.dates.asked, [deadline]: { ...act, to } } },
  }),
  deadlineExtended: (state, body, act, fact) => movedTo(state, 'extended', body, act, fact),
  extensionDeclined: (state, { deadline }) => withoutAsked(state, deadline),
  deadlineSuspended: (state, { deadline }, act) => withDeadline(state, deadline, { suspendedOn: act.doneOn }),
  deadlineResumed: (state, body, act, fact) =>
    withDeadline(movedTo(state, 'resumed', body, act, fact), body.deadline, { suspendedOn: null }),
  deadlineWaived: (state, { deadline }, act) =>
    withDeadline(withoutAsked(state, deadline), deadline, { status: 'waived', done: act, suspendedOn: null }),
  deadlineReopened: (state, body, act, fact) =>
    withDeadline(movedTo(state, 'reopened', body, act, fact), body.deadline, { status: 'open', done: null, accepted: false }),
  dateReckoned: (state, body, act) => reckoned(state, body, act),
  commissionNoted: (state) => state,
};
