import { type Deadline, newDeadline } from '#core/deadlines/deadline.ts';
import type { ActRef } from '#core/act/event.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Definition } from '../definition.ts';
import type { Fact } from '../events.ts';
import { effectiveDueOn, ofTheText, setDeadline, withDeadline } from '../folding.ts';
import type { Evolutions } from '../parts.ts';
import type { State } from '../state.ts';
import { dependentDates } from './dependent.ts';
import { baseOf } from './reckon.ts';
import type { DateChange, DatesEvent, DatesState, DependentDate } from './types.ts';

/** Before anything has happened. */
export const emptyDates = (_definition: Definition): DatesState => ({ changes: {}, asked: {}, bases: {} });

interface Moved {
  baseOn?: CivilDate;
  deadline: string;
  from: CivilDate | null;
  to: CivilDate;
}

/** The state with one more line in the history of a deadline's date. One that people set stands until its base moves next. */
export function dateChanged(state: State, kind: DateChange['kind'], moved: Moved, act: ActRef, by: string | null): State {
  const { deadline, from, to, baseOn } = moved;
  const change: DateChange = { ...act, kind, from, to, ...(baseOn === undefined ? {} : { baseOn }), by };
  const changes = { ...state.dates.changes, [deadline]: [...(state.dates.changes[deadline] ?? []), change] };
  const base = kind === 'reckoned' ? null : baseOf(state, deadline);
  const bases = base === null ? state.dates.bases : { ...state.dates.bases, [deadline]: base };
  return { ...state, dates: { ...state.dates, changes, bases } };
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
  const dependent = dependentDates(state).find(({ deadline }) => deadline.id === id);
  if (dependent === undefined) throw new Error(`a date was reckoned for a deadline that the agreement does not have: ${id}`);
  return setDeadline(noted, firstReckoned(noted, dependent, dueOn, act));
}

/** A duty reckoned from a date of the text is a duty of the text; what was not known before somebody acted is reminded of from then on. */
function firstReckoned(state: State, { deadline, base }: DependentDate, dueOn: CivilDate, act: ActRef): Deadline {
  const isOfTheText = state.definition.terms?.dates?.dependent.some((one) => one.deadline.id === deadline.id) === true;
  if (!isOfTheText) return newDeadline({ ...deadline, dueOn, setBy: deadline.creditor }, act.doneOn);
  const isFromTheText = base.kind === 'due' && state.definition.deadlines.some(({ id }) => id === base.deadline);
  return isFromTheText ? ofTheText({ ...deadline, dueOn }, act.doneOn) : newDeadline({ ...deadline, dueOn }, act.doneOn);
}

export const datesEvolutions: Evolutions<DatesEvent> = {
  deadlineMoved: (state, body, act, fact) =>
    body.commission === undefined
      ? movedTo(state, 'moved', body, act, fact)
      : movedTo(state, 'commission', body, act, { ...fact, doneBy: null }),
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
    withDeadline(movedTo(state, 'reopened', body, act, fact), body.deadline, {
      status: 'open',
      done: null,
      accepted: false,
      suspendedOn: null,
    }),
  dateReckoned: (state, body, act) => reckoned(state, body, act),
  commissionNoted: (state) => state,
};
