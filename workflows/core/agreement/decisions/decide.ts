import { isPlannable } from '../dates/plannable.ts';
import { ok } from '#core/result.ts';
import type { Command } from '../commands.ts';
import { act, type Context, type Decision, refuse } from '../decide/context.ts';
import { unknownVersion } from '../negotiation/text.ts';
import { namedHash, textOf } from '../negotiation/versions.ts';
import type { Decisions } from '../parts.ts';
import type { State } from '../state.ts';
import * as amendments from './amendments.ts';
import { matterOf, meetingDeadline, papersDeadline } from './papers.ts';
import type { DecisionsCommand, MeetingMatter } from './types.ts';

type Of<T extends Command['type']> = Context<Extract<Command, { type: T }>>;

/** The bodies that have anything to decide in a matter. */
function deciding({ definition, rules }: State, about: MeetingMatter): string[] {
  return about === 'approval' ? rules.approvals : definition.parties.map(({ authorisedBy }) => authorisedBy);
}

/** Planned again, a meeting moves, and its papers with it. */
function planMeeting(context: Of<'planMeeting'>): Decision {
  const { state, command, envelope } = context;
  const { body, about, meetingOn } = command;
  const expected = deciding(state, about);
  if (!expected.includes(body)) return refuse({ code: 'nothingToDecide', body, about, expected });
  if (meetingOn < envelope.doneOn) return refuse({ code: 'dueDateInPast', newDueOn: meetingOn, earliest: envelope.doneOn });
  const deadline = meetingDeadline(about, body);
  if (!isPlannable(state, 'answer', meetingOn)) return refuse({ code: 'notADate', field: 'meetingOn', value: meetingOn });
  const before = state.decisions.meetings[matterOf(about, body)]?.papersBusinessDaysBefore;
  const terms = state.definition.terms?.decisions?.papersBusinessDaysBefore ?? {};
  const days = command.papersBusinessDaysBefore ?? before ?? (Object.hasOwn(terms, body) ? (terms[body] ?? 0) : 0);
  const papers = days > 0 ? papersDeadline(about, body) : null;
  const known = state.deadlines[deadline];
  const from = known?.status === 'open' && known.dueOn !== meetingOn ? known.dueOn : null;
  const planned = { body, about, deadline, papers, meetingOn, from, papersBusinessDaysBefore: days };
  return ok([act(context, { type: 'meetingPlanned', ...planned })]);
}

function sendPapers(context: Of<'sendPapers'>): Decision {
  const { state, command } = context;
  const { body, about, documents } = command;
  const { meetings } = state.decisions;
  const meeting = meetings[matterOf(about, body)];
  const to = state.definition.organisations.find(({ bodies }) => bodies.some(({ id }) => id === body))?.id;
  if (meeting === undefined || to === undefined) {
    const planned = Object.values(meetings).map((one) => `${one.about} ${one.body}`);
    return refuse({ code: 'noMeeting', body, about, planned });
  }
  const versionHash = namedHash(state, command.versionHash);
  if (textOf(state, versionHash) === null) return refuse(unknownVersion(state, 'versionHash', command.versionHash));
  return ok([act(context, { type: 'papersSent', body, about, versionHash, documents, to })]);
}

export const decisionsDecisions: Decisions<DecisionsCommand> = {
  planMeeting,
  sendPapers,
  proposeAmendment: amendments.proposeAmendment,
  acceptAmendment: amendments.acceptAmendment,
  declineAmendment: amendments.declineAmendment,
  authoriseAmendment: amendments.authoriseAmendment,
  signAmendment: amendments.signAmendment,
  approveAmendment: amendments.approveAmendment,
  rejectAmendment: amendments.rejectAmendment,
};
