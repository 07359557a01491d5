import type { Command } from '#core/agreement/commands.ts';
import { decide } from '#core/agreement/decide.ts';
import type { Definition } from '#core/agreement/definition.ts';
import { byTime, due, nextWake } from '#core/agreement/due.ts';
import type { Reminder } from '#core/deadlines/reminders.ts';
import type { EventBody, EventType, ProposedEvent, StoredEvent } from '#core/agreement/events.ts';
import { evolve } from '#core/agreement/evolve.ts';
import type { Phase } from '#core/agreement/phases.ts';
import type { Refusal } from '#core/agreement/refusals.ts';
import type { State } from '#core/agreement/state.ts';
import { type CivilDate, maxDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant, instantAt } from '#core/calendar/instant.ts';
import { definitionOf, type Entry, envelopeOf, eveOf, report, VERSION_HASH } from './agreements.ts';

/** An agreement that lives as its workflow lets it live: what is due first, then the command, folding what was recorded. */
export interface Lived {
  state: () => State;
  events: () => readonly StoredEvent[];
  now: () => Instant;
  /** Lives on to this moment, awake at every wake on the way. */
  liveUntil: (date: CivilDate, hour?: number, minute?: number) => Lived;
  /** Sleeps to this moment as a system that was down, and wakes there. */
  standStillUntil: (date: CivilDate, hour?: number, minute?: number) => Lived;
  /** Sleeps to this instant, whatever was planned before it. */
  wakeAt: (instant: Instant) => Lived;
  does: (command: Command, entry?: Entry) => Lived;
  tries: (command: Command, entry?: Entry) => Refusal | null;
}

const CHAIN = 'agreement:provplattformen:2012';

/** `first`: the version of the first event that the same command came to. */
export function stored(event: ProposedEvent, version: number, first = version): StoredEvent {
  return {
    ...event,
    chain: CHAIN,
    version,
    hash: version.toString(16).padStart(64, '0'),
    commandId: `command-${first}`,
    wallTime: event.recordedAt,
    codeVersion: 'test',
  };
}

/** The fold of events that is an agreement's state. */
export function fold(events: readonly StoredEvent[]): State {
  const state = events.reduce<State | null>(evolve, null);
  if (state === null) throw new Error('not opened by these events');
  return state;
}

/** An agreement lived on from these events at this moment; none: not opened yet. */
export function livedFrom(past: readonly StoredEvent[], from: Instant): Lived {
  const events = [...past];
  let state = past.reduce<State | null>(evolve, null);
  let now = from;
  const present = (): State => {
    if (state === null) throw new Error('not opened yet');
    return state;
  };
  const record = (proposed: readonly ProposedEvent[]): void => {
    const first = events.length + 1;
    for (const event of proposed) {
      const next = stored(event, events.length + 1, first);
      events.push(next);
      state = evolve(state, next);
    }
  };
  const wakeUp = (): void => {
    if (state !== null) record(due(state, now));
  };
  const lived: Lived = {
    state: present,
    events: () => events,
    now: () => now,
    liveUntil(date, hour = 9, minute = 0) {
      const end = instantAt(date, hour, minute);
      wakeUp();
      for (let wake = nextWake(present()); wake !== null && wake <= end; wake = nextWake(present())) {
        if (wake < now) throw new Error(`wakes ${wake}, and it is ${now}`);
        now = wake;
        wakeUp();
        if (nextWake(present()) === wake) throw new Error(`does not get past ${wake}`);
      }
      return lived.standStillUntil(date, hour, minute);
    },
    standStillUntil(date, hour = 9, minute = 0) {
      return lived.wakeAt(instantAt(date, hour, minute));
    },
    wakeAt(instant) {
      now = instant;
      wakeUp();
      return lived;
    },
    does(command, entry) {
      const refusal = lived.tries(command, entry);
      if (refusal !== null) throw new Error(`refused ${command.type}: ${JSON.stringify(refusal)}`);
      return lived;
    },
    tries(command, entry) {
      wakeUp();
      const decision = decide(state, envelopeOf(command, civilDateOf(now), entry), now);
      if (!decision.ok) return decision.refusal;
      record(decision.value);
      wakeUp();
      return null;
    },
  };
  if (past.length === 0) record([byTime(null, { type: 'runStarted', runId: 'first-run' }, from)]);
  return lived;
}

/** The small agreement, opened on this day, by default the eve of its consultation. */
export function opened(definition: Definition = definitionOf(), on = eveOf(definition.rules.windows.consultation.from)): Lived {
  return livedFrom([], instantAt(on, 9)).does({ type: 'open', definition, versionHash: VERSION_HASH, takeOver: null });
}

/** Each party and body does its part of this phase, all today. */
export function everybody(lived: Lived, phase: 'negotiation' | 'signing' | 'approval'): Lived {
  const { definition, rules } = lived.state();
  if (phase === 'approval') {
    for (const body of rules.approvals) lived.does({ type: 'approve', body, versionHash: VERSION_HASH });
    return lived;
  }
  for (const { organisation: party, authorisedBy: body, signatory } of definition.parties) {
    if (phase === 'negotiation') lived.does({ type: 'acceptVersion', party, versionHash: VERSION_HASH });
    else {
      lived.does({ type: 'authorise', party, body, signatory, orSubstitute: false });
      lived.does({ type: 'sign', party, signatory, versionHash: VERSION_HASH });
    }
  }
  return lived;
}

/** Everything owed is done and accepted, today; what is watched is entered as met. */
export function settled(lived: Lived): Lived {
  for (const { id: area, budgetOre } of lived.state().definition.areas) {
    if (lived.state().accounts[area] === undefined) lived.does({ type: 'account', area, usedOre: budgetOre, unspentOre: 0 });
  }
  for (const { id, metBy } of Object.values(lived.state().deadlines)) {
    if (metBy === 'report' && lived.state().deadlines[id]?.status === 'open')
      lived.does({ type: 'handInReport', deadline: id, content: report });
    if (metBy === 'report' && lived.state().deadlines[id]?.accepted === false) lived.does({ type: 'acceptReport', deadline: id });
    if (metBy === 'entry' && lived.state().deadlines[id]?.status === 'open') lived.does({ type: 'meetDeadline', deadline: id });
  }
  return lived;
}

const stations: Partial<Record<Phase, (lived: Lived) => Lived>> = {
  consultation: (lived) => lived.liveUntil(later(lived, lived.state().rules.windows.consultation.from)),
  preparation: (lived) => lived.does({ type: 'adoptBasis' }),
  negotiation: (lived) => lived.liveUntil(later(lived, lived.state().rules.windows.negotiation.from)),
  signing: (lived) => everybody(lived, 'negotiation'),
  approval: (lived) => everybody(lived, 'signing'),
  inForce: (lived) => (lived.state().phase === 'approval' ? everybody(lived, 'approval') : lived),
  evaluation: (lived) => lived.liveUntil(later(lived, lived.state().rules.windows.evaluation.from)),
  finalReporting: (lived) => lived.does({ type: 'adoptEvaluation' }),
  closed: settled,
};

const later = (lived: Lived, date: CivilDate): CivilDate => maxDate(date, civilDateOf(lived.now()));

/** The agreement brought to this phase on the straightest way, each step on the first day that it is possible. */
export function livedTo(phase: Phase, definition: Definition = definitionOf()): Lived {
  const lived = opened(definition);
  if (phase === 'lapsed') return lived.does({ type: 'lapse' });
  for (const [station, reach] of Object.entries(stations)) {
    if (lived.state().phase === phase) break;
    reach(lived);
    if (station === phase) break;
  }
  if (lived.state().phase !== phase) throw new Error(`meant ${phase}, came to ${lived.state().phase}`);
  return lived;
}

export function eventsOf<T extends EventType>(
  lived: Lived,
  type: T,
): (StoredEvent & { body: Extract<EventBody, { type: T }> })[] {
  return lived
    .events()
    .filter((event): event is StoredEvent & { body: Extract<EventBody, { type: T }> } => event.body.type === type);
}

/** Every reminder about a deadline: the day it leaves, and what it stands for. */
export function remindersOf(lived: Lived, id: string): (Reminder & { sendAfter: Instant; on: CivilDate })[] {
  return eventsOf(lived, 'reminded').flatMap(({ body }) =>
    body.reminders
      .filter((reminder) => reminder.deadline === id)
      .map((reminder) => ({ ...reminder, sendAfter: body.sendAfter, on: civilDateOf(body.sendAfter) })),
  );
}
