import type { ActRef } from '#core/act/event.ts';
import { type CivilDate, maxDate } from '#core/calendar/civilDate.ts';
import type { FrameworkCorrection } from './commands.ts';
import type { FrameworkPhase } from './phases.ts';
import type { FrameworkState } from './state.ts';

const mapped = <T>(record: Record<string, T>, change: (value: T) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

/** The act that an earlier event put into the state; null where it put none. */
export function actOfVersion(state: FrameworkState, version: number): ActRef | null {
  const acts: (ActRef | null)[] = [
    ...Object.values(state.authorisations),
    ...Object.values(state.signatures),
    ...Object.values(state.refusals),
    ...Object.values(state.approvals),
    ...Object.values(state.deadlines).map(({ done }) => done),
    state.rejection,
    state.withdrawal,
  ];
  return acts.find((act) => act?.version === version) ?? null;
}

/** The state as it reads once an earlier entry is corrected: the last approval's right day is the first day of validity. */
export function applyCorrection(state: FrameworkState, version: number, correction: FrameworkCorrection): FrameworkState {
  if (correction.kind === 'note') return state;
  const { doneOn } = correction;
  const dated = <T extends ActRef>(act: T): T => (act.version === version ? { ...act, doneOn } : act);
  const nullable = <T extends ActRef>(act: T | null): T | null => (act === null ? null : dated(act));
  const next: FrameworkState = {
    ...state,
    authorisations: mapped(state.authorisations, dated),
    signatures: mapped(state.signatures, dated),
    refusals: mapped(state.refusals, dated),
    approvals: mapped(state.approvals, dated),
    rejection: nullable(state.rejection),
    withdrawal: nullable(state.withdrawal),
    deadlines: mapped(state.deadlines, (deadline) => ({ ...deadline, done: nullable(deadline.done) })),
  };
  return withDays(next, version);
}

function withDays(state: FrameworkState, version: number): FrameworkState {
  const isOne = (acts: Record<string, ActRef>) => Object.values(acts).some((act) => act.version === version);
  const { withdrawal } = state;
  const changed: { phase: FrameworkPhase; on: CivilDate }[] = [
    ...(isOne(state.signatures) ? [{ phase: 'approval' as const, on: latest(state.signatures) }] : []),
    ...(isOne(state.signatures) && state.rules.approvals.length === 0
      ? [{ phase: 'valid' as const, on: latest(state.signatures) }]
      : []),
    ...(isOne(state.approvals) ? [{ phase: 'valid' as const, on: latest(state.approvals) }] : []),
    ...(withdrawal?.version === version ? [{ phase: 'ended' as const, on: withdrawal.doneOn }] : []),
  ];
  return changed.reduce(beginningOn, state);
}

const latest = (acts: Record<string, ActRef>): CivilDate =>
  Object.values(acts)
    .map((act) => act.doneOn)
    .reduce(maxDate);

/** The last span of the phase on another day, and the end of the one before it; what never began stays as it is. */
function beginningOn(state: FrameworkState, { phase, on }: { phase: FrameworkPhase; on: CivilDate }): FrameworkState {
  const at = state.phases.findLastIndex((span) => span.phase === phase);
  if (at < 0) return state;
  const phases = state.phases.map((span, i) => ({ ...span, from: i === at ? on : span.from, to: i === at - 1 ? on : span.to }));
  return {
    ...state,
    phases,
    ...(phase === 'valid' ? { validFrom: on } : {}),
    ...(phase === 'ended' ? { validUntil: on } : {}),
  };
}
