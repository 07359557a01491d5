import type { CivilDate } from '#core/calendar/civilDate.ts';
import { type Instant, instantAt } from '#core/calendar/instant.ts';
import { type Expectation, inputsOf, namesItsYear, refusalCodesOf, type StepEntry } from '#contracts/schemas.ts';
import { type ActContext, mistakeAt } from './actEntries.ts';
import type { Cast, CastMember } from './cast.ts';
import { type Mistake, type Path, suggestion } from './mistake.ts';

/** An entry of a script, and the process that it is for. */
export interface StepContext extends ActContext {
  on: string;
}

/** Steps that others can refer to. */
export type StepNames = ReadonlyMap<string, { index: number; on: string }>;

/** The agreements among the processes of a script. */
export const agreementsOf = (cast: Cast): Cast => cast.filter(({ kind }) => kind === 'agreement');

/** The refusal that a step expects; null where it names none. */
export const codeOf = (expect: Expectation | undefined): string | null =>
  expect === undefined || expect === 'refused' ? null : expect.refused;

export const dayOf = (at: string): CivilDate => at.slice(0, 10);

export function instantOf(at: string): Instant {
  return instantAt(dayOf(at), Number(at.slice(11, 13)), Number(at.slice(14, 16)));
}

/** Commands and refusals are its kind's own. */
export function wordMistakes({ do: type, expect }: StepEntry, context: StepContext): Mistake[] {
  const { kind } = context;
  const wrong = (at: Path, word: string, known: readonly string[]): Mistake[] =>
    known.includes(word)
      ? []
      : [mistakeAt(context, at, `${JSON.stringify(word)} is not possible for ${at.at(-1) ?? ''}`, suggestion(word, known))];
  const code = codeOf(expect);
  return [
    ...wrong(['do'], type, Object.keys(inputsOf[kind])),
    ...(code === null ? [] : wrong(['expect', 'refused'], code, refusalCodesOf[kind])),
  ];
}

/** Steps stand in the order in which they are recorded. */
export function outOfOrder(
  entry: StepEntry,
  at: Pick<ActContext, 'source' | 'path'>,
  before: { at: Instant; line: number } | null,
): Mistake[] {
  if (before === null || instantOf(entry.at) >= before.at) return [];
  return [mistakeAt(at, ['at'], `this is before line ${before.line}`, 'put the steps in the order in which they are recorded')];
}

/** Before anything else happens to a process, it is opened. */
export function openingMistakes({ do: type }: StepEntry, context: StepContext, open: ReadonlySet<string>): Mistake[] {
  if (type === 'open' || open.has(context.on)) return [];
  return [mistakeAt(context, ['do'], `the ${context.kind} is not open yet`, 'let the first step be do: open')];
}

/** Nothing is recorded before it is done, and a later entry rests on evidence. */
export function dateMistakes({ at, doneOn = dayOf(at), evidence, expect }: StepEntry, context: ActContext): Mistake[] {
  if (expect !== undefined) return [];
  if (doneOn > dayOf(at))
    return [
      mistakeAt(
        context,
        ['doneOn'],
        `done ${doneOn}, after it is recorded ${dayOf(at)}`,
        'give a day that has come, or expect: refused',
      ),
    ];
  if (doneOn === dayOf(at) || evidence !== undefined) return [];
  return [
    mistakeAt(
      context,
      ['evidence'],
      `recorded ${dayOf(at)}, later than the day it was done, without evidence`,
      'add evidence: where it can be read',
    ),
  ];
}

/** A correction names an earlier step of the same process. */
export function correctionMistakes(entry: StepEntry, context: StepContext, names: StepNames): Mistake[] {
  const { name, forEach } = entry;
  const wrong = (at: Path, message: string, remedy: string) => [mistakeAt(context, at, message, remedy)];
  const ofName = [
    ...(name !== undefined && names.has(name) ? wrong(['name'], `the name ${name} is used twice`, 'give it another') : []),
    ...(name !== undefined && forEach !== undefined
      ? wrong(['name'], 'a repeated step cannot be named', 'write the one to refer to as a step of its own')
      : []),
  ];
  const step = entry.with?.step;
  if (entry.do !== 'correct' || typeof step !== 'string') return ofName;
  const corrected = names.get(step);
  const known = [...names.keys()].join(', ') || 'none';
  if (corrected === undefined)
    return [...ofName, ...wrong(['with', 'step'], `no earlier step has the name ${step}`, `give one a name: (known: ${known})`)];
  if (corrected.on === context.on) return ofName;
  return [...ofName, ...wrong(['on'], `the step ${step} is of ${corrected.on}`, `write on: ${corrected.on}, or leave it out`)];
}

/** A year that is planned is of an agreement of the script. */
export function yearMistakes(
  { do: type, with: said }: StepEntry,
  context: StepContext,
  cast: Cast,
  planned: CastMember | null,
): Mistake[] {
  const year = said?.year;
  if (!namesItsYear(context.kind, type) || typeof year !== 'number' || planned !== null) return [];
  const known = agreementsOf(cast).map(({ name }) => name);
  return [
    mistakeAt(
      context,
      ['with', 'year'],
      `${year} is no agreement of this script`,
      `${suggestion(String(year), known)}; or name its file under agreements`,
    ),
  ];
}
