import { type CivilDate, isCivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { addMs, civilDateOf, hasLocalTime, instantAt } from '#core/calendar/instant.ts';
import type { Result } from '#core/result.ts';
import { ok } from '#core/result.ts';
import type { Envelope, PastAct } from '../commands.ts';
import { unreckoned } from '../dates/reckon.ts';
import { byTime, duePhases } from '../due.ts';
import type { EventBody, InnerEvent, ProposedEvent } from '../events.ts';
import { evolveBody, openedState, takenOverFrom } from '../evolve.ts';
import { isPastMorning, uncoveredMoments } from '#core/deadlines/reminders.ts';
import type { Refusal } from '../refusals.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import type { State } from '../state.ts';
import type { Decision } from './context.ts';
import { refuse } from './context.ts';

export type Opening = Envelope<Extract<Envelope['command'], { type: 'open' }>>;
export type Decide = (state: State, envelope: Envelope, now: Instant) => Decision;

/** What past acts come to: the events to fold into the one that takes over, and the state they lead to. */
type Past = Result<{ acts: InnerEvent[]; state: State }, Refusal>;

const MS_TO_THE_LAST_OF_A_MINUTE = 59_999;

/** Plays the past acts through the same rules, each at the end of its own day, with what time brought in between. */
export function replay(envelope: Opening, takeOver: readonly PastAct[], now: Instant, decide: Decide): Past {
  const { definition, versionHash } = envelope.command;
  const faulty = (act: number, { command }: PastAct, because: Refusal): Past =>
    refuse({ code: 'faultyTakeOver', act, command: command.type, because });
  for (const [index, past] of takeOver.entries()) {
    const wrong = cannotBePast(past, civilDateOf(now));
    if (wrong !== null) return faulty(index, past, wrong);
  }
  const from = takenOverFrom(definition, takeOver, envelope.doneOn);
  let state = openedState(definition, versionHash, { doneOn: from, recordedAt: now }, 1);
  const acts: InnerEvent[] = [];
  const fold = (events: ProposedEvent[]): void => {
    for (const { body: decided, doneOn, doneBy, reason } of events) {
      const body = withoutHand(decided);
      acts.push({ body, doneOn, doneBy, reason });
      state = evolveBody(state, { body, doneOn, doneBy, reason, recordedAt: now }, 1);
    }
  };
  fold(unreckoned(state).map((body) => ({ ...byTime(state, body, now), doneOn: from })));
  for (const [index, past] of inOrder(takeOver)) {
    const { doneOn, doneBy, reason, command } = past;
    const endOfDay = addMs(instantAt(doneOn, 23, 59), MS_TO_THE_LAST_OF_A_MINUTE);
    fold(duePhases(state, endOfDay));
    const decided = decide(state, { ...envelope, doneOn, doneBy, reason, command }, endOfDay);
    if (!decided.ok) return faulty(index, past, decided.refusal);
    fold(decided.value);
  }
  fold(duePhases(state, now));
  return ok({ acts, state });
}

/** This record did not exist yet: it cannot say what whoever decided then had at hand. */
function withoutHand(body: EventBody): EventBody {
  if (!('atHand' in body)) return body;
  const { atHand: _none, ...said } = body;
  return said;
}

/** What no state could make possible: a day that is none, or has not come; an entry about an entry, where there are none yet. */
function cannotBePast({ command, doneOn }: PastAct, today: CivilDate): Refusal | null {
  if (isCivilDate(doneOn) && doneOn > today) return { code: 'doneInFuture', doneOn, today };
  if (!hasLocalTime(doneOn)) return { code: 'notADate', field: 'doneOn', value: doneOn };
  return command.type === 'correct' ? { code: 'nothingToCorrect', version: command.version, newest: 0 } : null;
}

/** By their own days, and as they were given on the same day; each with its place in the list. */
function inOrder(takeOver: readonly PastAct[]): [number, PastAct][] {
  return [...takeOver.entries()].toSorted(([, a], [, b]) => (a.doneOn < b.doneOn ? -1 : Number(a.doneOn > b.doneOn)));
}

/** Per deadline the moments of its plan whose hour has struck before the system took over. */
export function passedOver(state: State, now: Instant): Record<string, number[]> {
  const passed = (deadline: Deadline): number[] =>
    (deadline.status === 'open' ? uncoveredMoments(state.rules.reminderPlans, deadline) : [])
      .filter((moment) => isPastMorning(moment.sendOn, now))
      .map((moment) => moment.offset);
  return Object.fromEntries(Object.values(state.deadlines).map((deadline) => [deadline.id, passed(deadline)]));
}
