import { type Payload, defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import type { ProcessInput } from '#contracts/types.ts';

export const { EventType } = proto.temporal.api.enums.v1;
export type History = proto.temporal.api.history.v1.IHistory;
export type HistoryEvent = proto.temporal.api.history.v1.IHistoryEvent;

/** One run of a workflow, with what the server holds, or held, of it. */
export interface Run {
  workflowId: string;
  runId: string;
  history: History;
}

/** What a run was started with. */
export function inputOf(history: History): ProcessInput {
  const [started] = eventsOfType(history, 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED');
  return decoded(started?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]) as ProcessInput;
}

export const eventsOfType = (history: History, type: keyof typeof EventType): HistoryEvent[] =>
  (history.events ?? []).filter((event) => event.eventType === EventType[type]);

/** @throws Error where an event lacks the payload that it should have, or holds one that is no JSON. */
export const decoded = (payload: Payload | null | undefined): unknown => {
  if (payload == null) throw new Error('an event without the payload that it should have');
  return defaultPayloadConverter.fromPayload(payload);
};

/** To the millisecond that a workflow sees. From a stored history the seconds come as a number or a text. */
export const msOfTimestamp = ({ seconds, nanos }: { seconds?: unknown; nanos?: number | null }): number =>
  Number(seconds) * 1000 + Math.floor((nanos ?? 0) / 1_000_000);

/** A history without what a task that is still under way has been given: replay would do that task's work. */
export function untilLastTask({ events }: History): History {
  const all = events ?? [];
  const done = all.findLastIndex(({ eventType }) => eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);
  const next = all.findIndex(({ eventType }, i) => i > done && eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED);
  return { events: next < 0 ? all : all.slice(0, next) };
}
