import type { FundsCommand, FundsEvent, FundsRefusal } from '#core/agreement/funds/types.ts';
import type { Side } from './side.ts';
import type { Refusal } from '#core/agreement/refusals.ts';
import { text } from '../agreements.ts';

const open = 'planned consultation preparation negotiation signing approval inForce evaluation finalReporting'.split(' ');
const valid = ['inForce', 'evaluation', 'finalReporting'];
const whose = { area: null, measure: 'databaser', recipient: null };
const post = { area: 'stod', measure: 'databaser', recipient: null };
const intention = { measure: 'databaser', year: 2013 };

/** One of each, about what exists in the small agreement. */
export const fundsCommands: { [T in FundsCommand['type']]: Extract<FundsCommand, { type: T }> } = {
  settleAppropriation: { type: 'settleAppropriation', ...intention, outcome: 'confirmed', amountOre: null },
  settleSetAside: { type: 'settleSetAside', ...intention, outcome: 'confirmed', amountOre: null },
  requisition: { type: 'requisition', ...whose, amountOre: 100, reference: text('reference'), signedBy: 'handlaggaren' },
  approveRequisition: { type: 'approveRequisition', requisition: 'requisition-1', amountOre: null },
  declineRequisition: { type: 'declineRequisition', requisition: 'requisition-1' },
  recordPayment: {
    type: 'recordPayment',
    requisition: 'requisition-1',
    area: null,
    measure: null,
    recipient: null,
    amountOre: 100,
    payer: 'staten',
    decision: text('decision'),
  },
  accountFunds: { type: 'accountFunds', measure: 'databaser', recipient: null, usedOre: 100, unspentOre: 0 },
  repayFunds: { type: 'repayFunds', measure: 'databaser', recipient: null, amountOre: 100 },
  reclaim: {
    type: 'reclaim',
    ...whose,
    amountOre: 100,
    body: 'regeringen',
    decidedOn: '2011-01-10',
    paragraph: '14',
    payBy: null,
  },
  settleReclaim: { type: 'settleReclaim', reclaim: 'reclaim-1', amountOre: 100 },
};

/** The phases in which each is possible: written out from the domain, and not from the table that they are to check. */
export const fundsPossible: Record<FundsCommand['type'], readonly string[]> = {
  settleAppropriation: open,
  settleSetAside: open,
  requisition: valid,
  approveRequisition: valid,
  declineRequisition: valid,
  recordPayment: valid,
  accountFunds: valid,
  repayFunds: valid,
  reclaim: [...valid, 'closed'],
  settleReclaim: [...valid, 'closed'],
};

/** What a possible command still waits for in a life that went the straightest way: the small agreement follows no payments. */
export const fundsWaitsFor: Partial<Record<FundsCommand['type'], Refusal['code']>> = {
  settleAppropriation: 'noIntention',
  settleSetAside: 'noIntention',
  requisition: 'paymentsNotFollowed',
  approveRequisition: 'paymentsNotFollowed',
  declineRequisition: 'paymentsNotFollowed',
  recordPayment: 'paymentsNotFollowed',
  accountFunds: 'paymentsNotFollowed',
  repayFunds: 'paymentsNotFollowed',
  reclaim: 'returnedTooMuch',
  settleReclaim: 'unknown',
};

export const fundsBodies: { [T in FundsEvent['type']]: Extract<FundsEvent, { type: T }> } = {
  appropriationSettled: { type: 'appropriationSettled', ...intention, outcome: 'changed', amountOre: 123_456 },
  setAsideSettled: { type: 'setAsideSettled', ...intention, outcome: 'confirmed', amountOre: 123_456 },
  requisitioned: {
    type: 'requisitioned',
    requisition: 'requisition-1',
    post: { ...post, recipient: 'skl' },
    by: 'skl',
    amountOre: 123_456,
    reference: text('reference'),
    signedBy: 'handlaggaren',
    late: true,
  },
  requisitionApproved: { type: 'requisitionApproved', requisition: 'requisition-1', amountOre: 123_456 },
  requisitionDeclined: { type: 'requisitionDeclined', requisition: 'requisition-1' },
  paymentRecorded: {
    type: 'paymentRecorded',
    payment: 'payment-1',
    requisition: 'requisition-1',
    post,
    amountOre: 123_456,
    payer: 'staten',
    decision: text('decision'),
  },
  fundsAccounted: { type: 'fundsAccounted', post, usedOre: 123_000, unspentOre: 456 },
  fundsRepaid: { type: 'fundsRepaid', post, amountOre: 456 },
  reclaimed: {
    type: 'reclaimed',
    reclaim: 'reclaim-1',
    post,
    from: 'skl',
    to: 'staten',
    amountOre: 123_456,
    decision: { body: 'regeringen', decidedOn: '2014-10-02', paragraph: '14' },
    payBy: '2014-11-30',
  },
  reclaimSettled: { type: 'reclaimSettled', reclaim: 'reclaim-1', amountOre: 123_456 },
};

/** Whose act each is. */
export const fundsActs: Record<FundsCommand['type'], Side> = {
  settleAppropriation: 'creditor',
  settleSetAside: 'creditor',
  requisition: 'debtor or party',
  approveRequisition: 'creditor',
  declineRequisition: 'creditor',
  recordPayment: 'creditor',
  accountFunds: 'debtor or party',
  repayFunds: 'debtor or party',
  reclaim: 'creditor',
  settleReclaim: 'creditor',
};

/** What is answered to whoever would judge what they owe themselves. */
export const fundsOwn: Partial<Record<FundsCommand['type'], Refusal['code']>> = {};

/** Those that need a reason. */
export const fundsReasons: FundsCommand['type'][] = ['declineRequisition', 'reclaim'];

/** One of each, and what its Swedish text must say: the field and what would be right. */
export const fundsRefusals: { [K in FundsRefusal['code']]: [Extract<FundsRefusal, { code: K }>, RegExp] } = {
  noIntention: [{ code: 'noIntention', measure: 'x', year: 2013, known: [{ measure: 'y', year: 2014 }] }, /year.*y 2014/],
  amountMissing: [{ code: 'amountMissing', intendedOre: null }, /amountOre.*Ange/],
  amountDoesNotFit: [
    { code: 'amountDoesNotFit', outcome: 'changed', givenOre: 100, beforeOre: 200 },
    /1\u00a0kr.*amountOre.*2\u00a0kr/,
  ],
  referenceMissing: [{ code: 'referenceMissing', command: 'settleSetAside' }, /evidence.*Ange/],
  changeNeedsReason: [{ code: 'changeNeedsReason', outcome: 'denied' }, /reason.*Ange/],
  notAppropriated: [{ code: 'notAppropriated', measure: 'x', year: 2013, denied: false }, /year.*anslaget först/],
  whoseMoney: [
    { code: 'whoseMoney', given: { area: 'a', measure: 'b', recipient: null } },
    /area, measure, recipient: a, b, –.*Ange/,
  ],
  notARecipient: [{ code: 'notARecipient', measure: 'x', recipient: 'skl', known: 311 }, /recipient.*311/],
  paymentsNotFollowed: [{ code: 'paymentsNotFollowed' }, /funds\.payment.*budget/],
  noMoreMoney: [{ code: 'noMoreMoney', terminatedOn: '2013-01-01' }, /2013.*doneOn.*redovisas/],
  overdrawn: [{ code: 'overdrawn', post, roomOre: 100, givenOre: 200 }, /amountOre.*återstår 1\u00a0kr/],
  signatoryMissing: [{ code: 'signatoryMissing' }, /signedBy.*evidence/],
  requisitionTooLate: [
    { code: 'requisitionTooLate', lastDay: '2012-12-01', doneOn: '2012-12-03' },
    /doneOn.*1 dec 2012.*anstånd/,
  ],
  requisitionMissing: [{ code: 'requisitionMissing', post }, /requisition.*Ange/],
  requisitionDecided: [
    { code: 'requisitionDecided', requisition: 'requisition-1', approved: false, doneOn: '2012-12-03' },
    /avslogs.*3 dec 2012.*på nytt/,
  ],
  requisitionUndecided: [{ code: 'requisitionUndecided', requisition: 'requisition-1' }, /requisition.*Bifall/],
  ownRequisition: [
    { code: 'ownRequisition', requisition: 'requisition-1', organisation: 'skl' },
    /Provförbundet.*den som betalar/,
  ],
  moreThanApproved: [
    { code: 'moreThanApproved', requisition: 'requisition-1', leftOre: 100, givenOre: 200 },
    /amountOre.*högst 1\u00a0kr/,
  ],
  notAPayer: [{ code: 'notAPayer', payer: 'x', known: ['staten', 'skl'] }, /payer.*staten eller skl/],
  paymentHeld: [
    { code: 'paymentHeld', because: 'reportIsLate', deadline: 'rapport', dueOn: '2013-03-31', organisation: 'skl' },
    /Provförbundet.*31 mar.*Betala när/,
  ],
  accountMismatch: [{ code: 'accountMismatch', post, paidOre: 100, givenOre: 200 }, /usedOre, unspentOre.*1\u00a0kr.*öret/],
  returnedTooMuch: [{ code: 'returnedTooMuch', post, leftOre: 100, givenOre: 200 }, /amountOre.*högst 1\u00a0kr/],
  fundsNotAccounted: [{ code: 'fundsNotAccounted', post }, /measure.*Redovisa medlen före/],
  payByTooEarly: [{ code: 'payByTooEarly', payBy: '2014-01-01', earliest: '2014-01-02' }, /payBy.*2 jan 2014/],
};
