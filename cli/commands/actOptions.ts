import { z } from 'zod';
import { civilDate, commandId, id, text } from '#contracts/schemas.ts';
import { readYaml } from '../../infra/definition/yamlSource.ts';
import { exit, Failure } from '../failure.ts';
import { operator } from '../words/operator.ts';

/** What an act has besides its command, by option: who enters it, and when, by whom, why and on what it was done. */
export const actOptions = z.strictObject({
  as: id.meta({ description: 'who enters it', examples: ['samordnare'] }),
  'done-on': civilDate.optional(),
  'done-by': id.optional(),
  reason: text.optional(),
  evidence: text.optional(),
  'evidence-file': z.string().optional(),
  'command-id': commandId.optional(),
});

/** Options have no lines to point at; what is wrong with them is told by their paths. */
export const withoutLines = readYaml('', '{}');

export interface WrongOption {
  option: string;
  message: string;
  remedy: string;
}

/** Every option that is wrong or missing, at once; `command` is the one whose help says more. */
export function wrongOptions(command: string, errors: readonly WrongOption[]): Failure {
  const told = errors.map(({ option, message, remedy }) => `  ${option}: ${message}\n      → ${remedy}`);
  const all = [operator.files.mistakes(errors.length), ...told].join('\n');
  return new Failure(exit.usage, 'badInput', all, operator.values.help(command), { errors });
}
