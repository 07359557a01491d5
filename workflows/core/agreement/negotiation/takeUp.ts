import type { ActRef } from '#core/act/event.ts';
import type { Deadline, DeadlineTerms } from '#core/deadlines/deadline.ts';
import { dateChanged } from '../dates/evolve.ts';
import type { Definition } from '../definition.ts';
import { effectiveDueOn, ofTheText, setDeadline } from '../folding.ts';
import type { State } from '../state.ts';

const fields = [
  'title',
  'kind',
  'mode',
  'metBy',
  'plan',
  'dueOn',
  'debtor',
  'creditor',
  'measure',
  'handler',
  'source',
] as const satisfies readonly (keyof DeadlineTerms)[];

/** What the new text says of a deadline that the old one says otherwise. */
function changedTerms(before: DeadlineTerms, after: DeadlineTerms): Partial<DeadlineTerms> {
  return Object.fromEntries(fields.filter((field) => before[field] !== after[field]).map((field) => [field, after[field]]));
}

/**
 * The agreement with another text as its own: what the text changes of a deadline changes where it is followed, what it leaves alone stays
 * as people have since moved it, and what it takes out is asked for no more. Reminders follow from the deadlines as they then stand.
 */
export function takenUp(state: State, text: Definition, act: ActRef): State {
  const before = new Map(state.definition.deadlines.map((one) => [one.id, one]));
  const kept = new Set(text.deadlines.map(({ id }) => id));
  const dropped = state.definition.deadlines.flatMap(({ id }) => (kept.has(id) ? [] : (state.deadlines[id] ?? [])));
  const start: State = { ...state, definition: text };
  const without = dropped.reduce(withoutDeadline(act), start);
  return text.deadlines.reduce((folded, after) => withTerms(folded, before.get(after.id), after, act), without);
}

const withoutDeadline =
  (act: ActRef) =>
  (state: State, deadline: Deadline): State =>
    deadline.status === 'open' ? setDeadline(state, { ...deadline, status: 'waived', done: act }) : state;

function withTerms(state: State, before: DeadlineTerms | undefined, after: DeadlineTerms, act: ActRef): State {
  const known = state.deadlines[after.id];
  const dueOn = effectiveDueOn(after.dueOn, state.rules);
  if (known === undefined) return setDeadline(state, ofTheText({ ...after, dueOn }, act.doneOn));
  // One that an earlier text took out, and this one has again.
  if (before === undefined) return setDeadline(state, { ...ofTheText({ ...after, dueOn }, act.doneOn), covered: known.covered });
  const terms = changedTerms(before, after);
  if (Object.keys(terms).length === 0 || known.status !== 'open') return state;
  const moved = terms.dueOn !== undefined && dueOn !== known.dueOn;
  const noted = moved ? dateChanged(state, 'moved', { deadline: after.id, from: known.dueOn, to: dueOn }, act, null) : state;
  return setDeadline(noted, { ...known, ...terms, ...(moved ? { dueOn } : { dueOn: known.dueOn }) });
}
