import { ok } from '#core/result.ts';
import { actOfVersion, applyCorrection } from '../correction.ts';
import type { FrameworkDecision, Of } from './context.ts';
import { act, refuse } from './context.ts';

/** A correction is a later entry about an earlier one; the earlier one stays as it was written. */
export function correct(context: Of<'correct'>): FrameworkDecision {
  const { state, command, today } = context;
  const { version, correction } = command;
  if (!Number.isInteger(version) || version < 1 || version > state.version)
    return refuse({ code: 'nothingToCorrect', version, newest: state.version });
  if (correction.kind === 'doneOn') {
    const { doneOn } = correction;
    if (doneOn > today) return refuse({ code: 'doneInFuture', doneOn, today });
    const corrected = applyCorrection(state, version, correction);
    const spans = corrected.phases;
    // No phase ends before it began, and nobody signs before they were authorised.
    const inOrder = spans.every((span) => span.to === null || span.from <= span.to);
    const signedTooEarly = Object.entries(corrected.signatures).some(
      ([party, signature]) => signature.doneOn < (corrected.authorisations[party]?.doneOn ?? signature.doneOn),
    );
    if (actOfVersion(state, version) === null || !inOrder || signedTooEarly)
      return refuse({ code: 'correctionDoesNotFit', version, kind: correction.kind });
  }
  return ok([act(context, { type: 'corrected', version, correction })]);
}
