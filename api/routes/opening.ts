import { z } from 'zod';
import type { AnyRefusal } from '#core/models.ts';
import { agreementId, frameworkId, referralId } from '#contracts/ids.ts';
import { evidence } from '#contracts/schemas.ts';
import type { OpeningAsk } from '../../infra/gateway/ask.ts';
import { parseFramework } from '../../infra/definition/framework/loadFramework.ts';
import { parseAgreement } from '../../infra/definition/loadAgreement.ts';
import { parseTakeOver } from '../../infra/definition/loadTakeOver.ts';
import { parseReferral } from '../../infra/definition/referral/loadReferral.ts';
import type { Context } from '../context.ts';
import { badInput } from '../input.ts';
import { langOf } from '../language.ts';
import { answerTo, sendAnswer } from '../verdict.ts';
import {
  actShape,
  answer,
  type App,
  collections,
  commandHeaders,
  commandReceiptDocument,
  FILES_LIMIT_BYTES,
  inFile,
  problems,
} from './shared.ts';

const openingBody = z.strictObject({
  agreement: z.string().meta({ description: 'the agreement file, as it is (YAML)' }),
  takeOver: z
    .string()
    .optional()
    .meta({ description: 'the take-over file, as it is (YAML): what had already happened, where its opening has passed' }),
  files: z.record(z.string(), z.string()).default({}).meta({
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

/** Importing a file opens what it describes, in the live world. */
export function openingRoutes(app: App, context: Context): void {
  const { gateway } = context;
  const options = { bodyLimit: FILES_LIMIT_BYTES, config: { isCommand: true }, schema: openingSchema };
  app.post('/agreements', options, async (request, reply) => {
    const { 'idempotency-key': commandId, 'x-act-as': actor } = request.headers;
    const ask = askOf(request.body);
    const { definition } = ask.loaded;
    const chain = agreementId({ kind: 'live' }, definition.framework, definition.year);
    const verdict = await gateway.open(chain, ask, { commandId, actor });
    return sendAnswer(request, reply, answerTo(verdict, { commandId, lang: langOf(request), definition }), commandId);
  });
  fileRoute(app, context, 'framework');
  fileRoute(app, context, 'referral');
}

const fileSchema = (kind: 'framework' | 'referral') => ({
  tags: ['commands'],
  operationId: kind === 'framework' ? 'openFramework' : 'openReferral',
  summary: `Import a ${kind} file: opens the ${kind}`,
  description:
    "The coordinator's act. A wrong file gets every mistake at once, each with line, column, path and remedy, and changes nothing.",
  headers: commandHeaders,
  body: z.strictObject({ file: z.string().meta({ description: `the ${kind} file, as it is (YAML)` }), ...actShape }),
  response: openingSchema.response,
});

function fileRoute(app: App, { gateway }: Context, kind: 'framework' | 'referral'): void {
  const options = { bodyLimit: FILES_LIMIT_BYTES, config: { isCommand: true }, schema: fileSchema(kind) };
  app.post(`/${collections[kind]}`, options, async (request, reply) => {
    const { 'idempotency-key': commandId, 'x-act-as': actor } = request.headers;
    const { file, ...act } = request.body;
    const loaded = kind === 'framework' ? parseFramework(file, 'file') : parseReferral(file, 'file');
    if (!loaded.ok) throw badInput(loaded.mistakes.map(inFile));
    const { definition } = loaded;
    const chain =
      'framework' in definition
        ? frameworkId({ kind: 'live' }, definition.framework)
        : referralId({ kind: 'live' }, definition.id);
    const verdict = await gateway.open<AnyRefusal>(chain, { ...act, loaded }, { commandId, actor });
    return sendAnswer(request, reply, answerTo(verdict, { commandId, lang: langOf(request), kind, definition }), commandId);
  });
}

/** @throws Refuse 400 with every mistake of the files. */
function askOf({ agreement, takeOver, files, doneBy, reason, evidence: basis }: z.output<typeof openingBody>): OpeningAsk {
  const loaded = parseAgreement(agreement, 'agreement', new Map(Object.entries(files)));
  if (!loaded.ok) throw badInput(loaded.mistakes.map(inFile));
  const act = { doneBy, reason, evidence: basis };
  if (takeOver === undefined) return { ...act, loaded, takeOver: null };
  const past = parseTakeOver(takeOver, 'takeOver', loaded);
  if (!past.ok) throw badInput(past.mistakes.map(inFile));
  return { ...act, loaded, takeOver: past.acts };
}
