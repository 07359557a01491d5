import { z } from 'zod';
import { metByKinds } from '#core/deadlines/deadline.ts';
import { type NegotiationCommand, revisionOutcomes } from '#core/agreement/negotiation/types.ts';
import { civilDate, deadlineId, id, money, sha256, text, title, versionRef } from '../pieces.ts';

const party = id.meta({ description: 'the organisation that is the party', examples: ['skl'] });
const year = z.int().min(1996).max(2099);
const out = z.null().meta({ description: 'null takes it out', examples: [null] });

const area = z.strictObject({ title: title.optional(), budget: money.optional() });
const measure = z.strictObject({
  title: title.optional(),
  area: id.optional(),
  amount: z.union([money, z.null()]).optional(),
  debtor: id.optional(),
  creditor: id.optional(),
  continuesIn: z.array(year).optional(),
  serves: z.strictObject({ area: id, goal: z.union([id, z.null()]) }).optional(),
  continues: z.strictObject({ year, measure: id }).optional(),
});
const deadline = z.strictObject({
  title: title.optional(),
  kind: id.optional(),
  mode: z.enum(['owed', 'watched']).optional(),
  metBy: z.enum(metByKinds).optional(),
  plan: id.optional(),
  due: civilDate.optional(),
  debtor: id.optional(),
  creditor: id.optional(),
  measure: z.union([id, z.null()]).optional(),
  handler: z.union([id, z.null()]).optional(),
  source: title.optional(),
});

const payments = z
  .strictObject({
    payers: z.array(id).optional(),
    payment: z.enum(['notFollowed', 'onRequisition', 'withoutRequisition']).optional(),
    lastDayBinds: z.boolean().optional(),
    conditions: z
      .strictObject({
        holdPaymentWhileReportIsLate: z.boolean().optional(),
        holdPaymentWhileAccountsAreLate: z.boolean().optional(),
        holdUntilLetterOfIntent: z.boolean().optional(),
      })
      .optional(),
  })
  .meta({
    description: 'how payments are followed and what holds them back: payers, payment, lastDayBinds, conditions',
    examples: [{ payment: 'onRequisition', conditions: { holdPaymentWhileReportIsLate: true } }],
  });

/** What a version changes of the text that it is written on: what parties negotiate about, and nothing else. */
export const textChanges = z
  .strictObject({
    frame: money.optional(),
    validUntil: z.union([civilDate, z.null()]).optional(),
    areas: z.record(id, z.union([area, out])).optional(),
    measures: z.record(id, z.union([measure, out])).optional(),
    deadlines: z.record(deadlineId, z.union([deadline, out])).optional(),
    payments: payments.optional(),
  })
  .meta({
    description: 'what changes: frame, validUntil, payments, and areas, measures and deadlines by id; what is not named stays',
    examples: [{ areas: { forskning: { budget: '1 mnkr' }, utbildning: { budget: '5 mnkr' } } }],
  });

export type TextChangesInput = z.output<typeof textChanges>;

export const documents = z
  .array(sha256)
  .meta({ description: 'the SHA-256 of each attached document', examples: [[]] })
  .default([]);

/** A text that a party writes: a version to table, or an amendment. */
export const draftedText = z.strictObject({
  base: versionRef.meta({ description: 'the version that it is written on; else the newest' }).optional(),
  changes: textChanges,
  documents,
});

/** What each command says, as a person writes it. */
export const negotiationInputs = {
  tableVersion: z.strictObject({ party, ...draftedText.shape }),
  declineVersion: z.strictObject({ party, versionHash: versionRef }),
  receiveRevision: z.strictObject({
    from: title.meta({ description: 'the agreement that it comes from', examples: ['agreement:evidensbaserad-praktik:2011'] }),
    revision: id.meta({ description: 'its id there', examples: ['revision-1'] }),
    party,
    measure: id.optional(),
    area: id.optional(),
    proposal: text.meta({ description: 'what is to be done otherwise' }),
  }),
  answerRevision: z.strictObject({
    party,
    revision: id.meta({ description: 'the id of a received revision', examples: ['received-1'] }),
    outcome: z.enum(revisionOutcomes).meta({ description: 'takenUp, partly or declined', examples: ['takenUp'] }),
    inVersion: versionRef.meta({ description: 'the version in which it is taken up' }).optional(),
  }),
} satisfies Record<NegotiationCommand['type'], z.ZodObject>;
