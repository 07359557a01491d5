import { unknownPerson } from '#core/act/recorder.ts';
import { actOf } from '#core/act/acting.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import { ok } from '#core/result.ts';
import type { FrameworkCommand, FrameworkEnvelope } from '../commands.ts';
import { frameworkFaults } from '../faults.ts';
import type { FrameworkDecision } from './context.ts';
import { refuse } from './context.ts';
import { doerOf, recorderOf, roleFor } from './doer.ts';

/** Takes a framework in. What was done before that day is entered afterwards, each act on its own date with its evidence. */
export function openFramework(
  envelope: FrameworkEnvelope<Extract<FrameworkCommand, { type: 'open' }>>,
  now: Instant,
): FrameworkDecision {
  const { definition, versionHash } = envelope.command;
  const today = civilDateOf(now);
  const faults = frameworkFaults(definition);
  if (faults.length > 0) return refuse({ code: 'faultyDefinition', faults });
  const recorder = recorderOf(definition, envelope.actor);
  if (recorder === null) return refuse(unknownPerson(definition.people, 'actor.person', envelope.actor.person));
  const role = roleFor(definition, envelope.command, recorder);
  if (!role.ok) return role;
  const doer = doerOf(definition, envelope, recorder);
  if (!doer.ok) return doer;
  const { doneOn } = envelope;
  if (doneOn > today) return refuse({ code: 'doneInFuture', doneOn, today });
  if (doneOn < today) return refuse({ code: 'doneTooEarly', doneOn, earliest: today });
  const acting = { envelope, doer: doer.value, role: role.value.role, now };
  return ok([actOf(acting, definition.rules.engine, { type: 'opened', definition, versionHash })]);
}
