import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Kind } from '#core/act/model.ts';
import { commandId, evidence, id, text } from '#contracts/schemas.ts';
import type { Mistake } from '../../infra/definition/mistake.ts';
import { type InputError, PROBLEM_TYPE, problemDocument } from '../problem.ts';

/** An app whose routes are typed by their zod schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export const agreementParams = z.object({
  id: z.string().meta({
    description: 'a full id, or a short one, which means the live agreement, else that of the newest rehearsal',
    examples: ['agreement:evidensbaserad-praktik:2012'],
  }),
});

const paramsFor = (what: string, example: string) =>
  z.object({
    id: z.string().meta({
      description: `a full id, or a short one, which means the live ${what}, else that of the newest rehearsal`,
      examples: [example],
    }),
  });

export const paramsOf: Readonly<Record<Kind, typeof agreementParams>> = {
  agreement: agreementParams,
  framework: paramsFor('framework', 'framework:evidensbaserad-praktik'),
  referral: paramsFor('referral', 'referral:stockholm-2012'),
};

/** Under which name the processes of a kind stand. */
export const collections: Readonly<Record<Kind, string>> = {
  agreement: 'agreements',
  framework: 'frameworks',
  referral: 'referrals',
};

/** Files of a million characters, which JSON may write longer. */
export const FILES_LIMIT_BYTES = 8_000_000;

/** A mistake in a file, under the field of the body that holds the file. */
export const inFile = ({ file, path, message, remedy, line, column }: Mistake): InputError => ({
  in: 'body',
  path: path === '' ? file : `${file}.${path}`,
  message,
  remedy,
  line,
  column,
});

export const ulid = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  .meta({ description: "a rehearsal's ULID", examples: ['01JD4Z7R3TQ0V9YB6S1N2M8KXE'] });

export const commandHeaders = z.looseObject({
  'idempotency-key': commandId,
  'x-act-as': id.meta({ description: 'the person who enters it, by id', examples: ['samordnare'] }),
});

/** What an act says besides the command itself. */
export const actShape = {
  doneBy: id.meta({ description: 'the person who did it, where that is known', examples: ['skl-vd'] }).optional(),
  reason: text.meta({ description: 'why', examples: ['Parterna är inte eniga om beloppen.'] }).optional(),
  evidence: evidence.optional(),
};

export const receiptDocument = z
  .object({
    chain: z.string(),
    version: z.int(),
    hash: z.string().meta({ description: 'hex SHA-256 of the newest event of the command, over the chain before it' }),
  })
  .meta({ id: 'Receipt', description: 'proof of what was recorded' });

export const commandReceiptDocument = z
  .object({ ...receiptDocument.shape, repeated: z.boolean().meta({ description: 'whether it had been done before' }) })
  .meta({ id: 'CommandReceipt' });

const meanings = {
  400: 'malformed: every mistake under `errors`',
  403: 'no mandate that covers it: `detail` says what is missing',
  404: 'not known',
  409: 'refused: `code`, `params` and `detail` say why and what to do',
  413: 'too large',
  415: 'not JSON',
  422: 'the command id is used for another command or by somebody else',
  429: 'too many commands at once; nothing was done; Retry-After says when',
  503: 'no verdict in time: `outcome: unknown`; the same command id sent again gives the outcome',
} as const;

type ProblemStatus = keyof typeof meanings;

/** The problems that a route may answer with, for its description. */
export const problems = (...statuses: ProblemStatus[]) =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: meanings[status], content: { [PROBLEM_TYPE]: { schema: problemDocument } } },
    ]),
  );

/** A successful answer with its description. */
export const answer = <T extends z.ZodType>(description: string, schema: T) => ({
  description,
  content: { 'application/json': { schema } },
});
