import { addDays } from '#core/calendar/civilDate.ts';
import { ok } from '#core/result.ts';
import { isPlannable } from '../dates/plannable.ts';
import { act, type Context, type Decision, refuse } from '../decide/context.ts';
import { namedHash, versionsOf } from '../negotiation/versions.ts';
import type { Decisions } from '../parts.ts';
import type { Refusal } from '../refusals.ts';
import { consultationTerms, contributions, statementDeadline } from './contributions.ts';
import type { ConsultationCommand, TakenUpIn } from './types.ts';

type Of<T extends ConsultationCommand['type']> = Context<Extract<ConsultationCommand, { type: T }>>;

export const consultationDecisions: Decisions<ConsultationCommand> = {
  invite,
  proposePriority(context) {
    const { organisation, title, motivation } = context.command;
    const priority = `priority-${context.state.consultation.priorities.length + 1}`;
    return ok([act(context, { type: 'priorityProposed', priority, organisation, title, motivation })]);
  },
  discussPriority(context) {
    const { organisation, priority, contribution } = context.command;
    const unknown = unknownPriorities(context, 'priority', [priority]);
    return refuseOr(unknown, () => ok([act(context, { type: 'priorityDiscussed', priority, organisation, contribution })]));
  },
  giveStatement(context) {
    const { organisation, priority, stance, statement: text, providers } = context.command;
    const unknown = unknownPriorities(context, 'priority', priority === null ? [] : [priority]);
    const statement = `statement-${context.state.consultation.statements.length + 1}`;
    const body = { type: 'statementGiven', statement, organisation, priority, stance, text, providers } as const;
    return refuseOr(unknown, () => ok([act(context, body)]));
  },
  declineToAnswer,
  respond,
  linkPriority(context) {
    const { state, command } = context;
    const { priority, measures } = command;
    const versions = command.versions.map((given) => namedHash(state, given));
    if (measures.length + versions.length === 0) return refuse({ code: 'linksNothing', priority });
    const wrong =
      unknownPriorities(context, 'priority', [priority]) ??
      unknownMeasures(context, 'measures', measures) ??
      unknownVersions(context, versions);
    return refuseOr(wrong, () => ok([act(context, { type: 'priorityLinked', priority, measures, versions })]));
  },
  recordInvolvement(context) {
    const { organisation, how, providers, needs, answers } = context.command;
    const { questions } = consultationTerms(context.state).involvement;
    const known = questions.map(({ id }) => id);
    const asked = answers.map(({ question }) => question);
    const wrong = notAmong('answers', asked, known) ?? twice('answers', asked);
    const body = { type: 'involvementRecorded', organisation, how, providers, needs, answers } as const;
    return refuseOr(wrong, () => ok([act(context, body)]));
  },
};

const refuseOr = (refusal: Refusal | null, otherwise: () => Decision): Decision =>
  refusal === null ? otherwise() : refuse(refusal);

function notAmong(field: string, given: readonly string[], known: readonly string[]): Refusal | null {
  const value = given.find((one) => !known.includes(one));
  return value === undefined ? null : { code: 'unknownInConsultation', field, value, known: [...known] };
}

function twice(field: string, given: readonly string[]): Refusal | null {
  const value = given.find((one, at) => given.indexOf(one) !== at);
  return value === undefined ? null : { code: 'twiceNamed', field, value };
}

function unknownPriorities({ state }: Context, field: string, given: readonly string[]): Refusal | null {
  const known = state.consultation.priorities.map(({ id }) => id);
  return notAmong(field, given, known);
}

function unknownMeasures({ state }: Context, field: string, given: readonly string[]): Refusal | null {
  const known = state.definition.measures.map(({ id }) => id);
  return notAmong(field, given, known);
}

/** A version that has been tabled; a draft that has not is its own organisation's. */
function unknownVersions({ state }: Context, given: readonly string[]): Refusal | null {
  const versions = versionsOf(state);
  const wrong = notAmong(
    'versions',
    given,
    versions.map(({ hash }) => hash),
  );
  if (wrong?.code !== 'unknownInConsultation') return wrong;
  return { ...wrong, known: versions.map(({ number }) => `v${number}`) };
}

/** Everybody gets the answering time that the agreement states, counted from the day of the invitation. */
function invite(context: Of<'invite'>): Decision {
  const { state, command, envelope, doer } = context;
  const { answerDays, group } = consultationTerms(state);
  const organisations = command.organisations.length > 0 ? command.organisations : withoutItself(group, doer.organisation);
  if (organisations.length === 0) return refuse({ code: 'nobodyToInvite' });
  const known = state.definition.organisations.map(({ id }) => id);
  const wrong = notAmong('organisations', organisations, known) ?? twice('organisations', organisations);
  if (wrong !== null) return refuse(wrong);
  if (organisations.includes(doer.organisation)) return refuse({ code: 'invitesItself', organisation: doer.organisation });
  const again = organisations.find((id) => state.deadlines[statementDeadline(id)] !== undefined);
  const before = again === undefined ? undefined : state.deadlines[statementDeadline(again)];
  if (again !== undefined && before !== undefined)
    return refuse({ code: 'invitedAlready', organisation: again, answerBy: before.dueOn });
  const earliest = addDays(envelope.doneOn, answerDays);
  if (command.answerBy < earliest)
    return refuse({ code: 'answerTooSoon', answerBy: command.answerBy, earliest, days: answerDays });
  if (!isPlannable(state, 'answer', command.answerBy))
    return refuse({ code: 'notADate', field: 'answerBy', value: command.answerBy });
  return ok([act(context, { type: 'consultationInvited', organisations, answerBy: command.answerBy })]);
}

/** Whoever invites may be of the group itself. */
const withoutItself = (group: readonly string[], own: string): string[] => group.filter((id) => id !== own);

/** Not to answer is something else than silence: whoever was asked says that they have not examined it. */
function declineToAnswer(context: Of<'declineToAnswer'>): Decision {
  const { state, command } = context;
  const { invitations, statements, declined } = state.consultation;
  const { organisation } = command;
  if (invitations[organisation] === undefined)
    return refuse({ code: 'notInvited', organisation, invited: Object.keys(invitations) });
  const own = statements.filter((one) => one.organisation === organisation).map(({ id }) => id);
  if (own.length > 0) return refuse({ code: 'answeredAlready', organisation, statements: own });
  const before = declined[organisation];
  if (before !== undefined)
    return refuse({ code: 'alreadyDone', command: 'declineToAnswer', what: organisation, doneOn: before.doneOn });
  return ok([act(context, { type: 'answerDeclined', organisation })]);
}

/** Whoever proposed or answered is told what became of it, and where that can be seen. */
function respond(context: Of<'respond'>): Decision {
  const { state, command, envelope } = context;
  const given = contributions(state.consultation);
  const answers = given.find(({ id }) => id === command.to);
  if (answers === undefined)
    return refuse({ code: 'unknownInConsultation', field: 'to', value: command.to, known: given.map(({ id }) => id) });
  const before = state.consultation.responses[command.to];
  if (before !== undefined) return refuse({ code: 'respondedAlready', to: command.to, doneOn: before.doneOn });
  if (envelope.doneOn < answers.doneOn)
    return refuse({ code: 'doneTooEarly', doneOn: envelope.doneOn, earliest: answers.doneOn });
  const wrong = misplaced(context, command.in);
  if (wrong !== null) return refuse(wrong);
  const { to, outcome, in: places, answer } = command;
  const { organisation } = answers;
  return ok([act(context, { type: 'contributionAnswered', to, organisation, outcome, in: places, answer })]);
}

/** What was taken up was taken up somewhere, and what was not is nowhere. */
function misplaced(context: Of<'respond'>, { priorities, measures, place }: TakenUpIn): Refusal | null {
  const { outcome } = context.command;
  const named = [...priorities, ...measures];
  const nowhere = named.length === 0 && place === null;
  if (outcome !== 'not' && nowhere) return { code: 'takenUpNowhere', outcome };
  if (outcome === 'not' && !nowhere) return { code: 'notTakenUp', given: named };
  return unknownPriorities(context, 'in.priorities', priorities) ?? unknownMeasures(context, 'in.measures', measures);
}
