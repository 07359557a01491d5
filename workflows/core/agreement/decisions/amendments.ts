import { type CivilDate, maxDate } from '#core/calendar/civilDate.ts';
import { ok } from '#core/result.ts';
import type { ActRef } from '#core/act/event.ts';
import type { Command } from '../commands.ts';
import { accepted, act, after, consequence, type Context, type Decision, refuse } from '../decide/context.ts';
import type { ProposedEvent } from '../events.ts';
import { written } from '../negotiation/text.ts';
import type { TextChanges } from '../negotiation/types.ts';
import { namedHash, tabledVersion, versionsOf } from '../negotiation/versions.ts';
import type { Refusal } from '../refusals.ts';
import type { State } from '../state.ts';
import * as route from './route.ts';
import type { Amendment, AmendmentStatus } from './types.ts';

type Of<T extends Command['type']> = Context<Extract<Command, { type: T }>>;

/** The amendment that a command is about, at a stage where it can be, or why not. */
function amendmentAt(context: Context, number: number, ...possibleIn: AmendmentStatus[]): Amendment | Refusal {
  const { amendments } = context.state.decisions;
  const found = amendments.find((one) => one.number === number);
  const known = amendments.map((one) => one.number);
  if (found === undefined) return { code: 'unknownAmendment', field: 'amendment', given: number, known };
  if (possibleIn.includes(found.status)) return outdated(context.state, found) ?? found;
  return { code: 'amendmentStage', amendment: number, status: found.status, possibleIn };
}

/** Another amendment has come into force since: this one was written on a text that no longer is the agreement's. */
function outdated(state: State, { number }: Amendment): Refusal | null {
  let base = state.negotiation.versions.findLast((one) => one.amendment === number)?.base ?? state.versionHash;
  for (let before = ofAmendment(state, base, number); before !== null; before = ofAmendment(state, base, number)) base = before;
  return base === state.versionHash ? null : { code: 'amendmentOutdated', amendment: number, base, current: state.versionHash };
}

const ofAmendment = (state: State, hash: string, number: number): string | null =>
  state.negotiation.versions.find((one) => one.hash === hash && one.amendment === number)?.base ?? null;

const tooEarly = ({ envelope }: Context, earliest: CivilDate): Refusal | null =>
  envelope.doneOn < earliest ? { code: 'doneTooEarly', doneOn: envelope.doneOn, earliest } : null;

const latest = (acts: Record<string, ActRef>, or: CivilDate): CivilDate =>
  Object.values(acts)
    .map(({ doneOn }) => doneOn)
    .reduce(maxDate, or);

/** What has begun is not taken out: its amount can be changed, and what is accounted for stays as it was accounted for. */
function begun(state: State, { areas = {}, measures = {} }: TextChanges): Refusal | null {
  for (const [id, change] of Object.entries(areas)) {
    const accounted = Object.hasOwn(state.accounts, id) && change?.budgetOre !== undefined;
    if (change === null || accounted) return { code: 'hasBegun', field: 'changes.areas', id };
  }
  const removed = Object.entries(measures).find(([, change]) => change === null);
  return removed === undefined ? null : { code: 'hasBegun', field: 'changes.measures', id: removed[0] };
}

export function proposeAmendment(context: Of<'proposeAmendment'>): Decision {
  const { state, command } = context;
  const { party, changes, documents } = command;
  const known = command.amendment === null ? null : amendmentAt(context, command.amendment, 'proposed');
  if (known !== null && 'code' in known) return refuse(known);
  const newest = known === null ? undefined : versionsOf(state, known.number).at(-1)?.hash;
  const text = written(state, newest ?? state.versionHash, changes);
  const refusal = begun(state, changes);
  if (refusal !== null) return refuse(refusal);
  if (!text.ok) return refuse(text.refusal);
  const { base, versionHash, number } = text;
  const to = state.definition.parties.map(({ organisation }) => organisation).filter((one) => one !== party);
  const amendment = known?.number ?? state.decisions.amendments.length + 1;
  return ok([act(context, { type: 'amendmentProposed', amendment, party, number, base, versionHash, changes, documents, to })]);
}

export function acceptAmendment(context: Of<'acceptAmendment'>): Decision {
  const { state, command } = context;
  const { party, amendment: number } = command;
  const amendment = amendmentAt(context, number, 'proposed');
  if ('code' in amendment) return refuse(amendment);
  const versionHash = namedHash(state, command.versionHash);
  const versions = versionsOf(state, number);
  if (!versions.some(({ hash }) => hash === versionHash))
    return refuse({ code: 'otherVersion', given: command.versionHash, current: versions.at(-1)?.hash ?? '' });
  const before = amendment.acceptances[party];
  if (before !== undefined && amendment.accepted[party] === versionHash)
    return refuse({ code: 'alreadyDone', command: 'acceptAmendment', what: party, doneOn: before.doneOn });
  const early = tooEarly(context, tabledVersion(state, versionHash)?.doneOn ?? amendment.doneOn);
  if (early !== null) return refuse(early);
  return ok([act(context, { type: 'amendmentAccepted', amendment: number, party, versionHash })]);
}

export function declineAmendment(context: Of<'declineAmendment'>): Decision {
  const { party, amendment: number } = context.command;
  const amendment = amendmentAt(context, number, 'proposed', 'signing');
  // One that has been outrun can still be declined.
  if ('code' in amendment && amendment.code !== 'amendmentOutdated') return refuse(amendment);
  return ok([act(context, { type: 'amendmentDeclined', amendment: number, party })]);
}

export function authoriseAmendment(context: Of<'authoriseAmendment'>): Decision {
  const { command } = context;
  const { amendment: number, party, body, signatory, orSubstitute, decision } = command;
  const amendment = amendmentAt(context, number, 'proposed', 'signing');
  const refusal = 'code' in amendment ? amendment : route.cannotAuthorise(context, command);
  if (refusal !== null) return refuse(refusal);
  const said = { ...route.covering(context, command), ...route.decidedOf(context, 'authorisation', body, decision) };
  const event = { amendment: number, party, body, signatory, orSubstitute, ...said };
  return ok([act(context, { type: 'amendmentAuthorised', ...event })]);
}

export function signAmendment(context: Of<'signAmendment'>): Decision {
  const { state, command } = context;
  const { amendment: number, party, signatory, inPlaceOf } = command;
  const amendment = amendmentAt(context, number, 'signing');
  if ('code' in amendment) return refuse(amendment);
  const current = amendment.versionHash ?? '';
  const refusal =
    tooEarly(context, latest(amendment.acceptances, amendment.doneOn)) ??
    route.cannotSign(context, amendment, command, current, 'signAmendment');
  if (refusal !== null) return refuse(refusal);
  const said = {
    ...(inPlaceOf === undefined ? {} : { inPlaceOf }),
    ...route.declaredSame(context, command.inAllEssentials),
  };
  const event = act(context, { type: 'amendmentSigned', amendment: number, party, signatory, versionHash: current, ...said });
  return state.rules.approvals.length > 0 ? ok([event]) : withForce(context, event, number, 'signatures');
}

/** From the last of those who had to approve the text, on that act's own day; of those who had to sign where nobody has to approve. */
function withForce(context: Context, event: ProposedEvent, number: number, of: 'signatures' | 'approvals'): Decision {
  const folded = after(context.state, [event]);
  const amendment = folded.decisions.amendments.find((one) => one.number === number);
  const parties = folded.definition.parties.map(({ organisation }) => organisation);
  const expected = of === 'approvals' ? folded.rules.approvals : parties;
  const on = amendment === undefined ? null : route.completedOn(amendment[of], expected);
  const versionHash = amendment?.versionHash ?? null;
  if (on === null || versionHash === null) return ok([event]);
  return accepted(context, [event, consequence(context, { type: 'amendmentInForce', amendment: number, versionHash, on }, on)]);
}

export function approveAmendment(context: Of<'approveAmendment'>): Decision {
  const { state, command } = context;
  const { amendment: number, body, decision } = command;
  const amendment = amendmentAt(context, number, 'approval');
  if ('code' in amendment) return refuse(amendment);
  const refusal =
    tooEarly(context, latest(amendment.signatures, amendment.doneOn)) ??
    route.cannotApprove(context, amendment, command, amendment.versionHash ?? '', 'approveAmendment');
  if (refusal !== null) return refuse(refusal);
  const versionHash = namedHash(state, command.versionHash);
  const said = {
    ...route.declaredSame(context, command.inAllEssentials),
    ...route.decidedOf(context, 'approval', body, decision),
  };
  const event = act(context, { type: 'amendmentApproved', amendment: number, body, versionHash, ...said });
  return withForce(context, event, number, 'approvals');
}

export function rejectAmendment(context: Of<'rejectAmendment'>): Decision {
  const { command } = context;
  const { amendment: number, body, decision } = command;
  const amendment = amendmentAt(context, number, 'approval');
  if ('code' in amendment && amendment.code !== 'amendmentOutdated') return refuse(amendment);
  const of = context.state.decisions.amendments.find((one) => one.number === number);
  if (of === undefined) throw new Error(`an amendment past its check: ${number}`);
  const refusal =
    tooEarly(context, latest(of.signatures, of.doneOn)) ?? route.cannotReject(context, of, command, 'rejectAmendment');
  if (refusal !== null) return refuse(refusal);
  const said = route.decidedOf(context, 'approval', body, decision);
  return ok([act(context, { type: 'amendmentRejected', amendment: number, body, ...said })]);
}

/** Where the agreement ends, what was to change it ends too. */
export function withdrawn(context: Context): ProposedEvent[] {
  const open: readonly AmendmentStatus[] = ['proposed', 'signing', 'approval'];
  return context.state.decisions.amendments
    .filter(({ status }) => open.includes(status))
    .map(({ number }) => consequence(context, { type: 'amendmentWithdrawn', amendment: number }));
}
