import type { Command, Envelope } from '#core/agreement/commands.ts';
import { decide } from '#core/agreement/decide.ts';
import { unreckoned } from '#core/agreement/dates/reckon.ts';
import { byTime, due, nextWake } from '#core/agreement/due.ts';
import type { ProposedEvent } from '#core/agreement/events.ts';
import { evolveBody } from '#core/agreement/evolve.ts';
import { lastDayOf } from '#core/agreement/overdue.ts';
import { isOver, type Phase } from '#core/agreement/phases.ts';
import type { Refusal } from '#core/agreement/refusals.ts';
import type { State } from '#core/agreement/state.ts';
import { addDays, type CivilDate, maxDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant, instantAt } from '#core/calendar/instant.ts';
import type { Reminder } from '#core/deadlines/reminders.ts';
import type { Supposition } from './suppose.ts';

/** How an agreement goes on when everybody does their part on its last day. */
export interface Future {
  state: State;
  /** Reminders that leave, by the day. */
  reminders: { on: CivilDate; reminder: Reminder }[];
  /** Phases that go on past their last day, and the day the coordinator is told. */
  overdue: { phase: Phase; lastDay: CivilDate; toldOn: CivilDate }[];
  /** What the rules would refuse as things stand, so that the phase could not end as it is assumed to. */
  obstacles: { phase: Phase; refusal: Refusal }[];
}

const BY_DAY_HOUR = 15;
const NOT_SAID = { textId: 'what-if', commitment: '0'.repeat(64) };
/** Far more wakes and acts than a life has. */
const MOST_STEPS = 50_000;

/**
 * Plays the state on from `now`: what time brings, and on the last day of each phase the acts that end it, those of a late phase so many
 * days later. An act without a day of its own is done on the day its phase begins; deadlines are met on their day.
 */
export function futureOf(start: State, now: Instant, late: Supposition['late']): Future {
  const future: Future = { state: start, reminders: [], overdue: [], obstacles: [] };
  let at = now;
  for (let step = 0; step < MOST_STEPS && !isOver(future.state.phase); step += 1) {
    live(future, due(future.state, at), at);
    const next = nextAct(future.state, at, { late, today: civilDateOf(now) });
    const wake = nextWake(future.state);
    if (wake !== null && (next === null || wake <= next.at)) {
      at = wake > at ? wake : at;
      continue;
    }
    if (next === null) break;
    at = next.at > at ? next.at : at;
    live(future, due(future.state, at), at);
    next.act(future, at);
  }
  return future;
}

/** Folds what happens, and the dates that are reckoned from it. */
function live(future: Future, events: readonly ProposedEvent[], at: Instant): void {
  fold(future, events);
  fold(
    future,
    unreckoned(future.state).map((body) => byTime(future.state, body, at)),
  );
}

function fold(future: Future, events: readonly ProposedEvent[]): void {
  for (const event of events) {
    const { body } = event;
    future.state = evolveBody(future.state, event, future.state.version + 1);
    if (body.type === 'reminded')
      for (const reminder of body.reminders) future.reminders.push({ on: civilDateOf(body.sendAfter), reminder });
    if (body.type === 'phaseOverdue')
      future.overdue.push({ phase: body.phase, lastDay: body.lastDay, toldOn: civilDateOf(body.sendAfter) });
  }
}

interface Assumed {
  late: Supposition['late'];
  /** The day the future is asked for. */
  today: CivilDate;
}

interface Act {
  at: Instant;
  act: (future: Future, at: Instant) => void;
}

const onDay = (day: CivilDate, now: Instant): Instant => {
  const at = instantAt(day, BY_DAY_HOUR);
  return at > now ? at : now;
};

/** The next thing that people do: end the phase, or meet a deadline on its day. */
function nextAct(state: State, now: Instant, assumed: Assumed): Act | null {
  const ending = endOf(state, now, assumed);
  const open = Object.values(state.deadlines)
    .filter(({ status, suspendedOn }) => status === 'open' && suspendedOn === null)
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0];
  const meeting: Act | null =
    open === undefined ? null : { at: onDay(open.dueOn, now), act: (future, at) => meet(future, open.id, at) };
  if (ending === null) return meeting;
  return meeting === null || ending.at <= meeting.at ? ending : meeting;
}

function meet(future: Future, deadline: string, at: Instant): void {
  live(future, [byTime(future.state, { type: 'deadlineMet', deadline }, at)], at);
}

function endOf(state: State, now: Instant, { late, today }: Assumed): Act | null {
  const { phase } = state;
  const ends = endings[phase];
  if (ends === undefined) return null;
  const began = state.phases.at(-1)?.from ?? today;
  const lastDay = maxDate(maxDate(lastDayOf(state, phase) ?? began, began), today);
  const end = addDays(lastDay, phase in late ? (late[phase as keyof typeof late] ?? 0) : 0);
  return { at: onDay(end, now), act: (future, at) => endPhase(future, phase, ends(future.state), at) };
}

const endings: Partial<Record<Phase, (state: State) => Command[]>> = {
  consultation: () => [{ type: 'adoptBasis' }],
  negotiation: ({ definition, versionHash, acceptances }) =>
    definition.parties
      .filter(({ organisation }) => acceptances[organisation] === undefined)
      .map(({ organisation: party }) => ({ type: 'acceptVersion', party, versionHash })),
  signing: ({ definition, versionHash, signatures, authorisations }) =>
    definition.parties
      .filter(({ organisation }) => signatures[organisation] === undefined)
      .flatMap(({ organisation: party, authorisedBy: body, signatory }): Command[] => [
        ...(authorisations[party] === undefined
          ? [{ type: 'authorise' as const, party, body, signatory, orSubstitute: false }]
          : []),
        { type: 'sign', party, signatory: authorisations[party]?.signatory ?? signatory, versionHash },
      ]),
  approval: ({ rules, versionHash, approvals }) =>
    rules.approvals.filter((body) => approvals[body] === undefined).map((body) => ({ type: 'approve', body, versionHash })),
  evaluation: () => [{ type: 'adoptEvaluation' }],
};

const following: Partial<Record<Phase, Phase>> = {
  consultation: 'preparation',
  negotiation: 'signing',
  signing: 'approval',
  approval: 'inForce',
  evaluation: 'finalReporting',
};

/** Decided by the same rules as the real acts; what they refuse as things stand is noted, and the phase ends all the same. */
function endPhase(future: Future, phase: Phase, commands: readonly Command[], at: Instant): void {
  for (const command of commands) {
    const decision = decide(future.state, envelopeOf(future.state, command, at), at);
    if (decision.ok) live(future, decision.value, at);
    else {
      future.obstacles.push({ phase, refusal: decision.refusal });
      break;
    }
  }
  const next = following[phase];
  if (future.state.phase !== phase || next === undefined) return;
  live(future, [byTime(future.state, { type: 'phaseBegan', phase: next, on: civilDateOf(at), early: false }, at)], at);
}

function envelopeOf(state: State, command: Command, at: Instant): Envelope {
  return {
    commandId: 'what-if',
    actor: { authenticated: 'claimed', person: state.definition.coordinator },
    doneOn: civilDateOf(at),
    doneBy: null,
    reason: NOT_SAID,
    evidence: { kind: 'reference', text: NOT_SAID },
    command,
  };
}
