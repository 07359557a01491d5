import { coordinatorsOrganisation } from '#core/act/recorder.ts';
import type { ActRef } from '#core/act/event.ts';
import { newDeadline } from '#core/deadlines/deadline.ts';
import { dateChanged } from '../dates/evolve.ts';
import { effectiveDueOn, setDeadline, withDeadline } from '../folding.ts';
import type { State } from '../state.ts';
import { matterOf, organisationOf, PLAN, SOURCE, titleOf } from './papers.ts';
import type { DecisionsEvent, Meeting, MeetingMatter } from './types.ts';

/** A body's decision is its own to make, so its day is watched; the coordinator follows it. */
export function meetingPlanned(state: State, body: Extract<DecisionsEvent, { type: 'meetingPlanned' }>, act: ActRef): State {
  const { about, deadline: id, papers, meetingOn, papersBusinessDaysBefore } = body;
  const { definition } = state;
  const organisation = organisationOf(definition, body.body);
  const known = state.deadlines[id];
  const dueOn = effectiveDueOn(meetingOn, state.rules);
  const meeting: Meeting = { ...act, body: body.body, about, deadline: id, papers, papersBusinessDaysBefore };
  const meetings = { ...state.decisions.meetings, [matterOf(about, body.body)]: meeting };
  const terms = {
    id,
    title: `Sammanträde: ${titleOf(definition, body.body)}`,
    kind: 'meeting',
    mode: 'watched' as const,
    metBy: 'act' as const,
    plan: PLAN,
    dueOn,
    debtor: organisation,
    creditor: coordinatorsOrganisation(definition),
    measure: null,
    handler: null,
    source: SOURCE,
    setBy: organisation,
    binds: false,
    covered: known?.covered ?? {},
  };
  const planned = setDeadline({ ...state, decisions: { ...state.decisions, meetings } }, newDeadline(terms, act.doneOn));
  const from = known?.dueOn ?? null;
  const noted =
    from === null || from === dueOn
      ? planned
      : dateChanged(planned, 'moved', { deadline: id, from, to: dueOn }, act, organisation);
  // A body that has decided once and meets again needs its papers again.
  return known !== undefined && known.status !== 'open' ? papersAskedAgain(noted, papers) : noted;
}

function papersAskedAgain(state: State, papers: string | null): State {
  const known = papers === null ? undefined : state.deadlines[papers];
  if (papers === null || known === undefined || known.status === 'open') return state;
  return withDeadline(state, papers, { status: 'open', done: null });
}

/** Once a body has decided its meeting is over, and papers that never came are asked for no more. */
export function settledMeeting(state: State, about: MeetingMatter, body: string, act: ActRef): State {
  const meeting = state.decisions.meetings[matterOf(about, body)];
  if (meeting === undefined) return state;
  const isOpen = (id: string | null): id is string => id !== null && state.deadlines[id]?.status === 'open';
  const met = isOpen(meeting.deadline) ? withDeadline(state, meeting.deadline, { status: 'met', done: act }) : state;
  return isOpen(meeting.papers) ? withDeadline(met, meeting.papers, { status: 'waived', done: act }) : met;
}
