import { civilDateOf, instantOfMs } from '#core/calendar/instant.ts';
import type { Command, Envelope } from '#core/agreement/commands.ts';
import { isReservedCommandId } from '#contracts/ids.ts';
import { commandUpdate, nudge } from '#contracts/messages.ts';
import type { AgreementInput, CommandMessage, Outcome } from '#contracts/types.ts';
import { agreementExists, commandOutcome } from '../db/read/agreements.ts';
import { scopeOf } from '../db/scope.ts';
import { type Worlds, worldOf } from '../db/worlds.ts';
import { dropTexts, putText } from '../db/write/texts.ts';
import { type PutText, toCommand, toEvidence } from '../definition/toCommand.ts';
import type { ActAsk, Ask, OpeningAsk, Sender } from './ask.ts';
import { bodyHashOf } from './bodyHash.ts';
import type { TemporalAccess } from './connectTemporal.ts';
import { openingCommand, putDirectory } from './opening.ts';
import type { Sent } from './send.ts';
import { sendUpdate, VERDICT_MS } from './send.ts';
import type { Verdict } from './verdict.ts';

export interface GatewayParts {
  worlds: Pick<Worlds, 'live' | 'rehearsal' | 'kind'>;
  temporal: TemporalAccess;
  /** What a run started now must add to the server's clock, in ms; always 0 in the live world. */
  clockShiftMs: () => number;
  /** The key under which command bodies are hashed, of this database alone. */
  bodyKey: Buffer;
  /** Starts an agreement's first run so that its clock can be moved: in a rehearsal. Left out: Update-with-start does it. */
  startFirstRun?: (chain: string) => Promise<void>;
}

export interface Gateway {
  /** One act on an agreement that exists. `chain` is its full id. */
  command: (chain: string, ask: Ask, sender: Sender) => Promise<Verdict>;
  /** Opens an agreement, and puts its people and organisations into the world's directory first. */
  open: (chain: string, ask: OpeningAsk, sender: Sender) => Promise<Verdict>;
  /** Asks an agreement to apply what is due. False: it could not be reached in time. */
  nudge: (chain: string) => Promise<boolean>;
}

/** The only way a command reaches a workflow. */
export function makeGateway(parts: GatewayParts): Gateway {
  return {
    command: async (chain, ask, sender) => {
      if (!(await agreementExists(parts.worlds, chain))) return { kind: 'notFound', agreement: chain };
      return perform(parts, chain, ask, sender, (keep) => toCommand(ask.request, keep));
    },
    open: (chain, ask, sender) => open(parts, chain, ask, sender),
    nudge: async (chain) => (await send(parts, chain, nudge, [])).kind === 'answered',
  };
}

async function open(parts: GatewayParts, chain: string, ask: OpeningAsk, sender: Sender): Promise<Verdict> {
  const before = await recorded(parts, chain, sender, bodyHashOf(parts.bodyKey, chain, ask));
  if (before !== null) return before;
  if (await agreementExists(parts.worlds, chain)) return { kind: 'refused', refusal: { code: 'alreadyOpened' } };
  const scope = scopeOf(chain);
  const conflicts = await putDirectory(worldOf(parts.worlds, scope), scope, ask.loaded);
  if (conflicts.length > 0) return { kind: 'directoryConflict', conflicts };
  return perform(parts, chain, ask, sender, (keep) => openingCommand(ask, keep));
}

async function perform(
  parts: GatewayParts,
  chain: string,
  ask: Ask | OpeningAsk,
  sender: Sender,
  makeCommand: (keep: PutText) => Promise<Command>,
): Promise<Verdict> {
  if (isReservedCommandId(sender.commandId))
    throw new RangeError(`ids that begin with due: or run: are the system's own: ${sender.commandId}`);
  const bodyHash = bodyHashOf(parts.bodyKey, chain, ask);
  const before = await recorded(parts, chain, sender, bodyHash);
  if (before !== null) return before;
  const texts = textKeeper(parts, chain);
  const message: CommandMessage = { envelope: await envelopeOf(parts, ask, sender, texts.keep, makeCommand), bodyHash };
  if (message.envelope.command.type === 'open') await parts.startFirstRun?.(chain);
  const sent = await send(parts, chain, commandUpdate(message.envelope.command.type), [message]);
  const verdict = await verdictOf(parts, chain, sender, bodyHash, sent);
  // Only here is it sure that nothing will ever refer to what was written.
  if (verdict.kind === 'refused') await texts.forget();
  return verdict;
}

async function envelopeOf(
  parts: GatewayParts,
  ask: ActAsk,
  sender: Sender,
  keep: PutText,
  makeCommand: (keep: PutText) => Promise<Command>,
): Promise<Envelope> {
  return {
    commandId: sender.commandId,
    actor: { person: sender.actor, authenticated: 'claimed' },
    doneOn: ask.doneOn ?? civilDateOf(instantOfMs(Date.now() + parts.clockShiftMs())),
    doneBy: ask.doneBy ?? null,
    reason: ask.reason === undefined ? null : await keep(ask.reason),
    evidence: ask.evidence === undefined ? null : await toEvidence(ask.evidence, keep),
    command: await makeCommand(keep),
  };
}

/** Puts away the texts of one command, and can take them back. */
function textKeeper({ worlds }: GatewayParts, chain: string): { keep: PutText; forget: () => Promise<void> } {
  const scope = scopeOf(chain);
  const db = worldOf(worlds, scope);
  const kept: string[] = [];
  return {
    keep: async (text) => {
      const ref = await putText(db, scope, text);
      kept.push(ref.textId);
      return ref;
    },
    forget: () => dropTexts(db, scope, kept),
  };
}

/** One Update. Where no run is, because the agreement is new or closed or its run was lost, one is started, which folds the chain first. */
async function send<T, A extends unknown[]>(
  parts: GatewayParts,
  chain: string,
  update: Parameters<typeof sendUpdate<T, A>>[1],
  args: A,
): Promise<Sent<T>> {
  const giveUpAt = Date.now() + VERDICT_MS;
  const asItRuns = await sendUpdate(parts.temporal, update, args, { workflowId: chain, start: null, giveUpAt });
  if (asItRuns.kind !== 'notRunning') return asItRuns;
  const start: AgreementInput = { chain, clockShiftMs: checkedShiftMs(parts, chain), carried: null };
  return sendUpdate(parts.temporal, update, args, { workflowId: chain, start, giveUpAt });
}

/** @throws RangeError for a clock that is not the real one, in the live world. */
function checkedShiftMs({ worlds, clockShiftMs }: GatewayParts, chain: string): number {
  const shiftMs = clockShiftMs();
  if (worlds.kind === 'standard' && scopeOf(chain) === '' && shiftMs !== 0)
    throw new RangeError(`a real agreement lives on the real clock, not ${shiftMs} ms from it`);
  return shiftMs;
}

async function verdictOf(
  parts: GatewayParts,
  chain: string,
  sender: Sender,
  bodyHash: string,
  sent: Sent<Outcome>,
): Promise<Verdict> {
  const { commandId } = sender;
  switch (sent.kind) {
    case 'answered': {
      if (!sent.value.ok) return { kind: 'refused', refusal: sent.value.refusal };
      // The same id may have been recorded with another body between our look and the workflow's.
      const stored = await recorded(parts, chain, sender, bodyHash);
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

/** What the record holds under a command id: the stored answer for the same act from the same person, else a conflict. */
async function recorded(
  { worlds }: GatewayParts,
  chain: string,
  { commandId, actor }: Sender,
  bodyHash: string,
): Promise<Extract<Verdict, { kind: 'recorded' | 'conflict' }> | null> {
  const outcome = await commandOutcome(worlds, chain, commandId);
  if (outcome === null) return null;
  if (outcome.bodyHash !== bodyHash || outcome.actor !== actor) return { kind: 'conflict', commandId };
  return { kind: 'recorded', receipt: outcome.receipt, repeated: true };
}
