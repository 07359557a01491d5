import type { EnvelopeOf } from '#core/act/envelope.ts';
import type { ProposedEventOf, StoredEventOf } from '#core/act/event.ts';
import type { Delivered, Outgoing } from '#core/act/outgoing.ts';
import type { AnyBody, AnyCommand, AnyModel, AnyState } from '#core/models.ts';
import { msOf } from '#core/calendar/instant.ts';
import { dueCommandId, messageCommandId, runCommandId } from '#contracts/ids.ts';
import type { CommandMessage, Recorded } from '#contracts/types.ts';
import { canonicalJson, eventHash } from '../../infra/db/hash.ts';
import { decoded, EventType, type HistoryEvent } from './history.ts';
import type { Finding } from './redecide.ts';

type Stored = StoredEventOf<AnyBody>;

/** How far a life has been decided again. Messages are by the command id that their receiver takes them under. */
export interface Reading {
  chain: string;
  model: AnyModel;
  clockShiftMs: number;
  state: AnyState | null;
  /** Hash of every version read so far; the genesis hash is that of version 0. */
  hashes: string[];
  /** What was asked for in the run that is read. */
  commands: Map<string, EnvelopeOf<AnyCommand>>;
  /** The activities of this run that pass a message, by the number of the event that scheduled them. */
  passed: Set<string>;
  /** What the run was told of its own messages. */
  outcomes: Map<string, Delivered>;
  /** Every message that the rules sent. */
  sent: Map<string, Outgoing>;
  /** What was recorded because another process asked for it. */
  received: Map<string, { from: string; version: number; command: AnyCommand }>;
  /** Every time that the workflow can have lived at in this run, in ms on the server's clock. */
  times: Set<number>;
  findings: Finding[];
}

/** What the SDK notes of a local activity: from then on the workflow's clock stands there. */
interface LocalActivityData {
  complete_time?: { seconds: number; nanos: number };
}

/** Reads one event of a run's history on; what was recorded is decided again and folded in. */
export function read(reading: Reading, event: HistoryEvent): void {
  const { eventType, eventTime } = event;
  if (eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED && eventTime != null) reading.times.add(msOfTimestamp(eventTime));
  if (eventType === EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED) readCommand(reading, event);
  if (event.activityTaskScheduledEventAttributes?.activityType?.name === 'pass') reading.passed.add(String(event.eventId));
  if (eventType === EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED) readOutcome(reading, event);
  if (eventType === EventType.EVENT_TYPE_MARKER_RECORDED) readMarker(reading, event);
}

function readCommand(reading: Reading, event: HistoryEvent): void {
  const input = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input;
  if (input?.name === 'nudge') return;
  const { envelope } = decoded(input?.args?.payloads?.[0]) as CommandMessage;
  reading.commands.set(envelope.commandId, envelope);
}

function readOutcome(reading: Reading, { activityTaskCompletedEventAttributes: completed }: HistoryEvent): void {
  if (!reading.passed.has(String(completed?.scheduledEventId))) return;
  const delivered = decoded(completed?.result?.payloads?.[0]) as Delivered;
  reading.outcomes.set(messageCommandId(reading.chain, delivered.id), delivered);
}

function readMarker(reading: Reading, { markerRecordedEventAttributes: marker }: HistoryEvent): void {
  if (marker?.markerName !== 'core_local_activity') return;
  const result = marker.details?.result?.payloads?.[0];
  if (result != null) readRecorded(reading, (decoded(result) as Recorded).events);
  const { complete_time: completed } = decoded(marker.details?.data?.payloads?.[0]) as LocalActivityData;
  if (completed !== undefined) reading.times.add(msOfTimestamp(completed));
}

/** To the millisecond that the workflow sees. From a recorded history the seconds come as a number or a text. */
const msOfTimestamp = ({ seconds, nanos }: { seconds?: unknown; nanos?: number | null }): number =>
  Number(seconds) * 1000 + Math.floor((nanos ?? 0) / 1_000_000);

function readRecorded(reading: Reading, events: readonly Stored[]): void {
  for (let at = 0; at < events.length; ) {
    const first = events[at];
    const known = first !== undefined && first.version < reading.hashes.length;
    const block = events.slice(at).filter((event) => event.commandId === first?.commandId);
    if (known) compareWithKnown(reading, block);
    else compareWithRules(reading, block);
    for (const event of block) fold(reading, event);
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
function compareWithKnown({ hashes, findings }: Reading, block: readonly Stored[]): void {
  for (const { version, hash } of block) if (hashes[version] !== hash) findings.push({ version, found: 'otherHash' });
}

function compareWithRules(reading: Reading, block: readonly Stored[]): void {
  const { chain, clockShiftMs, hashes, times, findings } = reading;
  const [first] = block;
  if (first === undefined) return;
  const found = (version: number, what: Finding['found']) => findings.push({ version, found: what });
  if (!times.has(msOf(first.recordedAt) - clockShiftMs)) found(first.version, 'otherTime');
  const proposed = proposedFor(reading, first);
  if (proposed === null) found(first.version, 'noCommand');
  else if (proposed.length !== block.length) found(first.version, 'otherEvents');
  for (const [i, { hash, ...told }] of block.entries()) {
    const { version, commandId, wallTime, codeVersion } = told;
    const previous = hashes[version - 1];
    if (previous === undefined || hashes.length !== version) found(version, 'gap');
    const event = proposed?.[i];
    const decided = event === undefined ? [] : [{ chain, version, commandId, wallTime, codeVersion, ...event }];
    const isHash = (one: object): boolean => eventHash(previous ?? '', canonicalJson(one)) === hash;
    if (![told, ...decided].every(isHash)) found(version, 'otherHash');
    hashes[version] = hash;
  }
}

/** What the rules propose at the time that the event was recorded; null where nobody in the history asked for it. */
function proposedFor(reading: Reading, { version, commandId, recordedAt, body }: Stored): ProposedEventOf<AnyBody>[] | null {
  const { chain, model, state, commands, outcomes, received } = reading;
  if (body.type === 'runStarted') return runStarted(reading, commandId, (body as AnyBody & { runId: string }).runId, recordedAt);
  if (state !== null && commandId === dueCommandId(state.version)) return model.due(state, recordedAt);
  const outcome = outcomes.get(commandId);
  if (state !== null && outcome !== undefined && commandId === messageCommandId(chain, outcome.id))
    return [model.delivered(state, outcome, recordedAt)];
  const envelope = commands.get(commandId);
  if (envelope === undefined) return null;
  const { actor, command } = envelope;
  if (actor.authenticated === 'process') received.set(commandId, { from: actor.person, version, command });
  const decided = model.decide(state, envelope, recordedAt);
  return decided.ok ? decided.value : [];
}

const runStarted = (
  { model, state }: Reading,
  commandId: string,
  runId: string,
  recordedAt: string,
): ProposedEventOf<AnyBody>[] | null => (commandId === runCommandId(runId) ? [model.runStarted(state, runId, recordedAt)] : null);
