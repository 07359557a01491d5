import { daysBetween } from '#core/calendar/civilDate.ts';
import { addDays } from '#core/calendar/civilDate.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import type { ReferralRefusal } from '../refusals.ts';
import { isPlannable } from '../plannable.ts';
import { answerDeadline, answerOf, declineOf, newestQuestion } from '../reading.ts';
import type { ReferralState } from '../state.ts';
import type { Of, ReferralDecision } from './context.ts';
import { done, refuse } from './context.ts';

export function askExtension(context: Of<'askExtension'>): ReferralDecision {
  const { state, command } = context;
  const { organisation, until } = command;
  const deadline = runningDate(state, organisation);
  if ('code' in deadline) return refuse(deadline);
  if (until <= deadline.dueOn) return refuse({ code: 'notLater', field: 'until', given: until, than: deadline.dueOn });
  return done(context, { type: 'extensionAsked', organisation, until });
}

/** The asker gives more time, whether or not it was asked for. */
export function grantExtension(context: Of<'grantExtension'>): ReferralDecision {
  const { state, command } = context;
  const { organisation, until } = command;
  const deadline = runningDate(state, organisation);
  if ('code' in deadline) return refuse(deadline);
  if (until <= deadline.dueOn) return refuse({ code: 'notLater', field: 'until', given: until, than: deadline.dueOn });
  return done(context, { type: 'extensionGranted', organisation, from: deadline.dueOn, until });
}

export function refuseExtension(context: Of<'refuseExtension'>): ReferralDecision {
  const { state, command } = context;
  const { organisation } = command;
  return state.extensions[organisation] === undefined
    ? refuse({ code: 'noExtensionAsked', organisation, asking: Object.keys(state.extensions) })
    : done(context, { type: 'extensionRefused', organisation });
}

/** The answer's date that still runs for the organisation, or why there is none. */
function runningDate(state: ReferralState, organisation: string): Deadline | ReferralRefusal {
  const { number, asked } = newestQuestion(state);
  if (!asked.includes(organisation)) return { code: 'notAsked', organisation, asked };
  const given = answerOf(state, organisation, number);
  if (given !== null) return { code: 'alreadyAnswered', organisation, question: number, doneOn: given.doneOn };
  const declined = declineOf(state, organisation, number);
  if (declined !== null) return { code: 'alreadyDeclined', organisation, doneOn: declined.doneOn };
  return answerDeadline(state, organisation, number) ?? { code: 'noDate', organisation };
}

/** Stops the clock for every answer whose day has not passed. */
export function suspend(context: Of<'suspend'>): ReferralDecision {
  const { state, envelope } = context;
  const { number, asked } = newestQuestion(state);
  const organisations = asked.filter((id) => {
    const deadline = answerDeadline(state, id, number);
    return deadline?.status === 'open' && deadline.dueOn >= envelope.doneOn;
  });
  return organisations.length === 0 ? refuse({ code: 'nobodySilent' }) : done(context, { type: 'suspended', organisations });
}

/** Starts it again: each date has moved by the days that it stood. */
export function resume(context: Of<'resume'>): ReferralDecision {
  const { state, envelope } = context;
  const since = state.suspendedOn;
  if (since === null) return refuse({ code: 'notSuspended' });
  if (envelope.doneOn < since) return refuse({ code: 'doneTooEarly', doneOn: envelope.doneOn, earliest: since });
  const days = daysBetween(since, envelope.doneOn);
  const stopped = Object.values(state.deadlines).filter(({ suspendedOn, status }) => suspendedOn !== null && status === 'open');
  const beyond = stopped.find(({ dueOn }) => !isPlannable(state.rules, addDays(dueOn, days)));
  if (beyond !== undefined) return refuse({ code: 'notADate', field: 'doneOn', value: envelope.doneOn });
  return done(context, { type: 'resumed', organisations: stopped.map(({ debtor }) => debtor), days });
}
