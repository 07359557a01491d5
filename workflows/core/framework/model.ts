import type { Model } from '#core/act/model.ts';
import { stillStands } from '#core/deadlines/reminders.ts';
import type { Delivered } from '#core/act/outgoing.ts';
import type { FrameworkCommand } from './commands.ts';
import { decideFramework } from './decide.ts';
import { refuseFrameworkPlainly } from './decide/checks.ts';
import { byTime, frameworkDue, frameworkWake } from './due.ts';
import type { FrameworkEvent } from './events.ts';
import { evolveFramework } from './evolve.ts';
import { frameworkNoticesOf } from './notices.ts';
import type { FrameworkRefusal } from './refusals.ts';
import { remindingOf } from './reminding.ts';
import { type FrameworkState, readFrameworkState } from './state.ts';
import { frameworkCommandTypes } from './tables.ts';

export type FrameworkModel = Model<FrameworkState, FrameworkCommand, FrameworkEvent, FrameworkRefusal>;

/** The rules of a framework agreement. */
export const frameworkModel: FrameworkModel = {
  kind: 'framework',
  commandTypes: frameworkCommandTypes,
  readState: readFrameworkState,
  refusePlainly: refuseFrameworkPlainly,
  decide: decideFramework,
  evolve: evolveFramework,
  due: frameworkDue,
  nextWake: (state) => (isFrameworkOver(state) ? null : frameworkWake(state)),
  isOver: isFrameworkOver,
  runStarted: (state, runId, now) => byTime(state, { type: 'runStarted', runId }, now),
  outgoing: ({ outgoing }) => outgoing,
  delivered: (state, delivered, now) => byTime(state, outcomeOf(state, delivered), now),
  noticesOf: frameworkNoticesOf,
  stillStands: (state, reminder) => stillStands(remindingOf(state), state.deadlines[reminder.deadline], reminder),
  summary: (state) => ({
    title: state.definition.title,
    phase: state.phase,
    framework: state.definition.framework,
    year: null,
    validFrom: state.validFrom,
    validUntil: state.validUntil,
    openedAt: state.openedAt,
    closedAt: isFrameworkOver(state) ? (state.phases.at(-1)?.recordedAt ?? null) : null,
  }),
  deadlines: ({ deadlines }) => Object.values(deadlines),
};

/** It never became valid; or it has ended, nothing is under way to a year, and no date of a commission is watched any longer. */
function isFrameworkOver({ phase, deadlines, outgoing }: FrameworkState): boolean {
  if (outgoing.length > 0) return false;
  if (phase === 'lapsed') return true;
  return phase === 'ended' && Object.values(deadlines).every(({ status }) => status !== 'open');
}

/** What became of a message: of the one that opens a year, whether it is open. */
function outcomeOf({ years }: FrameworkState, delivered: Delivered): FrameworkEvent {
  const entry = Object.values(years).find(({ status, message }) => status === 'opening' && message === delivered.id);
  if (entry === undefined) return { type: 'messageDelivered', delivered };
  const { id: message } = delivered;
  return delivered.outcome === 'done'
    ? { type: 'yearOpened', year: entry.year, message }
    : { type: 'yearNotOpened', year: entry.year, message, code: delivered.code };
}
