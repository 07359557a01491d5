import type { DatesCommand, DatesEvent, DatesRefusal } from '#core/agreement/dates/types.ts';
import type { Side } from './side.ts';
import type { Refusal } from '#core/agreement/refusals.ts';

/** One of each, about what exists in the small agreement. */
export const datesCommands: { [T in DatesCommand['type']]: Extract<DatesCommand, { type: T }> } = {
  moveDeadline: { type: 'moveDeadline', deadline: 'rapport', to: '2019-04-30' },
  askExtension: { type: 'askExtension', deadline: 'rapport', to: '2019-04-30' },
  extendDeadline: { type: 'extendDeadline', deadline: 'rapport', to: '2019-04-30' },
  declineExtension: { type: 'declineExtension', deadline: 'rapport' },
  suspendDeadline: { type: 'suspendDeadline', deadline: 'rapport' },
  resumeDeadline: { type: 'resumeDeadline', deadline: 'rapport' },
  waiveDeadline: { type: 'waiveDeadline', deadline: 'rapport' },
  reopenDeadline: { type: 'reopenDeadline', deadline: 'rapport', dueOn: '2019-04-30' },
  commissionDateMoved: { type: 'commissionDateMoved', commission: 'uppdraget', item: 'slutrapport', dueOn: '2014-10-01' },
  commissionReported: { type: 'commissionReported', commission: 'uppdraget', item: 'slutrapport', reportedOn: '2011-02-01' },
};

const cycle = 'planned consultation preparation negotiation signing approval inForce evaluation finalReporting'.split(' ');

/** The phases in which each is possible: written out from the domain, and not from the table that they are to check. */
export const datesPossible: Record<DatesCommand['type'], readonly string[]> = {
  moveDeadline: cycle,
  askExtension: cycle,
  extendDeadline: cycle,
  declineExtension: cycle,
  suspendDeadline: cycle,
  resumeDeadline: cycle,
  waiveDeadline: cycle,
  reopenDeadline: cycle,
  commissionDateMoved: cycle,
  commissionReported: cycle,
};

/** What a possible command still waits for in a life that went the straightest way. */
export const datesWaitsFor: Partial<Record<DatesCommand['type'], Refusal['code']>> = {
  moveDeadline: 'standsInText',
  declineExtension: 'nothingAsked',
  resumeDeadline: 'notSuspended',
  reopenDeadline: 'stillOpen',
};

const from = '2014-09-01';
const to = '2014-10-01';

export const datesBodies: { [T in DatesEvent['type']]: Extract<DatesEvent, { type: T }> } = {
  deadlineMoved: { type: 'deadlineMoved', deadline: 'slutrapport', from, to },
  extensionAsked: { type: 'extensionAsked', deadline: 'rapport', to },
  deadlineExtended: { type: 'deadlineExtended', deadline: 'rapport', from, to },
  extensionDeclined: { type: 'extensionDeclined', deadline: 'rapport' },
  deadlineSuspended: { type: 'deadlineSuspended', deadline: 'rapport' },
  deadlineResumed: { type: 'deadlineResumed', deadline: 'rapport', from, to },
  deadlineWaived: { type: 'deadlineWaived', deadline: 'rapport' },
  deadlineReopened: { type: 'deadlineReopened', deadline: 'rapport', from, to },
  dateReckoned: { type: 'dateReckoned', deadline: 'rapport', baseOn: from, from: null, to },
  commissionNoted: { type: 'commissionNoted', commission: 'uppdraget', item: 'slutrapport', on: to },
};

/** Whose act each is. */
export const datesActs: Record<DatesCommand['type'], Side> = {
  moveDeadline: 'creditor',
  askExtension: 'debtor or party',
  extendDeadline: 'creditor',
  declineExtension: 'creditor',
  suspendDeadline: 'creditor',
  resumeDeadline: 'creditor',
  waiveDeadline: 'creditor',
  reopenDeadline: 'creditor',
  commissionDateMoved: 'process',
  commissionReported: 'process',
};

/** What is answered to whoever would judge what they owe themselves. */
export const datesOwn: Partial<Record<DatesCommand['type'], Refusal['code']>> = {
  moveDeadline: 'ownDuty',
  extendDeadline: 'ownDuty',
  declineExtension: 'ownDuty',
  suspendDeadline: 'ownDuty',
  resumeDeadline: 'ownDuty',
  waiveDeadline: 'ownDuty',
  reopenDeadline: 'ownDuty',
};

/** Those that need a reason. */
export const datesReasons: DatesCommand['type'][] = [
  'moveDeadline',
  'askExtension',
  'extendDeadline',
  'declineExtension',
  'suspendDeadline',
  'resumeDeadline',
  'waiveDeadline',
  'reopenDeadline',
];

/** One of each, and what its Swedish text must say: the field and what would be right. */
export const datesRefusals: { [K in DatesRefusal['code']]: [Extract<DatesRefusal, { code: K }>, RegExp] } = {
  standsInText: [{ code: 'standsInText', deadline: 'rapport', creditor: 'staten' }, /tilläggsöverenskommelse.*extendDeadline/],
  ownDuty: [{ code: 'ownDuty', deadline: 'rapport', organisation: 'skl' }, /Provförbundet är skyldig.*askExtension/],
  notOpen: [{ code: 'notOpen', deadline: 'rapport', status: 'waived' }, /efterskänkt.*reopenDeadline/],
  stillOpen: [{ code: 'stillOpen', deadline: 'rapport' }, /redan öppen.*moveDeadline/],
  notLater: [{ code: 'notLater', field: 'to', given: '2013-01-01', dueOn: '2013-03-31' }, /\(to\).*senare dag/],
  sameDate: [{ code: 'sameDate', deadline: 'rapport', dueOn: '2013-03-31' }, /\(to\).*annan dag/],
  nothingAsked: [{ code: 'nothingAsked', deadline: 'rapport' }, /deadline.*inget att avslå/],
  alreadySuspended: [{ code: 'alreadySuspended', deadline: 'rapport', since: '2013-01-01' }, /1 jan 2013.*resumeDeadline/],
  notSuspended: [{ code: 'notSuspended', deadline: 'rapport' }, /deadline.*kan inte återupptas/],
};
