import { maxDate } from '#core/calendar/civilDate.ts';
import { ok } from '#core/result.ts';
import { act, after, beginPhase, consequence, type Context, type Decision, refuse } from '../decide/context.ts';
import type { Command } from '../commands.ts';
import type { Decisions } from '../parts.ts';
import type { Refusal } from '../refusals.ts';
import type { State } from '../state.ts';
import { unknownVersion, written } from './text.ts';
import type { NegotiationCommand } from './types.ts';
import { namedHash, onTheTable, textOf, versionsOf } from './versions.ts';

type Of<T extends Command['type']> = Context<Extract<Command, { type: T }>>;

const others = (state: State, party: string): string[] =>
  state.definition.parties.map(({ organisation }) => organisation).filter((one) => one !== party);

function tableVersion(context: Of<'tableVersion'>): Decision {
  const { state, command } = context;
  const { party, changes, documents } = command;
  const text = written(state, command.base ?? onTheTable(state), changes);
  if (!text.ok) return refuse(text.refusal);
  const { base, versionHash, number } = text;
  const known = versionsOf(state).find(({ hash }) => hash === versionHash);
  if (known !== undefined) return refuse({ code: 'sameText', versionHash, number: known.number });
  const to = others(state, party);
  return ok([act(context, { type: 'versionTabled', party, number, base, versionHash, changes, documents, to })]);
}

/** The version that a command names, by hash or number, or why it cannot be accepted or declined: unknown, or not sent yet on that day. */
function versionOnTable({ state, envelope }: Context, given: string): { hash: string } | Refusal {
  const hash = namedHash(state, given);
  const known = versionsOf(state).some((one) => one.hash === hash) || hash === state.versionHash;
  if (!known) return { code: 'otherVersion', given, current: onTheTable(state) };
  const tabled = state.negotiation.versions.find((one) => one.hash === hash);
  if (tabled !== undefined && envelope.doneOn < tabled.doneOn)
    return { code: 'doneTooEarly', doneOn: envelope.doneOn, earliest: tabled.doneOn };
  return { hash };
}

/**
 * A party accepts one version at a time. Once all have accepted one and the same it is the agreement's text, and signing begins on the last
 * acceptance's own day.
 */
export function acceptVersion(context: Of<'acceptVersion'>): Decision {
  const { state, command } = context;
  const { party } = command;
  const version = versionOnTable(context, command.versionHash);
  if ('code' in version) return refuse(version);
  const before = state.acceptances[party];
  if (before !== undefined && acceptedBy(state, party) === version.hash)
    return refuse({ code: 'alreadyDone', command: 'acceptVersion', what: party, doneOn: before.doneOn });
  const open = state.negotiation.revisions.filter(({ answer }) => answer === null);
  if (open.length > 0) return refuse({ code: 'revisionsUnanswered', revisions: open.map(({ id }) => id) });
  const events = [act(context, { type: 'versionAccepted', party, versionHash: version.hash })];
  const folded = after(state, events);
  const parties = folded.definition.parties.map(({ organisation }) => organisation);
  const same = parties.every((one) => folded.acceptances[one] !== undefined && acceptedBy(folded, one) === version.hash);
  if (!same) return ok(events);
  const on = Object.values(folded.acceptances)
    .map(({ doneOn }) => doneOn)
    .reduce(maxDate);
  if (version.hash !== state.versionHash)
    events.push(consequence(context, { type: 'versionAgreed', versionHash: version.hash }, on));
  return ok([...events, beginPhase(context, 'signing', on)]);
}

/** The version that a party has accepted. What was accepted before versions were told apart is the agreement's own. */
const acceptedBy = (state: State, party: string): string => state.negotiation.accepted[party] ?? state.versionHash;

function declineVersion(context: Of<'declineVersion'>): Decision {
  const { command } = context;
  const { party } = command;
  const version = versionOnTable(context, command.versionHash);
  if ('code' in version) return refuse(version);
  return ok([act(context, { type: 'versionDeclined', party, versionHash: version.hash })]);
}

function receiveRevision(context: Of<'receiveRevision'>): Decision {
  const { state, command } = context;
  const { from, revision: original, party, measure, area, proposal } = command;
  const { revisions } = state.negotiation;
  if (revisions.some((one) => one.from === from && one.original === original))
    return refuse({ code: 'alreadyReceived', from, revision: original });
  const revision = `received-${revisions.length + 1}`;
  return ok([act(context, { type: 'revisionReceived', revision, from, original, party, measure, area, proposal })]);
}

function answerRevision(context: Of<'answerRevision'>): Decision {
  const { state, command, envelope } = context;
  const { party, revision, outcome, version } = command;
  const { revisions } = state.negotiation;
  const received = revisions.find(({ id }) => id === revision);
  if (received === undefined)
    return refuse({ code: 'unknownRevision', field: 'revision', given: revision, known: revisions.map(({ id }) => id) });
  const { answer } = received;
  if (answer !== null) return refuse({ code: 'alreadyDone', command: 'answerRevision', what: revision, doneOn: answer.doneOn });
  if (outcome !== 'takenUp' && envelope.reason === null) return refuse({ code: 'reasonMissing', command: 'answerRevision' });
  if (outcome !== 'declined' && version === null) return refuse({ code: 'versionMissing', field: 'inVersion', outcome });
  const versionHash = version === null ? null : namedHash(state, version);
  if (versionHash !== null && textOf(state, versionHash) === null)
    return refuse(unknownVersion(state, 'inVersion', version ?? versionHash));
  return ok([act(context, { type: 'revisionAnswered', party, revision, outcome, versionHash })]);
}

export const negotiationDecisions: Decisions<NegotiationCommand> = {
  tableVersion,
  declineVersion,
  receiveRevision,
  answerRevision,
};
