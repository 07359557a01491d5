import { businessDayOnOrAfter } from '#core/calendar/businessDays.ts';
import { type CivilDate, minDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { assertNever } from '#core/result.ts';
import { applyCorrection } from './correction.ts';
import type { DeadlineDefinition, Definition, Rules } from './definition.ts';
import type { InnerEvent, Reminder, StoredEvent } from './events.ts';
import { lastDayOf, toldOn } from './overdue.ts';
import type { Phase } from './phases.ts';
import { isPastMorning } from './reminders.ts';
import type { ActRef, DeadlineState, PhaseSpan, State } from './state.ts';

/** The part of an event that decides what becomes of the state. */
type Fact = InnerEvent & { recordedAt: Instant };

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

function apply(state: State, fact: Fact, act: ActRef): State {
  const { body } = fact;
  switch (body.type) {
    case 'opened':
    case 'takenOver':
      throw new Error(`${body.type} inside an agreement that exists`);
    case 'runStarted':
    case 'basisAdopted':
    case 'evaluationAdopted':
    case 'negotiationReopened':
    case 'signingRefused':
    case 'lapsed':
      return state;
    case 'phaseBegan':
      return beginPhase(state, body.phase, body.on, fact.recordedAt);
    case 'phaseOverdue':
      return toldOfOverdue(state, body.lastDay);
    case 'versionAccepted':
      return { ...state, acceptances: { ...state.acceptances, [body.party]: act } };
    case 'authorised':
      return {
        ...state,
        authorisations: {
          ...state.authorisations,
          [body.party]: { ...act, signatory: body.signatory, orSubstitute: body.orSubstitute },
        },
      };
    case 'signed':
      return { ...state, signatures: { ...state.signatures, [body.party]: { ...act, signatory: body.signatory } } };
    case 'approved':
      return { ...state, approvals: { ...state.approvals, [body.body]: act } };
    case 'rejected':
      return { ...state, rejection: { ...act, body: body.body } };
    case 'terminated':
      return { ...state, termination: { ...act, party: body.party }, validUntil: fact.doneOn };
    case 'deadlineMet':
      return withDeadline(state, body.deadline, { status: 'met', done: act });
    case 'deadlineLetGo':
      return withDeadline(state, body.deadline, { status: 'letGo', done: act });
    case 'reportHandedIn':
      return withDeadline(state, body.deadline, { status: 'met', done: act, accepted: false });
    case 'reportReturned':
      return withDeadline(state, body.deadline, {
        status: 'open',
        done: null,
        accepted: false,
        dueOn: effectiveDueOn(body.newDueOn, state.rules),
      });
    case 'reportAccepted':
      return withDeadline(state, body.deadline, { accepted: true });
    case 'deviationReported':
      return { ...state, deviations: [...state.deviations, { ...act, measure: body.measure }] };
    case 'accounted':
      return {
        ...state,
        accounts: { ...state.accounts, [body.area]: { ...act, usedOre: body.usedOre, unspentOre: body.unspentOre } },
      };
    case 'repaid':
      return { ...state, repayments: [...state.repayments, { ...act, area: body.area, amountOre: body.amountOre }] };
    case 'rulesChanged':
      return { ...state, rules: body.rules };
    case 'corrected':
      return applyCorrection(state, body.version, body.correction);
    case 'reminded':
      return { ...state, deadlines: body.reminders.reduce(cover, state.deadlines) };
    default:
      return assertNever(body);
  }
}

/** The state that `opened` gives, in the phase before the consultation's first day. */
export function openedState(
  definition: Definition,
  versionHash: string,
  fact: { doneOn: CivilDate; recordedAt: Instant },
  version: number,
): State {
  return {
    schema: 1,
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
      definition.deadlines.map((deadline) => [deadline.id, openDeadline(deadline, definition.rules)]),
    ),
    deviations: [],
    accounts: {},
    repayments: [],
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

function openDeadline(deadline: DeadlineDefinition, rules: Rules): DeadlineState {
  return { ...deadline, dueOn: effectiveDueOn(deadline.dueOn, rules), status: 'open', done: null, accepted: false, covered: {} };
}

/** A due date stays on its day unless the agreement says "next business day". */
export function effectiveDueOn(dueOn: CivilDate, rules: Rules): CivilDate {
  return rules.dueDay === 'nextBusinessDay' ? businessDayOnOrAfter(dueOn) : dueOn;
}

function beginPhase(state: State, phase: Phase, on: CivilDate, recordedAt: Instant): State {
  const ended = state.phases.map((span, i) => (i === state.phases.length - 1 ? { ...span, to: on } : span));
  const moved: State = { ...state, phase, phases: [...ended, { phase, from: on, to: null, recordedAt, overdueTold: [] }] };
  if (phase === 'inForce') return { ...moved, validFrom: on, validUntil: state.definition.validUntil };
  if (phase === 'negotiation')
    return { ...moved, acceptances: {}, authorisations: {}, signatures: {}, approvals: {}, rejection: null };
  return moved;
}

function withDeadline(state: State, id: string, change: Partial<DeadlineState>): State {
  const deadline = state.deadlines[id];
  if (deadline === undefined) throw new Error(`event about a deadline that the agreement does not have: ${id}`);
  return { ...state, deadlines: { ...state.deadlines, [id]: { ...deadline, ...change } } };
}

function cover(deadlines: State['deadlines'], reminder: Reminder): State['deadlines'] {
  const deadline = deadlines[reminder.deadline];
  return deadline === undefined
    ? deadlines
    : { ...deadlines, [reminder.deadline]: covering(deadline, reminder.dueOn, reminder.stands) };
}

function covering(deadline: DeadlineState, dueOn: CivilDate, offsets: readonly number[]): DeadlineState {
  const covered = [...new Set([...(deadline.covered[dueOn] ?? []), ...offsets])].toSorted((a, b) => a - b);
  return { ...deadline, covered: { ...deadline.covered, [dueOn]: covered } };
}
