import type { FrameworkCommand, FrameworkCorrection } from '#core/framework/commands.ts';
import { assertNever } from '#core/result.ts';
import type { FrameworkInput, FrameworkRequest } from '#contracts/schemas.ts';
import type { Directory } from '../commandMaker.ts';
import { type LoadedAgreement, parseAgreement } from '../loadAgreement.ts';
import type { Mistake } from '../mistake.ts';
import type { PutText } from '../toCommand.ts';
import { type LoadedFramework, parseFramework } from './loadFramework.ts';

/** Everything but `open`, which says a whole definition instead. */
export type FrameworkActRequest = Exclude<FrameworkRequest, { type: 'open' }>;

/** A file inside a command that is not right; what is wrong is told by line, as of any other file. */
export class FaultyText extends Error {
  readonly mistakes: readonly Mistake[];
  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(({ line, column, message, remedy }) => `${line}:${column} ${message} → ${remedy}`).join('\n'));
    this.mistakes = mistakes;
  }
}

/**
 * The command that somebody's input says: texts are put away, files become definitions. The input has passed its schema.
 * @throws FaultyText for a file in it that is not right; `mistakesIn` tells beforehand.
 */
export async function frameworkToCommand(request: FrameworkActRequest, putText: PutText): Promise<FrameworkCommand> {
  const put = async (text: string | undefined) => (text === undefined ? null : putText(text));
  switch (request.type) {
    case 'authorise':
      return { type: request.type, ...request.input, meeting: await put(request.input.meeting) };
    case 'sign':
      return { type: request.type, ...request.input, differences: await put(request.input.differences) };
    case 'revise': {
      const { definition, versionHash } = revisedOf(request.input);
      return { type: request.type, definition, versionHash };
    }
    case 'planYear':
    case 'replanYear': {
      const { definition, versionHash } = yearOf(request.input);
      return { type: request.type, year: definition.year, definition, versionHash, opensOn: request.input.opensOn ?? null };
    }
    case 'correct':
      return { type: request.type, version: request.input.version, correction: toCorrection(request.input.correction) };
    case 'lapse':
      return { type: request.type };
    case 'refuseToSign':
    case 'withdraw':
      return { type: request.type, party: request.input.party };
    case 'approve':
      return { type: request.type, ...request.input };
    case 'reject':
      return { type: request.type, body: request.input.body };
    case 'unplanYear':
    case 'openYear':
    case 'noteYear':
      return { type: request.type, year: request.input.year };
    case 'moveCommissionDate':
      return { type: request.type, ...request.input };
    case 'meetCommission':
    case 'letGoCommission':
      return { type: request.type, ...request.input };
    default:
      return assertNever(request);
  }
}

/** The command that takes a framework in, of its file as loaded. */
export async function frameworkToOpening({ loaded }: { loaded: LoadedFramework }): Promise<FrameworkCommand & { type: 'open' }> {
  return { type: 'open', definition: loaded.definition, versionHash: loaded.versionHash };
}

/** Every mistake in the files that a request carries; none in most requests, which carry none. */
export function mistakesIn(request: FrameworkActRequest): readonly Mistake[] {
  try {
    directoryIn(request);
    return [];
  } catch (error) {
    if (error instanceof FaultyText) return error.mistakes;
    throw error;
  }
}

/**
 * The people and organisations of the file that a request carries: they go into the directory before the command is sent, as those of an
 * imported file do. Null where it carries none.
 * @throws FaultyText
 */
export function directoryIn(request: FrameworkActRequest): Directory | null {
  switch (request.type) {
    case 'revise':
      return revisedOf(request.input);
    case 'planYear':
    case 'replanYear':
      return yearOf(request.input);
    default:
      return null;
  }
}

function yearOf({ agreement, files = {} }: FrameworkInput<'planYear'>): LoadedAgreement {
  const loaded = parseAgreement(agreement, 'agreement', new Map(Object.entries(files)));
  if (!loaded.ok) throw new FaultyText(loaded.mistakes);
  return loaded;
}

function revisedOf({ text }: FrameworkInput<'revise'>): LoadedFramework {
  const loaded = parseFramework(text, 'text');
  if (!loaded.ok) throw new FaultyText(loaded.mistakes);
  return loaded;
}

function toCorrection(input: FrameworkInput<'correct'>['correction']): FrameworkCorrection {
  return input === 'note' ? { kind: 'note' } : { kind: 'doneOn', doneOn: input.doneOn };
}
