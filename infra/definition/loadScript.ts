import type { CivilDate } from '#core/calendar/civilDate.ts';
import { type Instant, instantAt } from '#core/calendar/instant.ts';
import {
  type CommandInput,
  type CommandRequest,
  commandInputs,
  type EvidenceInput,
  type Expectation,
  type StepEntry,
  scriptFile,
} from '#contracts/schemas.ts';
import { type ActContext, mistakeAt, readable, repetitionsOf, unknownPerson } from './actEntries.ts';
import { type LoadedAgreement, type Mistaken, readText } from './loadAgreement.ts';
import { inOrder, type Mistake, type Path } from './mistake.ts';
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

export type LoadedScript = { ok: true; steps: ScriptStep[] } | Mistaken;

/** Reads a script for the agreement. Whatever is wrong with it is answered with mistakes, never thrown. */
export async function loadScript(file: string, agreement: LoadedAgreement): Promise<LoadedScript> {
  const text = await readText(file);
  return typeof text === 'string' ? parseScript(text, file, agreement) : { ok: false, mistakes: [text] };
}

/** The agreement's file that the script is for, as it names it; null where it names none. For finding that file before `loadScript`. */
export function agreementOfScript(text: string): string | null {
  const parsed = scriptFile.pick({ agreement: true }).loose().safeParse(readYaml('', text).raw);
  return parsed.success ? parsed.data.agreement : null;
}

export function parseScript(text: string, file: string, agreement: LoadedAgreement): LoadedScript {
  const source = readYaml(file, text);
  const { mistakes, wrongPaths } = schemaMistakes(source, scriptFile);
  const entries = readable(source, 'steps', scriptFile.shape.steps.element, wrongPaths);
  const steps: ScriptStep[] = [];
  const found: Mistake[] = [...source.mistakes, ...mistakes];
  const names = new Map<string, number>();
  let before: { at: Instant; line: number } | null = null;
  for (const { entry, path } of entries) {
    const context = contextOf(source, agreement, entry, path);
    const { made, wrong } = stepsOf(entry, context, names, steps.length);
    const line = source.positionOf(path).line;
    const at = instantOf(entry.at);
    if (before !== null && at < before.at)
      wrong.push(
        mistakeAt(context, ['at'], `this is before line ${before.line}`, 'put the steps in the order in which they are recorded'),
      );
    before = { at, line };
    found.push(...wrong, ...openingMistakes(entry, context, steps.length));
    steps.push(...made);
  }
  return found.length > 0 ? { ok: false, mistakes: inOrder(found) } : { ok: true, steps };
}

function contextOf(
  source: YamlSource,
  { definition, versionHash }: LoadedAgreement,
  { expect }: StepEntry,
  path: Path,
): ActContext {
  const code = codeOf(expect);
  return {
    source,
    definition,
    versionHash,
    path,
    mayBeUnknown: code === 'unknown' || code === 'unknownPerson',
    mayBeRefused: expect !== undefined,
  };
}

const codeOf = (expect: Expectation | undefined): string | null =>
  expect === undefined || expect === 'refused' ? null : expect.refused;

function stepsOf(
  entry: StepEntry,
  context: ActContext,
  names: Map<string, number>,
  from: number,
): { made: ScriptStep[]; wrong: Mistake[] } {
  const { repetitions, mistakes } = repetitionsOf(entry, context);
  const wrong = [
    ...mistakes,
    ...unknownPerson(entry.by, 'by', context),
    ...dateMistakes(entry, context),
    ...correctionMistakes(entry, context, names),
  ];
  if (wrong.length === 0 && entry.name !== undefined) names.set(entry.name, from);
  if (wrong.length > 0) return { made: [], wrong };
  const made = repetitions.map(({ input, reason, turn }, turnIndex): ScriptStep => {
    const corrects = entry.do === 'correct' ? (names.get(String(input.step)) ?? null) : null;
    return {
      index: from + turnIndex,
      line: context.source.positionOf(context.path).line,
      at: instantOf(entry.at),
      by: entry.by,
      doneOn: entry.doneOn ?? dayOf(entry.at),
      doneBy: entry.doneBy ?? null,
      reason,
      evidence: entry.evidence === undefined ? null : filledIn(entry.evidence, turn),
      request: requestOf(entry, input),
      corrects,
      expect: entry.expect === undefined ? { outcome: 'done' } : { outcome: 'refused', code: codeOf(entry.expect) },
      note: entry.note ?? null,
    };
  });
  return { made, wrong };
}

/** The input has passed its command's schema; parsing fills in the defaults. */
function requestOf({ do: type }: StepEntry, input: Record<string, unknown>): CommandRequest {
  if (type === 'correct') {
    return { type, input: { version: 1, correction: input.correction as CommandInput<'correct'>['correction'] } };
  }
  return { type, input: commandInputs[type].parse(input) } as CommandRequest;
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

function correctionMistakes(entry: StepEntry, context: ActContext, names: ReadonlyMap<string, number>): Mistake[] {
  const twice =
    entry.name !== undefined && names.has(entry.name)
      ? [mistakeAt(context, ['name'], `the name ${entry.name} is used twice`, 'give it another')]
      : [];
  const named =
    entry.name !== undefined && entry.forEach !== undefined
      ? [mistakeAt(context, ['name'], 'a repeated step cannot be named', 'write the one to refer to as a step of its own')]
      : [];
  const step = entry.with?.step;
  if (entry.do !== 'correct' || typeof step !== 'string' || names.has(step)) return [...twice, ...named];
  const known = [...names.keys()];
  return [
    ...twice,
    ...named,
    mistakeAt(
      context,
      ['with', 'step'],
      `no earlier step has the name ${step}`,
      `give one a name: (known: ${known.join(', ') || 'none'})`,
    ),
  ];
}

function openingMistakes({ do: type }: StepEntry, context: ActContext, earlier: number): Mistake[] {
  if (earlier === 0 && type !== 'open' && context.path[1] === 0)
    return [mistakeAt(context, ['do'], 'the agreement is not open yet', 'let the first step be do: open')];
  return [];
}
