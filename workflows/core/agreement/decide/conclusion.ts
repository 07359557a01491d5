import { maxDate } from '#core/calendar/civilDate.ts';
import { ok } from '#core/result.ts';
import type { Command } from '../commands.ts';
import { unanswered } from '../consultation/contributions.ts';
import { feedbackOf, notYetAssessed } from '../followUp/feedback.ts';
import type { Phase } from '../phases.ts';
import type { Refusal } from '../refusals.ts';
import type { State } from '../state.ts';
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

function otherVersion(state: State, given: string): Refusal | null {
  return given === state.versionHash ? null : { code: 'otherVersion', given, current: state.versionHash };
}

const latest = (acts: { doneOn: string }[]): string => acts.map((one) => one.doneOn).reduce(maxDate);

/** The phase that begins once every party or body has done its part: on the last act's own date. */
function onceAllHave(
  context: Context,
  event: ReturnType<typeof act>,
  of: 'acceptances' | 'signatures' | 'approvals',
  next: Phase,
): Decision {
  const folded = after(context.state, [event]);
  const expected = of === 'approvals' ? folded.rules.approvals : folded.definition.parties.map((party) => party.organisation);
  if (!expected.every((id) => folded[of][id] !== undefined)) return ok([event]);
  const on = latest(Object.values(folded[of]));
  const events = [event, beginPhase(context, next, on)];
  if (next === 'approval' && folded.rules.approvals.length === 0) events.push(beginPhase(context, 'inForce', on));
  return ok(events);
}

export function acceptVersion(context: Of<'acceptVersion'>): Decision {
  const { state, command } = context;
  const other = otherVersion(state, command.versionHash);
  if (other !== null) return refuse(other);
  const before = state.acceptances[command.party];
  if (before !== undefined)
    return refuse({ code: 'alreadyDone', command: 'acceptVersion', what: command.party, doneOn: before.doneOn });
  const event = act(context, { type: 'versionAccepted', party: command.party, versionHash: command.versionHash });
  return onceAllHave(context, event, 'acceptances', 'signing');
}

export function authorise(context: Of<'authorise'>): Decision {
  const { state, command } = context;
  const party = state.definition.parties.find((one) => one.organisation === command.party);
  if (party?.authorisedBy !== command.body) {
    return refuse({
      code: 'wrongBody',
      field: 'body',
      body: command.body,
      expected: party === undefined ? [] : [party.authorisedBy],
    });
  }
  const signatory = state.definition.people.find((person) => person.id === command.signatory);
  if (signatory?.organisation !== command.party) {
    return refuse({ code: 'notThatPerson', field: 'signatory', person: command.signatory, organisation: command.party });
  }
  const { party: of, body, signatory: who, orSubstitute } = command;
  return ok([act(context, { type: 'authorised', party: of, body, signatory: who, orSubstitute })]);
}

export function sign(context: Of<'sign'>): Decision {
  const { state, command } = context;
  const other = otherVersion(state, command.versionHash);
  if (other !== null) return refuse(other);
  const before = state.signatures[command.party];
  if (before !== undefined) return refuse({ code: 'alreadyDone', command: 'sign', what: command.party, doneOn: before.doneOn });
  const signatory = state.definition.people.find((person) => person.id === command.signatory);
  if (signatory?.organisation !== command.party) {
    return refuse({ code: 'notThatPerson', field: 'signatory', person: command.signatory, organisation: command.party });
  }
  const authorisation = state.authorisations[command.party];
  const covers = authorisation !== undefined && (authorisation.signatory === command.signatory || authorisation.orSubstitute);
  if (!covers) {
    const authorised = authorisation?.signatory ?? null;
    return refuse({ code: 'notAuthorised', party: command.party, signatory: command.signatory, authorised });
  }
  if (context.envelope.doneOn < authorisation.doneOn) {
    return refuse({ code: 'doneTooEarly', doneOn: context.envelope.doneOn, earliest: authorisation.doneOn });
  }
  const { party, signatory: who, versionHash } = command;
  return onceAllHave(context, act(context, { type: 'signed', party, signatory: who, versionHash }), 'signatures', 'approval');
}

export function refuseToSign(context: Of<'refuseToSign'>): Decision {
  return ok([act(context, { type: 'signingRefused', party: context.command.party }), beginPhase(context, 'negotiation')]);
}

/** A body that decides on the agreement's validity must be one that the rules name, and must not have decided already. */
function undecided(context: Context, body: string, command: 'approve' | 'reject'): Refusal | null {
  const { state } = context;
  if (!state.rules.approvals.includes(body)) return { code: 'wrongBody', field: 'body', body, expected: state.rules.approvals };
  if (state.rejection !== null) return { code: 'afterRejection', body: state.rejection.body };
  const before = state.approvals[body];
  return before === undefined ? null : { code: 'alreadyDone', command, what: body, doneOn: before.doneOn };
}

export function approve(context: Of<'approve'>): Decision {
  const { state, command } = context;
  const refusal = otherVersion(state, command.versionHash) ?? undecided(context, command.body, 'approve');
  if (refusal !== null) return refuse(refusal);
  const event = act(context, { type: 'approved', body: command.body, versionHash: command.versionHash });
  return onceAllHave(context, event, 'approvals', 'inForce');
}

export function reject(context: Of<'reject'>): Decision {
  const refusal = undecided(context, context.command.body, 'reject');
  return refusal === null ? ok([act(context, { type: 'rejected', body: context.command.body })]) : refuse(refusal);
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
  const events = [act(context, { type: 'terminated', party: context.command.party })];
  return accepted(context, [...events, beginPhase(context, 'terminated', on), beginPhase(context, 'finalReporting', on)]);
}

export function adoptEvaluation(context: Of<'adoptEvaluation'>): Decision {
  const waits = notYetAssessed(context);
  if (waits !== null) return refuse(waits);
  const adopted = [act(context, { type: 'evaluationAdopted' }), ...feedbackOf(context, { kind: 'evaluation' })];
  return accepted(context, [...adopted, beginPhase(context, 'finalReporting')]);
}
