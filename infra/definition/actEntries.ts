import type { z } from 'zod';
import type { CommandType } from '#core/agreement/commands.ts';
import type { Definition } from '#core/agreement/definition.ts';
import { commandRules } from '#core/agreement/tables.ts';
import { commandInputs, type Selector, stepInput } from '#contracts/schemas.ts';
import { type Mistake, type Path, suggestion, written } from './mistake.ts';
import { chosenIds, filledIn, type Named, namesOf, repeatedField, type Turn } from './repeat.ts';
import { schemaMistakes } from './schemaMistakes.ts';
import type { YamlSource } from './yamlSource.ts';

/** What steps of a script and acts of a take-over have in common. */
export interface ActEntry {
  do: CommandType;
  doneBy?: string | undefined;
  reason?: string | undefined;
  forEach?: Selector | undefined;
  with?: Record<string, unknown> | undefined;
}

export interface ActContext {
  source: YamlSource;
  definition: Definition;
  versionHash: string;
  /** Where the entry stands. */
  path: Path;
  /** Whether ids that nobody knows may be meant: the step tries them. */
  mayBeUnknown: boolean;
  /** Whether what the command asks for may be missing: the step tries that. */
  mayBeRefused: boolean;
}

/** The entries of a list that can be read, and where they stand, so that they are checked although others are wrong. */
export function readable<T>(
  source: YamlSource,
  list: string,
  schema: z.ZodType<T>,
  wrongPaths: readonly Path[],
): { entry: T; path: Path }[] {
  const { raw } = source;
  const values: unknown =
    typeof raw === 'object' && raw !== null && Object.hasOwn(raw, list) ? (raw as Record<string, unknown>)[list] : [];
  if (source.isBroken || !Array.isArray(values)) return [];
  return values.flatMap((value: unknown, index) => {
    const isWrong = wrongPaths.some(([first, second]) => first === list && second === index);
    const parsed = schema.safeParse(value);
    return !isWrong && parsed.success ? [{ entry: parsed.data, path: [list, index] }] : [];
  });
}

/** Once for each turn: what the command says, its texts filled in. */
export interface Repetition {
  turn: Turn;
  input: Record<string, unknown>;
  reason: string | null;
}

/** The turns of an entry, and everything that is wrong with it. The turns count only where nothing is. */
export function repetitionsOf(entry: ActEntry, context: ActContext): { repetitions: Repetition[]; mistakes: Mistake[] } {
  const { source, path } = context;
  const said = schemaMistakes(source, stepInput(entry.do), entry.with ?? {}, [...path, 'with']);
  const { turns, mistakes: inTurns } = turnsOf(entry, context);
  const repetitions = turns.map((turn) => ({
    turn,
    input: filledIn(
      { ...defaultsOf(entry.do, context), ...entry.with, ...(turn === null ? {} : { [turn.field]: turn.id }) },
      turn,
    ),
    reason: entry.reason === undefined ? null : filledIn(entry.reason, turn),
  }));
  const complete =
    said.mistakes.length > 0 ? [] : repetitions.slice(0, 1).flatMap(({ input }) => missingIn(entry.do, input, context));
  const mistakes = [
    ...said.mistakes,
    ...inTurns,
    ...complete,
    ...unknownNames(entry, context),
    ...personMistakes(entry, context),
    ...reasonMistakes(entry, context),
  ];
  return { repetitions, mistakes };
}

/** A script need not say which version: it is the agreement's own. */
function defaultsOf(type: CommandType, { versionHash }: ActContext): Record<string, unknown> {
  return 'versionHash' in commandInputs[type].shape ? { versionHash } : {};
}

export function mistakeAt(
  { source, path }: Pick<ActContext, 'source' | 'path'>,
  field: Path,
  message: string,
  remedy: string,
): Mistake {
  const at = [...path, ...field];
  return { file: source.file, ...source.positionOf(at), path: written(at), message, remedy };
}

function missingIn(type: CommandType, input: Record<string, unknown>, context: ActContext): Mistake[] {
  if (type === 'correct') return [];
  return schemaMistakes(context.source, commandInputs[type], input, [...context.path, 'with']).mistakes;
}

function turnsOf({ do: type, forEach }: ActEntry, context: ActContext): { turns: Turn[]; mistakes: Mistake[] } {
  if (forEach === undefined) return { turns: [null], mistakes: [] };
  const wrong = (message: string, remedy: string) => ({
    turns: [],
    mistakes: [mistakeAt(context, ['forEach'], message, remedy)],
  });
  const field = repeatedField(type);
  if (field === null) return wrong(`${type} cannot be repeated`, 'leave forEach out');
  const ids = chosenIds(context.definition, forEach, field);
  if (ids === null)
    return wrong(`${type} names a ${field}, and forEach chooses something else`, `choose ids of that, or list them`);
  if (ids.length === 0) return wrong('forEach chooses nothing', 'loosen it, or leave the step out');
  const names = namesOf(context.definition, field);
  const mistakes = ids.flatMap((id, index) =>
    names.has(id) || context.mayBeUnknown
      ? []
      : [mistakeAt(context, ['forEach', index], `${JSON.stringify(id)} is no known ${field}`, suggestion(id, [...names.keys()]))],
  );
  return { turns: ids.map((id) => ({ field, id, title: names.get(id) ?? id })), mistakes };
}

const namedFields: readonly Named[] = ['deadline', 'area', 'measure', 'party', 'body', 'signatory'];

function unknownNames({ with: said = {} }: ActEntry, context: ActContext): Mistake[] {
  if (context.mayBeUnknown) return [];
  return namedFields.flatMap((field) => {
    const id = said[field];
    if (typeof id !== 'string') return [];
    const names = namesOf(context.definition, field);
    if (names.has(id)) return [];
    return [mistakeAt(context, ['with', field], `${JSON.stringify(id)} is no known ${field}`, suggestion(id, [...names.keys()]))];
  });
}

function personMistakes({ doneBy }: ActEntry, context: ActContext): Mistake[] {
  return doneBy === undefined ? [] : unknownPerson(doneBy, 'doneBy', context);
}

export function unknownPerson(id: string, field: string, context: ActContext): Mistake[] {
  const known = context.definition.people.map((person) => person.id);
  if (known.includes(id) || context.mayBeUnknown) return [];
  return [mistakeAt(context, [field], `${JSON.stringify(id)} is no known person`, suggestion(id, known))];
}

function reasonMistakes({ do: type, reason }: ActEntry, context: ActContext): Mistake[] {
  if (!commandRules[type].needsReason || reason !== undefined || context.mayBeRefused) return [];
  return [mistakeAt(context, ['reason'], `${type} needs a reason`, 'add reason: why it was done')];
}
