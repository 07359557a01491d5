import type { Model } from '#core/act/model.ts';
import { type CivilDate, maxDate } from '#core/calendar/civilDate.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import { stillStands } from '#core/deadlines/reminders.ts';
import type { Command } from './commands.ts';
import { decide } from './decide.ts';
import { refusePlainly } from './decide/checks.ts';
import { byTime, due, nextWake } from './due.ts';
import type { EventBody } from './events.ts';
import { evolve } from './evolve.ts';
import { noticesOf } from './notices.ts';
import { isOver } from './phases.ts';
import type { Refusal } from './refusals.ts';
import { remindingOf } from './reminders.ts';
import { readState, type State, type StoredState } from './state.ts';
import { commandTypes } from './tables.ts';

export type AgreementModel = Model<State, Command, EventBody, Refusal>;

/** A duty of the text is owed once the agreement is valid: what its debtor gets to do it in counts from there. */
function owedFrom(deadline: Deadline, validFrom: CivilDate | null): Deadline {
  if (deadline.remindedFrom === 'start' || validFrom === null) return deadline;
  return { ...deadline, askedOn: maxDate(deadline.askedOn, validFrom) };
}

/** The rules of an annual agreement. */
export const agreementModel: AgreementModel = {
  kind: 'agreement',
  commandTypes,
  readState: (stored) => readState(stored as StoredState),
  refusePlainly,
  decide,
  evolve,
  due,
  nextWake,
  isOver: ({ phase }) => isOver(phase),
  runStarted: (state, runId, now) => byTime(state, { type: 'runStarted', runId }, now),
  outgoing: ({ outgoing }) => outgoing,
  delivered: (state, delivered, now) => byTime(state, { type: 'messageDelivered', delivered }, now),
  noticesOf,
  stillStands: (state, reminder) => stillStands(remindingOf(state), state.deadlines[reminder.deadline], reminder),
  summary: ({ definition, phase, phases, validFrom, validUntil }) => ({
    title: definition.title,
    phase,
    framework: definition.framework,
    year: definition.year,
    validFrom,
    validUntil,
    openedAt: phases[0]?.recordedAt ?? '',
    closedAt: isOver(phase) ? (phases.at(-1)?.recordedAt ?? null) : null,
  }),
  deadlines: ({ deadlines, validFrom }) => Object.values(deadlines).map((deadline) => owedFrom(deadline, validFrom)),
};
