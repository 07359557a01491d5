import { civilDateOf } from '#core/calendar/instant.ts';
import type { ProcessState, StateOf } from '#core/models.ts';
import type { PhaseResult } from './result.ts';

/** The phases of a process so far. Those that lasted no time because time passed over them, as `planned` on the opening day, are no part of the story. */
export function spansOf(process: ProcessState | null): PhaseResult[] {
  if (process === null) return [];
  if (process.kind === 'referral') return ofReferral(process.state);
  const spans: readonly PhaseResult[] = process.state.phases;
  return spans
    .filter((span) => span.phase !== 'planned' || span.to !== span.from)
    .map(({ phase, from, to }) => ({ phase, from, to }));
}

/** It is out from the day it opens, and then over. */
function ofReferral({ phase, openedOn, closedAt }: StateOf<'referral'>): PhaseResult[] {
  const endedOn = closedAt === null ? null : civilDateOf(closedAt);
  const out: PhaseResult = { phase: 'out', from: openedOn, to: endedOn };
  return endedOn === null ? [out] : [out, { phase, from: endedOn, to: null }];
}
