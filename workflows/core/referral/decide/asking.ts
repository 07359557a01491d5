import { addDays, type CivilDate, minDate } from '#core/calendar/civilDate.ts';
import { asFaults } from '../faults.ts';
import { partFindings } from '../faults/parts.ts';
import type { ReferralRefusal } from '../refusals.ts';
import { answerDeadline, answerOf, declineOf, newestQuestion, silentOn } from '../reading.ts';
import type { ReferralState } from '../state.ts';
import type { Context, Of, ReferralDecision } from './context.ts';
import { done, refuse } from './context.ts';

/** More organisations are asked the question as it stands. */
export function askMore(context: Of<'askMore'>): ReferralDecision {
  const { state, command } = context;
  const { organisations, answerBy } = command;
  const { asked, askedOn, number } = newestQuestion(state);
  const again = organisations.find((id) => asked.includes(id));
  const refusal =
    wrongList(state, organisations) ??
    answeredAlready(state, organisations, number) ??
    (again === undefined ? null : ({ code: 'alreadyAsked', organisation: again } as const)) ??
    tooEarly(context, askedOn) ??
    tooShort(context, answerBy);
  return refusal === null ? done(context, { type: 'askedMore', organisations, answerBy }) : refuse(refusal);
}

function answeredAlready(state: ReferralState, organisations: readonly string[], question: number): ReferralRefusal | null {
  for (const organisation of organisations) {
    const given = answerOf(state, organisation, question);
    if (given !== null) return { code: 'alreadyAnswered', organisation, question, doneOn: given.doneOn };
  }
  return null;
}

/** The same question again, only to those who are silent. A new date moves theirs, never to an earlier day. */
export function resend(context: Of<'resend'>): ReferralDecision {
  const { state, command, envelope } = context;
  const newest = newestQuestion(state);
  const silent = silentOn(state, newest);
  const organisations = command.organisations ?? silent;
  if (silent.length === 0) return refuse({ code: 'nobodySilent' });
  const wrong = wrongList(state, organisations) ?? tooEarly(context, newest.askedOn);
  if (wrong !== null) return refuse(wrong);
  const heard = organisations.find((id) => !silent.includes(id));
  if (heard !== undefined) {
    const act = answerOf(state, heard, newest.number) ?? declineOf(state, heard, newest.number);
    return refuse(
      act === null
        ? { code: 'notAsked', organisation: heard, asked: newest.asked }
        : { code: 'notSilent', organisation: heard, doneOn: act.doneOn },
    );
  }
  const { answerBy } = command;
  if (answerBy !== null && answerBy <= envelope.doneOn)
    return refuse({ code: 'notLater', field: 'answerBy', given: answerBy, than: envelope.doneOn });
  const earliest = movesNobody(state, organisations, newest.number, answerBy);
  if (answerBy !== null && earliest !== null)
    return refuse({ code: 'notLater', field: 'answerBy', given: answerBy, than: earliest });
  return done(context, { type: 'resent', organisations, answerBy });
}

/** The earliest of their days where the new one is later than none of them: it would say a day that holds for nobody. */
function movesNobody(
  state: ReferralState,
  organisations: readonly string[],
  question: number,
  answerBy: CivilDate | null,
): CivilDate | null {
  const days = organisations.map((id) => answerDeadline(state, id, question)?.dueOn ?? null);
  const dated = days.filter((day) => day !== null);
  if (answerBy === null || dated.length < days.length || dated.length === 0) return null;
  const earliest = dated.reduce(minDate);
  return answerBy < earliest ? earliest : null;
}

/** A changed question: a new version of parts and questions, with the stated answering time anew. */
export function reconsult(context: Of<'reconsult'>): ReferralDecision {
  const { state, command } = context;
  const { parts, documents, answerBy } = command;
  const { definition } = state;
  const newest = newestQuestion(state);
  const organisations = command.organisations ?? newest.asked;
  const known = definition.organisations.map(({ id }) => id);
  const faults = asFaults(partFindings(parts, known, definition.asker.organisation));
  if (faults.length > 0) return refuse({ code: 'faultyQuestion', faults });
  const refusal = wrongList(state, organisations) ?? tooEarly(context, newest.askedOn) ?? tooShort(context, answerBy);
  if (refusal !== null) return refuse(refusal);
  return done(context, { type: 'reconsulted', question: newest.number + 1, parts, documents, organisations, answerBy });
}

function wrongList({ definition }: ReferralState, organisations: readonly string[]): ReferralRefusal | null {
  if (organisations.length === 0) return { code: 'nobodyNamed', field: 'organisations' };
  if (organisations.includes(definition.asker.organisation))
    return { code: 'askerAsked', organisation: definition.asker.organisation };
  const seen = new Set<string>();
  for (const id of organisations) {
    if (seen.has(id)) return { code: 'twice', field: 'organisations', value: id };
    seen.add(id);
  }
  return null;
}

function tooEarly({ envelope: { doneOn } }: Context, earliest: CivilDate): ReferralRefusal | null {
  return doneOn < earliest ? { code: 'doneTooEarly', doneOn, earliest } : null;
}

/** Who is asked has at least the stated answering time, from the day it is asked. */
function tooShort({ state, envelope: { doneOn } }: Context, answerBy: CivilDate | null): ReferralRefusal | null {
  const { answeringDays } = state.rules;
  const earliest = addDays(doneOn, answeringDays);
  return answerBy === null || answerBy >= earliest
    ? null
    : { code: 'tooShortTime', field: 'answerBy', answerBy, earliest, answeringDays };
}
