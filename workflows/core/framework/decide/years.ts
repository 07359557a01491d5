import type { Definition } from '#core/agreement/definition.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { ok } from '#core/result.ts';
import { yearFaults } from '../faults/years.ts';
import type { FrameworkRefusal } from '../refusals.ts';
import { opensOnOf } from '../rhythm.ts';
import type { FrameworkState, YearStatus } from '../state.ts';
import type { FrameworkDecision, Of } from './context.ts';
import { act, refuse } from './context.ts';

type Planning = Of<'planYear'> | Of<'replanYear'>;

export function planYear(context: Of<'planYear'>): FrameworkDecision {
  return plan(context, [undefined, 'expected', 'notOpened']);
}

export function replanYear(context: Of<'replanYear'>): FrameworkDecision {
  return plan(context, ['planned']);
}

/** Takes in the text of a year: one that its agreement could be opened with, and that fits this framework. */
function plan(context: Planning, from: readonly (YearStatus | undefined)[]): FrameworkDecision {
  const { state, command } = context;
  const { year, definition, versionHash } = command;
  const refusal = outside(state, year) ?? yearIs(state, year, command.type, from);
  if (refusal !== null) return refuse(refusal);
  const faults = yearFaults(definition, year, state.definition);
  if (faults.length > 0) return refuse({ code: 'faultyYear', year, faults });
  const opensOn = command.opensOn ?? definition.rules.windows.consultation.from;
  const tooLate = opensTooLate(definition, opensOn);
  if (tooLate !== null) return refuse(tooLate);
  const type = command.type === 'planYear' ? 'yearPlanned' : 'yearReplanned';
  return ok([act(context, { type, year, definition, versionHash, opensOn })]);
}

function outside({ rules }: FrameworkState, year: number): FrameworkRefusal | null {
  const { first, last } = rules.rhythm;
  return year < first || (last !== null && year > last) ? { code: 'yearOutside', year, first, last } : null;
}

function yearIs(
  state: FrameworkState,
  year: number,
  command: 'planYear' | 'replanYear' | 'unplanYear' | 'openYear' | 'noteYear',
  from: readonly (YearStatus | undefined)[],
): FrameworkRefusal | null {
  const status = state.years[year]?.status;
  return from.includes(status) ? null : { code: 'yearIs', year, status: status ?? 'unknown', command };
}

/** What opens after its consultation has closed would have nothing left to consult on. */
function opensTooLate({ rules }: Definition, opensOn: CivilDate): FrameworkRefusal | null {
  const latest = rules.windows.consultation.to;
  return opensOn > latest ? { code: 'opensTooLate', opensOn, latest } : null;
}

export function unplanYear(context: Of<'unplanYear'>): FrameworkDecision {
  const { state, command } = context;
  const refusal = yearIs(state, command.year, 'unplanYear', ['planned']);
  if (refusal !== null) return refuse(refusal);
  return ok([act(context, { type: 'yearUnplanned', year: command.year, opensOn: opensOnOf(state.rules, command.year) })]);
}

export function openYear(context: Of<'openYear'>): FrameworkDecision {
  const refusal = yearIs(context.state, context.command.year, 'openYear', ['planned']);
  return refusal === null ? ok([act(context, { type: 'yearOpening', year: context.command.year })]) : refuse(refusal);
}

/** A year that was opened by hand, or before the framework was entered here. */
export function noteYear(context: Of<'noteYear'>): FrameworkDecision {
  const { state, command } = context;
  const refusal = yearIs(state, command.year, 'noteYear', [undefined, 'expected', 'notOpened']);
  return refusal === null ? ok([act(context, { type: 'yearNoted', year: command.year })]) : refuse(refusal);
}
