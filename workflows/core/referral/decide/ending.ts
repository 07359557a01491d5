import { unknownPerson } from '#core/act/recorder.ts';
import { maxDate } from '#core/calendar/civilDate.ts';
import { compile, countsOf } from '../compilation.ts';
import { answerDeadline, newestQuestion, silentOn } from '../reading.ts';
import type { Of, ReferralDecision } from './context.ts';
import { done, refuse } from './context.ts';

/** The asker asks no more: whoever has not answered need not. */
export function withdraw(context: Of<'withdraw'>): ReferralDecision {
  const { state } = context;
  return done(context, { type: 'withdrawn', organisations: silentOn(state, newestQuestion(state)) });
}

/** The compilation is fixed once every answer day is past, or everybody has been heard. Who is silent then was silent. */
export function close(context: Of<'close'>): ReferralDecision {
  const { state, envelope } = context;
  const newest = newestQuestion(state);
  if (envelope.doneOn < newest.askedOn)
    return refuse({ code: 'doneTooEarly', doneOn: envelope.doneOn, earliest: newest.askedOn });
  const waiting = Object.keys(state.extensions);
  if (waiting.length > 0) return refuse({ code: 'extensionWaits', organisations: waiting });
  const awaited = silentOn(state, newest).flatMap((id) => {
    const dueOn = answerDeadline(state, id, newest.number)?.dueOn;
    return dueOn !== undefined && dueOn >= envelope.doneOn ? [{ id, dueOn }] : [];
  });
  if (awaited.length > 0) {
    const until = awaited.map(({ dueOn }) => dueOn).reduce(maxDate);
    return refuse({ code: 'answersAwaited', organisations: awaited.map(({ id }) => id), until });
  }
  return done(context, { type: 'closed', counts: countsOf(compile(state)) });
}

/** Somebody there answers for the task: reminders go to them. */
export function takeTask(context: Of<'takeTask'>): ReferralDecision {
  const { state, command, envelope } = context;
  const { organisation, handler } = command;
  const { actor } = envelope;
  const isOwnLink = actor.authenticated === 'link' && actor.person === handler && actor.organisation === organisation;
  const person = state.definition.people.find(({ id }) => id === handler);
  if (!isOwnLink && person === undefined) return refuse(unknownPerson(state.definition.people, 'handler', handler));
  if (!isOwnLink && person?.organisation !== organisation)
    return refuse({ code: 'notThatPerson', field: 'handler', person: handler, organisation });
  const { asked } = newestQuestion(state);
  if (!asked.includes(organisation)) return refuse({ code: 'notAsked', organisation, asked });
  return done(context, { type: 'taskTaken', organisation, handler });
}

/** A remark on an earlier entry: its reason says what should be read instead. */
export function correct(context: Of<'correct'>): ReferralDecision {
  const { state, command } = context;
  const { version } = command;
  if (!Number.isInteger(version) || version < 1 || version > state.version)
    return refuse({ code: 'nothingToCorrect', version, newest: state.version });
  return done(context, { type: 'corrected', version });
}
