import type { CivilDate } from '#core/calendar/civilDate.ts';
import { type Instant, instantAt } from '#core/calendar/instant.ts';
import {
  type CommandRequest,
  type EvidenceInput,
  type Expectation,
  inputsOf,
  refusalCodesOf,
  type StepEntry,
  scriptFile,
} from '#contracts/schemas.ts';
import { type ActContext, inputOf, mistakeAt, readable, repetitionsOf, unknownPerson } from './actEntries.ts';
import { agreementMember, type Cast, type CastMember, castOf } from './cast.ts';
import { type LoadedAgreement, type Mistaken, readText } from './loadAgreement.ts';
import { inOrder, type Mistake, type Path, suggestion } from './mistake.ts';
import { filledIn } from './repeat.ts';
import { schemaMistakes } from './schemaMistakes.ts';
import { readYaml, type YamlSource } from './yamlSource.ts';

/** One command of a script, ready but for its texts, which are still what was written. */
export interface ScriptStep {
  /** From 0, over all repetitions. */
  index: number;
  /** In the file, from 1. */
  line: number;
  /** When it is recorded, on the domain's clock. */
  at: Instant;
  /** The process that it is for, by its name in the script. */
  on: string;
  /** Who records it. */
  by: string;
  doneOn: CivilDate;
  doneBy: string | null;
  reason: string | null;
  evidence: EvidenceInput | null;
  /** For `correct`, `version` is that of the entry that step `corrects` made; 1 stands in for it until then. */
  request: CommandRequest;
  /** Index of the step whose entry this one corrects. */
  corrects: number | null;
  expect: { outcome: 'done' } | { outcome: 'refused'; code: string | null };
  note: string | null;
}

export type LoadedScript = { ok: true; cast: Cast; steps: ScriptStep[] } | Mistaken;

/**
 * Reads a script and the files of the processes that it plays. `agreement`: one at hand, in the place of the file that the script names
 * for its only agreement. Whatever is wrong is answered with mistakes, never thrown.
 */
export async function loadScript(file: string, agreement: LoadedAgreement | null = null): Promise<LoadedScript> {
  const text = await readText(file);
  if (typeof text !== 'string') return { ok: false, mistakes: [text] };
  const source = readYaml(file, text);
  const named = scriptFile.omit({ steps: true }).loose().safeParse(source.raw);
  const { cast, mistakes } = named.success ? await castOf(source, named.data, agreement) : { cast: [], mistakes: [] };
  if (mistakes.length === 0 && cast.length > 0) return parseScript(text, file, cast);
  const inScript = [...source.mistakes, ...schemaMistakes(source, scriptFile).mistakes];
  const unnamed = inScript.length + mistakes.length > 0 ? [] : [nothingPlayed(source)];
  return { ok: false, mistakes: [...inOrder([...inScript, ...unnamed]), ...mistakes] };
}

const nothingPlayed = (source: YamlSource): Mistake =>
  mistakeAt({ source, path: [] }, [], 'the script names no agreement', 'add agreement: agreement.yaml, its file beside this one');

/** The agreement's file that the script is for, as it names it; null where it names none. For finding that file before `loadScript`. */
export function agreementOfScript(text: string): string | null {
  const parsed = scriptFile.pick({ agreement: true }).loose().safeParse(readYaml('', text).raw);
  return parsed.success ? (parsed.data.agreement ?? null) : null;
}

/** The same for a text at hand and the processes that it plays, or the only one. */
export function parseScript(text: string, file: string, played: Cast | LoadedAgreement): LoadedScript {
  const cast = 'ok' in played ? [agreementMember(played)] : played;
  const source = readYaml(file, text);
  const { mistakes, wrongPaths } = schemaMistakes(source, scriptFile);
  const entries = readable(source, 'steps', scriptFile.shape.steps.element, wrongPaths);
  const reading: Reading = { source, cast, names: new Map(), steps: [], open: new Set() };
  const found: Mistake[] = [...source.mistakes, ...mistakes];
  let before: { at: Instant; line: number } | null = null;
  for (const { entry, path } of entries) {
    found.push(...outOfOrder(entry, { source, path }, before), ...readStep(entry, path, reading));
    before = { at: instantOf(entry.at), line: source.positionOf(path).line };
  }
  return found.length > 0 ? { ok: false, mistakes: inOrder(found) } : { ok: true, cast, steps: reading.steps };
}

/** What has been read of a script so far. */
interface Reading {
  source: YamlSource;
  cast: Cast;
  /** Steps that others can refer to. */
  names: Map<string, { index: number; on: string }>;
  steps: ScriptStep[];
  /** Processes that an earlier step opens. */
  open: Set<string>;
}

interface StepContext extends ActContext {
  on: string;
}

/** Reads one entry into steps; answers with what is wrong with it. */
function readStep(entry: StepEntry, path: Path, reading: Reading): Mistake[] {
  const { source, names, steps, open } = reading;
  const member = memberOf(entry, path, reading);
  if ('message' in member) return [member];
  const context: StepContext = { ...contextOf(entry, member), source, path, on: member.name };
  const notOfKind = wordMistakes(entry, context);
  const opening = openingMistakes(entry, context, open);
  open.add(member.name);
  if (notOfKind.length > 0) return [...notOfKind, ...unknownPerson(entry.by, 'by', context)];
  const { made, wrong } = stepsOf(entry, context, names, steps.length);
  steps.push(...made);
  return [...wrong, ...opening];
}

/** The process that a step is for: the one that it says, the one whose entry it corrects, the only agreement, or the only one. */
function memberOf({ on, do: type, with: said }: StepEntry, path: Path, { source, cast, names }: Reading): CastMember | Mistake {
  const known = cast.map(({ name }) => name);
  const corrected = type === 'correct' ? names.get(String(said?.step))?.on : undefined;
  const agreements = cast.filter(({ kind }) => kind === 'agreement');
  const only = agreements.length === 1 ? agreements : cast;
  const meant = on === undefined ? (corrected ?? (only.length === 1 ? only[0]?.name : undefined)) : String(on);
  const member = cast.find(({ name }) => name === meant);
  if (member !== undefined) return member;
  return meant === undefined
    ? mistakeAt({ source, path }, ['on'], 'this does not say which process it is for', `add on: ${known.join(', or ')}`)
    : mistakeAt({ source, path }, ['on'], `${JSON.stringify(meant)} is no process of this script`, suggestion(meant, known));
}

function contextOf({ expect }: StepEntry, { kind, subject }: CastMember): Omit<ActContext, 'source' | 'path'> {
  const code = codeOf(expect);
  return {
    kind,
    subject,
    mayBeUnknown: code === 'unknown' || code === 'unknownPerson',
    mayBeRefused: expect !== undefined,
  };
}

/** Commands and refusals are its kind's own. */
function wordMistakes({ do: type, expect }: StepEntry, context: StepContext): Mistake[] {
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

function outOfOrder(
  entry: StepEntry,
  at: Pick<ActContext, 'source' | 'path'>,
  before: { at: Instant; line: number } | null,
): Mistake[] {
  if (before === null || instantOf(entry.at) >= before.at) return [];
  return [mistakeAt(at, ['at'], `this is before line ${before.line}`, 'put the steps in the order in which they are recorded')];
}

const codeOf = (expect: Expectation | undefined): string | null =>
  expect === undefined || expect === 'refused' ? null : expect.refused;

function stepsOf(
  entry: StepEntry,
  context: StepContext,
  names: Reading['names'],
  from: number,
): { made: ScriptStep[]; wrong: Mistake[] } {
  const { repetitions, mistakes } = repetitionsOf(entry, context);
  const wrong = [
    ...mistakes,
    ...unknownPerson(entry.by, 'by', context),
    ...dateMistakes(entry, context),
    ...correctionMistakes(entry, context, names),
  ];
  if (wrong.length === 0 && entry.name !== undefined) names.set(entry.name, { index: from, on: context.on });
  if (wrong.length > 0) return { made: [], wrong };
  const made = repetitions.map(({ input, reason, turn }, turnIndex): ScriptStep => {
    const corrects = entry.do === 'correct' ? (names.get(String(input.step))?.index ?? null) : null;
    return {
      index: from + turnIndex,
      line: context.source.positionOf(context.path).line,
      at: instantOf(entry.at),
      on: context.on,
      by: entry.by,
      doneOn: entry.doneOn ?? dayOf(entry.at),
      doneBy: entry.doneBy ?? null,
      reason,
      evidence: entry.evidence === undefined ? null : filledIn(entry.evidence, turn),
      request: requestOf(entry, context, input),
      corrects,
      expect: entry.expect === undefined ? { outcome: 'done' } : { outcome: 'refused', code: codeOf(entry.expect) },
      note: entry.note ?? null,
    };
  });
  return { made, wrong };
}

/** The input has passed its command's schema; parsing fills in the defaults. */
function requestOf({ do: type }: StepEntry, { kind }: StepContext, input: Record<string, unknown>): CommandRequest {
  const parsed = type === 'correct' ? { version: 1, correction: input.correction } : inputOf(kind, type).parse(input);
  return { type, input: parsed } as CommandRequest;
}

const dayOf = (at: string): CivilDate => at.slice(0, 10);

function instantOf(at: string): Instant {
  return instantAt(dayOf(at), Number(at.slice(11, 13)), Number(at.slice(14, 16)));
}

function dateMistakes({ at, doneOn = dayOf(at), evidence, expect }: StepEntry, context: ActContext): Mistake[] {
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

function correctionMistakes(entry: StepEntry, context: StepContext, names: Reading['names']): Mistake[] {
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

/** Before anything else happens to a process, it is opened. */
function openingMistakes({ do: type }: StepEntry, context: StepContext, open: ReadonlySet<string>): Mistake[] {
  if (type === 'open' || open.has(context.on)) return [];
  return [mistakeAt(context, ['do'], `the ${context.kind} is not open yet`, 'let the first step be do: open')];
}
