import { z } from 'zod';
import type { FrameworkCommandType } from '#core/framework/commands.ts';
import { civilDate, id, sha256, text } from '../pieces.ts';

const party = id.meta({ description: 'the organisation that is the party', examples: ['skl'] });
const body = id.meta({ description: 'the body that decided', examples: ['skl-styrelse'] });
const signatory = id.meta({ description: 'the person who signs', examples: ['skl-vd'] });
const versionHash = sha256.meta({ description: 'the SHA-256 of the text that it is about' });
const year = z
  .int()
  .min(1998)
  .max(2098)
  .meta({ description: 'the agreement’s year', examples: [2013] });
const MOST_CHARACTERS = 1_000_000;
const agreement = z
  .string()
  .max(MOST_CHARACTERS)
  .meta({ description: 'the file of the year’s agreement, as it is (YAML)', examples: ['framework: …'] });
const opensOn = civilDate
  .optional()
  .meta({ description: 'the day that it opens; else the first day of its consultation', examples: ['2012-02-01'] });
const commissionItem = {
  commission: id.meta({ description: 'the commission', examples: ['utvardering'] }),
  item: id.meta({ description: 'its date', examples: ['interimReport-2012'] }),
};
const files = z
  .record(z.string(), z.string())
  .optional()
  .meta({ description: 'the files that it names, as they are, by the name it gives them: its recipients (CSV)' });
const planned = z.strictObject({ agreement, files, opensOn });
const yearOnly = z.strictObject({ year });

/** What each of a framework's commands says, as a person writes it: one schema for the API, the command line, scripts and forms. */
export const frameworkInputs = {
  open: z.strictObject({}),
  authorise: z.strictObject({
    party,
    body,
    signatory,
    orSubstitute: z
      .boolean()
      .default(false)
      .meta({ description: 'whether whoever the signatory puts in their place may sign too' }),
    inAllEssentials: z.boolean().default(false).meta({ description: 'whether a text in all essentials the same may be signed' }),
    meeting: text
      .meta({ description: 'the body’s own number for the decision', examples: ['Regeringssammanträde 2010-06-17 nr III:8'] })
      .optional(),
  }),
  sign: z.strictObject({
    party,
    signatory,
    versionHash,
    differences: text
      .meta({ description: 'what differs from the text, where another is signed that is in all essentials the same' })
      .optional(),
  }),
  refuseToSign: z.strictObject({ party }),
  approve: z.strictObject({ body, versionHash }),
  reject: z.strictObject({ body }),
  revise: z.strictObject({
    text: z
      .string()
      .max(MOST_CHARACTERS)
      .meta({ description: 'the framework’s file with the new text, as it is (YAML)', examples: ['framework: …'] }),
  }),
  lapse: z.strictObject({}),
  withdraw: z.strictObject({ party }),
  planYear: planned,
  replanYear: planned,
  unplanYear: yearOnly,
  openYear: yearOnly,
  noteYear: yearOnly,
  moveCommissionDate: z.strictObject({
    ...commissionItem,
    dueOn: civilDate.meta({ description: 'the new day', examples: ['2012-12-01'] }),
  }),
  meetCommission: z.strictObject(commissionItem),
  letGoCommission: z.strictObject(commissionItem),
  correct: z.strictObject({
    version: z.int().positive().meta({ description: 'the version of the entry to correct' }),
    correction: z
      .union([z.literal('note'), z.strictObject({ doneOn: civilDate })])
      .meta({ description: 'note or {doneOn}', examples: ['note'] }),
  }),
} satisfies Record<FrameworkCommandType, z.ZodObject>;

export type FrameworkInput<T extends FrameworkCommandType> = z.output<(typeof frameworkInputs)[T]>;

/** A framework's command as a person gives it. */
export type FrameworkRequest = { [T in FrameworkCommandType]: { type: T; input: FrameworkInput<T> } }[FrameworkCommandType];
