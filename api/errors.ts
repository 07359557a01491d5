import type { Socket } from 'node:net';
import type { ConnectionError, FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Lang } from '#core/texts/lang.ts';
import { isDatabaseAway } from '../infra/db/read/away.ts';
import { FaultyText } from '../infra/definition/framework/toCommand.ts';
import type { Mistake } from '../infra/definition/mistake.ts';
import { badInput } from './input.ts';
import { langOf } from './language.ts';
import { type InputError, ownProblem, type Problem, PROBLEM_TYPE, problemOf, Refuse, sendProblem } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the route gives a command, of which something unforeseen may leave the outcome unknown. */
    isCommand?: boolean;
  }
}

const RETRY_AFTER_SECONDS = 5;

/** Every error leaves as a problem document; what nobody foresaw goes to the log and not to the caller. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = withOutcome(problemFor(error, request), request);
  if (problem.status >= 500) request.log.error({ err: error }, 'a request failed');
  if (problem.status === 503) reply.header('retry-after', String(RETRY_AFTER_SECONDS));
  return sendProblem(request, reply, problem);
}

export function answerUnknownRoute(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const params = { method: request.method, path: request.url.split('?')[0] };
  return sendProblem(request, reply, ownProblem(404, 'unknownRoute', langOf(request), { params }));
}

function problemFor(error: FastifyError | Error, request: FastifyRequest): Problem {
  const lang = langOf(request);
  if (error instanceof Refuse) return error.problem(lang);
  if (error instanceof FaultyText) return badInput(error.mistakes.map(inFile)).problem(lang);
  const { code = '', statusCode = 500 } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return ownProblem(413, 'tooLarge', lang, { params: { limitBytes: request.routeOptions.bodyLimit } });
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return ownProblem(415, 'notJson', lang);
  if (code.endsWith('JSON_BODY') || error instanceof SyntaxError) {
    return ownProblem(400, 'badJson', lang, { params: { why: error.message } });
  }
  if (statusCode >= 400 && statusCode < 500) return unreadable(statusCode, error.message, lang);
  if (isDatabaseAway(error)) {
    return ownProblem(503, 'databaseAway', lang, { params: { retryAfterSeconds: RETRY_AFTER_SECONDS } });
  }
  return ownProblem(500, 'internalError', lang, { params: { requestId: request.id } });
}

/** A mistake in a file that a command carries, under the field that holds the file. */
const inFile = ({ file, path, message, remedy, line, column }: Mistake): InputError => ({
  in: 'body',
  path: path === '' ? file : `${file}.${path}`,
  message,
  remedy,
  line,
  column,
});

const unreadable = (status: number, why: string, lang: Lang): Problem =>
  ownProblem(status, 'badRequest', lang, { params: { why } });

function withOutcome(problem: Problem, request: FastifyRequest): Problem {
  const commandId = request.headers['idempotency-key'];
  if (problem.status < 500 || request.routeOptions.config.isCommand !== true || typeof commandId !== 'string') return problem;
  return { ...problem, outcome: 'unknown', commandId };
}

/** For what the HTTP parser refuses before there is a request. */
export function answerBrokenRequest(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const { title, ...rest } = problemOf(status, 'badRequest', 'The request is not HTTP as it should be.');
  const body = JSON.stringify({ title, ...rest });
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
