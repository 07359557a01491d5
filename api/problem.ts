import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Lang } from '#core/texts/lang.ts';
import { langOf } from './language.ts';
import { type OwnCode, problemText } from './texts.ts';

/** One thing wrong with what was sent. */
export interface InputError {
  in: 'body' | 'path' | 'query' | 'header';
  /** Where in it: `content.reasons`; empty for the whole. */
  path: string;
  message: string;
  /** What would be right. */
  remedy: string;
  /** From 1; only for the text of a file. */
  line?: number;
  column?: number;
}

/** A problem document (RFC 9457). `code` is for programs, `detail` for people. */
export interface Problem {
  type: 'about:blank';
  title: string;
  status: number;
  code: string;
  detail: string;
  /** What the code is about. */
  params?: Record<string, unknown>;
  errors?: InputError[];
  /** Whether a command was done is not known; asking again with its id tells. */
  outcome?: 'unknown';
  commandId?: string;
}

export const PROBLEM_TYPE = 'application/problem+json';

const inputErrorDocument = z
  .object({
    in: z.enum(['body', 'path', 'query', 'header']),
    path: z.string().meta({ description: 'where in it; empty for the whole', examples: ['content.reasons'] }),
    message: z.string(),
    remedy: z.string().meta({ description: 'what would be right' }),
    line: z.int().optional(),
    column: z.int().optional(),
  })
  .meta({ id: 'InputError' });

export const problemDocument = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'for programs', examples: ['wrongPhase'] }),
    detail: z.string().meta({ description: 'for people, in Swedish or English by Accept-Language' }),
    params: z.record(z.string(), z.unknown()).optional(),
    errors: z.array(inputErrorDocument).optional(),
    outcome: z.literal('unknown').optional(),
    commandId: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'A problem document (RFC 9457)' });

/** What a status means by itself; `code` and `detail` say the rest. */
export function problemOf(status: number, code: string, detail: string, more: Partial<Problem> = {}): Problem {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, code, detail, ...more };
}

/** One of the API's own problems, in its words. */
export function ownProblem(status: number, code: OwnCode, lang: Lang, more: Partial<Problem> = {}): Problem {
  return problemOf(status, code, problemText(code, more.params ?? {}, lang), more);
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .header('content-language', langOf(request))
    .header('vary', 'Accept-Language')
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problem));
}

/** Raised by a route to answer with a problem. */
export class Refuse extends Error {
  readonly problem: (lang: Lang) => Problem;
  constructor(problem: (lang: Lang) => Problem) {
    super('refused');
    this.name = 'Refuse';
    this.problem = problem;
  }
}

export const notFound = (code: OwnCode, params: Record<string, unknown>): Refuse =>
  new Refuse((lang) => ownProblem(404, code, lang, { params }));
