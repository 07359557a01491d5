import { z } from 'zod';
import type { CommandType } from '#core/agreement/commands.ts';
import type { Relation } from '#core/agreement/rule.ts';
import { commandRules, commandTypes } from '#core/agreement/tables.ts';
import { sentence } from '#core/texts/lang.ts';
import { commandName, phaseName } from '#core/texts/names.ts';
import { civilDate, commandInputs } from '#contracts/schemas.ts';
import { agreementState, commandOutcome } from '../../infra/db/read/agreements.ts';
import { type Context, existing, worldName } from '../context.ts';
import { langOf } from '../language.ts';
import { notFound, ownProblem, Refuse } from '../problem.ts';
import type { ActRequest } from '../../infra/definition/toCommand.ts';
import { answerTo, sendAnswer } from '../verdict.ts';
import { world } from '../views/pieces.ts';
import {
  actShape,
  agreementParams,
  answer,
  type App,
  commandHeaders,
  commandReceiptDocument,
  problems,
  receiptDocument,
} from './shared.ts';

type ActType = Exclude<CommandType, 'open'>;

const isAct = (type: CommandType): type is ActType => type !== 'open';

/** Every command on an agreement that exists. Opening one is importing it. */
export const actTypes: readonly ActType[] = commandTypes.filter(isAct);

const act = z.object({
  doneOn: civilDate.optional().meta({ description: 'the day it was done; today if left out', examples: ['2012-01-31'] }),
  ...actShape,
});

/** A command and the act around it in one object: no command has a field by one of the act's names. */
export const commandBody = (type: ActType) => z.strictObject({ ...act.shape, ...commandInputs[type].shape });

const commandSchema = (type: ActType) => ({
  tags: ['commands'],
  operationId: type,
  summary: sentence(commandName(type, 'en')),
  description: whatItNeeds(type),
  params: agreementParams,
  headers: commandHeaders,
  body: commandBody(type),
  response: {
    200: answer('done before, under this command id', commandReceiptDocument),
    201: answer('done and recorded', commandReceiptDocument),
    ...problems(400, 404, 409, 413, 415, 422, 429, 503),
  },
});

const outcomeSchema = {
  tags: ['commands'],
  summary: 'The outcome of a command, by its id',
  params: agreementParams.extend({ commandId: z.string() }),
  response: {
    200: answer('what was recorded', z.object({ ...world, commandId: z.string(), receipt: receiptDocument })),
    ...problems(404),
  },
};

export function commandRoutes(app: App, context: Context): void {
  for (const type of actTypes) commandRoute(app, context, type);
  app.get('/agreements/:id/commands/:commandId', { schema: outcomeSchema }, ({ params }) =>
    outcomeOf(context, params.id, params.commandId),
  );
}

function commandRoute(app: App, context: Context, type: ActType): void {
  const options = { config: { isCommand: true }, schema: commandSchema(type) };
  app.post(`/agreements/:id/commands/${type}`, options, async (request, reply) => {
    const { chain, rehearsal, shortId } = await existing(context, request.params.id);
    if (rehearsal !== null) throw forARehearsal(shortId, rehearsal);
    const { 'idempotency-key': commandId, 'x-act-as': actor } = request.headers;
    const { doneOn, doneBy, reason, evidence, ...input } = request.body;
    // The body has passed the schema of this very command, which the loop over all of them cannot tell the compiler.
    const ask = { request: { type, input } as ActRequest, doneOn, doneBy, reason, evidence };
    const verdict = await context.gateway.command(chain, ask, { commandId, actor });
    const definition = verdict.kind === 'refused' ? ((await agreementState(context, chain))?.definition ?? null) : null;
    return sendAnswer(request, reply, answerTo(verdict, { commandId, lang: langOf(request), definition }), commandId);
  });
}

async function outcomeOf(context: Context, id: string, commandId: string) {
  const { chain, rehearsal } = await existing(context, id);
  // Postgres has no character U+0000, so nothing can be recorded under it.
  const outcome = commandId.includes('\0') ? null : await commandOutcome(context, chain, commandId);
  if (outcome === null) throw notFound('nothingRecorded', { commandId });
  return { world: worldName(rehearsal), rehearsal, commandId, receipt: outcome.receipt };
}

const forARehearsal = (agreement: string, rehearsal: string): Refuse =>
  new Refuse((lang) => ownProblem(409, 'rehearsalRunsByScript', lang, { params: { agreement, rehearsal } }));

const whose: Readonly<Record<Relation, string>> = {
  coordinator: 'the coordinator',
  party: 'the party that it names',
  body: 'the organisation of the body that it names',
  debtor: 'whoever owes it',
  creditor: 'whoever it is owed to',
  organisation: 'the organisation that it names',
  process: 'another process of the system',
  whose: 'whom the matter concerns',
};

/** What the domain's tables say of a command, for its description. */
function whatItNeeds(type: ActType): string {
  const { possibleIn, actOf, needsReason } = commandRules[type];
  const others = actOf === 'coordinator' ? '' : ' The coordinator may record it on their behalf, with evidence.';
  const reason = needsReason ? ' It needs a reason.' : '';
  const when = possibleIn.map((phase) => phaseName(phase, 'en')).join(', ');
  return `An act of ${whose[actOf]}.${others}${reason} Entered later than the day it was done, it needs evidence. Possible in: ${when}.`;
}
