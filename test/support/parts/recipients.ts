import type { RecipientsCommand, RecipientsEvent, RecipientsRefusal } from '#core/agreement/recipients/types.ts';
import type { Side } from './side.ts';
import type { Refusal } from '#core/agreement/refusals.ts';
import { text } from '../agreements.ts';

const valid = ['inForce', 'evaluation', 'finalReporting'];
const measure = 'databaser';

/** One of each, about what exists in the small agreement. */
export const recipientsCommands: { [T in RecipientsCommand['type']]: Extract<RecipientsCommand, { type: T }> } = {
  distribute: { type: 'distribute', measure, amountOre: null },
  askLetters: { type: 'askLetters', measure, answerBy: '2016-01-15' },
  closeLetters: { type: 'closeLetters', measure },
  giveLetter: { type: 'giveLetter', organisation: 'skl', measure, answers: { syfte: text('answer') } },
  declineMoney: { type: 'declineMoney', organisation: 'skl', measure },
};

/** The phases in which each is possible: written out from the domain, and not from the table that they are to check. */
export const recipientsPossible: Record<RecipientsCommand['type'], readonly string[]> = {
  distribute: valid,
  askLetters: valid,
  closeLetters: valid,
  giveLetter: valid,
  declineMoney: valid,
};

/** What a possible command still waits for in a life that went the straightest way: the small agreement has no recipients. */
export const recipientsWaitsFor: Partial<Record<RecipientsCommand['type'], Refusal['code']>> = {
  distribute: 'noRecipients',
  askLetters: 'noRecipients',
  closeLetters: 'noRecipients',
  giveLetter: 'noRecipients',
  declineMoney: 'noRecipients',
};

export const recipientsBodies: { [T in RecipientsEvent['type']]: Extract<RecipientsEvent, { type: T }> } = {
  distributed: { type: 'distributed', measure, amountOre: 123_456, shares: { skl: 123_456 } },
  lettersAsked: { type: 'lettersAsked', measure, answerBy: '2012-03-15', recipients: ['skl', 'utvarderaren'] },
  lettersClosed: { type: 'lettersClosed', measure, silent: ['skl'] },
  letterGiven: { type: 'letterGiven', organisation: 'skl', measure, answers: { syfte: text('answer') }, late: true },
  moneyDeclined: { type: 'moneyDeclined', organisation: 'skl', measure, late: false },
};

/** Whose act each is. */
export const recipientsActs: Record<RecipientsCommand['type'], Side> = {
  distribute: 'creditor',
  askLetters: 'creditor',
  closeLetters: 'creditor',
  giveLetter: 'debtor or party',
  declineMoney: 'debtor or party',
};

/** What is answered to whoever would judge what they owe themselves. */
export const recipientsOwn: Partial<Record<RecipientsCommand['type'], Refusal['code']>> = {};

/** Those that need a reason. */
export const recipientsReasons: RecipientsCommand['type'][] = ['declineMoney'];

/** One of each, and what its Swedish text must say: the field and what would be right. */
export const recipientsRefusals: { [K in RecipientsRefusal['code']]: [Extract<RecipientsRefusal, { code: K }>, RegExp] } = {
  noRecipients: [{ code: 'noRecipients', measure, known: ['kurser'] }, /measure.*Välj kurser/],
  notOneOfThem: [{ code: 'notOneOfThem', measure, organisation: 'skl', known: 311 }, /organisation.*311/],
  nothingToDistribute: [{ code: 'nothingToDistribute', measure, roomOre: 100, givenOre: 200 }, /amountOre.*1\u00a0kr/],
  lessThanTaken: [{ code: 'lessThanTaken', measure, takenOre: 200, givenOre: 100 }, /amountOre.*2\u00a0kr.*minst/],
  nobodyLeft: [{ code: 'nobodyLeft', measure }, /measure.*Begär nya/],
  newSharesNeedReason: [{ code: 'newSharesNeedReason', measure, distributedOn: '2012-03-01' }, /1 mar.*reason/],
  answerByTooEarly: [{ code: 'answerByTooEarly', answerBy: '2012-03-01', earliest: '2012-03-02' }, /answerBy.*2 mar/],
  everybodyAnswered: [{ code: 'everybodyAnswered', measure }, /measure.*behöver inte/],
  answersStillDue: [{ code: 'answersStillDue', measure, until: '2012-03-15' }, /15 mar.*efter det/],
  lettersNotAsked: [{ code: 'lettersNotAsked', measure }, /measure.*Begär dem/],
  questionsUnanswered: [
    { code: 'questionsUnanswered', missing: ['syfte'], unknown: ['x'], known: ['syfte', 'tid'] },
    /answers.*syfte saknas, x är ingen fråga.*syfte och tid/,
  ],
  moneyTaken: [{ code: 'moneyTaken', measure, organisation: 'skl', takenOre: 100 }, /1\u00a0kr.*organisation/],
};
