import { unknownPerson } from '#core/act/recorder.ts';
import { actOf } from '#core/act/acting.ts';
import { addDays } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import { ok } from '#core/result.ts';
import type { ReferralCommand, ReferralEnvelope } from '../commands.ts';
import { asFaults, referralFindings } from '../faults.ts';
import { isPlannable } from '../plannable.ts';
import { wrongDateOrProof } from './checks.ts';
import type { ReferralDecision } from './context.ts';
import { refuse } from './context.ts';
import { doerOf, recorderOf, roleFor } from './doer.ts';

type Opening = ReferralEnvelope<Extract<ReferralCommand, { type: 'open' }>>;

/** Sends the question out. A day that has passed already is possible, with evidence: a referral that came on paper is entered later. */
export function open(envelope: Opening, now: Instant): ReferralDecision {
  const { definition, versionHash } = envelope.command;
  const faults = asFaults(referralFindings(definition));
  if (faults.length > 0) return refuse({ code: 'faultyDefinition', faults });
  const recorder = recorderOf(definition, envelope.actor);
  if (recorder === null) return refuse(unknownPerson(definition.people, 'actor.person', envelope.actor.person));
  const role = roleFor(definition, envelope.command, recorder);
  if (!role.ok) return role;
  const doer = doerOf(definition, envelope, recorder);
  if (!doer.ok) return doer;
  const today = civilDateOf(now);
  const { doneOn } = envelope;
  const wrong = wrongDateOrProof(envelope, today, role.value.onBehalf, doneOn);
  if (wrong !== null) return refuse(wrong);
  if (!isPlannable(definition.rules, doneOn)) return refuse({ code: 'notADate', field: 'doneOn', value: doneOn });
  const { answeringDays, engine } = definition.rules;
  const earliest = addDays(doneOn, answeringDays);
  const tooSoon = definition.asked.find(({ answerBy }) => answerBy !== null && answerBy < earliest);
  if (tooSoon?.answerBy != null) {
    const { organisation, answerBy } = tooSoon;
    return refuse({ code: 'tooShortTime', field: `asked.${organisation}.answerBy`, answerBy, earliest, answeringDays });
  }
  const acting = { envelope, doer: doer.value, role: role.value.role, now };
  return ok([actOf(acting, engine, { type: 'opened', definition, versionHash })]);
}
