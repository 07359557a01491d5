import type { Command } from '#core/agreement/commands.ts';
import type { Definition } from '#core/agreement/definition.ts';
import type { FundsTerms } from '#core/agreement/funds/types.ts';
import type { MeasureRecipients, RecipientsTerms } from '#core/agreement/recipients/types.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { deadline, definitionOf, MNKR, text } from '../agreements.ts';
import { livedTo, type Lived } from '../lives.ts';

// The small agreement with money that is followed: two areas, in one of them a measure whose money goes to five municipalities
// and one that draws on what the area has left.

export const fundsTermsOf = (changes: Partial<FundsTerms> = {}): FundsTerms => ({
  intentions: [],
  settledBy: null,
  payers: ['betalaren'],
  payment: 'onRequisition',
  lastDayBinds: false,
  conditions: { holdPaymentWhileReportIsLate: false, holdPaymentWhileAccountsAreLate: false, holdUntilLetterOfIntent: false },
  carriedOre: {},
  ...changes,
});

export const municipalities = ['kommun-a', 'kommun-b', 'kommun-c', 'kommun-d', 'kommun-e'];

const sharedOf = (changes: Partial<MeasureRecipients> = {}): MeasureRecipients => ({
  measure: 'databaser',
  key: { kind: 'byPopulation' },
  recipients: municipalities,
  forCounties: false,
  distributedBy: 'staten',
  questions: [
    { id: 'syfte', title: 'Vad ska pengarna gå till?' },
    { id: 'samverkan', title: 'Med vem?' },
  ],
  requisitionBy: { dueOn: '2012-11-30', source: 'assumed' },
  reportBy: { dueOn: '2013-03-01', source: 'assumed' },
  ...changes,
});

export const recipientsTermsOf = (shared: Partial<MeasureRecipients> = {}): RecipientsTerms => ({
  recipients: municipalities.map((organisation, index) => ({
    organisation,
    county: index < 3 ? 'norra' : 'sodra',
    population: [70_000, 12_345, 999, 31_000, 4][index] ?? 0,
    baseOre: null,
  })),
  mandates: [],
  measures: [sharedOf(shared)],
});

interface Funded {
  funds?: Partial<FundsTerms>;
  shared?: Partial<MeasureRecipients>;
  recipients?: RecipientsTerms;
  /** What of the area's 60 million the measure `databaser` has; null: it draws on the area. */
  amountOre?: number | null;
  changes?: Partial<Definition>;
}

/** `betalaren` pays and is no party; every municipality has a person and a registrar of its own. */
export function fundedDefinition({ funds, shared, recipients, amountOre = 50 * MNKR, changes }: Funded = {}): Definition {
  const base = definitionOf();
  const plain = (id: string) => ({
    id,
    title: id,
    bodies: id === 'betalaren' ? [{ id: 'kollegiet', title: 'kollegiet' }] : [],
    acceptsNotices: false,
    superior: null,
    registrationNumber: null,
  });
  const ids = recipients === undefined ? municipalities : recipients.recipients.map(({ organisation }) => organisation);
  return definitionOf({
    organisations: [...base.organisations, plain('betalaren'), ...ids.map(plain)],
    people: [
      ...base.people,
      { id: 'kassoren', organisation: 'betalaren', roles: ['handler'] },
      ...municipalities.map((organisation) => ({ id: `${organisation}-person`, organisation, roles: ['handler' as const] })),
    ],
    measures: [
      ...base.measures.map((measure) => (measure.id === 'databaser' ? { ...measure, amountOre } : measure)),
      { id: 'natverk', title: 'Nätverk', area: 'stod', amountOre: null, debtor: 'skl', creditor: 'staten', continuesIn: [] },
    ],
    deadlines: [
      ...base.deadlines,
      deadline('requisition', '2012-12-01', { kind: 'requisition', metBy: 'act', measure: 'databaser' }),
    ],
    terms: { funds: fundsTermsOf(funds), recipients: recipients ?? recipientsTermsOf(shared) },
    ...changes,
  });
}

export const inForce = (funded: Funded = {}, on: CivilDate = '2012-03-01'): Lived =>
  livedTo('inForce', fundedDefinition(funded)).liveUntil(on);

interface Whose {
  area?: string;
  measure?: string;
  recipient?: string;
}

const named = ({ area, measure, recipient }: Whose) => ({
  area: area ?? null,
  measure: measure ?? null,
  recipient: recipient ?? null,
});

/** By the coordinator on somebody's behalf, so the signed paper is the evidence. */
export const requisition = (whose: Whose, amountOre: number): Command => ({
  type: 'requisition',
  ...named(whose),
  amountOre,
  reference: text('reference'),
  signedBy: null,
});

export const payment = (amountOre: number, of: Whose & { requisition?: string }): Command => ({
  type: 'recordPayment',
  requisition: of.requisition ?? null,
  ...named(of),
  amountOre,
  payer: 'betalaren',
  decision: text('decision'),
});

export const approve = (id: string, amountOre: number | null = null): Command => ({
  type: 'approveRequisition',
  requisition: id,
  amountOre,
});

export const reclaim = (whose: Whose, amountOre: number, decidedOn: CivilDate): Command => ({
  type: 'reclaim',
  ...named(whose),
  amountOre,
  body: 'regeringen',
  decidedOn,
  paragraph: '14',
  payBy: null,
});

export const newestRequisition = (lived: Lived): string => Object.keys(lived.state().funds.requisitions).at(-1) ?? '';

/** Asked for, granted and paid, all today. */
export function paid(lived: Lived, whose: Whose, amountOre: number): Lived {
  lived.does(requisition(whose, amountOre));
  const id = newestRequisition(lived);
  return lived.does(approve(id)).does(payment(amountOre, { requisition: id }));
}
