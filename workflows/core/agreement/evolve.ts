import type { ActRef } from '#core/act/event.ts';
import { type CivilDate, minDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { coveredBy, covering, isPastMorning } from '#core/deadlines/reminders.ts';
import { silenced } from './consultation/contributions.ts';
import { consultationEvolutions } from './consultation/evolve.ts';
import { negotiationEvolutions, withAcceptance } from './negotiation/evolve.ts';
import { decisionsEvolutions, withApproval, withAuthorisation, withRejection, withSignature } from './decisions/evolve.ts';
import { settledMeeting } from './decisions/meetings.ts';
import { fundsEvolutions } from './funds/evolve.ts';
import { recipientsEvolutions } from './recipients/evolve.ts';
import { carriedAgain, followUpEvolutions, reportKept, revisionDelivered } from './followUp/evolve.ts';
import { dateChanged, datesEvolutions } from './dates/evolve.ts';
import { tasksEvolutions } from './tasks/evolve.ts';
import { applyCorrection } from './correction.ts';
import type { Definition } from './definition.ts';
import type { EventBody, Fact, StoredEvent, YearEvent } from './events.ts';
import { beginPhase, effectiveDueOn, ofTheText, withDeadline } from './folding.ts';
import { lastDayOf, toldOn } from './overdue.ts';
import type { Evolutions } from './parts.ts';
import { emptyParts, type PhaseSpan, type State } from './state.ts';

/** The state after one stored event; null until the agreement is opened. Pure, and the only way a state comes about. */
export function evolve(state: State | null, event: StoredEvent): State | null {
  const { body } = event;
  if (body.type === 'opened') return openedState(body.definition, body.versionHash, event, event.version);
  if (body.type === 'takenOver') return takenOver(body, event);
  return state === null ? null : evolveBody(state, event, event.version);
}

/** Folds one fact onto an agreement that exists. `version` is that of the event which holds the fact. */
export function evolveBody(state: State, fact: Fact, version: number): State {
  return { ...apply(state, fact, { doneOn: fact.doneOn, version }), version };
}

const unchanged = (state: State): State => state;

function openedTwice(_state: State, { type }: { type: string }): never {
  throw new Error(`${type} inside an agreement that exists`);
}

function returnedTo(state: State, body: Extract<YearEvent, { type: 'reportReturned' }>, act: ActRef, fact: Fact): State {
  const { deadline, newDueOn: to } = body;
  const from = state.deadlines[deadline]?.dueOn ?? null;
  return dateChanged(state, 'returned', { deadline, from, to }, act, fact.doneBy?.organisation ?? null);
}

const yearEvolutions: Evolutions<YearEvent> = {
  opened: openedTwice,
  takenOver: openedTwice,
  runStarted: unchanged,
  basisAdopted: silenced,
  evaluationAdopted: (state, _body, act) => carriedAgain(state, act),
  negotiationReopened: unchanged,
  signingRefused: unchanged,
  lapsed: unchanged,
  phaseBegan: (state, body, _act, fact) => beginPhase(state, body.phase, body.on, fact.recordedAt),
  phaseOverdue: (state, body) => toldOfOverdue(state, body.lastDay),
  versionAccepted: (state, body, act) => withAcceptance(state, body.party, body.versionHash, act),
  authorised: (state, body, act) => settledMeeting(withAuthorisation(state, body, act), 'authorisation', body.body, act),
  signed: (state, body, act) => withSignature(state, body, act),
  approved: (state, body, act) => settledMeeting(withApproval(state, body, act), 'approval', body.body, act),
  rejected: (state, { body }, act) => settledMeeting(withRejection(state, body, act), 'approval', body, act),
  terminated: (state, { party }, act) => ({ ...state, termination: { ...act, party }, validUntil: act.doneOn }),
  deadlineMet: (state, body, act) => withDeadline(state, body.deadline, { status: 'met', done: act }),
  deadlineLetGo: (state, body, act) => withDeadline(state, body.deadline, { status: 'letGo', done: act }),
  reportHandedIn: (state, { deadline, content }, act) =>
    withDeadline(reportKept(state, deadline, content), deadline, { status: 'met', done: act, accepted: false }),
  reportReturned: (state, body, act, fact) =>
    withDeadline(returnedTo(state, body, act, fact), body.deadline, {
      status: 'open',
      done: null,
      accepted: false,
      suspendedOn: null,
      dueOn: effectiveDueOn(body.newDueOn, state.rules),
    }),
  reportAccepted: (state, body) => withDeadline(state, body.deadline, { accepted: true }),
  deviationReported: (state, { measure, description }, act) => ({
    ...state,
    deviations: [...state.deviations, { ...act, measure, description }],
  }),
  accounted: (state, { area, usedOre, unspentOre }, act) => ({
    ...state,
    accounts: { ...state.accounts, [area]: { ...act, usedOre, unspentOre } },
  }),
  repaid: (state, { area, amountOre }, act) => ({ ...state, repayments: [...state.repayments, { ...act, area, amountOre }] }),
  rulesChanged: (state, { rules }) => ({ ...state, rules }),
  corrected: (state, { version, correction }) => applyCorrection(state, version, correction),
  reminded: (state, { reminders }) => ({ ...state, deadlines: reminders.reduce(coveredBy, state.deadlines) }),
  messageDelivered: (state, { delivered }) => ({
    ...revisionDelivered(state, delivered),
    outgoing: state.outgoing.filter(({ id }) => id !== delivered.id),
  }),
};

const evolutions: Evolutions<EventBody> = {
  ...yearEvolutions,
  ...consultationEvolutions,
  ...negotiationEvolutions,
  ...decisionsEvolutions,
  ...fundsEvolutions,
  ...recipientsEvolutions,
  ...followUpEvolutions,
  ...datesEvolutions,
  ...tasksEvolutions,
};

type Evolve = (state: State, body: EventBody, act: ActRef, fact: Fact) => State;

function apply(state: State, fact: Fact, act: ActRef): State {
  const { body } = fact;
  return (evolutions[body.type] as Evolve)(state, body, act, fact);
}

/** The state that `opened` gives, in the phase before the consultation's first day. */
export function openedState(
  definition: Definition,
  versionHash: string,
  fact: { doneOn: CivilDate; recordedAt: Instant },
  version: number,
): State {
  return {
    schema: 2,
    version,
    definition,
    versionHash,
    rules: definition.rules,
    phase: 'planned',
    phases: [{ phase: 'planned', from: fact.doneOn, to: null, recordedAt: fact.recordedAt, overdueTold: [] }],
    acceptances: {},
    authorisations: {},
    signatures: {},
    approvals: {},
    rejection: null,
    validFrom: null,
    validUntil: null,
    termination: null,
    deadlines: Object.fromEntries(
      definition.deadlines.map((deadline) => [
        deadline.id,
        ofTheText({ ...deadline, dueOn: effectiveDueOn(deadline.dueOn, definition.rules) }, fact.doneOn),
      ]),
    ),
    deviations: [],
    accounts: {},
    repayments: [],
    outgoing: [],
    ...emptyParts(definition),
  };
}

/** The day an agreement that is taken over counts from: its opening, or what was done before that. */
export function takenOverFrom(definition: Definition, acts: readonly { doneOn: CivilDate }[], today: CivilDate): CivilDate {
  return acts.map((act) => act.doneOn).reduce(minDate, minDate(definition.rules.windows.consultation.from, today));
}

function takenOver(body: Extract<StoredEvent['body'], { type: 'takenOver' }>, event: StoredEvent): State {
  const { definition, versionHash, acts, passedOver } = body;
  const { recordedAt, version } = event;
  const from = takenOverFrom(definition, acts, event.doneOn);
  const start = openedState(definition, versionHash, { doneOn: from, recordedAt }, version);
  const folded = acts.reduce((state, act) => evolveBody(state, { ...act, recordedAt }, version), start);
  const deadlines = Object.fromEntries(
    Object.entries(folded.deadlines).map(([id, deadline]) => [id, covering(deadline, deadline.dueOn, passedOver[id] ?? [])]),
  );
  const lastDay = lastDayOf(folded, folded.phase);
  const day = lastDay === null ? null : toldOn(lastDay);
  const wasOverdue = lastDay !== null && day !== null && isPastMorning(day, recordedAt);
  return wasOverdue ? toldOfOverdue({ ...folded, deadlines }, lastDay) : { ...folded, deadlines };
}

function toldOfOverdue(state: State, lastDay: CivilDate): State {
  const told = (span: PhaseSpan): PhaseSpan => ({ ...span, overdueTold: [...span.overdueTold, lastDay] });
  return { ...state, phases: state.phases.map((span, i) => (i === state.phases.length - 1 ? told(span) : span)) };
}
