import type { TextRef } from '#core/act/envelope.ts';
import type { AnswerItem, ReferralCommand } from '#core/referral/commands.ts';
import type { Part } from '#core/referral/definition.ts';
import { assertNever } from '#core/result.ts';
import type { ReferralInput, ReferralRequest } from '#contracts/schemas.ts';
import type { PutText } from '../toCommand.ts';
import { toDecision } from '../toDecision.ts';
import type { LoadedReferral } from './loadReferral.ts';

/** Everything but `open`, which says a whole definition instead. */
export type ReferralActRequest = Exclude<ReferralRequest, { type: 'open' }>;

/** The command that sends a referral out, of its file as loaded. */
export async function referralToOpening({ loaded }: { loaded: LoadedReferral }): Promise<ReferralCommand & { type: 'open' }> {
  return { type: 'open', definition: loaded.definition, versionHash: loaded.versionHash };
}

/** The command that somebody's input says: texts are put away first. The input has passed its schema. */
export async function referralToCommand(request: ReferralActRequest, putText: PutText): Promise<ReferralCommand> {
  switch (request.type) {
    case 'answer':
      return toAnswer(request.input, putText);
    case 'askMore':
      return { type: request.type, organisations: request.input.organisations, answerBy: request.input.answerBy ?? null };
    case 'resend':
      return {
        type: request.type,
        organisations: request.input.organisations ?? null,
        answerBy: request.input.answerBy ?? null,
      };
    case 'reconsult': {
      const { parts, documents, organisations, answerBy } = request.input;
      return {
        type: request.type,
        parts: toParts(parts),
        documents,
        organisations: organisations ?? null,
        answerBy: answerBy ?? null,
      };
    }
    case 'suspend':
    case 'resume':
    case 'withdraw':
    case 'close':
      return { type: request.type };
    case 'decline':
    case 'askExtension':
    case 'grantExtension':
    case 'refuseExtension':
    case 'takeTask':
      return { type: request.type, ...request.input } as ReferralCommand; // these say in their input exactly what they are
    case 'correct':
      return { type: request.type, version: request.input.version };
    case 'finishStage':
    case 'answerStage':
    case 'decideStage':
    case 'delegateStage':
    case 'adoptMinutes':
      return toStageCommand(request, putText);
    default:
      return assertNever(request);
  }
}

type StageRequest = Extract<ReferralActRequest, { input: { stage: string } }>;

async function toStageCommand(request: StageRequest, putText: PutText): Promise<ReferralCommand> {
  const { organisation, stage } = request.input;
  switch (request.type) {
    case 'finishStage':
    case 'answerStage': {
      const { position, document } = request.input;
      const said = { organisation, stage, position: position ?? null, document: document ?? null };
      return request.type === 'finishStage'
        ? { type: request.type, ...said }
        : { type: request.type, ...said, body: request.input.body };
    }
    case 'decideStage': {
      const { position, until, returnTo } = request.input;
      const decision = await toDecision(request.input.decision, putText);
      const outcome = { position: position ?? null, until: until ?? null, returnTo: returnTo ?? null };
      return { type: request.type, organisation, stage, decision, ...outcome };
    }
    case 'delegateStage':
      return {
        type: request.type,
        organisation,
        stage,
        body: request.input.body,
        reference: await putText(request.input.reference),
      };
    case 'adoptMinutes':
      return { type: request.type, organisation, stage, extract: request.input.extract ?? null };
    default:
      return assertNever(request);
  }
}

async function toAnswer(input: ReferralInput<'answer'>, putText: PutText): Promise<ReferralCommand> {
  const items: AnswerItem[] = [];
  for (const { item, position, text, requests } of input.items) {
    const words = text === undefined ? null : await putText(text);
    items.push({ item, position, text: words, requests: await texts(requests, putText) });
  }
  return {
    type: 'answer',
    organisation: input.organisation,
    title: input.title ?? null,
    question: input.question ?? null,
    whole: input.whole ?? null,
    items,
    requests: await texts(input.requests, putText),
    document: input.document ?? null,
    decision: input.decision === undefined ? null : await toDecision(input.decision, putText),
    replaces: input.replaces,
  };
}

function toParts(parts: ReferralInput<'reconsult'>['parts']): Part[] {
  return Object.entries(parts).map(([id, { title, to, questions }]) => ({
    id,
    title,
    to: to ?? null,
    questions: Object.entries(questions).map(([question, words]) => ({ id: question, title: words })),
  }));
}

async function texts(given: readonly string[], putText: PutText): Promise<TextRef[]> {
  const made: TextRef[] = [];
  for (const one of given) made.push(await putText(one));
  return made;
}
