import type { ProposedEventOf, StoredEventOf } from '#core/act/event.ts';
import { msOf } from '#core/calendar/instant.ts';
import type { AnyBody } from '#core/models.ts';
import { dueCommandId, messageCommandId, runCommandId } from '#contracts/ids.ts';
import { canonicalJson, eventHash } from '../../infra/db/hash.ts';
import { type Contradiction, isIn, type Reading } from './reading.ts';

type Stored = StoredEventOf<AnyBody>;
type Proposed = ProposedEventOf<AnyBody>;

/**
 * Decides anew what a history was told as the outcome of one command, of time or of a message, at the time that it was recorded, on the
 * state before it; and keeps what was told and what is decided side by side. Answers with what to fold: what was told, or where only what
 * is decided has the hash that was told, that, so that one changed entry is not found again in all that follow from it. `isAnswer`: it was
 * told to the very task that asked for it, and not afterwards.
 */
export function decideAgain(reading: Reading, block: readonly Stored[], isAnswer: boolean): Stored[] {
  const [first] = block;
  if (first === undefined) return [];
  const found = (version: number, what: Contradiction['found']) => reading.contradictions.push({ version, found: what });
  const isLost = isIn(reading.lost, first.version);
  const isBetween = isBetweenTasks(reading, first);
  const isTimed = reading.times.has(msOf(first.recordedAt) - reading.clockShiftMs);
  const decided = closest(block, proposals(reading, first));
  // A server that goes away together with an attempt leaves no trace of it: what that recorded is told to the next task, at its own time.
  if (isBetween && !isTimed) reading.cutOff.push(first.version);
  if (!isTimed && !isLost && !(isBetween && reading.task.wasCutOff)) found(first.version, 'otherTime');
  if (decided === null && isBetween && !isAnswer && isOfCommand(reading.chain, first)) reading.askingLost.push(first.version);
  if (decided === null && !isLost) found(first.version, 'noCommand');
  if (decided !== null && decided.length !== block.length) found(first.version, 'otherEvents');
  return block.map((told, i) => keep(reading, told, decided?.[i] ?? null));
}

/** Whether it can have been recorded by an attempt at the task that is read which the server never heard the end of. */
function isBetweenTasks({ task, clockShiftMs }: Reading, { recordedAt }: Stored): boolean {
  const atMs = msOf(recordedAt) - clockShiftMs;
  return task.fromMs <= atMs && atMs <= task.toMs;
}

/** What time, a run or the outcome of a message brings is asked for by nobody, and can be decided again whenever it is told. */
const isOfCommand = (chain: string, { commandId }: Stored): boolean =>
  !['due:', 'run:', messageCommandId(chain, '')].some((word) => commandId.startsWith(word));

function keep(reading: Reading, { hash, ...told }: Stored, proposed: Proposed | null): Stored {
  const { chain, hashes, contradictions, lost, runId } = reading;
  const { version, commandId, wallTime, codeVersion } = told;
  const previous = hashes[version - 1] ?? null;
  const isAfterLost = isIn(lost, version) || isIn(lost, version - 1);
  if (!isAfterLost && (previous === null || hashes.length !== version)) contradictions.push({ version, found: 'gap' });
  const asTold = canonicalJson(told);
  const byRules = proposed === null ? null : { chain, version, commandId, wallTime, codeVersion, ...proposed };
  const decided = byRules === null ? null : canonicalJson(byRules);
  const isHash = (canonical: string): boolean => previous === null || eventHash(previous, canonical) === hash;
  const isToldSound = isHash(asTold);
  const isDecidedSound = decided === null || isHash(decided);
  if (!isToldSound || !isDecidedSound) contradictions.push({ version, found: 'otherHash' });
  reading.told.set(version, { version, runId, told: asTold, hash, previous, decided });
  hashes[version] = hash;
  return byRules !== null && isDecidedSound && !isToldSound ? { ...byRules, hash } : { ...told, hash };
}

/** One who asked twice under one id was answered once: what was recorded is of the asking that says the same. */
function closest(block: readonly Stored[], all: readonly Proposed[][]): Proposed[] | null {
  const isTold = (proposed: readonly Proposed[]): boolean =>
    proposed.length === block.length &&
    block.every(({ hash: _hash, chain, version, commandId, wallTime, codeVersion, ...told }, i) => {
      const around = { chain, version, commandId, wallTime, codeVersion };
      return canonicalJson({ ...told, ...around }) === canonicalJson({ ...proposed[i], ...around });
    });
  return (all.length > 1 ? all.find(isTold) : undefined) ?? all[0] ?? null;
}

/** What the rules propose at the time that the event was recorded; nothing where nobody in the history asked for it. */
function proposals(reading: Reading, event: Stored): Proposed[][] {
  const { chain, model, state, commands, outcomes, received } = reading;
  const { version, commandId, recordedAt, body } = event;
  if (body.type === 'runStarted') {
    const { runId } = body as AnyBody & { runId: string };
    // A run that is handed no state, as one for a later entry, notes its beginning before it has been told the chain.
    const begun = [state, null].map((known) => [model.runStarted(known, runId, recordedAt)]);
    return commandId === runCommandId(runId) ? begun : [];
  }
  if (state !== null && commandId === dueCommandId(state.version)) return [model.due(state, recordedAt)];
  const outcome = outcomes.get(commandId);
  if (state !== null && outcome !== undefined && commandId === messageCommandId(chain, outcome.id))
    return [[model.delivered(state, outcome, recordedAt)]];
  return (commands.get(commandId) ?? []).map((envelope) => {
    const { actor, command } = envelope;
    if (actor.authenticated === 'process') received.set(commandId, { from: actor.person, version, command });
    const decided = model.decide(state, envelope, recordedAt);
    return decided.ok ? decided.value : [];
  });
}
