import type { Command, Envelope } from '#core/agreement/commands.ts';
import { decide } from '#core/agreement/decide.ts';
import { byTime, due } from '#core/agreement/due.ts';
import type { EventBody, ProposedEvent, StoredEvent } from '#core/agreement/events.ts';
import { evolve } from '#core/agreement/evolve.ts';
import { readState, type State, type StoredState } from '#core/agreement/state.ts';
import { msOf } from '#core/calendar/instant.ts';
import { dueCommandId, runCommandId } from '#contracts/ids.ts';
import type { CommandMessage, Recorded } from '#contracts/types.ts';
import { canonicalJson, eventHash, genesisHash } from '../../infra/db/hash.ts';
import { decoded, EventType, type HistoryEvent, inputOf, type Run } from './histories.ts';

/** Where what was recorded is not what the rules make of the commands and times in the history. */
export interface Finding {
  version: number;
  found: 'gap' | 'noCommand' | 'otherTime' | 'otherEvents' | 'otherHash' | 'otherCarriedState';
}

/** Whether a carried state says what its events fold to: one of an older form everything that it could say, today's the same to the byte. */
function isFoldOf(carried: StoredState, state: State | null): boolean {
  if (carried.schema !== 1) return canonicalJson(readState(carried)) === canonicalJson(state);
  const { schema: _schema, ...said } = carried;
  return isSaidIn(said, state);
}

function isSaidIn(said: unknown, by: unknown): boolean {
  if (typeof said !== 'object' || said === null) return said === by;
  if (typeof by !== 'object' || by === null) return false;
  if (Array.isArray(said) && said.length !== (by as unknown[]).length) return false;
  return Object.entries(said).every(([name, value]) => isSaidIn(value, (by as Record<string, unknown>)[name]));
}

interface Reading {
  chain: string;
  clockShiftMs: number;
  state: State | null;
  /** Hash of every version read so far; the genesis hash is that of version 0. */
  hashes: string[];
  commands: Map<string, Envelope>;
  /** Every time that the workflow can have lived at, in ms on the server's clock. */
  times: Set<number>;
  findings: Finding[];
}

/** What the SDK notes of a local activity: from then on the workflow's clock stands there. */
interface LocalActivityData {
  complete_time?: { seconds: number; nanos: number };
}

/**
 * Decides a whole life again from its histories alone: each accepted command at the time it was decided, each wake-up at its own, folded
 * by what was recorded, and hashed. What the rules would not have recorded is a finding; replay, which sees no arguments, is blind to it.
 */
export function redecide(runs: readonly Run[]): Finding[] {
  const findings: Finding[] = [];
  let state: State | null = null;
  let hashes: string[] = [];
  for (const { history } of runs) {
    const { chain, clockShiftMs, carried } = inputOf(history);
    if (hashes.length === 0) hashes = [genesisHash(chain)];
    if (carried !== null && !isFoldOf(carried.state as StoredState, state))
      findings.push({ version: carried.state.version, found: 'otherCarriedState' });
    const reading: Reading = {
      chain,
      clockShiftMs,
      state: carried === null ? null : readState(carried.state as StoredState),
      hashes,
      commands: new Map(),
      times: new Set(),
      findings,
    };
    for (const event of history.events ?? []) read(reading, event);
    state = reading.state;
  }
  return findings;
}

function read(reading: Reading, event: HistoryEvent): void {
  if (event.eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED && event.eventTime != null)
    reading.times.add(msOfTimestamp(event.eventTime));
  if (event.eventType === EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED) {
    const input = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input;
    if (input?.name === 'nudge') return;
    const { envelope } = decoded(input?.args?.payloads?.[0]) as CommandMessage<Command>;
    reading.commands.set(envelope.commandId, envelope);
  }
  const marker = event.markerRecordedEventAttributes;
  if (marker?.markerName !== 'core_local_activity') return;
  const result = marker.details?.result?.payloads?.[0];
  if (result != null) readRecorded(reading, (decoded(result) as Recorded<EventBody>).events);
  const { complete_time: completed } = decoded(marker.details?.data?.payloads?.[0]) as LocalActivityData;
  if (completed !== undefined) reading.times.add(msOfTimestamp(completed));
}

/** To the millisecond that the workflow sees. From a recorded history the seconds come as a number or a text. */
const msOfTimestamp = ({ seconds, nanos }: { seconds?: unknown; nanos?: number | null }): number =>
  Number(seconds) * 1000 + Math.floor((nanos ?? 0) / 1_000_000);

function readRecorded(reading: Reading, events: readonly StoredEvent[]): void {
  for (let at = 0; at < events.length; ) {
    const first = events[at];
    const known = first !== undefined && first.version < reading.hashes.length;
    const block = events.slice(at).filter((event) => event.commandId === first?.commandId);
    if (known) compareWithKnown(reading, block);
    else compareWithRules(reading, block);
    for (const event of block) reading.state = evolve(reading.state, event);
    at += block.length;
  }
}

/** A run that begins without a carried state is told the chain from its start: the same chain as before. */
function compareWithKnown({ hashes, findings }: Reading, block: readonly StoredEvent[]): void {
  for (const { version, hash } of block) if (hashes[version] !== hash) findings.push({ version, found: 'otherHash' });
}

function compareWithRules(reading: Reading, block: readonly StoredEvent[]): void {
  const { chain, clockShiftMs, state, hashes, times, findings } = reading;
  const [first] = block;
  if (first === undefined) return;
  const found = (version: number, what: Finding['found']) => findings.push({ version, found: what });
  if (!times.has(msOf(first.recordedAt) - clockShiftMs)) found(first.version, 'otherTime');
  const proposed = proposedFor(reading, state, first);
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
function proposedFor(
  { commands }: Reading,
  state: State | null,
  { commandId, recordedAt, body }: StoredEvent,
): ProposedEvent[] | null {
  if (body.type === 'runStarted' && commandId === runCommandId(body.runId)) return [byTime(state, body, recordedAt)];
  if (state !== null && commandId === dueCommandId(state.version)) return due(state, recordedAt);
  const envelope = commands.get(commandId);
  if (envelope === undefined) return null;
  const decided = decide(state, envelope, recordedAt);
  return decided.ok ? decided.value : [];
}
