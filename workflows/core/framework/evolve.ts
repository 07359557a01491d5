import type { ActRef } from '#core/act/event.ts';
import type { Delivered } from '#core/act/outgoing.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { minDate } from '#core/calendar/civilDate.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import { coveredBy } from '#core/deadlines/reminders.ts';
import { applyCorrection } from './correction.ts';
import type { FrameworkDefinition } from './definition.ts';
import type { FrameworkEvent, FrameworkFact, FrameworkStoredEvent } from './events.ts';
import { dateMoved, dateSettled } from './evolve/commission.ts';
import { expected, forgetUnopened, noted, notOpened, opened, opening, planned, unplanned, withYear } from './evolve/years.ts';
import type { FrameworkPhase } from './phases.ts';
import { upcomingYear } from './rhythm.ts';
import { commissionDeadlines, type FrameworkState } from './state.ts';

/** The state after one stored event; null until the framework is opened. Pure, and the only way a state comes about. */
export function evolveFramework(state: FrameworkState | null, event: FrameworkStoredEvent): FrameworkState | null {
  const { body } = event;
  if (body.type === 'opened') return { ...openedState(body.definition, body.versionHash, event), version: event.version };
  return state === null ? null : evolveBody(state, event, event.version);
}

/** Folds one fact onto a framework that exists. `version` is that of the event which holds the fact. */
export function evolveBody(state: FrameworkState, fact: FrameworkFact, version: number): FrameworkState {
  const evolve = evolutions[fact.body.type] as Evolve;
  return { ...evolve(state, fact.body, { doneOn: fact.doneOn, version }, fact), version };
}

type Evolve = (state: FrameworkState, body: FrameworkEvent, act: ActRef, fact: FrameworkFact) => FrameworkState;

type Evolutions = {
  readonly [T in FrameworkEvent['type']]: (
    state: FrameworkState,
    body: Extract<FrameworkEvent, { type: T }>,
    act: ActRef,
    fact: FrameworkFact,
  ) => FrameworkState;
};

const unchanged = (state: FrameworkState): FrameworkState => state;

const evolutions: Evolutions = {
  opened: () => {
    throw new Error('opened inside a framework that exists');
  },
  runStarted: unchanged,
  lapsed: unchanged,
  revised: (state, { definition, versionHash }, act) => revised(state, definition, versionHash, act),
  phaseBegan: (state, { phase, on }, _act, fact) => beginPhase(state, phase, on, fact),
  authorised: (state, { party, body, signatory, orSubstitute, inAllEssentials }, act) => ({
    ...state,
    authorisations: { ...state.authorisations, [party]: { ...act, body, signatory, orSubstitute, inAllEssentials } },
  }),
  signed: (state, { party, signatory, versionHash }, act) => {
    const { [party]: _changedTheirMind, ...refusals } = state.refusals;
    return { ...state, refusals, signatures: { ...state.signatures, [party]: { ...act, signatory, versionHash } } };
  },
  signingRefused: (state, { party }, act) => ({ ...state, refusals: { ...state.refusals, [party]: act } }),
  approved: (state, { body }, act) => ({ ...state, approvals: { ...state.approvals, [body]: act } }),
  rejected: (state, { body }, act) => ({ ...state, rejection: { ...act, body } }),
  withdrawn: (state, { party }, act) => ({ ...state, withdrawal: { ...act, party } }),
  yearExpected: (state, { year, opensOn }, act) => expected(state, year, opensOn, act.doneOn),
  yearPlanned: (state, body, act) => planned(state, body, act),
  yearReplanned: (state, body, act) => planned(state, body, act),
  yearUnplanned: (state, { year, opensOn }, act) => unplanned(state, year, opensOn, act.doneOn),
  yearWaits: (state, { year }) => withYear(state, year, { toldWaiting: true }),
  yearOpening: (state, { year }, act) => opening(state, year, act.version),
  yearOpened: (state, { year, message }, act) => opened(delivered(state, message), year, act),
  yearNotOpened: (state, { year, message, code }, act) => notOpened(delivered(state, message), year, code, act),
  yearNoted: (state, { year }, act) => noted(state, year, act),
  commissionDateMoved: (state, { commission, item, dueOn }, act) => dateMoved(state, { commission, item, dueOn }, act),
  commissionReported: (state, { commission, item }, act) => dateSettled(state, { commission, item }, 'met', act),
  commissionLetGo: (state, { commission, item }, act) => dateSettled(state, { commission, item }, 'letGo', act),
  corrected: (state, { version, correction }) => applyCorrection(state, version, correction),
  reminded: (state, { reminders }) => ({ ...state, deadlines: reminders.reduce(coveredBy, state.deadlines) }),
  messageDelivered: (state, body) => delivered(state, body.delivered.id),
};

const delivered = (state: FrameworkState, id: Delivered['id']): FrameworkState => ({
  ...state,
  outgoing: state.outgoing.filter((message) => message.id !== id),
});

/** The state that `opened` gives: the text is there, and waits for its signatures. */
function openedState(
  definition: FrameworkDefinition,
  versionHash: string,
  { doneOn, recordedAt, version }: FrameworkStoredEvent,
): FrameworkState {
  return {
    schema: 1,
    version,
    definition,
    versionHash,
    rules: definition.rules,
    openedAt: recordedAt,
    phase: 'signing',
    phases: [{ phase: 'signing', from: doneOn, to: null, recordedAt }],
    ...unsigned,
    validFrom: null,
    validUntil: null,
    withdrawal: null,
    expectFrom: null,
    years: {},
    deadlines: commissionDeadlines(definition, doneOn),
    outgoing: [],
  };
}

const unsigned = { authorisations: {}, signatures: {}, refusals: {}, approvals: {}, rejection: null } as const;

/** Another text: nothing of it is authorised, signed or approved. Dates that the commissions had stay as they have become. */
function revised(state: FrameworkState, definition: FrameworkDefinition, versionHash: string, act: ActRef): FrameworkState {
  const deadlines = { ...commissionDeadlines(definition, act.doneOn), ...state.deadlines };
  return { ...state, definition, versionHash, rules: definition.rules, deadlines, ...unsigned };
}

function beginPhase(state: FrameworkState, phase: FrameworkPhase, on: CivilDate, fact: FrameworkFact): FrameworkState {
  // What is entered afterwards may have been done before the system was told of the framework at all.
  const ended = state.phases.map((span, i) => ({
    ...span,
    from: minDate(span.from, on),
    to: i === state.phases.length - 1 ? on : span.to === null ? null : minDate(span.to, on),
  }));
  const moved: FrameworkState = {
    ...state,
    phase,
    phases: [...ended, { phase, from: on, to: null, recordedAt: fact.recordedAt }],
  };
  if (phase === 'valid') return { ...moved, validFrom: on, expectFrom: upcomingYear(state.rules, civilDateOf(fact.recordedAt)) };
  if (phase === 'ended') return forgetUnopened({ ...moved, validUntil: on });
  return phase === 'lapsed' ? forgetUnopened(moved) : moved;
}
