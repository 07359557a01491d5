import type { Actor, EnvelopeOf } from '#core/act/envelope.ts';
import { civilDateOf, instantOfMs } from '#core/calendar/instant.ts';
import type { AnyCommand, AnyRefusal } from '#core/models.ts';
import { commandUpdate } from '#contracts/messages.ts';
import type { CommandMessage, Outcome, ProcessInput } from '#contracts/types.ts';
import { scopeOf } from '../db/scope.ts';
import { type Worlds, worldOf } from '../db/worlds.ts';
import { commandOutcome } from '../db/read/processes.ts';
import { dropTexts, putText } from '../db/write/texts.ts';
import { type PutText, toEvidence } from '../definition/toCommand.ts';
import type { ActAsk } from './ask.ts';
import type { Db } from '../db/connect.ts';
import type { TemporalAccess } from './connectTemporal.ts';
import type { TakeTurn } from './lanes.ts';
import { noteRefused } from './refusals.ts';
import type { Sent } from './send.ts';
import { sendUpdate, VERDICT_MS } from './send.ts';
import type { Verdict } from './verdict.ts';

/** Who gets a turn later than this before the time is out would be cut off, and not know the outcome; "busy" is the better answer. */
const TIME_TO_ANSWER_MS = 1_000;

/** What it takes to bring a command to a workflow. */
export interface PerformParts {
  worlds: Pick<Worlds, 'live' | 'rehearsal' | 'kind'>;
  temporal: TemporalAccess;
  /** What a run started now must add to the server's clock, in ms; always 0 in the live world. */
  clockShiftMs: () => number;
  /** Starts a process's first run so that its clock can be moved: in a rehearsal. Left out: Update-with-start does it. */
  startFirstRun?: (chain: string) => Promise<void>;
  takeTurn: TakeTurn;
}

/** A command on its way: to whom, under which id and for what, bound to its id by the hash of its body. */
export interface Sending {
  chain: string;
  commandId: string;
  actor: Actor;
  bodyHash: string;
  ask: ActAsk;
  makeCommand: (keep: PutText) => Promise<AnyCommand>;
}

/** Answers from the record where it knows the command id, and otherwise sends the command. */
export async function perform(parts: PerformParts, sending: Sending): Promise<Verdict<AnyRefusal>> {
  const before = await recorded(parts.worlds, sending);
  if (before !== null) return before;
  const { chain } = sending;
  const texts = textKeeper(parts.worlds, chain);
  const message: CommandMessage = { envelope: await envelopeOf(parts, sending, texts.keep), bodyHash: sending.bodyHash };
  const { type } = message.envelope.command;
  if (type === 'open') await parts.startFirstRun?.(chain);
  const sent = await send(parts, chain, commandUpdate(type), [message]);
  const verdict = await verdictOf(parts, sending, sent);
  if (verdict.kind === 'refused') {
    const { commandId, actor } = sending;
    const refused = { chain, commandId, actor, command: type, code: verdict.refusal.code };
    // Only here is it sure that nothing will ever refer to what was written.
    await texts.forget((trx) => noteRefused(trx, parts.clockShiftMs(), refused));
  }
  return verdict;
}

async function envelopeOf(
  parts: PerformParts,
  { commandId, actor, ask, makeCommand }: Sending,
  keep: PutText,
): Promise<EnvelopeOf<AnyCommand>> {
  return {
    commandId,
    actor,
    doneOn: ask.doneOn ?? civilDateOf(instantOfMs(Date.now() + parts.clockShiftMs())),
    doneBy: ask.doneBy ?? null,
    reason: ask.reason === undefined ? null : await keep(ask.reason),
    evidence: ask.evidence === undefined ? null : await toEvidence(ask.evidence, keep),
    command: await makeCommand(keep),
  };
}

interface TextKeeper {
  keep: PutText;
  /** `alongside`: what is written in the same transaction. */
  forget: (alongside: (trx: Db) => Promise<void>) => Promise<void>;
}

/** Puts away the texts of one command, and can take them back. */
function textKeeper(worlds: PerformParts['worlds'], chain: string): TextKeeper {
  const scope = scopeOf(chain);
  const db = worldOf(worlds, scope);
  const kept: string[] = [];
  return {
    keep: async (text) => {
      const ref = await putText(db, scope, text);
      kept.push(ref.textId);
      return ref;
    },
    forget: (alongside) =>
      db.transaction().execute(async (trx) => {
        await dropTexts(trx, scope, kept);
        await alongside(trx);
      }),
  };
}

/**
 * One Update, in its turn. Where no run is, because the process is new or has ended or its run was lost, one is started, which folds the
 * chain first.
 */
export async function send<T, A extends unknown[]>(
  parts: PerformParts,
  chain: string,
  update: Parameters<typeof sendUpdate<T, A>>[1],
  args: A,
): Promise<Sent<T>> {
  const giveUpAt = Date.now() + VERDICT_MS;
  const giveBack = await parts.takeTurn(chain, giveUpAt - TIME_TO_ANSWER_MS);
  if (giveBack === null) return { kind: 'busy' };
  try {
    const asItRuns = await sendUpdate(parts.temporal, update, args, { workflowId: chain, start: null, giveUpAt });
    if (asItRuns.kind !== 'notRunning') return asItRuns;
    const start: ProcessInput = { chain, clockShiftMs: checkedShiftMs(parts, chain), carried: null };
    return await sendUpdate(parts.temporal, update, args, { workflowId: chain, start, giveUpAt });
  } finally {
    giveBack();
  }
}

/** @throws RangeError for a clock that is not the real one, in the live world. */
function checkedShiftMs({ worlds, clockShiftMs }: PerformParts, chain: string): number {
  const shiftMs = clockShiftMs();
  if (worlds.kind === 'standard' && scopeOf(chain) === '' && shiftMs !== 0)
    throw new RangeError(`what is real lives on the real clock, not ${shiftMs} ms from it`);
  return shiftMs;
}

async function verdictOf(parts: PerformParts, sending: Sending, sent: Sent<Outcome>): Promise<Verdict<AnyRefusal>> {
  const { commandId } = sending;
  switch (sent.kind) {
    case 'answered': {
      if (!sent.value.ok) return { kind: 'refused', refusal: sent.value.refusal };
      // The same id may have been recorded with another body between our look and the workflow's.
      const stored = await recorded(parts.worlds, sending);
      return stored?.kind === 'conflict' ? stored : { kind: 'recorded', receipt: sent.value.receipt, repeated: false };
    }
    case 'refused':
      return sent;
    case 'busy':
      return { kind: 'busy', retryAfterSeconds: 1 };
    case 'notRunning':
    case 'unknown':
      return { kind: 'unknown', commandId, retryAfterSeconds: 5 };
  }
}

/** What the record holds under a command id: the stored answer for the same act from the same sender, else a conflict. */
export async function recorded(
  worlds: PerformParts['worlds'],
  { chain, commandId, actor, bodyHash }: Pick<Sending, 'chain' | 'commandId' | 'actor' | 'bodyHash'>,
): Promise<Extract<Verdict, { kind: 'recorded' | 'conflict' }> | null> {
  const outcome = await commandOutcome(worlds, chain, commandId);
  if (outcome === null) return null;
  if (outcome.bodyHash !== bodyHash || outcome.actor !== actor.person) return { kind: 'conflict', commandId };
  return { kind: 'recorded', receipt: outcome.receipt, repeated: true };
}
