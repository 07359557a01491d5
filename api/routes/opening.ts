import { z } from 'zod';
import { agreementId } from '#contracts/ids.ts';
import { evidence } from '#contracts/schemas.ts';
import type { OpeningAsk } from '../../infra/gateway/ask.ts';
import { parseAgreement } from '../../infra/definition/loadAgreement.ts';
import { parseTakeOver } from '../../infra/definition/loadTakeOver.ts';
import type { Mistake } from '../../infra/definition/mistake.ts';
import type { Context } from '../context.ts';
import { badInput } from '../input.ts';
import { langOf } from '../language.ts';
import type { InputError } from '../problem.ts';
import { answerTo, sendAnswer } from '../verdict.ts';
import { actShape, answer, type App, commandHeaders, commandReceiptDocument, problems } from './shared.ts';

/** Two files of a million characters, which JSON may write longer. */
const FILES_LIMIT_BYTES = 8_000_000;

const openingBody = z.strictObject({
  agreement: z.string().meta({ description: 'the agreement file, as it is (YAML)' }),
  takeOver: z
    .string()
    .optional()
    .meta({ description: 'the take-over file, as it is (YAML): what had already happened, where its opening has passed' }),
  files: z
    .record(z.string(), z.string())
    .default({})
    .meta({
      description: 'the files that the agreement file names, as they are, by the name it gives them: its recipients (CSV)',
    }),
  doneBy: actShape.doneBy,
  reason: actShape.reason,
  evidence: evidence.optional().meta({ description: 'what a take-over rests on' }),
});

const openingSchema = {
  tags: ['commands'],
  operationId: 'open',
  summary: 'Import an agreement file: opens the agreement, or takes one over that is under way',
  description:
    "The coordinator's act. A wrong file gets every mistake at once, each with line, column, path and remedy, and changes nothing.",
  headers: commandHeaders,
  body: openingBody,
  response: {
    200: answer('opened before, under this command id', commandReceiptDocument),
    201: answer('opened', commandReceiptDocument),
    ...problems(400, 409, 413, 415, 422, 429, 503),
  },
};

/** Importing an agreement opens it, in the live world. */
export function openingRoutes(app: App, { gateway }: Context): void {
  const options = { bodyLimit: FILES_LIMIT_BYTES, config: { isCommand: true }, schema: openingSchema };
  app.post('/agreements', options, async (request, reply) => {
    const { 'idempotency-key': commandId, 'x-act-as': actor } = request.headers;
    const ask = askOf(request.body);
    const { definition } = ask.loaded;
    const chain = agreementId({ kind: 'live' }, definition.framework, definition.year);
    const verdict = await gateway.open(chain, ask, { commandId, actor });
    return sendAnswer(request, reply, answerTo(verdict, { commandId, lang: langOf(request), definition }), commandId);
  });
}

/** @throws Refuse 400 with every mistake of the files. */
function askOf({ agreement, takeOver, files, doneBy, reason, evidence: basis }: z.output<typeof openingBody>): OpeningAsk {
  const loaded = parseAgreement(agreement, 'agreement', new Map(Object.entries(files)));
  if (!loaded.ok) throw badInput(loaded.mistakes.map(inBody));
  const act = { doneBy, reason, evidence: basis };
  if (takeOver === undefined) return { ...act, loaded, takeOver: null };
  const past = parseTakeOver(takeOver, 'takeOver', loaded);
  if (!past.ok) throw badInput(past.mistakes.map(inBody));
  return { ...act, loaded, takeOver: past.acts };
}

/** A mistake in a file, under the field of the body that holds the file. */
const inBody = ({ file, path, message, remedy, line, column }: Mistake): InputError => ({
  in: 'body',
  path: path === '' ? file : `${file}.${path}`,
  message,
  remedy,
  line,
  column,
});
