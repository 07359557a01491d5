import { z } from 'zod';
import { type Kind, kinds } from '#core/act/model.ts';
import type { AnyRefusal } from '#core/models.ts';
import { ruleOf } from '#core/rules.ts';
import { wordsOf } from '#core/texts/kinds.ts';
import { sentence } from '#core/texts/lang.ts';
import { civilDate, inputsOf } from '#contracts/schemas.ts';
import { commandOutcome, processState } from '../../infra/db/read/processes.ts';
import { type FrameworkActRequest, mistakesIn } from '../../infra/definition/framework/toCommand.ts';
import { type Context, existingOf, worldName } from '../context.ts';
import { badInput } from '../input.ts';
import { langOf } from '../language.ts';
import { notFound, ownProblem, Refuse } from '../problem.ts';
import { answerTo, sendAnswer } from '../verdict.ts';
import { world } from '../views/pieces.ts';
import {
  actShape,
  answer,
  type App,
  collections,
  commandHeaders,
  commandReceiptDocument,
  FILES_LIMIT_BYTES,
  inFile,
  paramsOf,
  problems,
  receiptDocument,
} from './shared.ts';

/** What people can do with a process of a kind that exists. Opening one is importing it. */
export const actsOf = (kind: Kind): string[] => Object.keys(inputsOf[kind]).filter((type) => type !== 'open');

const act = z.object({
  doneOn: civilDate.optional().meta({ description: 'the day it was done; today if left out', examples: ['2012-01-31'] }),
  ...actShape,
});

/** A command and the act around it in one object: no command has a field by one of the act's names. */
export const commandBody = (kind: Kind, type: string) => z.strictObject({ ...act.shape, ...inputsOf[kind][type]?.shape });

const commandSchema = (kind: Kind, type: string) => ({
  tags: ['commands'],
  operationId: kind === 'agreement' ? type : `${kind}${type.charAt(0).toUpperCase()}${type.slice(1)}`,
  summary: sentence(wordsOf(kind).command(type, 'en')),
  description: whatItNeeds(kind, type),
  params: paramsOf[kind],
  headers: commandHeaders,
  body: commandBody(kind, type),
  response: {
    200: answer('done before, under this command id', commandReceiptDocument),
    201: answer('done and recorded', commandReceiptDocument),
    ...problems(400, 404, 409, 413, 415, 422, 429, 503),
  },
});

const outcomeSchema = (kind: Kind) => ({
  tags: ['commands'],
  summary: 'The outcome of a command, by its id',
  params: paramsOf[kind].extend({ commandId: z.string() }),
  response: {
    200: answer('what was recorded', z.object({ ...world, commandId: z.string(), receipt: receiptDocument })),
    ...problems(404),
  },
});

/** The same for every kind of process, under its own name. */
export function commandRoutes(app: App, context: Context): void {
  for (const kind of kinds) {
    for (const type of actsOf(kind)) commandRoute(app, context, kind, type);
    app.get(`/${collections[kind]}/:id/commands/:commandId`, { schema: outcomeSchema(kind) }, ({ params }) =>
      outcomeOf(context, kind, params.id, params.commandId),
    );
  }
}

function commandRoute(app: App, context: Context, kind: Kind, type: string): void {
  const options = {
    // A framework is told the file of a year.
    ...(kind === 'framework' ? { bodyLimit: FILES_LIMIT_BYTES } : {}),
    config: { isCommand: true },
    schema: commandSchema(kind, type),
  };
  app.post(`/${collections[kind]}/:id/commands/${type}`, options, async (request, reply) => {
    const { chain, rehearsal, shortId } = await existingOf(context, kind, request.params.id);
    if (rehearsal !== null) throw forARehearsal(shortId, rehearsal);
    const { 'idempotency-key': commandId, 'x-act-as': actor } = request.headers;
    const { doneOn, doneBy, reason, evidence, ...input } = request.body;
    refuseFaultyFile(kind, type, input);
    const ask = { request: { type, input }, doneOn, doneBy, reason, evidence };
    const verdict = await context.gateway.command<AnyRefusal>(chain, ask, { commandId, actor });
    const definition = verdict.kind === 'refused' ? ((await processState(context, chain))?.state.definition ?? null) : null;
    return sendAnswer(request, reply, answerTo(verdict, { commandId, lang: langOf(request), kind, definition }), commandId);
  });
}

/** A file inside a command gets every mistake, as any other file does. @throws Refuse 400 */
function refuseFaultyFile(kind: Kind, type: string, input: object): void {
  if (kind !== 'framework') return;
  const mistakes = mistakesIn({ type, input } as FrameworkActRequest);
  if (mistakes.length > 0) throw badInput(mistakes.map(inFile));
}

async function outcomeOf(context: Context, kind: Kind, id: string, commandId: string) {
  const { chain, rehearsal } = await existingOf(context, kind, id);
  // Postgres has no character U+0000, so nothing can be recorded under it.
  const outcome = commandId.includes('\0') ? null : await commandOutcome(context, chain, commandId);
  if (outcome === null) throw notFound('nothingRecorded', { commandId });
  return { world: worldName(rehearsal), rehearsal, commandId, receipt: outcome.receipt };
}

const forARehearsal = (agreement: string, rehearsal: string): Refuse =>
  new Refuse((lang) => ownProblem(409, 'rehearsalRunsByScript', lang, { params: { agreement, rehearsal } }));

const whose: Readonly<Record<string, string>> = {
  coordinator: 'the coordinator',
  party: 'the party that it names',
  body: 'the organisation of the body that it names',
  debtor: 'whoever owes it',
  creditor: 'whoever it is owed to',
  organisation: 'the organisation that it names',
  process: 'another process of the system',
  whose: 'whom the matter concerns',
  commissioner: 'whoever gave the commission',
  commissioned: 'whoever has the commission',
  asker: 'whoever asks',
  received: 'the organisation that it names, as it came to whoever asks',
};

/** What the domain's tables say of a command, for its description. */
function whatItNeeds(kind: Kind, type: string): string {
  const { possibleIn, actOf, needsReason } = ruleOf(kind, type);
  const others = actOf === 'coordinator' ? '' : ' The coordinator may record it on their behalf, with evidence.';
  const reason = needsReason ? ' It needs a reason.' : '';
  const when = possibleIn.map((phase) => wordsOf(kind).phase(phase, 'en')).join(', ');
  return `An act of ${whose[actOf] ?? actOf}.${others}${reason} Entered later than the day it was done, it needs evidence. Possible in: ${when}.`;
}
