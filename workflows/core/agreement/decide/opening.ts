import { unknownPerson } from '#core/act/recorder.ts';
import { actOf, consequenceOf } from '#core/act/acting.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import { ok } from '#core/result.ts';
import { duePhases } from '../due.ts';
import type { EventBody } from '../events.ts';
import { openedState } from '../evolve.ts';
import { unreckoned } from '../dates/reckon.ts';
import { definitionFaults } from '../faults.ts';
import type { Decision } from './context.ts';
import { refuse } from './context.ts';
import { doerOf, recorderOf, roleFor } from './doer.ts';
import { type Decide, type Opening, passedOver, replay } from './takeOver.ts';

/** Opens an agreement, or takes over one whose consultation has begun: one event, nothing sent, only what lies ahead is planned. */
export function open(envelope: Opening, now: Instant, decide: Decide): Decision {
  const { definition, versionHash, takeOver } = envelope.command;
  const today = civilDateOf(now);
  const faults = definitionFaults(definition);
  if (faults.length > 0) return refuse({ code: 'faultyDefinition', faults });
  const state = openedState(definition, versionHash, { doneOn: today, recordedAt: now }, 0);
  const recorder = recorderOf(state, envelope.actor);
  if (recorder === null) return refuse(unknownPerson(definition.people, 'actor.person', envelope.actor.person));
  const role = roleFor(state, envelope.command, recorder);
  if (!role.ok) return role;
  const doer = doerOf(state, envelope, recorder);
  if (!doer.ok) return doer;
  if (envelope.doneOn !== today)
    return refuse(
      envelope.doneOn > today
        ? { code: 'doneInFuture', doneOn: envelope.doneOn, today }
        : { code: 'doneTooEarly', doneOn: envelope.doneOn, earliest: today },
    );
  const acting = { envelope, doer: doer.value, role: role.value.role, now };
  const { engine } = definition.rules;
  if (takeOver === null) {
    const opensOn = definition.rules.windows.consultation.from;
    // A framework opens its year also after a standstill over the day.
    if (opensOn < today && envelope.actor.authenticated !== 'process') return refuse({ code: 'openingPassed', opensOn, today });
    const opened = actOf<EventBody>(acting, engine, { type: 'opened', definition, versionHash });
    // What is reckoned from a date of the text is known from the start.
    const reckoned = unreckoned(state).map((body) => consequenceOf<EventBody>(acting, engine, body, envelope.doneOn));
    return ok([opened, ...reckoned, ...duePhases(state, now)]);
  }
  if (envelope.evidence === null)
    return refuse({ code: 'evidenceMissing', because: 'takenOver', doneOn: envelope.doneOn, today });
  const past = replay(envelope, takeOver, now, decide);
  if (!past.ok) return past;
  const { acts, state: taken } = past.value;
  return ok([actOf(acting, engine, { type: 'takenOver', definition, versionHash, acts, passedOver: passedOver(taken, now) })]);
}
