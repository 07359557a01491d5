import type { ActRef } from '#core/act/event.ts';
import type { Delivered } from '#core/act/outgoing.ts';
import { newDeadline } from '#core/deadlines/deadline.ts';
import type { ReportContent } from '../commands.ts';
import type { Definition } from '../definition.ts';
import { effectiveDueOn, send, setDeadline, withDeadline } from '../folding.ts';
import type { Evolutions } from '../parts.ts';
import type { State } from '../state.ts';
import { followUpTerms } from './following.ts';
import type { FollowUpEvent, FollowUpState, Revision, RevisionMessage } from './types.ts';

/** Before anything has happened. */
export const emptyFollowUp = (_definition: Definition): FollowUpState => ({
  actions: [],
  followedUp: {},
  findings: [],
  assessments: [],
  revisions: [],
  feedback: [],
  reports: {},
});

const into = (state: State, change: Partial<FollowUpState>): State => ({ ...state, followUp: { ...state.followUp, ...change } });

type Of<T extends FollowUpEvent['type']> = Extract<FollowUpEvent, { type: T }>;

export const followUpEvolutions: Evolutions<FollowUpEvent> = {
  actionPlanned: planned,
  actionCompleted: (state, { deadline, result }, act) =>
    withDeadline(
      into(state, {
        actions: state.followUp.actions.map((action) => (action.deadline === deadline ? { ...action, result } : action)),
      }),
      deadline,
      { status: 'met', done: act },
    ),
  deviationFollowedUp: (state, { deviation, resolved, outcome }, act) =>
    into(state, {
      followedUp: {
        ...state.followUp.followedUp,
        [deviation]: [...(state.followUp.followedUp[deviation] ?? []), { ...act, resolved, outcome }],
      },
    }),
  findingEntered: (state, { finding: id, organisation, measure, text, document }, act) =>
    into(state, { findings: [...state.followUp.findings, { ...act, id, organisation, measure, text, document }] }),
  measureAssessed: (state, { party, measure, outcome, assessment, findings }, act) => {
    const others = state.followUp.assessments.filter((one) => one.party !== party || one.measure !== measure);
    return into(state, { assessments: [...others, { ...act, party, measure, outcome, assessment, findings }] });
  },
  revisionProposed: (state, { revision: id, party, measure, area, proposal }, act) => {
    const revision = { ...act, id, party, measure, area, proposal, message: '', carried: 'underWay' as const };
    return carried(into(state, { revisions: [...state.followUp.revisions, revision] }), [id], act);
  },
  feedbackGiven: (state, { feedback: id, about, to }, act) =>
    into(state, { feedback: [...state.followUp.feedback, { ...act, id, about, to, fetched: {} }] }),
  feedbackFetched: (state, { feedback: id, organisation }, act) =>
    into(state, {
      feedback: state.followUp.feedback.map((one) =>
        one.id === id ? { ...one, fetched: { ...one.fetched, [organisation]: act } } : one,
      ),
    }),
};

function planned(state: State, body: Of<'actionPlanned'>, act: ActRef): State {
  const { deadline: id, deviation, measure, organisation, dueOn, action } = body;
  const about = state.definition.measures.find((one) => one.id === measure);
  const creditor = about?.creditor ?? '';
  const deadline = newDeadline(
    {
      id,
      title: `Åtgärd: ${about?.title ?? measure}`,
      kind: 'action',
      mode: 'owed',
      metBy: 'act',
      plan: 'answer',
      dueOn: effectiveDueOn(dueOn, state.rules),
      debtor: organisation,
      creditor,
      measure,
      handler: null,
      source: deviation,
      setBy: creditor,
    },
    act.doneOn,
  );
  const actions = [...state.followUp.actions, { ...act, deadline: id, deviation, action, result: null }];
  return setDeadline(into(state, { actions }), deadline);
}

/** Sends these revisions on to the next year's negotiation, each in a message of its own. */
function carried(state: State, ids: readonly string[], { version }: ActRef): State {
  const { framework, year } = state.definition;
  const from = `agreement:${framework}:${year}`;
  const to = `agreement:${framework}:${year + 1}`;
  return state.followUp.revisions.reduce((folded, revision, at) => {
    if (!ids.includes(revision.id)) return folded;
    const message = `${version}.${at + 1}`;
    const { id, party, measure, area, proposal } = revision;
    const command: RevisionMessage = { type: 'receiveRevision', from, revision: id, party, measure, area, proposal };
    return withRevision(send(folded, { id: message, to, command }), id, { message, carried: 'underWay' });
  }, state);
}

function withRevision(state: State, id: string, change: Partial<Revision>): State {
  return into(state, { revisions: state.followUp.revisions.map((one) => (one.id === id ? { ...one, ...change } : one)) });
}

/** What a report says is kept for those whom its feedback will go to. */
export function reportKept(state: State, deadline: string, content: ReportContent): State {
  if (followUpTerms(state).feedbackTo.length === 0) return state;
  return into(state, { reports: { ...state.followUp.reports, [deadline]: content } });
}

/** What became of a message that carried a revision. */
export function revisionDelivered(state: State, delivered: Delivered): State {
  const revision = state.followUp.revisions.find(({ message }) => message === delivered.id);
  if (revision === undefined) return state;
  return withRevision(state, revision.id, { carried: delivered.outcome === 'done' ? 'done' : { refused: delivered.code } });
}

/** Once the evaluation is adopted, what the next year could not take in while it was proposed is sent there again. */
export function carriedAgain(state: State, act: ActRef): State {
  const refused = state.followUp.revisions.filter((revision) => typeof revision.carried === 'object').map(({ id }) => id);
  return refused.length === 0 ? state : carried(state, refused, act);
}
