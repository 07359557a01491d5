import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { schemaMistakes } from '../infra/definition/schemaMistakes.ts';
import { readYaml } from '../infra/definition/yamlSource.ts';
import { type InputError, ownProblem, Refuse } from './problem.ts';

const parts = [
  { in: 'path', of: 'params' },
  { in: 'query', of: 'querystring' },
  { in: 'header', of: 'headers' },
  { in: 'body', of: 'body' },
] as const;

/** Checks every part of a request against the route's schemas and refuses with every mistake at once; a validator stops at the first part. */
export async function refuseBadInput(request: FastifyRequest): Promise<void> {
  const schema = request.routeOptions.schema ?? {};
  const errors = parts.flatMap((part) => {
    const expected = schema[part.of];
    return expected instanceof z.ZodType ? errorsIn(part.in, expected, given(request, part.of)) : [];
  });
  if (errors.length > 0) throw badInput(errors);
}

export const badInput = (errors: InputError[]): Refuse => new Refuse((lang) => ownProblem(400, 'invalidInput', lang, { errors }));

const given = (request: FastifyRequest, part: (typeof parts)[number]['of']): unknown =>
  part === 'querystring' ? request.query : request[part];

/** What was sent has no lines to point at; its mistakes are told by their paths. */
const withoutLines = readYaml('', '{}');

function errorsIn(place: InputError['in'], schema: z.ZodType, value: unknown): InputError[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [
      {
        in: place,
        path: '',
        message: `the ${place} is no JSON object`,
        remedy: 'send a JSON object, {} where there is nothing to say',
      },
    ];
  }
  const { mistakes } = schemaMistakes(withoutLines, schema, value);
  return mistakes.map(({ path, message, remedy }) => ({ in: place, path, message, remedy }));
}
