import { maxDate } from '#core/calendar/civilDate.ts';
import { assertNever } from '#core/result.ts';
import type { Correction } from './commands.ts';
import type { ActRef, PhaseSpan, State } from './state.ts';

const mapped = <T>(record: Record<string, T>, change: (value: T) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

/** The one act that an earlier event put into the state; null where it put none, or several as a take-over does. */
export function actOfVersion(state: State, version: number): ActRef | null {
  const acts: (ActRef | null)[] = [
    ...Object.values(state.accounts),
    ...state.repayments,
    ...Object.values(state.acceptances),
    ...Object.values(state.authorisations),
    ...Object.values(state.signatures),
    ...Object.values(state.approvals),
    ...Object.values(state.deadlines).map((deadline) => deadline.done),
    ...state.deviations,
    state.rejection,
    state.termination,
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
      };
    }
    case 'repayment': {
      const { amountOre } = correction;
      return { ...state, repayments: state.repayments.map((act) => (act.version === version ? { ...act, amountOre } : act)) };
    }
    case 'doneOn':
      return redated(state, version, correction.doneOn);
    default:
      return assertNever(correction);
  }
}

function redated(state: State, version: number, doneOn: string): State {
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
  };
  const approved = Object.values(next.approvals);
  if (next.validFrom === null || !approved.some((act) => act.version === version)) return next;
  return revalidated(next, approved.map((act) => act.doneOn).reduce(maxDate));
}

/** The last approval's own date decides validity, so correcting it moves the day the agreement came into force. */
function revalidated(state: State, validFrom: string): State {
  const at = state.phases.findIndex((span) => span.phase === 'inForce');
  const moveTo = (span: PhaseSpan, i: number): PhaseSpan => {
    if (i === at) return { ...span, from: validFrom };
    return i === at - 1 ? { ...span, to: validFrom } : span;
  };
  return { ...state, validFrom, phases: state.phases.map(moveTo) };
}
