import type { StoredEventOf } from '#core/act/event.ts';
import type { Delivered } from '#core/act/outgoing.ts';
import type { AnyBody } from '#core/models.ts';
import { messageCommandId } from '#contracts/ids.ts';
import type { CommandMessage, Recorded } from '#contracts/types.ts';
import { canonicalJson } from '../../infra/db/hash.ts';
import { decideAgain } from './deciding.ts';
import { decoded, EventType, type HistoryEvent, msOfTimestamp } from './history.ts';
import type { Reading } from './reading.ts';

type Stored = StoredEventOf<AnyBody>;

/** What the SDK notes of a local activity: from then on the workflow's clock stands there. */
interface LocalActivityData {
  complete_time?: { seconds: number; nanos: number };
}

/** Reads one event of a run's history on; what was recorded is decided again and folded in. */
export function read(reading: Reading, event: HistoryEvent): void {
  switch (event.eventType) {
    case EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED:
      reading.task = { fromMs: 0, toMs: timeOf(event), wasCutOff: false };
      return;
    case EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED:
      // The server writes down the last of several attempts alone.
      if ((event.workflowTaskScheduledEventAttributes?.attempt ?? 1) > 1) reading.isDisturbed = true;
      return;
    case EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT:
    case EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED:
      reading.isDisturbed = true;
      return;
    case EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED:
      reading.times.add(timeOf(event));
      return;
    case EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED:
      reading.task = { fromMs: reading.task.toMs, toMs: timeOf(event), wasCutOff: reading.isDisturbed };
      reading.isDisturbed = false;
      return;
    case EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED:
      return readCommand(reading, event);
    case EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
      if (event.activityTaskScheduledEventAttributes?.activityType?.name === 'pass') reading.passed.add(String(event.eventId));
      return;
    case EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED:
      return readOutcome(reading, event);
    case EventType.EVENT_TYPE_MARKER_RECORDED:
      return readMarker(reading, event);
    default:
  }
}

const timeOf = ({ eventTime }: HistoryEvent): number => (eventTime == null ? 0 : msOfTimestamp(eventTime));

function readCommand(reading: Reading, event: HistoryEvent): void {
  const input = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input;
  if (input?.name === 'nudge') return;
  const { envelope } = decoded(input?.args?.payloads?.[0]) as CommandMessage;
  reading.commands.set(envelope.commandId, [...(reading.commands.get(envelope.commandId) ?? []), envelope]);
}

function readOutcome(reading: Reading, { activityTaskCompletedEventAttributes: completed }: HistoryEvent): void {
  if (!reading.passed.has(String(completed?.scheduledEventId))) return;
  const delivered = decoded(completed?.result?.payloads?.[0]) as Delivered;
  reading.outcomes.set(messageCommandId(reading.chain, delivered.id), delivered);
}

function readMarker(reading: Reading, { markerRecordedEventAttributes: marker }: HistoryEvent): void {
  if (marker?.markerName !== 'core_local_activity') return;
  const result = marker.details?.result?.payloads?.[0];
  if (result != null) readRecorded(reading, decoded(result) as Recorded);
  const { complete_time: completed } = decoded(marker.details?.data?.payloads?.[0]) as LocalActivityData;
  if (completed !== undefined) reading.times.add(msOfTimestamp(completed));
}

function readRecorded(reading: Reading, { events, receipt }: Recorded): void {
  for (let at = 0; at < events.length; ) {
    const first = events[at];
    const block = events.slice(at).filter((event) => event.commandId === first?.commandId);
    const isKnown = first !== undefined && reading.told.has(first.version);
    const sound = isKnown
      ? compareWithKnown(reading, block)
      : decideAgain(
          reading,
          block,
          block.some(({ version }) => version === receipt?.version),
        );
    for (const event of sound) fold(reading, event);
    at += block.length;
  }
}

function fold(reading: Reading, event: Stored): void {
  reading.state = reading.model.evolve(reading.state, event);
  if (reading.state === null) return;
  for (const message of reading.model.outgoing(reading.state))
    reading.sent.set(messageCommandId(reading.chain, message.id), message);
}

/** A run that begins without a carried state is told the chain from its start: the same chain as before. */
function compareWithKnown({ told, contradictions }: Reading, block: readonly Stored[]): readonly Stored[] {
  for (const { hash, ...event } of block) {
    const before = told.get(event.version);
    if (before?.hash !== hash || before.told !== canonicalJson(event))
      contradictions.push({ version: event.version, found: 'toldOtherwise' });
  }
  return block;
}
