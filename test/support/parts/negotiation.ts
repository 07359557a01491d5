import type { NegotiationCommand, NegotiationEvent, NegotiationRefusal } from '#core/agreement/negotiation/types.ts';
import type { Refusal } from '#core/agreement/refusals.ts';
import { text, VERSION_HASH } from '../agreements.ts';
import type { Side } from './side.ts';

const party = 'skl';
const changes = { areas: { stod: { title: 'Stöd till utveckling' } } };
const LAST_YEAR = 'agreement:provplattformen:2011';

/** One of each, about what exists in the small agreement. */
export const negotiationCommands: { [T in NegotiationCommand['type']]: Extract<NegotiationCommand, { type: T }> } = {
  tableVersion: { type: 'tableVersion', party, base: null, changes, documents: [] },
  declineVersion: { type: 'declineVersion', party, versionHash: VERSION_HASH },
  receiveRevision: {
    type: 'receiveRevision',
    from: LAST_YEAR,
    revision: 'revision-1',
    party: 'forbundet',
    measure: 'register',
    area: null,
    proposal: text('proposal'),
  },
  answerRevision: { type: 'answerRevision', party, revision: 'received-1', outcome: 'declined', version: null },
};

const cycle = 'planned consultation preparation negotiation signing approval inForce evaluation finalReporting'.split(' ');

/** The phases in which each is possible: written out from the domain, and not from the table that they are to check. */
export const negotiationPossible: Record<NegotiationCommand['type'], readonly string[]> = {
  tableVersion: ['negotiation'],
  declineVersion: ['negotiation'],
  receiveRevision: cycle,
  answerRevision: cycle,
};

/** What a possible command still waits for in a life that went the straightest way. */
export const negotiationWaitsFor: Partial<Record<NegotiationCommand['type'], Refusal['code']>> = {
  answerRevision: 'unknownRevision',
};

const hash = 'b2'.repeat(32);

export const negotiationBodies: { [T in NegotiationEvent['type']]: Extract<NegotiationEvent, { type: T }> } = {
  versionTabled: {
    type: 'versionTabled',
    party,
    number: 2,
    base: VERSION_HASH,
    versionHash: hash,
    changes,
    documents: [],
    to: ['staten'],
  },
  versionDeclined: { type: 'versionDeclined', party, versionHash: hash },
  versionAgreed: { type: 'versionAgreed', versionHash: hash },
  revisionReceived: {
    type: 'revisionReceived',
    revision: 'received-1',
    from: LAST_YEAR,
    original: 'revision-1',
    party: 'forbundet',
    measure: 'register',
    area: null,
    proposal: text('proposal'),
  },
  revisionAnswered: { type: 'revisionAnswered', party, revision: 'received-1', outcome: 'takenUp', versionHash: hash },
};

/** Whose act each is. */
export const negotiationActs: Record<NegotiationCommand['type'], Side> = {
  tableVersion: 'debtor or party',
  declineVersion: 'debtor or party',
  receiveRevision: 'process',
  answerRevision: 'debtor or party',
};

/** What is answered to whoever would judge what they owe themselves. */
export const negotiationOwn: Partial<Record<NegotiationCommand['type'], Refusal['code']>> = {};

/** Those that need a reason. */
export const negotiationReasons: NegotiationCommand['type'][] = ['declineVersion'];

/** One of each, and what its Swedish text must say: the field and what would be right. */
export const negotiationRefusals: { [K in NegotiationRefusal['code']]: [Extract<NegotiationRefusal, { code: K }>, RegExp] } = {
  faultyVersion: [
    { code: 'faultyVersion', faults: [{ path: 'frameOre', message: '5 mnkr are missing: raise a budget' }] },
    /frameOre: .*raise a budget/,
  ],
  sameText: [{ code: 'sameText', versionHash: hash, number: 2 }, /changes.*version 2; ändra något.*acceptVersion/],
  unknownVersion: [{ code: 'unknownVersion', field: 'base', given: 'v9', known: ['v1', 'v2'] }, /v9 \(base\).*kända: v1, v2/],
  deadlineSettled: [
    { code: 'deadlineSettled', deadline: 'rapport', status: 'met' },
    /changes\.deadlines.*lämna den utanför ändringarna/,
  ],
  revisionsUnanswered: [{ code: 'revisionsUnanswered', revisions: ['received-1'] }, /received-1.*answerRevision/],
  unknownRevision: [
    { code: 'unknownRevision', field: 'revision', given: 'received-9', known: ['received-1'] },
    /received-9 \(revision\).*kända: received-1/,
  ],
  alreadyReceived: [
    { code: 'alreadyReceived', from: LAST_YEAR, revision: 'revision-1' },
    /revision-1.*redan mottaget; sänd det inte igen/,
  ],
  versionMissing: [{ code: 'versionMissing', field: 'inVersion', outcome: 'takenUp' }, /tas upp.*ange vilken \(inVersion\)/],
};
