import type { DeadlineChange, MeasureChange, NegotiationCommand, TextChanges } from '#core/agreement/negotiation/types.ts';
import { parseMoney } from '#core/money.ts';
import type { TextChangesInput } from '#contracts/schemas.ts';
import { said } from './said.ts';
import type { PartCommands } from './parts.ts';

/** The commands that somebody's inputs say. */
export const negotiationToCommand: PartCommands<NegotiationCommand> = {
  tableVersion: async ({ party, base, changes, documents }) => ({
    type: 'tableVersion',
    party,
    base: base ?? null,
    changes: toChanges(changes),
    documents,
  }),
  declineVersion: async (input) => ({ type: 'declineVersion', ...input }),
  receiveRevision: async ({ measure, area, proposal, ...input }, putText) => ({
    type: 'receiveRevision',
    ...input,
    measure: measure ?? null,
    area: area ?? null,
    proposal: await putText(proposal),
  }),
  answerRevision: async ({ inVersion, ...input }) => ({ type: 'answerRevision', ...input, version: inVersion ?? null }),
};

/** Changes as a person writes them, amounts in öre. */
export function toChanges({ frame, validUntil, areas, measures, deadlines, payments }: TextChangesInput): TextChanges {
  return said({
    frameOre: frame === undefined ? undefined : ore(frame),
    validUntil,
    areas: each(areas, ({ title, budget }) => said({ title, budgetOre: budget === undefined ? undefined : ore(budget) })),
    measures: each(measures, ({ amount, ...rest }): MeasureChange => {
      const amountOre = amount === undefined || amount === null ? amount : ore(amount);
      return said({ ...rest, amountOre });
    }),
    deadlines: each(deadlines, ({ due, ...rest }): DeadlineChange => said({ ...rest, dueOn: due })),
    payments: payments === undefined ? undefined : said({ ...payments, conditions: said(payments.conditions ?? {}) }),
  });
}

function each<Given, Change>(
  given: Record<string, Given | null> | undefined,
  change: (one: Given) => Change,
): Record<string, Change | null> | undefined {
  if (given === undefined) return undefined;
  return Object.fromEntries(Object.entries(given).map(([id, one]) => [id, one === null ? null : change(one)]));
}

function ore(text: string): number {
  const amount = parseMoney(text);
  if (amount === null) throw new TypeError(`${JSON.stringify(text)} has not passed the schema for amounts.`);
  return amount;
}
