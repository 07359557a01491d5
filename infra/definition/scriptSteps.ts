import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { type EvidenceInput, namesItsYear, type StepEntry } from '#contracts/schemas.ts';
import { type ActContext, inputOf, mistakeAt, repetitionsOf, unknownPerson } from './actEntries.ts';
import type { Cast, CastMember } from './cast.ts';
import { type Mistake, type Path, suggestion } from './mistake.ts';
import { filledIn } from './repeat.ts';
import {
  agreementsOf,
  codeOf,
  correctionMistakes,
  dateMistakes,
  dayOf,
  instantOf,
  openingMistakes,
  type StepContext,
  wordMistakes,
  yearMistakes,
} from './stepMistakes.ts';
import type { YamlSource } from './yamlSource.ts';

/** What a step says to its process: a command of its kind, whose input has passed that kind's schema. */
export interface StepRequest {
  type: string;
  input: Record<string, unknown>;
}

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
  request: StepRequest;
  /** What it is about: the id of a deadline, an area, a party, or a year. */
  about: string | null;
  /** Index of the step whose entry this one corrects. */
  corrects: number | null;
  expect: { outcome: 'done' } | { outcome: 'refused'; code: string | null };
  note: string | null;
}

/** What has been read of a script so far. */
export interface Reading {
  source: YamlSource;
  cast: Cast;
  /** Steps that others can refer to. */
  names: Map<string, { index: number; on: string }>;
  steps: ScriptStep[];
  /** Processes that an earlier step opens. */
  open: Set<string>;
}

/** Reads one entry into steps; answers with what is wrong with it. */
export function readStep(entry: StepEntry, path: Path, reading: Reading): Mistake[] {
  const { source, names, steps, open, cast } = reading;
  const member = memberOf(entry, path, reading);
  if ('message' in member) return [member];
  const planned = plannedBy(entry, member, cast);
  const context: StepContext = { ...contextOf(entry, member, planned), source, path, on: member.name };
  const notOfKind = wordMistakes(entry, context);
  const opening = openingMistakes(entry, context, open);
  open.add(member.name);
  if (planned !== null) open.add(planned.name);
  if (notOfKind.length > 0) return [...notOfKind, ...unknownPerson(entry.by, 'by', context)];
  const { made, wrong } = stepsOf(entry, context, names, steps.length);
  steps.push(...made);
  return [...wrong, ...opening, ...yearMistakes(entry, context, cast, planned)];
}

/** The agreement of the script that a framework's step plans, which names it by its year. */
function plannedBy({ do: type, with: said }: StepEntry, { kind }: CastMember, cast: Cast): CastMember | null {
  if (!namesItsYear(kind, type)) return null;
  return agreementsOf(cast).find(({ name }) => name === String(said?.year)) ?? null;
}

/** The process that a step is for: the one that it says, the one whose entry it corrects, the only agreement, or the only one. */
function memberOf({ on, do: type, with: said }: StepEntry, path: Path, { source, cast, names }: Reading): CastMember | Mistake {
  const known = cast.map(({ name }) => name);
  const corrected = type === 'correct' ? names.get(String(said?.step))?.on : undefined;
  const agreements = agreementsOf(cast);
  const only = agreements.length === 1 ? agreements : cast;
  const meant = on === undefined ? (corrected ?? (only.length === 1 ? only[0]?.name : undefined)) : String(on);
  const member = cast.find(({ name }) => name === meant);
  if (member !== undefined) return member;
  return meant === undefined
    ? mistakeAt({ source, path }, ['on'], 'this does not say which process it is for', `add on: ${known.join(', or ')}`)
    : mistakeAt({ source, path }, ['on'], `${JSON.stringify(meant)} is no process of this script`, suggestion(meant, known));
}

function contextOf(
  { do: type, expect }: StepEntry,
  { kind, subject }: CastMember,
  planned: CastMember | null,
): Omit<ActContext, 'source' | 'path'> {
  const code = codeOf(expect);
  return {
    kind,
    subject,
    // A year that is planned stands for its agreement's file; of one that is not known, only that is told.
    ...(namesItsYear(kind, type) ? { completed: ({ year: _year, ...input }) => ({ ...input, ...filesOf(planned) }) } : {}),
    mayBeUnknown: code === 'unknown' || code === 'unknownPerson',
    mayBeRefused: expect !== undefined,
  };
}

/** An agreement's file, and those that it names, as a framework is told them. */
function filesOf(planned: CastMember | null): Record<string, unknown> {
  const { text, beside } = planned ?? { text: '', beside: new Map<string, string>() };
  return { agreement: text, ...(beside.size === 0 ? {} : { files: Object.fromEntries(beside) }) };
}

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
      about: aboutOf({ ...entry.with, ...input }),
      corrects,
      expect: entry.expect === undefined ? { outcome: 'done' } : { outcome: 'refused', code: codeOf(entry.expect) },
      note: entry.note ?? null,
    };
  });
  return { made, wrong };
}

/** The input has passed its command's schema; parsing fills in the defaults. */
function requestOf({ do: type }: StepEntry, { kind }: StepContext, { step, ...input }: Record<string, unknown>): StepRequest {
  const said = type === 'correct' ? { ...input, version: 1 } : { ...input, ...(step === undefined ? {} : { step }) };
  return { type, input: inputOf(kind, type).parse(said) };
}

function aboutOf(input: Record<string, unknown>): string | null {
  const fields = ['deadline', 'measure', 'area', 'party', 'body', 'organisation', 'year'] as const;
  const field = fields.find((name) => ['string', 'number'].includes(typeof input[name]));
  return field === undefined ? null : String(input[field]);
}
