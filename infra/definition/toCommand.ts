import type { Evidence, TextRef } from '#core/act/envelope.ts';
import type { Command, Correction, ReportContent, RulesChange, YearCommand } from '#core/agreement/commands.ts';
import { consultationToCommand } from './parts/consultation.ts';
import { negotiationToCommand } from './parts/negotiation.ts';
import { decisionsToCommand, toApprove, toAuthorise, toReject, toSign } from './parts/decisions.ts';
import { fundsToCommand } from './parts/funds.ts';
import { recipientsToCommand } from './parts/recipients.ts';
import { followUpToCommand } from './parts/followUp.ts';
import { datesToCommand } from './parts/dates.ts';
import { tasksToCommand } from './parts/tasks.ts';
import type { PartCommands } from './parts/parts.ts';
import { parseMoney } from '#core/money.ts';
import { assertNever } from '#core/result.ts';
import type { CommandInput, CommandRequest, EvidenceInput } from '#contracts/schemas.ts';

/** Keeps a text outside the record and answers with what refers to it. */
export type PutText = (text: string) => Promise<TextRef>;

/** Everything but `open`, which says a whole definition instead. */
export type ActRequest = Exclude<CommandRequest, { type: 'open' }>;
export type ActCommand = Exclude<Command, { type: 'open' }>;

/** The command that somebody's input says: texts are put away first, amounts become öre. The input has passed its schema. */
export async function toCommand(request: ActRequest, putText: PutText): Promise<ActCommand> {
  return isOfPart(request)
    ? // Each is told an input of its own type, which a look-up by type cannot tell the compiler.
      (ofParts[request.type] as (input: unknown, putText: PutText) => Promise<ActCommand>)(request.input, putText)
    : ofYear(request, putText);
}

type PartCommand = Exclude<Command, YearCommand>;
type PartRequest = Extract<ActRequest, { type: PartCommand['type'] }>;

const ofParts: PartCommands<PartCommand> = {
  ...consultationToCommand,
  ...negotiationToCommand,
  ...decisionsToCommand,
  ...fundsToCommand,
  ...recipientsToCommand,
  ...followUpToCommand,
  ...datesToCommand,
  ...tasksToCommand,
};

const isOfPart = (request: ActRequest): request is PartRequest => Object.hasOwn(ofParts, request.type);

async function ofYear(request: Exclude<ActRequest, PartRequest>, putText: PutText): Promise<ActCommand> {
  switch (request.type) {
    case 'handInReport':
      return { type: request.type, deadline: request.input.deadline, content: await toContent(request.input.content, putText) };
    case 'reportDeviation':
      return { type: request.type, measure: request.input.measure, description: await putText(request.input.description) };
    case 'account':
      return {
        type: request.type,
        area: request.input.area,
        usedOre: ore(request.input.used),
        unspentOre: ore(request.input.unspent),
      };
    case 'repay':
      return { type: request.type, area: request.input.area, amountOre: ore(request.input.amount) };
    case 'changeRules':
      return {
        type: request.type,
        changes: toChanges(request.input.changes),
        consents: await toConsents(request.input.consents, putText),
      };
    case 'correct':
      return { type: request.type, version: request.input.version, correction: toCorrection(request.input.correction) };
    case 'adoptBasis':
    case 'openNextPhaseEarly':
    case 'reopenNegotiation':
    case 'lapse':
    case 'adoptEvaluation':
      return { type: request.type };
    case 'authorise':
      return { type: request.type, ...(await toAuthorise(request.input, putText)) };
    case 'sign':
      return { type: request.type, ...(await toSign(request.input, putText)) };
    case 'approve':
      return { type: request.type, ...(await toApprove(request.input, putText)) };
    case 'reject':
      return { type: request.type, ...(await toReject(request.input, putText)) };
    case 'acceptVersion':
    case 'refuseToSign':
    case 'terminate':
    case 'meetDeadline':
    case 'letGo':
    case 'returnReport':
    case 'acceptReport':
      return { type: request.type, ...request.input } as ActCommand; // these say in their input exactly what they are
    default:
      return assertNever(request);
  }
}

export async function toEvidence(input: EvidenceInput, putText: PutText): Promise<Evidence> {
  if (typeof input === 'string') return { kind: 'reference', text: await putText(input) };
  return { kind: 'document', sha256: input.document };
}

async function toContent(content: CommandInput<'handInReport'>['content'], putText: PutText): Promise<ReportContent> {
  if (content === 'nothing') return { kind: 'nothingToReport' };
  const activities = await putText(content.activities);
  const development = await putText(content.development);
  if (content.reasons === undefined) return { kind: 'threePart', activities, development, goalsMet: true };
  return { kind: 'threePart', activities, development, goalsMet: false, reasons: await putText(content.reasons) };
}

async function toConsents(consents: CommandInput<'changeRules'>['consents'], putText: PutText) {
  const given: { party: string; evidence: Evidence }[] = [];
  for (const { party, evidence } of consents) given.push({ party, evidence: await toEvidence(evidence, putText) });
  return given;
}

function toChanges({
  windows,
  signingBy,
  reminderPlans,
  escalateFromDaysOverdue,
}: CommandInput<'changeRules'>['changes']): RulesChange {
  return {
    ...(windows === undefined ? {} : { windows }),
    ...(signingBy === undefined ? {} : { signingBy }),
    ...(reminderPlans === undefined ? {} : { reminderPlans }),
    ...(escalateFromDaysOverdue === undefined ? {} : { escalateFromDaysOverdue }),
  };
}

function toCorrection(input: CommandInput<'correct'>['correction']): Correction {
  if (input === 'note') return { kind: 'note' };
  if ('doneOn' in input) return { kind: 'doneOn', doneOn: input.doneOn };
  if ('amount' in input) return { kind: 'amount', amountOre: ore(input.amount) };
  return { kind: 'account', usedOre: ore(input.used), unspentOre: ore(input.unspent) };
}

function ore(text: string): number {
  const amount = parseMoney(text);
  if (amount === null) throw new TypeError(`${JSON.stringify(text)} has not passed the schema for amounts.`);
  return amount;
}
