import type { Kind } from '#core/act/model.ts';
import type { z } from 'zod';
import { inputsOf, type Selector, stepInput } from '#contracts/schemas.ts';
import { type Mistake, type Path, suggestion, written } from './mistake.ts';
import { filledIn, type Subject, type Turn } from './repeat.ts';
import { schemaMistakes } from './schemaMistakes.ts';
import type { YamlSource } from './yamlSource.ts';

/** What steps of a script and acts of a take-over have in common. */
export interface ActEntry {
  do: string;
  doneBy?: string | undefined;
  reason?: string | undefined;
  forEach?: Selector | undefined;
  with?: Record<string, unknown> | undefined;
}

export interface ActContext {
  source: YamlSource;
  kind: Kind;
  subject: Subject;
  /** What is known by another name in the entry, as the command says it. Left out: nothing is. */
  completed?: (input: Record<string, unknown>) => Record<string, unknown>;
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

/** The schema of what a command says. The command is one of its kind's. */
export function inputOf(kind: Kind, type: string): z.ZodObject {
  const input = inputsOf[kind][type];
  if (input === undefined) throw new RangeError(`${type} is no command of a process of the kind ${kind}`);
  return input;
}

/** The turns of an entry, and everything that is wrong with it. The turns count only where nothing is. */
export function repetitionsOf(entry: ActEntry, context: ActContext): { repetitions: Repetition[]; mistakes: Mistake[] } {
  const { source, kind, path, completed = (input) => input } = context;
  const said = schemaMistakes(source, stepInput(kind, entry.do), entry.with ?? {}, [...path, 'with']);
  const { turns, mistakes: inTurns } = turnsOf(entry, context);
  const repetitions = turns.map((turn) => ({
    turn,
    input: completed(
      filledIn({ ...defaultsOf(entry.do, context), ...entry.with, ...(turn === null ? {} : { [turn.field]: turn.id }) }, turn),
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

/** A script need not say which version: it is the process's own. */
function defaultsOf(type: string, { kind, subject }: ActContext): Record<string, unknown> {
  const { shape } = inputOf(kind, type);
  return Object.fromEntries(Object.entries(subject.defaults).filter(([field]) => field in shape));
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

function missingIn(type: string, input: Record<string, unknown>, context: ActContext): Mistake[] {
  if (type === 'correct') return [];
  return schemaMistakes(context.source, inputOf(context.kind, type), input, [...context.path, 'with']).mistakes;
}

function turnsOf(entry: ActEntry, context: ActContext): { turns: Turn[]; mistakes: Mistake[] } {
  const { do: type, forEach } = entry;
  const { kind, subject } = context;
  if (forEach === undefined) return { turns: [null], mistakes: [] };
  const wrong = (message: string, remedy: string) => ({
    turns: [],
    mistakes: [mistakeAt(context, ['forEach'], message, remedy)],
  });
  const { shape } = inputOf(kind, type);
  const fields = subject.repeatable.filter((one) => one in shape && entry.with?.[one] === undefined);
  const field = fields.find((one) => canFill(subject, forEach, one)) ?? fields[0];
  if (field === undefined) return wrong(`${type} cannot be repeated`, 'leave forEach out');
  const ids = Array.isArray(forEach) ? forEach : subject.chosenIds(forEach, field);
  if (ids === null)
    return wrong(`${type} names a ${field}, and forEach chooses something else`, `choose ids of that, or list them`);
  if (ids.length === 0) return wrong('forEach chooses nothing', 'loosen it, or leave the step out');
  const mistakes = ids.flatMap((id, index) => unknownId(field, id, ['forEach', index], context));
  const titles = subject.titlesOf(field);
  return { turns: ids.map((id) => ({ field, id, title: titles?.get(id) ?? id })), mistakes };
}

/** Whether what is chosen names what the field is about: a command may have a measure, and one of its recipients, or an area. */
function canFill(subject: Subject, forEach: Selector, field: string): boolean {
  if (!Array.isArray(forEach)) return subject.chosenIds(forEach, field) !== null;
  const titles = subject.titlesOf(field);
  return titles !== null && forEach.every((id) => titles.has(id) || subject.mayCome(field, id));
}

function unknownNames({ with: said = {} }: ActEntry, context: ActContext): Mistake[] {
  return Object.entries(said).flatMap(([field, id]) =>
    typeof id === 'string' ? unknownId(field, id, ['with', field], context) : [],
  );
}

function unknownId(field: string, id: string, at: Path, context: ActContext): Mistake[] {
  const { subject, mayBeUnknown } = context;
  const titles = subject.titlesOf(field);
  if (titles === null || titles.has(id) || mayBeUnknown || subject.mayCome(field, id)) return [];
  return [mistakeAt(context, at, `${JSON.stringify(id)} is no known ${field}`, suggestion(id, [...titles.keys()]))];
}

function personMistakes({ doneBy }: ActEntry, context: ActContext): Mistake[] {
  return doneBy === undefined ? [] : unknownPerson(doneBy, 'doneBy', context);
}

export function unknownPerson(id: string, field: string, context: ActContext): Mistake[] {
  const { people } = context.subject;
  if (people.includes(id) || context.mayBeUnknown) return [];
  return [mistakeAt(context, [field], `${JSON.stringify(id)} is no known person`, suggestion(id, people))];
}

function reasonMistakes({ do: type, reason }: ActEntry, context: ActContext): Mistake[] {
  if (!context.subject.needsReason(type) || reason !== undefined || context.mayBeRefused) return [];
  return [mistakeAt(context, ['reason'], `${type} needs a reason`, 'add reason: why it was done')];
}
