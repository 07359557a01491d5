import { type BodyDecision, decisionProblem, type DecisionOutcome } from '#core/act/decision.ts';
import { type CivilDate, maxDate } from '#core/calendar/civilDate.ts';
import type { ActRef } from '#core/act/event.ts';
import type { CommandType } from '../commands.ts';
import type { Context } from '../decide/context.ts';
import { namedHash, textOf } from '../negotiation/versions.ts';
import { unknownVersion } from '../negotiation/text.ts';
import type { Refusal } from '../refusals.ts';
import { peopleOf } from '../tasks/people.ts';
import { matterOf } from './papers.ts';
import type { Decided, InAllEssentials, MeetingMatter, RecordedDecision, Route, RouteActs } from './types.ts';

// One set of rules for every text that parties are bound by: the agreement's own and each amendment's. `current` is the version that all
// parties have accepted, or the text on the table where none is yet.

type Act<T extends RouteActs['type']> = Omit<Extract<RouteActs, { type: T }>, 'type'>;

const latest = (acts: readonly ActRef[]): CivilDate => acts.map(({ doneOn }) => doneOn).reduce(maxDate);

/** The day on which the last of those expected did their part; null while somebody has not. */
export function completedOn(acts: Record<string, ActRef>, expected: readonly string[]): CivilDate | null {
  return expected.every((id) => acts[id] !== undefined) ? latest(Object.values(acts)) : null;
}

/** Why a signatory cannot be authorised so. */
export function cannotAuthorise(context: Context, act: Act<'authorise'>): Refusal | null {
  const { state } = context;
  const party = state.definition.parties.find((one) => one.organisation === act.party);
  if (party?.authorisedBy !== act.body) {
    const expected = party === undefined ? [] : [party.authorisedBy];
    return { code: 'wrongBody', field: 'body', body: act.body, expected };
  }
  const signatory = peopleOf(state).find((person) => person.id === act.signatory);
  if (signatory?.organisation !== act.party)
    return { code: 'notThatPerson', field: 'signatory', person: act.signatory, organisation: act.party };
  if (act.versionHash !== undefined && textOf(state, namedHash(state, act.versionHash)) === null)
    return unknownVersion(state, 'versionHash', act.versionHash);
  return impossible(context, act.decision, ['asProposed', 'changed']);
}

/** Why a signature cannot be taken in: another version, somebody who was not authorised, or a text that the authorisation does not cover. */
export function cannotSign(
  context: Context,
  route: Route,
  act: Act<'sign'>,
  current: string,
  command: CommandType,
): Refusal | null {
  const { state, envelope } = context;
  const versionHash = namedHash(state, act.versionHash);
  if (versionHash !== current) return { code: 'otherVersion', given: act.versionHash, current };
  const before = route.signatures[act.party];
  if (before !== undefined) return { code: 'alreadyDone', command, what: act.party, doneOn: before.doneOn };
  const signatory = peopleOf(state).find((person) => person.id === act.signatory);
  if (signatory?.organisation !== act.party)
    return { code: 'notThatPerson', field: 'signatory', person: act.signatory, organisation: act.party };
  const authorisation = route.authorisations[act.party];
  const covers = authorisation !== undefined && (authorisation.signatory === act.signatory || authorisation.orSubstitute);
  if (!covers)
    return { code: 'notAuthorised', party: act.party, signatory: act.signatory, authorised: authorisation?.signatory ?? null };
  if (envelope.doneOn < authorisation.doneOn)
    return { code: 'doneTooEarly', doneOn: envelope.doneOn, earliest: authorisation.doneOn };
  const { orSubstitute, signatory: authorised } = authorisation;
  if (act.inPlaceOf !== undefined && (act.inPlaceOf !== authorised || !orSubstitute))
    return { code: 'notInPlaceOf', field: 'inPlaceOf', given: act.inPlaceOf, authorised, orSubstitute };
  const covered = authorisation.versionHash ?? current;
  return otherThanCovered(context, versionHash, covered, act.inAllEssentials, authorisation.allowsDeviation === true);
}

/** Another text than the one covered counts where that is allowed, and its differences from it are listed. */
function otherThanCovered(
  { state }: Context,
  given: string,
  covered: string,
  essentials: InAllEssentials | undefined,
  allowsDeviation: boolean,
): Refusal | null {
  if (given === covered) return null;
  const listed = essentials !== undefined && namedHash(state, essentials.from) === covered;
  return listed && allowsDeviation ? null : { code: 'notCovered', given, covered, allowsDeviation };
}

/** A body that decides on validity must be one that the rules name, and must not have decided already. */
function undecided(context: Context, route: Route, body: string, command: CommandType): Refusal | null {
  const { approvals } = context.state.rules;
  if (!approvals.includes(body)) return { code: 'wrongBody', field: 'body', body, expected: approvals };
  if (route.rejection !== null) return { code: 'afterRejection', body: route.rejection.body };
  const before = route.approvals[body];
  return before === undefined ? null : { code: 'alreadyDone', command, what: body, doneOn: before.doneOn };
}

/** Why an approval cannot be taken in. It may be of another version where the party's authorisation lets its text deviate so. */
export function cannotApprove(
  context: Context,
  route: Route,
  act: Act<'approve'>,
  current: string,
  command: CommandType,
): Refusal | null {
  const { state } = context;
  const versionHash = namedHash(state, act.versionHash);
  const other = versionHash === current ? null : otherApproved(context, route, { ...act, versionHash }, current);
  return other ?? undecided(context, route, act.body, command) ?? impossible(context, act.decision, ['asProposed', 'changed']);
}

function otherApproved(context: Context, route: Route, act: Act<'approve'>, current: string): Refusal | null {
  const { state } = context;
  if (act.inAllEssentials === undefined || textOf(state, act.versionHash) === null)
    return { code: 'otherVersion', given: act.versionHash, current };
  const organisation = state.definition.organisations.find(({ bodies }) => bodies.some(({ id }) => id === act.body));
  const authorisation = organisation === undefined ? undefined : route.authorisations[organisation.id];
  return otherThanCovered(context, act.versionHash, current, act.inAllEssentials, authorisation?.allowsDeviation === true);
}

export function cannotReject(context: Context, route: Route, act: Act<'reject'>, command: CommandType): Refusal | null {
  return undecided(context, route, act.body, command) ?? impossible(context, act.decision, ['rejected']);
}

function impossible(
  { envelope, today }: Context,
  decision: RecordedDecision | undefined,
  fitting: DecisionOutcome[],
): Refusal | null {
  if (decision === undefined) return null;
  if (!fitting.includes(decision.outcome))
    return { code: 'outcomeDoesNotFit', field: 'decision.outcome', outcome: decision.outcome, fitting };
  const dated: Pick<BodyDecision, 'decidedOn' | 'adoptedOn' | 'dispatchedOn'> = { ...decision, decidedOn: envelope.doneOn };
  const problem = decisionProblem(dated, today);
  return problem === null ? null : { code: 'impossibleDecision', problem };
}

/** What the event of a decision says beside it: the record of it, and the papers that the body had at hand by then. */
export function decidedOf(context: Context, about: MeetingMatter, body: string, decision: RecordedDecision | undefined): Decided {
  const papers = context.state.decisions.papers[matterOf(about, body)];
  const atHand = papers !== undefined && papers.sentOn <= context.envelope.doneOn;
  return { ...(decision === undefined ? {} : { decision }), ...(atHand ? { papers } : {}) };
}

/** The hash in an authorisation, and the declarations beside a signature or approval, with versions by hash and nothing left undefined. */
export function declaredSame(context: Context, given: InAllEssentials | undefined): { inAllEssentials?: InAllEssentials } {
  if (given === undefined) return {};
  return { inAllEssentials: { ...given, from: namedHash(context.state, given.from) } };
}

export function covering(context: Context, { versionHash, allowsDeviation }: Act<'authorise'>) {
  return {
    ...(versionHash === undefined ? {} : { versionHash: namedHash(context.state, versionHash) }),
    ...(allowsDeviation === undefined ? {} : { allowsDeviation }),
  };
}
