import type { State } from '#core/agreement/state.ts';
import type { InnerEvent, StoredEvent } from '#core/agreement/events.ts';
import { evolveBody, openedState, takenOverFrom } from '#core/agreement/evolve.ts';
import type { Kind } from '#core/act/model.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { modelOf, type AnyState, type ProcessState } from '#core/models.ts';
import { correctedBy, type Dated, datedEvents, type Stored } from './days.ts';
import { isGrounded } from './grounds.ts';
import type { Moment } from './moment.ts';

/** What stands at a moment, and the events that it stands on. */
export interface Fold {
  /** Null where nothing had been opened. */
  process: ProcessState | null;
  /** In the order of the chain. */
  events: Stored[];
  /** Where not all acts of a take-over count: those that do. */
  inner: InnerEvent[] | null;
}

const processOf = (kind: Kind, state: AnyState | null): ProcessState | null =>
  state === null ? null : ({ kind, state } as ProcessState);

/** Everything that the chain holds. */
export function foldAll(kind: Kind, events: readonly Stored[]): ProcessState | null {
  const { evolve } = modelOf(kind);
  return processOf(kind, events.reduce<AnyState | null>(evolve, null));
}

/** By what had been recorded: the chain as far as it then went, and nothing that came after. */
export function foldRecorded(kind: Kind, events: readonly Stored[], { before }: Moment): Fold {
  const after = events.findIndex(({ recordedAt }) => recordedAt >= before);
  const known = after < 0 ? [...events] : events.slice(0, after);
  return { process: foldAll(kind, known), events: known, inner: null };
}

/**
 * By what had been done by the end of a day, whenever it was recorded: the events of the whole chain that count by then, in the order in which
 * they were recorded, since each was decided on those before it. At the last day of all it is what the chain folds to.
 */
export function foldDone(kind: Kind, events: readonly Stored[], day: CivilDate): Fold {
  const { evolve } = modelOf(kind);
  const fold: Fold = { process: null, events: [], inner: null };
  const counted = new Set<number>();
  const dropped = new Set<string>();
  for (const dated of datedEvents(events, foldAll(kind, events))) {
    const { event } = dated;
    const begins = dated.inner !== null && day < event.doneOn;
    if (dated.day > day || dropped.has(event.commandId) || !mayCount(fold.process, event, counted)) {
      // What followed from an act that does not count yet does not count either.
      if (event.recordedBy.role !== 'time') dropped.add(event.commandId);
      continue;
    }
    if (begins) {
      fold.inner = innerBy(dated, day);
      fold.process = { kind: 'agreement', state: takenOverBy(event as StoredEvent, fold.inner) };
    } else fold.process = processOf(kind, evolve(fold.process?.state ?? null, event));
    fold.events.push(event);
    counted.add(event.version);
  }
  return fold;
}

function mayCount(process: ProcessState | null, { body }: Stored, counted: ReadonlySet<number>): boolean {
  const corrected = correctedBy(body);
  if (corrected !== null) return counted.has(corrected.version);
  return process === null ? isBeforeAll(body) : isGrounded(process, body);
}

/** What can be while nothing is opened yet: its opening, and what begins to look after it. */
const isBeforeAll = ({ type }: Stored['body']): boolean => ['opened', 'takenOver', 'runStarted'].includes(type);

const innerBy = ({ inner }: Dated, day: CivilDate): InnerEvent[] =>
  (inner ?? []).filter((one) => one.day <= day).map(({ act }) => act);

/** What had been done of what was taken over later. What the take-over itself brought, as moments passed over, had not come yet. */
function takenOverBy({ body, recordedAt, version, doneOn }: StoredEvent, acts: readonly InnerEvent[]): State {
  if (body.type !== 'takenOver') throw new Error(`${body.type} holds no acts that were taken over`);
  const from = takenOverFrom(body.definition, body.acts, doneOn);
  const start = openedState(body.definition, body.versionHash, { doneOn: from, recordedAt }, version);
  return acts.reduce(
    (state, act) =>
      isGrounded({ kind: 'agreement', state }, act.body) ? evolveBody(state, { ...act, recordedAt }, version) : state,
    start,
  );
}
