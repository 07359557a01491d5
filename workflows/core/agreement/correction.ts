import { type CivilDate, maxDate } from '#core/calendar/civilDate.ts';
import { assertNever } from '#core/result.ts';
import type { Correction } from './commands.ts';
import { consultationActs, metByStatement, redatedWithin } from './consultation/acts.ts';
import { followUpActs } from './followUp/following.ts';
import { correctedFunds, fundsActs, fundsDays } from './funds/correcting.ts';
import type { Phase } from './phases.ts';
import type { ActRef } from '#core/act/event.ts';
import type { PhaseSpan, State } from './state.ts';

const mapped = <T>(record: Record<string, T>, change: (value: T) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

/** The one act that an earlier event put into the state; null where it put none, or several as a take-over does. */
export function actOfVersion(state: State, version: number): ActRef | null {
  const answered = metByStatement(state);
  const acts: (ActRef | null)[] = [
    ...Object.values(state.accounts),
    ...state.repayments,
    ...Object.values(state.acceptances),
    ...Object.values(state.authorisations),
    ...Object.values(state.signatures),
    ...Object.values(state.approvals),
    ...Object.values(state.deadlines).map((deadline) => (answered.includes(deadline.id) ? null : deadline.done)),
    ...state.deviations,
    state.rejection,
    state.termination,
    ...consultationActs(state),
    ...followUpActs(state),
    ...fundsActs(state),
  ];
  const held = acts.filter((act) => act?.version === version);
  return held.length === 1 ? (held[0] ?? null) : null;
}

/** The state as it reads once an earlier entry is corrected. No phase is reopened and no deadline opened by it. */
export function applyCorrection(state: State, version: number, correction: Correction): State {
  switch (correction.kind) {
    case 'note':
      return state;
    case 'account': {
      const { usedOre, unspentOre } = correction;
      return {
        ...state,
        accounts: mapped(state.accounts, (act) => (act.version === version ? { ...act, usedOre, unspentOre } : act)),
        funds: correctedFunds(state, version, correction),
      };
    }
    case 'repayment':
    case 'amount': {
      const { amountOre } = correction;
      return {
        ...state,
        repayments: state.repayments.map((act) => (act.version === version ? { ...act, amountOre } : act)),
        funds: correction.kind === 'amount' ? correctedFunds(state, version, correction) : state.funds,
      };
    }
    case 'doneOn':
      return redated(state, version, correction.doneOn);
    default:
      return assertNever(correction);
  }
}

function redated(state: State, version: number, doneOn: CivilDate): State {
  const dated = <T extends ActRef>(act: T): T => (act.version === version ? { ...act, doneOn } : act);
  const nullable = <T extends ActRef>(act: T | null): T | null => (act === null ? null : dated(act));
  const next: State = {
    ...state,
    acceptances: mapped(state.acceptances, dated),
    authorisations: mapped(state.authorisations, dated),
    signatures: mapped(state.signatures, dated),
    approvals: mapped(state.approvals, dated),
    accounts: mapped(state.accounts, dated),
    repayments: state.repayments.map(dated),
    deviations: state.deviations.map(dated),
    rejection: nullable(state.rejection),
    termination: nullable(state.termination),
    deadlines: mapped(state.deadlines, (deadline) => ({ ...deadline, done: nullable(deadline.done) })),
    consultation: redatedWithin(state.consultation, version, doneOn),
    followUp: redatedWithin(state.followUp, version, doneOn),
    funds: redatedWithin(state.funds, version, doneOn),
  };
  return redatedTermination(redatedPhases(next, version), version);
}

interface Step {
  acts: 'acceptances' | 'signatures' | 'approvals';
  in: Phase;
  begins: Phase;
}

/** Phases that begin on the latest day of the acts that ended the one before. */
const steps: readonly Step[] = [
  { acts: 'acceptances', in: 'negotiation', begins: 'signing' },
  { acts: 'signatures', in: 'signing', begins: 'approval' },
  { acts: 'approvals', in: 'approval', begins: 'inForce' },
];

/** The step that an act took part in: the span it was done in, and those that began by it: two where no body had to approve. */
function stepOf(state: State, version: number): { step: Step; doneIn: number; begun: number[] } | null {
  const step = steps.find(({ acts }) => Object.values(state[acts]).some((act) => act.version === version));
  if (step === undefined) return null;
  const doneIn = state.phases.findLastIndex((span) => span.phase === step.in);
  if (state.phases[doneIn + 1]?.phase !== step.begins) return { step, doneIn, begun: [] };
  const unapproved = step.begins === 'approval' && state.rules.approvals.length === 0;
  return { step, doneIn, begun: unapproved ? [doneIn + 1, doneIn + 2] : [doneIn + 1] };
}

/** The days that an entry may be corrected to: those on which no phase would end before it began. */
export function daysFor(state: State, version: number): { earliest: CivilDate; latest: CivilDate | null } {
  const opening = state.phases[0]?.from ?? '';
  if (state.termination?.version === version) {
    return { earliest: state.validFrom ?? opening, latest: state.phases[terminatedAt(state) + 1]?.to ?? null };
  }
  const taken = stepOf(state, version);
  if (taken === null) {
    const { earliest, latest } = fundsDays(state, version);
    return { earliest: earliest ?? opening, latest };
  }
  const lastBegun = state.phases[taken.begun.at(-1) ?? -1];
  return { earliest: state.phases[taken.doneIn]?.from ?? opening, latest: lastBegun?.to ?? null };
}

/** The latest act's own date began the phase, and the last approval's decides validity: correcting it moves both. */
function redatedPhases(state: State, version: number): State {
  const taken = stepOf(state, version);
  if (taken === null || taken.begun.length === 0) return state;
  const on = Object.values(state[taken.step.acts])
    .map((act) => act.doneOn)
    .reduce(maxDate);
  const phases = beginningOn(state.phases, taken.begun, on);
  return phases[taken.begun.at(-1) ?? -1]?.phase === 'inForce' ? { ...state, phases, validFrom: on } : { ...state, phases };
}

function redatedTermination(state: State, version: number): State {
  if (state.termination?.version !== version) return state;
  const { doneOn } = state.termination;
  const at = terminatedAt(state);
  const on = maxDate(doneOn, state.phases[at - 1]?.from ?? doneOn);
  return { ...state, validUntil: doneOn, phases: beginningOn(state.phases, [at, at + 1], on) };
}

const terminatedAt = (state: State): number => state.phases.findIndex((span) => span.phase === 'terminated');

function beginningOn(phases: readonly PhaseSpan[], begun: readonly number[], on: CivilDate): PhaseSpan[] {
  return phases.map((span, i) => ({
    ...span,
    from: begun.includes(i) ? on : span.from,
    to: begun.includes(i + 1) ? on : span.to,
  }));
}
