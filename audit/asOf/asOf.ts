import type { Kind } from '#core/act/model.ts';
import type { InnerEvent } from '#core/agreement/events.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { ProcessState } from '#core/models.ts';
import { kindOf } from '#contracts/ids.ts';
import { allEvents } from '../../infra/db/read/log.ts';
import type { Worlds } from '../../infra/db/worlds.ts';
import { datedEvents, type Stored } from './days.ts';
import { foldAll, foldDone, foldRecorded } from './fold.ts';
import type { Moment } from './moment.ts';

/** By what had been recorded by then, or by what had been done by then, whenever it was recorded. */
export const readings = ['recorded', 'done'] as const;
export type ReadBy = (typeof readings)[number];

/** An entry of the chain, by which it can be found and checked. */
export interface Head {
  version: number;
  hash: string;
  recordedAt: Instant;
}

/** A process as it was at a moment. */
export interface AsOf {
  chain: string;
  kind: Kind;
  by: ReadBy;
  moment: Moment;
  /** How far the chain went then; null before its first entry. */
  head: Head | null;
  /** When its first entry was recorded; null where it has none. */
  firstRecordedAt: Instant | null;
  /** How far it goes today: what had been done is told by all of it. */
  newest: Head | null;
  /** What stood then; null where nothing had been opened. */
  process: ProcessState | null;
  /** The entries that it stands on, in the order of the chain. */
  events: Stored[];
  /** Where only some acts of a take-over had been done: those. */
  inner: InnerEvent[] | null;
  /** What had been done by the end of that day and was recorded only afterwards. */
  notYetKnown: Stored[];
}

/**
 * A process as it was, told by its chain alone: the read model is not asked. `by: 'done'` counts whole days, so the moment's time of day
 * does not matter to it.
 */
export async function asOf(
  worlds: Pick<Worlds, 'live' | 'rehearsal'>,
  chain: string,
  moment: Moment,
  { by }: { by: ReadBy },
): Promise<AsOf> {
  return asOfEvents(chain, await allEvents(worlds, chain), moment, by);
}

/** The same of a chain's events, all of them, oldest first. Pure. */
export function asOfEvents(chain: string, events: readonly Stored[], moment: Moment, by: ReadBy): AsOf {
  const kind = kindOf(chain);
  const recorded = foldRecorded(kind, events, moment);
  const fold = by === 'recorded' ? recorded : foldDone(kind, events, moment.day);
  return {
    chain,
    kind,
    by,
    moment,
    head: headOf(recorded.events.at(-1)),
    firstRecordedAt: events[0]?.recordedAt ?? null,
    newest: headOf(events.at(-1)),
    ...fold,
    notYetKnown: notYetKnown(kind, events, recorded.events.length, moment),
  };
}

const headOf = (event: Stored | undefined): Head | null =>
  event === undefined ? null : { version: event.version, hash: event.hash, recordedAt: event.recordedAt };

/** Acts that had been done and came into the record later. What follows from an act, and what time brings, is told by the act. */
function notYetKnown(kind: Kind, events: readonly Stored[], known: number, { day }: Moment): Stored[] {
  const commands = new Set<string>();
  return datedEvents(events, foldAll(kind, events))
    .slice(known)
    .filter(({ event, day: doneOn }) => {
      const isAct = event.recordedBy.role !== 'time' && !commands.has(event.commandId);
      commands.add(event.commandId);
      return isAct && doneOn <= day;
    })
    .map(({ event }) => event);
}
