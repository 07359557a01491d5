import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kind } from '#core/act/model.ts';
import type { AnyRefusal } from '#core/models.ts';
import { kindOf, shortId } from '#contracts/ids.ts';
import { assertNever } from '#core/result.ts';
import type { Lang } from '#core/texts/lang.ts';
import { wordsOf } from '#core/texts/kinds.ts';
import type { Verdict } from '../infra/gateway/verdict.ts';
import type { Receipt } from '#contracts/types.ts';
import { collections } from './routes/shared.ts';
import type { OwnCode } from './texts.ts';
import { ownProblem, type Problem, problemOf, sendProblem } from './problem.ts';

export interface Asked {
  commandId: string;
  lang: Lang;
  /** The kind of process that it was for; an agreement where it is left out. */
  kind?: Kind;
  /** The process's own, so that a refusal calls things by their names; null before it is opened. */
  definition: object | null;
}

export type Answer =
  | { status: 200 | 201; receipt: Receipt & { repeated: boolean } }
  | { status: number; problem: Problem; retryAfterSeconds: number | null };

/** What a command's verdict is in HTTP. */
export function answerTo(verdict: Verdict<AnyRefusal>, { commandId, lang, kind = 'agreement', definition }: Asked): Answer {
  const own = (status: number, code: OwnCode, more: Partial<Problem>, retryAfterSeconds: number | null = null): Answer => ({
    status,
    problem: ownProblem(status, code, lang, more),
    retryAfterSeconds,
  });
  switch (verdict.kind) {
    case 'recorded': {
      const { receipt, repeated } = verdict;
      return { status: repeated ? 200 : 201, receipt: { ...receipt, repeated } };
    }
    case 'refused': {
      const { code, ...params } = verdict.refusal;
      const detail = wordsOf(kind).refusal(verdict.refusal, lang, definition);
      return { status: 409, problem: problemOf(409, code, detail, { params }), retryAfterSeconds: null };
    }
    case 'conflict':
      return own(422, 'commandIdTaken', { params: { commandId } });
    case 'directoryConflict':
      return own(409, 'otherPeople', { params: { conflicts: verdict.conflicts } });
    case 'notFound':
      return own(404, 'unknownAgreement', { params: { agreement: shortId(verdict.agreement) } });
    case 'busy': {
      const { retryAfterSeconds } = verdict;
      return own(429, 'tooManyCommands', { params: { retryAfterSeconds } }, retryAfterSeconds);
    }
    case 'unknown': {
      const { retryAfterSeconds } = verdict;
      return own(
        503,
        'noVerdict',
        { params: { commandId, retryAfterSeconds }, outcome: 'unknown', commandId },
        retryAfterSeconds,
      );
    }
    default:
      return assertNever(verdict);
  }
}

/** Sends it, with where the outcome can be read again. */
export function sendAnswer(request: FastifyRequest, reply: FastifyReply, answer: Answer, commandId: string): FastifyReply {
  if ('problem' in answer) {
    if (answer.retryAfterSeconds !== null) reply.header('retry-after', String(answer.retryAfterSeconds));
    return sendProblem(request, reply, answer.problem);
  }
  const { chain } = answer.receipt;
  const outcome = `/${collections[kindOf(chain)]}/${encodeURIComponent(chain)}/commands/${encodeURIComponent(commandId)}`;
  return reply.code(answer.status).header('location', outcome).type('application/json').send(answer.receipt);
}
