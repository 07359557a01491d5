import type { FollowUpCommand, FollowUpEvent, FollowUpRefusal } from '#core/agreement/followUp/types.ts';
import type { Side } from './side.ts';
import type { Refusal } from '#core/agreement/refusals.ts';
import { text } from '../agreements.ts';

/** One of each, about what exists in the small agreement. */
export const followUpCommands: { [T in FollowUpCommand['type']]: Extract<FollowUpCommand, { type: T }> } = {
  planAction: {
    type: 'planAction',
    deviation: 'deviation-1',
    organisation: 'skl',
    dueOn: '2019-04-30',
    action: text('action'),
  },
  completeAction: { type: 'completeAction', deadline: 'rapport', result: text('result') },
  followUpAction: { type: 'followUpAction', deviation: 'deviation-1', resolved: true, outcome: text('outcome') },
  enterFinding: {
    type: 'enterFinding',
    organisation: 'skl',
    measure: 'databaser',
    finding: text('finding'),
    document: null,
  },
  assessMeasure: {
    type: 'assessMeasure',
    party: 'staten',
    measure: 'databaser',
    outcome: 'asPlanned',
    assessment: text('assessment'),
    findings: [],
  },
  proposeRevision: { type: 'proposeRevision', party: 'skl', measure: 'databaser', area: null, proposal: text('proposal') },
  fetchFeedback: { type: 'fetchFeedback', organisation: 'skl', feedback: 'feedback-1' },
};

/** The phases in which each is possible: written out from the domain, and not from the table that they are to check. */
export const followUpPossible: Record<FollowUpCommand['type'], readonly string[]> = {
  planAction: ['inForce', 'evaluation', 'finalReporting'],
  completeAction: ['inForce', 'evaluation', 'finalReporting'],
  followUpAction: ['inForce', 'evaluation', 'finalReporting'],
  enterFinding: ['inForce', 'evaluation', 'finalReporting'],
  assessMeasure: ['evaluation'],
  proposeRevision: ['evaluation'],
  fetchFeedback: ['inForce', 'evaluation', 'finalReporting', 'closed'],
};

/** What a possible command still waits for in a life that went the straightest way. */
export const followUpWaitsFor: Partial<Record<FollowUpCommand['type'], Refusal['code']>> = {
  planAction: 'noSuch',
  completeAction: 'notAnAction',
  followUpAction: 'noSuch',
  fetchFeedback: 'noSuch',
};

export const followUpBodies: { [T in FollowUpEvent['type']]: Extract<FollowUpEvent, { type: T }> } = {
  actionPlanned: {
    type: 'actionPlanned',
    deviation: 'deviation-1',
    deadline: 'action:deviation-1',
    measure: 'databaser',
    organisation: 'skl',
    dueOn: '2012-11-30',
    action: text('action'),
  },
  actionCompleted: { type: 'actionCompleted', deadline: 'action:deviation-1', result: text('result') },
  deviationFollowedUp: {
    type: 'deviationFollowedUp',
    deviation: 'deviation-1',
    measure: 'databaser',
    resolved: false,
    outcome: text('outcome'),
  },
  findingEntered: {
    type: 'findingEntered',
    finding: 'finding-1',
    organisation: 'utvarderaren',
    measure: null,
    text: text('finding'),
    document: null,
  },
  measureAssessed: {
    type: 'measureAssessed',
    party: 'staten',
    measure: 'databaser',
    outcome: 'partly',
    assessment: text('assessment'),
    findings: ['finding-1'],
  },
  revisionProposed: {
    type: 'revisionProposed',
    revision: 'revision-1',
    party: 'staten',
    measure: null,
    area: 'stod',
    proposal: text('proposal'),
  },
  feedbackGiven: {
    type: 'feedbackGiven',
    feedback: 'feedback-1',
    about: { kind: 'report', deadline: 'rapport' },
    to: ['skl', 'staten'],
  },
  feedbackFetched: { type: 'feedbackFetched', feedback: 'feedback-1', organisation: 'skl' },
};

/** Whose act each is. */
export const followUpActs: Record<FollowUpCommand['type'], Side> = {
  planAction: 'debtor or party',
  completeAction: 'debtor or party',
  followUpAction: 'creditor',
  enterFinding: 'debtor or party',
  assessMeasure: 'creditor',
  proposeRevision: 'debtor or party',
  fetchFeedback: 'debtor or party',
};

/** What is answered to whoever would judge what they owe themselves. */
export const followUpOwn: Partial<Record<FollowUpCommand['type'], Refusal['code']>> = {};

/** Those that need a reason. */
export const followUpReasons: FollowUpCommand['type'][] = [];

/** One of each, and what its Swedish text must say: the field and what would be right. */
export const followUpRefusals: { [K in FollowUpRefusal['code']]: [Extract<FollowUpRefusal, { code: K }>, RegExp] } = {
  noSuch: [{ code: 'noSuch', field: 'deviation', value: 'x', known: ['deviation-1'] }, /\(deviation\).*Ange deviation-1/],
  owedToItself: [{ code: 'owedToItself', field: 'organisation', organisation: 'staten' }, /\(organisation\).*Ange den som ska/],
  dueTooEarly: [{ code: 'dueTooEarly', field: 'dueOn', given: '2012-01-01', earliest: '2012-11-01' }, /\(dueOn\).*1 nov 2012/],
  notAnAction: [
    { code: 'notAnAction', deadline: 'plan', actions: ['action:deviation-1'] },
    /\(deadline\).*Ange action:deviation-1/,
  ],
  actionsOpen: [
    { code: 'actionsOpen', deviation: 'deviation-1', actions: ['action:deviation-1'] },
    /\(deviation\).*action:deviation-1.*efterskänk/,
  ],
  ownMeasure: [{ code: 'ownMeasure', measure: 'databaser', party: 'skl', mayAssess: ['staten'] }, /\(party\).*Det gör Staten/],
  notAssessed: [{ code: 'notAssessed', measures: ['databaser', 'kurser'] }, /Databaser och .*assessMeasure/],
  feedbackForOthers: [
    { code: 'feedbackForOthers', feedback: 'feedback-1', organisation: 'skl', to: ['staten'] },
    /\(organisation\).*gick till Staten/,
  ],
};
