import { z } from 'zod';
import { type FundsCommand, outcomes } from '#core/agreement/funds/types.ts';
import { civilDate, id, money, text } from '../pieces.ts';
import type { Shaping } from '../shaping.ts';

const area = id.meta({ description: 'the area, where the money is its own and no measure’s', examples: ['forskning'] });
const measure = id.meta({ description: 'the measure whose money it is', examples: ['praktikens-exempel'] });
const recipient = id.meta({ description: 'the recipient of the measure’s money', examples: ['kommun-a'] });
const requisition = id.meta({ description: 'the id of the requisition', examples: ['requisition-1'] });
const reclaim = id.meta({ description: 'the id of the reclaim', examples: ['reclaim-1'] });
const amount = money.meta({ description: 'the amount', examples: ['500 000 kr'] });
const year = z
  .int()
  .min(1996)
  .max(2099)
  .meta({ description: 'the year that the money is for', examples: [2013] });

const whose = { area: area.optional(), measure: measure.optional(), recipient: recipient.optional() };

const settling = z.strictObject({
  measure,
  year,
  outcome: z.enum(outcomes).meta({ description: 'confirmed, changed or denied', examples: ['confirmed'] }),
  amount: amount.meta({ description: 'how much, where it is changed or the text names no amount' }).optional(),
});

/** What each command says, as a person writes it. */
export const fundsInputs = {
  settleAppropriation: settling,
  settleSetAside: settling,
  requisition: z.strictObject({
    ...whose,
    amount,
    reference: text.meta({ description: 'the requisition’s own reference', examples: ['Vår ref. 2012-17'] }),
    signedBy: id.meta({ description: 'the person who signed it', examples: ['skl-handlaggare'] }).optional(),
  }),
  approveRequisition: z.strictObject({
    requisition,
    amount: amount.meta({ description: 'how much is granted, where it is less than asked for' }).optional(),
  }),
  declineRequisition: z.strictObject({ requisition }),
  recordPayment: z.strictObject({
    requisition: requisition.optional(),
    ...whose,
    amount,
    payer: id.meta({ description: 'the organisation that paid', examples: ['kammarkollegiet'] }),
    decision: text.meta({ description: 'the decision that the payment rests on', examples: ['Beslut 2012-03-01, dnr 3-1-12'] }),
  }),
  accountFunds: z.strictObject({ measure, recipient: recipient.optional(), used: money, unspent: money }),
  repayFunds: z.strictObject({ measure, recipient: recipient.optional(), amount }),
  reclaim: z.strictObject({
    ...whose,
    amount,
    body: id.meta({ description: 'the body that decided', examples: ['regeringen'] }),
    decidedOn: civilDate.meta({ description: 'the day of the decision', examples: ['2014-10-02'] }),
    paragraph: z
      .string()
      .regex(/^[\p{L}\d]{1,12}(?::\d{1,5})?$/u)
      .meta({ description: 'its number in the minutes, without the sign', examples: ['14', 'III:8'] }),
    payBy: civilDate.meta({ description: 'the day by which the money is to be back', examples: ['2014-11-30'] }).optional(),
  }),
  settleReclaim: z.strictObject({ reclaim, amount }),
} satisfies Record<FundsCommand['type'], z.ZodObject>;

const onlyIf = (description: string) => z.boolean().meta({ description, examples: [true] });

/** How the agreement's money comes and goes. */
export function fundsTerms({ leaf, maybe, object, map, list }: Shaping) {
  const intention = object({
    year: leaf(year, 2000),
    measures: list(leaf(measure, 'x'))
      .optional()
      .meta({ description: 'the measures; else those that go on in that year', examples: [['praktikens-exempel']] }),
    amount: maybe(money.meta({ description: 'how much is meant for each, where the text says it', examples: ['2 mnkr'] })),
  });
  return object({
    intentions: list(intention)
      .optional()
      .meta({
        description: 'what is set aside only if it is appropriated, by year',
        examples: [[{ year: 2013, amount: '2 mnkr' }]],
      }),
    settledBy: maybe(
      id.meta({ description: 'who says what was appropriated; else the measure’s creditor', examples: ['staten'] }),
    ),
    payers: list(leaf(id.meta({ description: 'an organisation that pays; it need not be a party' }), 'x'))
      .optional()
      .meta({ description: 'the organisations that pay', examples: [['kammarkollegiet']] }),
    payment: maybe(
      z.enum(['notFollowed', 'onRequisition', 'withoutRequisition']).meta({
        description: 'how payments are followed: not at all, on requisition only, or also without; else notFollowed',
        examples: ['onRequisition'],
      }),
    ),
    lastDayBinds: maybe(onlyIf('whether a requisition after its last day is refused; else it is marked late')),
    conditions: object({
      holdPaymentWhileReportIsLate: maybe(onlyIf('hold payments while a report of the one to be paid is overdue')),
      holdPaymentWhileAccountsAreLate: maybe(onlyIf('hold payments while accounts of the one to be paid are overdue')),
      holdUntilLetterOfIntent: maybe(onlyIf('hold payments to a recipient until it has given its letter of intent')),
    })
      .optional()
      .meta({ description: 'what holds payments back; nothing where it is left out' }),
    carried: map(id, leaf(money, '0 kr'))
      .optional()
      .meta({
        description: 'money left from an earlier year that a measure may use, by measure',
        examples: [{ 'praktikens-exempel': '0.1 mnkr' }],
      }),
  })
    .optional()
    .meta({ description: 'how the money is appropriated, requisitioned and paid' });
}
