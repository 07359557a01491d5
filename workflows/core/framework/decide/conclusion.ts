import { maxDate } from '#core/calendar/civilDate.ts';
import { ok } from '#core/result.ts';
import { frameworkFaults } from '../faults.ts';
import type { FrameworkRefusal } from '../refusals.ts';
import { type FrameworkState, signedHash } from '../state.ts';
import type { Context, FrameworkDecision, Of } from './context.ts';
import { act, after, beginPhase, refuse } from './context.ts';

const latest = (acts: Record<string, { doneOn: string }>): string =>
  Object.values(acts)
    .map((one) => one.doneOn)
    .reduce(maxDate);

export function authorise(context: Of<'authorise'>): FrameworkDecision {
  const { state, command } = context;
  const party = state.definition.parties.find((one) => one.organisation === command.party);
  if (party === undefined || party.authorisedBy !== command.body) {
    const expected = party?.authorisedBy == null ? [] : [party.authorisedBy];
    return refuse({ code: 'wrongBody', field: 'body', body: command.body, expected });
  }
  const wrong = notOfParty(state, command.party, command.signatory);
  if (wrong !== null) return refuse(wrong);
  const { party: of, body, signatory, orSubstitute, inAllEssentials, meeting } = command;
  return ok([act(context, { type: 'authorised', party: of, body, signatory, orSubstitute, inAllEssentials, meeting })]);
}

function notOfParty({ definition }: FrameworkState, party: string, signatory: string): FrameworkRefusal | null {
  const person = definition.people.find(({ id }) => id === signatory);
  return person?.organisation === party
    ? null
    : { code: 'notThatPerson', field: 'signatory', person: signatory, organisation: party };
}

export function sign(context: Of<'sign'>): FrameworkDecision {
  const { state, command, envelope } = context;
  const { party, signatory, versionHash, differences } = command;
  const before = state.signatures[party];
  if (before !== undefined) return refuse({ code: 'alreadyDone', command: 'sign', what: party, doneOn: before.doneOn });
  const wrong = notOfParty(state, party, signatory) ?? notAuthorised(state, party, signatory);
  if (wrong !== null) return refuse(wrong);
  const authorisation = state.authorisations[party];
  if (authorisation !== undefined && envelope.doneOn < authorisation.doneOn)
    return refuse({ code: 'doneTooEarly', doneOn: envelope.doneOn, earliest: authorisation.doneOn });
  const others = Object.values(state.signatures).length > 0;
  // The first party may sign what is in all essentials the same, saying what differs; the others sign what the first one signed.
  const mayDiffer = !others && differences !== null && authorisation?.inAllEssentials === true;
  if (versionHash !== signedHash(state) && !mayDiffer)
    return refuse({ code: 'otherVersion', given: versionHash, current: signedHash(state) });
  const event = act(context, { type: 'signed', party, signatory, versionHash, differences });
  const folded = after(state, [event]);
  if (!folded.definition.parties.every(({ organisation }) => folded.signatures[organisation] !== undefined)) return ok([event]);
  const on = latest(folded.signatures);
  const approval = beginPhase(context, 'approval', on);
  return ok(folded.rules.approvals.length > 0 ? [event, approval] : [event, approval, beginPhase(context, 'valid', on)]);
}

/** Whether the signatory may bind the party: authorised, or put in their place, or by office where no body authorises. */
function notAuthorised(
  { definition, authorisations }: FrameworkState,
  party: string,
  signatory: string,
): FrameworkRefusal | null {
  const terms = definition.parties.find(({ organisation }) => organisation === party);
  const authorisation = authorisations[party];
  if (authorisation === undefined) {
    const byOffice = terms?.authorisedBy === null;
    if (byOffice && terms.signatory === signatory) return null;
    return { code: 'notAuthorised', party, signatory, authorised: byOffice ? terms.signatory : null };
  }
  if (authorisation.signatory === signatory || authorisation.orSubstitute) return null;
  return { code: 'notAuthorised', party, signatory, authorised: authorisation.signatory };
}

export function refuseToSign(context: Of<'refuseToSign'>): FrameworkDecision {
  const { state, command } = context;
  const before = state.signatures[command.party] ?? state.refusals[command.party];
  if (before !== undefined)
    return refuse({ code: 'alreadyDone', command: 'refuseToSign', what: command.party, doneOn: before.doneOn });
  return ok([act(context, { type: 'signingRefused', party: command.party })]);
}

/** A body that decides on the validity must be one that the rules name, must not have decided already, and decides once all have signed. */
function undecided({ state, envelope }: Context, body: string, command: 'approve' | 'reject'): FrameworkRefusal | null {
  const { approvals } = state.rules;
  if (!approvals.includes(body)) return { code: 'wrongBody', field: 'body', body, expected: approvals };
  if (state.rejection !== null) return { code: 'afterRejection', body: state.rejection.body };
  const before = state.approvals[body];
  if (before !== undefined) return { code: 'alreadyDone', command, what: body, doneOn: before.doneOn };
  const earliest = state.phases.at(-1)?.from ?? envelope.doneOn;
  return envelope.doneOn < earliest ? { code: 'doneTooEarly', doneOn: envelope.doneOn, earliest } : null;
}

/** Valid from the last approval's own date (the platform of 2010). */
export function approve(context: Of<'approve'>): FrameworkDecision {
  const { state, command } = context;
  const current = signedHash(state);
  if (command.versionHash !== current) return refuse({ code: 'otherVersion', given: command.versionHash, current });
  const refusal = undecided(context, command.body, 'approve');
  if (refusal !== null) return refuse(refusal);
  const event = act(context, { type: 'approved', body: command.body, versionHash: command.versionHash });
  const folded = after(state, [event]);
  const isLast = folded.rules.approvals.every((body) => folded.approvals[body] !== undefined);
  return ok(isLast ? [event, beginPhase(context, 'valid', latest(folded.approvals))] : [event]);
}

export function reject(context: Of<'reject'>): FrameworkDecision {
  const refusal = undecided(context, context.command.body, 'reject');
  return refusal === null ? ok([act(context, { type: 'rejected', body: context.command.body })]) : refuse(refusal);
}

/** A new text, once a party has refused to sign the present one or a body has rejected it. */
export function revise(context: Of<'revise'>): FrameworkDecision {
  const { state, command } = context;
  const { definition, versionHash } = command;
  if (state.rejection === null && Object.keys(state.refusals).length === 0) return refuse({ code: 'nothingToRevise' });
  const expected = state.definition.framework;
  if (definition.framework !== expected) return refuse({ code: 'otherFramework', given: definition.framework, expected });
  if (versionHash === state.versionHash) return refuse({ code: 'sameText', versionHash });
  const faults = frameworkFaults(definition);
  if (faults.length > 0) return refuse({ code: 'faultyDefinition', faults });
  return ok([act(context, { type: 'revised', definition, versionHash }), beginPhase(context, 'signing')]);
}

export function lapse(context: Of<'lapse'>): FrameworkDecision {
  return ok([act(context, { type: 'lapsed' }), beginPhase(context, 'lapsed')]);
}

/** The framework holds as long as the parties agree: one that does not, ends it. Years that run go on; no more are opened. */
export function withdraw(context: Of<'withdraw'>): FrameworkDecision {
  const { state, envelope, command } = context;
  const earliest = state.validFrom ?? envelope.doneOn;
  if (envelope.doneOn < earliest) return refuse({ code: 'doneTooEarly', doneOn: envelope.doneOn, earliest });
  return ok([act(context, { type: 'withdrawn', party: command.party }), beginPhase(context, 'ended')]);
}
