import { addDays } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { addMs, civilDateOf, instantAt, startOfDay } from '#core/calendar/instant.ts';
import { ok } from '#core/result.ts';
import type { Envelope, PastAct } from '../commands.ts';
import { duePhases } from '../due.ts';
import type { Doer, InnerEvent, ProposedEvent } from '../events.ts';
import { evolveBody, openedState } from '../evolve.ts';
import { definitionFaults } from '../faults.ts';
import { pendingMoments } from '../reminders.ts';
import type { Refusal } from '../refusals.ts';
import type { State } from '../state.ts';
import type { Decision } from './context.ts';
import { refuse } from './context.ts';
import { coordinatorsOrganisation } from './doer.ts';

type Opening = Envelope<Extract<Envelope['command'], { type: 'open' }>>;
type Decide = (state: State, envelope: Envelope, now: Instant) => Decision;

const REMINDER_HOUR = 8;

/** Opens an agreement, or takes over one whose consultation has begun: one event, nothing sent, only what lies ahead is planned. */
export function open(envelope: Opening, now: Instant, decide: Decide): Decision {
  const { definition, versionHash, takeOver } = envelope.command;
  const today = civilDateOf(now);
  const faults = definitionFaults(definition);
  if (faults.length > 0) return refuse({ code: 'faultyDefinition', faults });
  const recorder = definition.people.find((person) => person.id === envelope.actor.person);
  if (recorder === undefined) return refuse({ code: 'unknownPerson', field: 'actor.person', person: envelope.actor.person });
  if (!recorder.roles.includes('coordinator')) {
    const { id: person, roles, organisation } = recorder;
    return refuse({ code: 'notAllowed', command: 'open', person, roles, organisation, needed: 'coordinator' });
  }
  if (envelope.doneOn !== today)
    return refuse(
      envelope.doneOn > today
        ? { code: 'doneInFuture', doneOn: envelope.doneOn, today }
        : { code: 'doneTooEarly', doneOn: envelope.doneOn, earliest: today },
    );
  const doer: Doer = { organisation: coordinatorsOrganisation(definition), body: null, person: envelope.doneBy };
  const event = (body: ProposedEvent['body']): ProposedEvent => ({
    body,
    doneOn: envelope.doneOn,
    doneBy: doer,
    recordedBy: { person: envelope.actor.person, role: 'coordinator', authenticated: envelope.actor.authenticated },
    recordedAt: now,
    reason: envelope.reason,
    evidence: envelope.evidence,
    engine: definition.rules.engine,
  });
  if (takeOver === null) {
    const opensOn = definition.rules.windows.consultation.from;
    return opensOn < today
      ? refuse({ code: 'openingPassed', opensOn, today })
      : ok([event({ type: 'opened', definition, versionHash })]);
  }
  if (envelope.evidence === null)
    return refuse({ code: 'evidenceMissing', because: 'takenOver', doneOn: envelope.doneOn, today });
  const past = replay(envelope, takeOver, now, decide);
  if (!past.ok) return past;
  const passedOver = Object.fromEntries(
    Object.values(past.value.state.deadlines).map((deadline) => [deadline.id, passed(past.value.state, deadline.id, now)]),
  );
  return ok([event({ type: 'takenOver', definition, versionHash, acts: past.value.acts, passedOver })]);
}

/** Plays the past acts through the same rules, each at the end of its own day, with what time brought in between. */
function replay(
  envelope: Opening,
  takeOver: PastAct[],
  now: Instant,
  decide: Decide,
): { ok: true; value: { acts: InnerEvent[]; state: State } } | { ok: false; refusal: Refusal } {
  const { definition, versionHash } = envelope.command;
  const opensOn = definition.rules.windows.consultation.from;
  let state = openedState(
    definition,
    versionHash,
    { doneOn: opensOn < envelope.doneOn ? opensOn : envelope.doneOn, recordedAt: now },
    1,
  );
  const acts: InnerEvent[] = [];
  const fold = (events: ProposedEvent[]): void => {
    for (const { body, doneOn, doneBy, reason } of events) {
      acts.push({ body, doneOn, doneBy, reason });
      state = evolveBody(state, { body, doneOn, doneBy, reason, recordedAt: now }, 1);
    }
  };
  for (const [index, past] of takeOver.toSorted((a, b) => (a.doneOn < b.doneOn ? -1 : Number(a.doneOn > b.doneOn))).entries()) {
    const endOfDay = addMs(startOfDay(addDays(past.doneOn, 1)), -1);
    if (past.doneOn > civilDateOf(now)) {
      return refuse({
        code: 'faultyTakeOver',
        act: index,
        command: past.command.type,
        because: { code: 'doneInFuture', doneOn: past.doneOn, today: civilDateOf(now) },
      });
    }
    fold(duePhases(state, endOfDay));
    const decided = decide(
      state,
      { ...envelope, doneOn: past.doneOn, doneBy: past.doneBy, reason: past.reason, command: past.command },
      endOfDay,
    );
    if (!decided.ok) return refuse({ code: 'faultyTakeOver', act: index, command: past.command.type, because: decided.refusal });
    fold(decided.value);
  }
  fold(duePhases(state, now));
  return ok({ acts, state });
}

/** The moments of a plan whose hour has struck before the system took over. */
function passed(state: State, id: string, now: Instant): number[] {
  const deadline = state.deadlines[id];
  if (deadline === undefined) return [];
  const everReminded: State = { ...state, phase: 'finalReporting' };
  return pendingMoments(everReminded, deadline)
    .filter((moment) => instantAt(moment.sendOn, REMINDER_HOUR) <= now)
    .map((moment) => moment.offset);
}
