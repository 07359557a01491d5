import { newDeadline } from '#core/deadlines/deadline.ts';
import type { ActRef } from '#core/act/event.ts';
import type { Definition } from '../definition.ts';
import { effectiveDueOn, setDeadline, withDeadline } from '../folding.ts';
import type { Evolutions } from '../parts.ts';
import type { State } from '../state.ts';
import { consultationTerms, statementDeadline } from './contributions.ts';
import type { ConsultationEvent, ConsultationState } from './types.ts';

/** Before anything has happened. */
export const emptyConsultation = (_definition: Definition): ConsultationState => ({
  invitations: {},
  declined: {},
  priorities: [],
  discussion: [],
  statements: [],
  responses: {},
  involvement: [],
});

const into = (state: State, change: Partial<ConsultationState>): State => ({
  ...state,
  consultation: { ...state.consultation, ...change },
});

type Of<T extends ConsultationEvent['type']> = Extract<ConsultationEvent, { type: T }>;

export const consultationEvolutions: Evolutions<ConsultationEvent> = {
  consultationInvited: (state, body, act, fact) =>
    body.organisations.reduce(
      (folded, organisation) => invited(folded, { organisation, answerBy: body.answerBy, by: fact.doneBy?.organisation }, act),
      state,
    ),
  priorityProposed: (state, { priority: id, organisation, title, motivation }, act) =>
    into(state, {
      priorities: [...state.consultation.priorities, { ...act, id, organisation, title, motivation, measures: [], versions: [] }],
    }),
  priorityDiscussed: (state, { priority, organisation, contribution: text }, act) =>
    into(state, { discussion: [...state.consultation.discussion, { ...act, priority, organisation, text }] }),
  statementGiven: stated,
  answerDeclined: (state, { organisation }, act) =>
    withDeadline(
      into(state, { declined: { ...state.consultation.declined, [organisation]: act } }),
      statementDeadline(organisation),
      { status: 'met', done: act },
    ),
  contributionAnswered: answered,
  priorityLinked: (state, { priority, measures, versions }) => linked(state, [priority], measures, versions),
  involvementRecorded: (state, { organisation, how, providers, needs, answers }, act) =>
    into(state, {
      involvement: [...state.consultation.involvement, { ...act, organisation, how, providers, needs, answers }],
    }),
};

/** The answer is owed to the coordinator's organisation, whose invitation it was. */
function invited(
  state: State,
  { organisation, answerBy, by }: { organisation: string; answerBy: string; by: string | undefined },
  act: ActRef,
): State {
  const { people, coordinator } = state.definition;
  const creditor = by ?? people.find(({ id }) => id === coordinator)?.organisation ?? '';
  const terms = consultationTerms(state);
  const deadline = newDeadline(
    {
      id: statementDeadline(organisation),
      title: terms.statementTitle,
      kind: 'statement',
      mode: 'owed',
      metBy: 'act',
      plan: 'answer',
      dueOn: effectiveDueOn(answerBy, state.rules),
      debtor: organisation,
      creditor,
      measure: null,
      handler: null,
      source: 'invitation',
      setBy: creditor,
      binds: false,
    },
    act.doneOn,
  );
  return setDeadline(into(state, { invitations: { ...state.consultation.invitations, [organisation]: act } }), deadline);
}

/** The first statement of whoever was asked meets its deadline, also where it comes after the basis. */
function stated(state: State, body: Of<'statementGiven'>, act: ActRef): State {
  const { statement: id, organisation, priority, stance, text, providers } = body;
  const statements = [...state.consultation.statements, { ...act, id, organisation, priority, stance, text, providers }];
  const next = into(state, { statements });
  const deadline = statementDeadline(organisation);
  const wasAsked = state.consultation.invitations[organisation] !== undefined;
  const isFirst = !state.consultation.statements.some((one) => one.organisation === organisation);
  return wasAsked && isFirst ? withDeadline(next, deadline, { status: 'met', done: act }) : next;
}

/** A measure that a response names has taken up the priority that it answers, and the priorities that it names beside it. */
function answered(state: State, { to, outcome, in: places, answer }: Of<'contributionAnswered'>, act: ActRef): State {
  const responses = { ...state.consultation.responses, [to]: { ...act, outcome, in: places, answer } };
  return linked(into(state, { responses }), [to, ...places.priorities], places.measures, []);
}

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];

function linked(state: State, ids: readonly string[], measures: readonly string[], versions: readonly string[]): State {
  const priorities = state.consultation.priorities.map((priority) =>
    ids.includes(priority.id)
      ? { ...priority, measures: union(priority.measures, measures), versions: union(priority.versions, versions) }
      : priority,
  );
  return into(state, { priorities });
}
