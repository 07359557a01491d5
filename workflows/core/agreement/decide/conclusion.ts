import { maxDate } from '#core/calendar/civilDate.ts';
import { ok } from '#core/result.ts';
import type { Command } from '../commands.ts';
import { unanswered } from '../consultation/contributions.ts';
import { feedbackOf, notYetAssessed } from '../followUp/feedback.ts';
import type { Phase } from '../phases.ts';
import { withdrawn } from '../decisions/amendments.ts';
import * as route from '../decisions/route.ts';
import { namedHash } from '../negotiation/versions.ts';
import type { Context, Decision } from './context.ts';
import { accepted, act, after, beginPhase, refuse } from './context.ts';

type Of<T extends Command['type']> = Context<Extract<Command, { type: T }>>;

export function adoptBasis(context: Of<'adoptBasis'>): Decision {
  const contributions = unanswered(context.state.consultation);
  if (contributions.length > 0) return refuse({ code: 'unanswered', contributions });
  return ok([act(context, { type: 'basisAdopted' }), beginPhase(context, 'preparation')]);
}

const opensEarly: Partial<Record<Phase, Phase>> = { planned: 'consultation', preparation: 'negotiation', inForce: 'evaluation' };

export function openNextPhaseEarly(context: Of<'openNextPhaseEarly'>): Decision {
  const next = opensEarly[context.state.phase];
  if (next === undefined) return refuse({ code: 'nothingToOpenEarly', phase: context.state.phase });
  return ok([act(context, { type: 'phaseBegan', phase: next, on: context.envelope.doneOn, early: true })]);
}

/** The phase that begins once every party or body has done its part: on the last act's own date. */
function onceAllHave(context: Context, event: ReturnType<typeof act>, of: 'signatures' | 'approvals', next: Phase): Decision {
  const folded = after(context.state, [event]);
  const expected = of === 'approvals' ? folded.rules.approvals : folded.definition.parties.map((party) => party.organisation);
  const on = route.completedOn(folded[of], expected);
  if (on === null) return ok([event]);
  const events = [event, beginPhase(context, next, on)];
  if (next === 'approval' && folded.rules.approvals.length === 0) events.push(beginPhase(context, 'inForce', on));
  return ok(events);
}

export { acceptVersion } from '../negotiation/decide.ts';

export function authorise(context: Of<'authorise'>): Decision {
  const { command } = context;
  const refusal = route.cannotAuthorise(context, command);
  if (refusal !== null) return refuse(refusal);
  const { party, body, signatory, orSubstitute, decision } = command;
  const said = { ...route.covering(context, command), ...route.decidedOf(context, 'authorisation', body, decision) };
  return ok([act(context, { type: 'authorised', party, body, signatory, orSubstitute, ...said })]);
}

export function sign(context: Of<'sign'>): Decision {
  const { state, command } = context;
  const refusal = route.cannotSign(context, state, command, state.versionHash, 'sign');
  if (refusal !== null) return refuse(refusal);
  const { party, signatory, inPlaceOf } = command;
  const said = {
    ...(inPlaceOf === undefined ? {} : { inPlaceOf }),
    ...route.declaredSame(context, command.inAllEssentials),
  };
  const event = act(context, { type: 'signed', party, signatory, versionHash: state.versionHash, ...said });
  return onceAllHave(context, event, 'signatures', 'approval');
}

export function refuseToSign(context: Of<'refuseToSign'>): Decision {
  return ok([act(context, { type: 'signingRefused', party: context.command.party }), beginPhase(context, 'negotiation')]);
}

export function approve(context: Of<'approve'>): Decision {
  const { state, command } = context;
  const refusal = route.cannotApprove(context, state, command, state.versionHash, 'approve');
  if (refusal !== null) return refuse(refusal);
  const { body, decision } = command;
  const said = {
    ...route.declaredSame(context, command.inAllEssentials),
    ...route.decidedOf(context, 'approval', body, decision),
  };
  const event = act(context, { type: 'approved', body, versionHash: namedHash(state, command.versionHash), ...said });
  return onceAllHave(context, event, 'approvals', 'inForce');
}

export function reject(context: Of<'reject'>): Decision {
  const { state, command } = context;
  const refusal = route.cannotReject(context, state, command, 'reject');
  if (refusal !== null) return refuse(refusal);
  const said = route.decidedOf(context, 'approval', command.body, command.decision);
  return ok([act(context, { type: 'rejected', body: command.body, ...said })]);
}

export function reopenNegotiation(context: Of<'reopenNegotiation'>): Decision {
  const { rejection } = context.state;
  if (rejection === null) return refuse({ code: 'nothingRejected' });
  if (context.envelope.doneOn < rejection.doneOn) {
    return refuse({ code: 'doneTooEarly', doneOn: context.envelope.doneOn, earliest: rejection.doneOn });
  }
  return ok([act(context, { type: 'negotiationReopened' }), beginPhase(context, 'negotiation')]);
}

export function lapse(context: Of<'lapse'>): Decision {
  return ok([act(context, { type: 'lapsed' }), beginPhase(context, 'lapsed')]);
}

/**
 * Money paid must still be reported and returned: a terminated agreement goes on to its final reporting. Validity ended on the act's own
 * day; where the evaluation had begun before it was entered, the phases follow on from there.
 */
export function terminate(context: Of<'terminate'>): Decision {
  const on = maxDate(context.envelope.doneOn, context.state.phases.at(-1)?.from ?? context.envelope.doneOn);
  const events = [act(context, { type: 'terminated', party: context.command.party }), ...withdrawn(context)];
  return accepted(context, [...events, beginPhase(context, 'terminated', on), beginPhase(context, 'finalReporting', on)]);
}

export function adoptEvaluation(context: Of<'adoptEvaluation'>): Decision {
  const waits = notYetAssessed(context);
  if (waits !== null) return refuse(waits);
  const adopted = [act(context, { type: 'evaluationAdopted' }), ...feedbackOf(context, { kind: 'evaluation' })];
  return accepted(context, [...adopted, beginPhase(context, 'finalReporting')]);
}
