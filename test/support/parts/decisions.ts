import type { DecisionsCommand, DecisionsEvent, DecisionsRefusal } from '#core/agreement/decisions/types.ts';
import type { Refusal } from '#core/agreement/refusals.ts';
import { VERSION_HASH } from '../agreements.ts';
import type { Side } from './side.ts';

const party = 'skl';
const body = 'styrelsen';
const signatory = 'verkstallande';
const hash = 'b3'.repeat(32);
const changes = { areas: { stod: { title: 'Stöd till utveckling' } } };
const of = { amendment: 1 };

/** One of each, about what exists in the small agreement. */
export const decisionsCommands: { [T in DecisionsCommand['type']]: Extract<DecisionsCommand, { type: T }> } = {
  planMeeting: { type: 'planMeeting', body, about: 'approval', meetingOn: '2016-01-15', papersBusinessDaysBefore: 5 },
  sendPapers: { type: 'sendPapers', body, about: 'approval', versionHash: VERSION_HASH, documents: [] },
  proposeAmendment: { type: 'proposeAmendment', party, amendment: null, changes, documents: [] },
  acceptAmendment: { type: 'acceptAmendment', ...of, party, versionHash: hash },
  declineAmendment: { type: 'declineAmendment', ...of, party },
  authoriseAmendment: { type: 'authoriseAmendment', ...of, party, body, signatory, orSubstitute: false },
  signAmendment: { type: 'signAmendment', ...of, party, signatory, versionHash: hash },
  approveAmendment: { type: 'approveAmendment', ...of, body, versionHash: hash },
  rejectAmendment: { type: 'rejectAmendment', ...of, body },
};

const valid = ['inForce', 'evaluation', 'finalReporting'];
const meetings = ['negotiation', 'signing', 'approval', ...valid];

/** The phases in which each is possible: written out from the domain, and not from the table that they are to check. */
export const decisionsPossible: Record<DecisionsCommand['type'], readonly string[]> = {
  planMeeting: meetings,
  sendPapers: meetings,
  proposeAmendment: valid,
  acceptAmendment: valid,
  declineAmendment: valid,
  authoriseAmendment: valid,
  signAmendment: valid,
  approveAmendment: valid,
  rejectAmendment: valid,
};

/** What a possible command still waits for in a life that went the straightest way. */
export const decisionsWaitsFor: Partial<Record<DecisionsCommand['type'], Refusal['code']>> = {
  sendPapers: 'noMeeting',
  acceptAmendment: 'unknownAmendment',
  declineAmendment: 'unknownAmendment',
  authoriseAmendment: 'unknownAmendment',
  signAmendment: 'unknownAmendment',
  approveAmendment: 'unknownAmendment',
  rejectAmendment: 'unknownAmendment',
};

export const decisionsBodies: { [T in DecisionsEvent['type']]: Extract<DecisionsEvent, { type: T }> } = {
  meetingPlanned: {
    type: 'meetingPlanned',
    body,
    about: 'approval',
    deadline: 'meeting-approval:styrelsen',
    papers: 'papers-approval:styrelsen',
    meetingOn: '2012-02-17',
    from: '2012-02-10',
    papersBusinessDaysBefore: 5,
  },
  papersSent: { type: 'papersSent', body, about: 'approval', versionHash: hash, documents: [hash], to: party },
  amendmentProposed: {
    type: 'amendmentProposed',
    ...of,
    party,
    number: 3,
    base: VERSION_HASH,
    versionHash: hash,
    changes,
    documents: [],
    to: ['staten'],
  },
  amendmentAccepted: { type: 'amendmentAccepted', ...of, party, versionHash: hash },
  amendmentDeclined: { type: 'amendmentDeclined', ...of, party },
  amendmentAuthorised: { type: 'amendmentAuthorised', ...of, party, body, signatory, orSubstitute: true },
  amendmentSigned: { type: 'amendmentSigned', ...of, party, signatory, versionHash: hash },
  amendmentApproved: { type: 'amendmentApproved', ...of, body, versionHash: hash },
  amendmentRejected: { type: 'amendmentRejected', ...of, body },
  amendmentInForce: { type: 'amendmentInForce', ...of, versionHash: hash, on: '2012-05-02' },
  amendmentWithdrawn: { type: 'amendmentWithdrawn', ...of },
};

/** Whose act each is. */
export const decisionsActs: Record<DecisionsCommand['type'], Side> = {
  planMeeting: 'debtor or party',
  sendPapers: 'coordinator',
  proposeAmendment: 'debtor or party',
  acceptAmendment: 'debtor or party',
  declineAmendment: 'debtor or party',
  authoriseAmendment: 'debtor or party',
  signAmendment: 'debtor or party',
  approveAmendment: 'debtor or party',
  rejectAmendment: 'debtor or party',
};

/** What is answered to whoever would judge what they owe themselves. */
export const decisionsOwn: Partial<Record<DecisionsCommand['type'], Refusal['code']>> = {};

/** Those that need a reason. */
export const decisionsReasons: DecisionsCommand['type'][] = ['declineAmendment', 'rejectAmendment'];

/** One of each, and what its Swedish text must say: the field and what would be right. */
export const decisionsRefusals: { [K in DecisionsRefusal['code']]: [Extract<DecisionsRefusal, { code: K }>, RegExp] } = {
  notCovered: [
    { code: 'notCovered', given: hash, covered: VERSION_HASH, allowsDeviation: true },
    /versionHash.*inAllEssentials: from, differences/,
  ],
  notInPlaceOf: [
    { code: 'notInPlaceOf', field: 'inPlaceOf', given: 'ministern', authorised: signatory, orSubstitute: true },
    /Bemyndigad är verkstallande, inte ministern \(inPlaceOf\)/,
  ],
  impossibleDecision: [
    {
      code: 'impossibleDecision',
      problem: { field: 'adoptedOn', problem: 'before', date: '2012-02-01', bound: '2012-02-17' },
    },
    /decision\.adoptedOn: .*ange den dagen eller en senare/,
  ],
  outcomeDoesNotFit: [
    { code: 'outcomeDoesNotFit', field: 'decision.outcome', outcome: 'postponed', fitting: ['asProposed', 'changed'] },
    /bordläggning.*decision\.outcome.*asProposed.*eller.*changed/,
  ],
  noMeeting: [{ code: 'noMeeting', body, about: 'approval', planned: [] }, /body.*planera det först \(planMeeting\)/],
  nothingToDecide: [
    { code: 'nothingToDecide', body: 'namnden', about: 'approval', expected: [body] },
    /namnden \(body\) har inget att besluta.*det har styrelsen/,
  ],
  unknownAmendment: [{ code: 'unknownAmendment', field: 'amendment', given: 7, known: [1] }, /7 \(amendment\); kända: 1/],
  amendmentStage: [
    { code: 'amendmentStage', ...of, status: 'proposed', possibleIn: ['signing'] },
    /amendment\) är föreslagen; det går när den är godtagen/,
  ],
  amendmentOutdated: [
    { code: 'amendmentOutdated', ...of, base: hash, current: VERSION_HASH },
    /amendment\).*avböj den och föreslå en ny/,
  ],
  hasBegun: [{ code: 'hasBegun', field: 'changes.areas', id: 'stod' }, /changes\.areas\.stod: .*ändra beloppet/],
};
