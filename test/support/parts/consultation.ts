import type { ConsultationCommand, ConsultationEvent, ConsultationRefusal } from '#core/agreement/consultation/types.ts';
import type { Side } from './side.ts';
import type { Refusal } from '#core/agreement/refusals.ts';
import { text, VERSION_HASH } from '../agreements.ts';

/** One of each, about what exists in the small agreement. */
export const consultationCommands: { [T in ConsultationCommand['type']]: Extract<ConsultationCommand, { type: T }> } = {
  invite: { type: 'invite', organisations: ['skl', 'staten'], answerBy: '2011-03-31' },
  proposePriority: { type: 'proposePriority', organisation: 'skl', title: text('title'), motivation: text('motivation') },
  discussPriority: { type: 'discussPriority', organisation: 'skl', priority: 'priority-1', contribution: text('contribution') },
  giveStatement: {
    type: 'giveStatement',
    organisation: 'skl',
    priority: null,
    stance: 'for',
    statement: text('statement'),
    providers: null,
  },
  declineToAnswer: { type: 'declineToAnswer', organisation: 'skl' },
  respond: {
    type: 'respond',
    to: 'statement-1',
    outcome: 'takenUp',
    in: { priorities: [], measures: ['databaser'], place: null },
    answer: text('answer'),
  },
  linkPriority: { type: 'linkPriority', priority: 'priority-1', measures: ['databaser'], versions: [] },
  recordInvolvement: {
    type: 'recordInvolvement',
    organisation: 'skl',
    how: text('how'),
    providers: text('providers'),
    needs: text('needs'),
    answers: [],
  },
};

/** The phases in which each is possible: written out from the domain, and not from the table that they are to check. */
export const consultationPossible: Record<ConsultationCommand['type'], readonly string[]> = {
  invite: ['consultation'],
  proposePriority: ['consultation'],
  discussPriority: ['consultation'],
  giveStatement: ['consultation', 'preparation', 'negotiation'],
  declineToAnswer: ['consultation'],
  respond: ['consultation', 'preparation', 'negotiation'],
  linkPriority: 'consultation preparation negotiation signing approval inForce evaluation finalReporting'.split(' '),
  recordInvolvement: ['consultation', 'preparation', 'negotiation'],
};

/** What a possible command still waits for in a life that went the straightest way. */
export const consultationWaitsFor: Partial<Record<ConsultationCommand['type'], Refusal['code']>> = {
  discussPriority: 'unknownInConsultation',
  declineToAnswer: 'notInvited',
  respond: 'unknownInConsultation',
  linkPriority: 'unknownInConsultation',
};

export const consultationBodies: { [T in ConsultationEvent['type']]: Extract<ConsultationEvent, { type: T }> } = {
  consultationInvited: { type: 'consultationInvited', organisations: ['skl', 'staten'], answerBy: '2011-03-31' },
  priorityProposed: {
    type: 'priorityProposed',
    priority: 'priority-1',
    organisation: 'skl',
    title: text('title'),
    motivation: text('motivation'),
  },
  priorityDiscussed: {
    type: 'priorityDiscussed',
    priority: 'priority-1',
    organisation: 'staten',
    contribution: text('contribution'),
  },
  statementGiven: {
    type: 'statementGiven',
    statement: 'statement-1',
    organisation: 'skl',
    priority: 'priority-1',
    stance: 'against',
    text: text('statement'),
    providers: null,
  },
  answerDeclined: { type: 'answerDeclined', organisation: 'skl' },
  contributionAnswered: {
    type: 'contributionAnswered',
    to: 'priority-1',
    organisation: 'skl',
    outcome: 'partly',
    in: { priorities: ['priority-2'], measures: ['databaser'], place: null },
    answer: text('answer'),
  },
  priorityLinked: { type: 'priorityLinked', priority: 'priority-1', measures: ['databaser'], versions: [VERSION_HASH] },
  involvementRecorded: {
    type: 'involvementRecorded',
    organisation: 'skl',
    how: text('how'),
    providers: null,
    needs: null,
    answers: [],
  },
};

/** Whose act each is. */
export const consultationActs: Record<ConsultationCommand['type'], Side> = {
  invite: 'coordinator',
  proposePriority: 'debtor or party',
  discussPriority: 'debtor or party',
  giveStatement: 'debtor or party',
  declineToAnswer: 'debtor or party',
  respond: 'coordinator',
  linkPriority: 'coordinator',
  recordInvolvement: 'debtor or party',
};

/** What is answered to whoever would judge what they owe themselves. */
export const consultationOwn: Partial<Record<ConsultationCommand['type'], Refusal['code']>> = {};

/** Those that need a reason. */
export const consultationReasons: ConsultationCommand['type'][] = [];

/** One of each, and what its Swedish text must say: the field and what would be right. */
export const consultationRefusals: { [K in ConsultationRefusal['code']]: [Extract<ConsultationRefusal, { code: K }>, RegExp] } = {
  nobodyToInvite: [{ code: 'nobodyToInvite' }, /organisations.*Ange minst en/],
  unknownInConsultation: [
    { code: 'unknownInConsultation', field: 'priority', value: 'x', known: ['priority-1', 'priority-2'] },
    /\(priority\).*Ange priority-1 eller priority-2/,
  ],
  twiceNamed: [{ code: 'twiceNamed', field: 'organisations', value: 'skl' }, /organisations.*en gång/],
  invitedAlready: [{ code: 'invitedAlready', organisation: 'skl', answerBy: '2011-03-31' }, /31 mar 2011.*moveDeadline/],
  invitesItself: [{ code: 'invitesItself', organisation: 'samradet' }, /organisations.*Utelämna/],
  answerTooSoon: [
    { code: 'answerTooSoon', answerBy: '2011-03-01', earliest: '2011-03-31', days: 30 },
    /answerBy.*30 dagar.*31 mar 2011/,
  ],
  notInvited: [{ code: 'notInvited', organisation: 'skl', invited: ['staten'] }, /organisation.*Ange staten/],
  answeredAlready: [{ code: 'answeredAlready', organisation: 'skl', statements: ['statement-1'] }, /statement-1.*nytt yttrande/],
  respondedAlready: [{ code: 'respondedAlready', to: 'priority-1', doneOn: '2011-05-02' }, /\(to\).*2 maj 2011.*Rätta/],
  takenUpNowhere: [{ code: 'takenUpNowhere', outcome: 'partly' }, /Ange var \(in\)/],
  notTakenUp: [{ code: 'notTakenUp', given: ['databaser'] }, /databaser.*Utelämna in/],
  linksNothing: [{ code: 'linksNothing', priority: 'priority-1' }, /Ange insatser \(measures\)/],
  unanswered: [{ code: 'unanswered', contributions: ['priority-1', 'statement-2'] }, /priority-1 och statement-2.*respond/],
};
