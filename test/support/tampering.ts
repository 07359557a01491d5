import { defaultPayloadConverter } from '@temporalio/common';
import type { Delivered } from '#core/act/outgoing.ts';
import type { AnyCommand } from '#core/models.ts';
import type { CommandMessage } from '#contracts/types.ts';
import { decoded, EventType, type HistoryEvent, type Run } from '../../audit/compare/history.ts';

export const eventsOf = (run: Run | undefined): HistoryEvent[] => run?.history.events ?? [];

/** In a run the first two neighbours that a wake-up left, what was recorded and the next timer, in each other's place. */
export function swapTimerAndRecord(run: Run | undefined): void {
  const events = eventsOf(run);
  const at = events.findIndex(
    ({ eventType }, i) =>
      eventType === EventType.EVENT_TYPE_MARKER_RECORDED && events[i + 1]?.eventType === EventType.EVENT_TYPE_TIMER_STARTED,
  );
  swapped(events, at);
}

/** In a run's history the last timer that was set is gone, and in its place something was recorded once more. */
export function recordInsteadOfTimer(run: Run | undefined): void {
  const events = eventsOf(run);
  const at = events.findLastIndex(({ eventType }) => eventType === EventType.EVENT_TYPE_TIMER_STARTED);
  const recorded = events.findLast(({ eventType }) => eventType === EventType.EVENT_TYPE_MARKER_RECORDED);
  const { eventId, eventTime } = events[at] ?? {};
  if (recorded === undefined || eventId == null || eventTime == null) throw new Error('no timer to replace');
  events[at] = { ...recorded, eventId, eventTime };
}

/** Numbered as if they had always been so. */
function swapped(events: HistoryEvent[], at: number): void {
  const [one, other] = [events[at], events[at + 1]];
  if (one === undefined || other === undefined) throw new Error('nothing to swap');
  const number = one.eventId ?? null;
  one.eventId = other.eventId ?? null;
  other.eventId = number;
  events[at] = other;
  events[at + 1] = one;
}

/** What somebody asked for in the first accepted Update of this type, changed afterwards. */
export function tamperCommand<C extends AnyCommand>(
  runs: readonly Run[],
  type: C['type'],
  change: (message: CommandMessage<C>) => void,
): void {
  for (const event of runs.flatMap(eventsOf)) {
    const args = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input;
    const payloads = args?.name === type ? args.args?.payloads : null;
    if (payloads == null) continue;
    const message = decoded(payloads[0]) as CommandMessage<C>;
    change(message);
    payloads[0] = defaultPayloadConverter.toPayload(message);
    return;
  }
  throw new Error(`no ${type} in these histories`);
}

/** The last message that was taken is said to have been refused. */
export function tamperOutcome(runs: readonly Run[]): void {
  for (const { activityTaskCompletedEventAttributes: completed } of runs.flatMap(eventsOf).toReversed()) {
    const payloads = completed?.result?.payloads;
    if (payloads == null) continue;
    const { id } = decoded(payloads[0]) as Delivered;
    payloads[0] = defaultPayloadConverter.toPayload({ id, outcome: 'refused', code: 'wrongPhase' });
    return;
  }
  throw new Error('no message in these histories');
}
