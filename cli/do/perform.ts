import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ulid } from 'ulid';
import { YAMLError, parse } from 'yaml';
import type { z } from 'zod';
import type { Kind } from '#core/act/model.ts';
import type { AnyBody, AnyRefusal } from '#core/models.ts';
import { namingOf, wordsOf } from '#core/texts/kinds.ts';
import { events as readEvents } from '../../infra/db/read/log.ts';
import { putDocument } from '../../infra/db/write/documents.ts';
import { Unacceptable } from '../../infra/db/write/texts.ts';
import { readBeside } from '../../infra/definition/loadAgreement.ts';
import { schemaMistakes } from '../../infra/definition/schemaMistakes.ts';
import type { AnyRequest } from '../../infra/definition/commandMaker.ts';
import { type FrameworkActRequest, mistakesIn } from '../../infra/definition/framework/toCommand.ts';
import type { ActAsk } from '../../infra/gateway/ask.ts';
import { actOptions, withoutLines, type WrongOption, wrongOptions } from '../commands/actOptions.ts';
import { faultyFile } from '../commands/files.ts';
import { processOf, stateOfProcess } from '../commands/process.ts';
import { printVerdict } from '../commands/verdict.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context, Engine } from '../session.ts';
import { wrapped } from '../terminal/width.ts';
import { enHelp } from '../words/enHelp.ts';
import { operator } from '../words/operator.ts';
import { fieldOptions, type FieldOption, inputOf, inputSchema, optionsAt } from './options.ts';

/** An act records a handful of events; what time brought in between stands among them. */
const RECORDED_AT_MOST = 50;
const INDENT = '  ';

type ActOptions = z.output<typeof actOptions>;

/** A command of one kind of process. */
export interface Act {
  kind: Kind;
  type: string;
}

/** One command on one process, as its options say. `values` by option name. */
export async function perform(context: Context, act: Act, id: string, values: ReadonlyMap<string, unknown>): Promise<ExitCode> {
  const { words, sessions, terminal } = context;
  const { request, options } = await asked(act, values);
  const commandId = options['command-id'] ?? ulid();
  return sessions.withEngine(async (engine) => {
    const process = await processOf(context, engine, id);
    const { kind, chain } = process;
    if (kind !== act.kind)
      throw new Failure(
        exit.usage,
        'otherKind',
        words.do.otherKind(act.type, process.shortId),
        words.usage.seeHelp(helpOf(kind)),
      );
    if (process.rehearsal !== null)
      throw new Failure(exit.usage, 'rehearsed', words.do.rehearsed(chain), words.do.rehearsedRemedy);
    const before = await stateOfProcess(engine, process);
    const ask = { request, ...(await actOf(context, engine, options)) };
    const verdict = await engine.gateway.command<AnyRefusal>(chain, ask, { commandId, actor: options.as });
    const status = printVerdict(context, verdict, {
      commandId,
      kind,
      definition: namingOf(before),
      done: words.do.done(wordsOf(kind).command(act.type, terminal.lang)),
    });
    if (verdict.kind === 'recorded' && !verdict.repeated && !terminal.json)
      await printRecorded(context, engine, { chain, kind, after: before.state.version, commandId, definition: namingOf(before) });
    return status;
  });
}

interface Recorded {
  chain: string;
  kind: Kind;
  /** The version that the process had when the command was given. */
  after: number;
  commandId: string;
  definition: object;
}

/** What the act left in the log, which names what is numbered there: the next act on a requisition needs its id. */
async function printRecorded({ terminal }: Context, { worlds }: Engine, recorded: Recorded): Promise<void> {
  const { chain, kind, after, commandId, definition } = recorded;
  const { events } = await readEvents<AnyBody>(worlds, chain, { after, limit: RECORDED_AT_MOST });
  for (const event of events.filter((one) => one.commandId === commandId))
    for (const line of wrapped(wordsOf(kind).event(event, definition, terminal.lang), terminal.width - INDENT.length))
      terminal.print(INDENT + line);
}

const helpOf = (kind: Kind): string => (kind === 'agreement' ? 'npx arscykel do' : `npx arscykel do ${kind}`);

async function asked(
  { kind, type }: Act,
  values: ReadonlyMap<string, unknown>,
): Promise<{ request: AnyRequest; options: ActOptions }> {
  const fields = fieldOptions(kind, type);
  const schema = inputSchema(kind, type);
  const input = { ...inputOf(fields, await readValues(fields, values)), ...(await besideFile(schema, values)) };
  const given = Object.fromEntries(
    Object.keys(actOptions.shape).flatMap((name) => (values.get(name) === undefined ? [] : [[name, values.get(name)]])),
  );
  const wrong = [
    ...schemaMistakes(withoutLines, actOptions, given).mistakes.map((one) => ({ ...one, option: `--${one.path}` })),
    ...schemaMistakes(withoutLines, schema, input).mistakes.map((one) => ({
      ...one,
      option: optionsAt(fields, one.path).join(', ') || one.path,
    })),
  ];
  if (wrong.length > 0) throw badInput({ kind, type }, fields, wrong);
  const request = { type, input: schema.parse(input) };
  refuseFaultyFile(kind, request, values);
  return { request, options: actOptions.parse(given) };
}

/** A file inside a command is told its mistakes as any other file is. */
function refuseFaultyFile(kind: Kind, request: AnyRequest, values: ReadonlyMap<string, unknown>): void {
  if (kind !== 'framework') return;
  // The input has passed the schema of this very command.
  const mistakes = mistakesIn(request as FrameworkActRequest);
  if (mistakes.length > 0) throw faultyFile(mistakes.map((one) => ({ ...one, file: String(values.get('file')) })));
}

function badInput({ kind, type }: Act, fields: readonly FieldOption[], wrong: readonly WrongOption[]): Failure {
  const meaning = new Map([['as', enHelp.options.as], ...fields.map(({ name, description }) => [name, description] as const)]);
  const errors = wrong.map(({ option, message, remedy }) => {
    // The schema speaks of a file's fields; here it is an option that is missing, or a choice between several.
    if (!message.endsWith(' is missing')) return { option, message, remedy };
    const told = option.includes(',') ? operator.values.choose : meaning.get(option.slice('--'.length));
    return { option, message: 'is missing', remedy: told ?? remedy };
  });
  return wrongOptions(kind === 'agreement' ? `do ${type}` : `do ${kind} ${type}`, errors);
}

/** Values in the shape that the schema expects: numbers, and YAML (so JSON too) for what has parts, from a file where one is named by @. */
async function readValues(fields: readonly FieldOption[], values: ReadonlyMap<string, unknown>): Promise<Map<string, unknown>> {
  const read = new Map(values);
  for (const { name, takes } of fields) {
    const value = values.get(name);
    if (typeof value !== 'string') continue;
    if (takes === 'wholeNumber') read.set(name, /^\d+$/.test(value) ? Number(value) : value);
    if (takes === 'file') read.set(name, await fileText(name, value));
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

/** The files that a file names, where the command takes them along. */
async function besideFile(
  schema: z.ZodObject,
  values: ReadonlyMap<string, unknown>,
): Promise<{ files?: Record<string, string> }> {
  const file = values.get('file');
  if (!('files' in schema.shape) || typeof file !== 'string') return {};
  const beside = await readBeside(file, await fileText('file', file));
  if ('message' in beside) throw faultyFile([beside]);
  return beside.size === 0 ? {} : { files: Object.fromEntries(beside) };
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
