import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ulid } from 'ulid';
import { YAMLError, parse } from 'yaml';
import type { z } from 'zod';
import { commandName } from '#core/texts/names.ts';
import { commandInputs } from '#contracts/schemas.ts';
import { putDocument } from '../../infra/db/write/documents.ts';
import { Unacceptable } from '../../infra/db/write/texts.ts';
import { schemaMistakes } from '../../infra/definition/schemaMistakes.ts';
import type { ActRequest } from '../../infra/definition/toCommand.ts';
import type { ActAsk } from '../../infra/gateway/ask.ts';
import { actOptions, withoutLines, type WrongOption, wrongOptions } from '../commands/actOptions.ts';
import { agreementOf, stateOf } from '../commands/agreement.ts';
import { printVerdict } from '../commands/verdict.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context, Engine } from '../session.ts';
import { enHelp } from '../words/enHelp.ts';
import { operator } from '../words/operator.ts';
import { type ActType, fieldOptions, type FieldOption, inputOf, optionsAt } from './options.ts';

type ActOptions = z.output<typeof actOptions>;

/** One command on one agreement, as its options say. `values` by option name. */
export async function perform(
  context: Context,
  type: ActType,
  id: string,
  values: ReadonlyMap<string, unknown>,
): Promise<ExitCode> {
  const { words, sessions, terminal } = context;
  const { request, options } = await asked(type, values);
  const commandId = options['command-id'] ?? ulid();
  return sessions.withEngine(async (engine) => {
    const agreement = await agreementOf(context, engine, id);
    if (agreement.rehearsal !== null)
      throw new Failure(exit.usage, 'rehearsed', words.do.rehearsed(agreement.chain), words.do.rehearsedRemedy);
    const { definition } = await stateOf(engine, agreement);
    const ask = { request, ...(await actOf(context, engine, options)) };
    const verdict = await engine.gateway.command(agreement.chain, ask, { commandId, actor: options.as });
    return printVerdict(context, verdict, {
      commandId,
      definition,
      done: words.do.done(commandName(type, terminal.lang)),
    });
  });
}

async function asked(type: ActType, values: ReadonlyMap<string, unknown>): Promise<{ request: ActRequest; options: ActOptions }> {
  const fields = fieldOptions(type);
  const input = inputOf(fields, await readValues(fields, values));
  const given = Object.fromEntries(
    Object.keys(actOptions.shape).flatMap((name) => (values.get(name) === undefined ? [] : [[name, values.get(name)]])),
  );
  const wrong = [
    ...schemaMistakes(withoutLines, actOptions, given).mistakes.map((one) => ({ ...one, option: `--${one.path}` })),
    ...schemaMistakes(withoutLines, commandInputs[type], input).mistakes.map((one) => ({
      ...one,
      option: optionsAt(fields, one.path).join(', ') || one.path,
    })),
  ];
  if (wrong.length > 0) throw badInput(type, fields, wrong);
  return { request: { type, input: commandInputs[type].parse(input) } as ActRequest, options: actOptions.parse(given) };
}

function badInput(type: ActType, fields: readonly FieldOption[], wrong: readonly WrongOption[]): Failure {
  const meaning = new Map([['as', enHelp.options.as], ...fields.map(({ name, description }) => [name, description] as const)]);
  const errors = wrong.map(({ option, message, remedy }) => {
    // The schema speaks of a file's fields; here it is an option that is missing, or a choice between several.
    if (!message.endsWith(' is missing')) return { option, message, remedy };
    const told = option.includes(',') ? operator.values.choose : meaning.get(option.slice('--'.length));
    return { option, message: 'is missing', remedy: told ?? remedy };
  });
  return wrongOptions(`do ${type}`, errors);
}

/** Values in the shape that the schema expects: numbers, and YAML (so JSON too) for what has parts, from a file where one is named by @. */
async function readValues(fields: readonly FieldOption[], values: ReadonlyMap<string, unknown>): Promise<Map<string, unknown>> {
  const read = new Map(values);
  for (const { name, takes } of fields) {
    const value = values.get(name);
    if (typeof value !== 'string') continue;
    if (takes === 'wholeNumber') read.set(name, /^\d+$/.test(value) ? Number(value) : value);
    if (takes !== 'yaml') continue;
    try {
      read.set(name, parse(value.startsWith('@') ? await fileText(name, value.slice(1)) : value));
    } catch (error) {
      if (!(error instanceof YAMLError)) throw error;
      throw new Failure(exit.usage, 'badInput', `--${name}: ${error.message.split('\n')[0]}`, operator.values.yaml);
    }
  }
  return read;
}

async function fileText(name: string, file: string): Promise<string> {
  return (await fileBytes(name, file)).toString('utf8');
}

async function fileBytes(name: string, file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Failure(
      exit.usage,
      'unreadableFile',
      `--${name}: ${operator.values.unreadable(file, why)}`,
      operator.values.unreadableRemedy,
      {
        file,
      },
    );
  }
}

async function actOf({ words }: Context, { worlds }: Engine, options: ActOptions): Promise<ActAsk> {
  const act: ActAsk = {
    doneOn: options['done-on'],
    doneBy: options['done-by'],
    reason: options.reason,
    evidence: options.evidence,
  };
  const file = options['evidence-file'];
  if (file === undefined) return act;
  if (options.evidence !== undefined) throw new Failure(exit.usage, 'badInput', words.do.oneEvidence, words.do.oneEvidenceRemedy);
  const content = await fileBytes('evidence-file', file);
  try {
    return {
      ...act,
      evidence: {
        document: await putDocument(worlds.live, '', { name: basename(file), mediaType: 'application/octet-stream', content }),
      },
    };
  } catch (error) {
    if (error instanceof Unacceptable) throw new Failure(exit.usage, 'badInput', `--evidence-file: ${error.message}`);
    throw error;
  }
}
