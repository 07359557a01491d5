import type { CommandRequest } from '#contracts/schemas.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, instantOfMs } from '#core/calendar/instant.ts';
import type { Command, Envelope } from '#core/agreement/commands.ts';
import { isReservedCommandId } from '#contracts/ids.ts';
import { commandUpdate, nudge } from '#contracts/messages.ts';
import type { Outcome } from '#contracts/types.ts';
import type { Db } from '../db/connect.ts';
import { commandOutcome } from '../db/read/commands.ts';
import { agreementExists } from '../db/read/agreements.ts';
import { putText } from '../db/write/texts.ts';
import type { EvidenceInput } from '../definition/toCommand.ts';
import { toCommand, toEvidence } from '../definition/toCommand.ts';
import { bodyHashOf } from './bodyHash.ts';
import type { TemporalAccess } from './connectTemporal.ts';
import type { Sent } from './send.ts';
import { sendUpdate } from './send.ts';
import type { Verdict } from './verdict.ts';

/** An act as a person gives it, before its texts are put away. */
export interface Ask {
  request: CommandRequest;
  /** Default: today. */
  doneOn?: CivilDate | undefined;
  doneBy?: string | undefined;
  reason?: string | undefined;
  evidence?: EvidenceInput | undefined;
}

export interface Sender {
  /** Chosen by the sender; the same act sent again under it happens once. */
  commandId: string;
  /** Person by reference. */
  actor: string;
}

export interface GatewayParts {
  db: Db;
  temporal: TemporalAccess;
  /** Rehearsal ULID; null in the live and test worlds. */
  rehearsal: string | null;
  /** Domain now − the server's now, in ms; always 0 in the live world. */
  clockShiftMs: () => number;
  /** The key under which command bodies are hashed, of this database alone. */
  bodyKey: Buffer;
  /** Starts a run of the agreement where none runs and Update-with-start cannot: in a rehearsal, whose clocks can be moved. */
  startRun?: (chain: string) => Promise<void>;
}

export interface Gateway {
  /** One act on an agreement that exists. */
  command: (chain: string, ask: Ask, sender: Sender) => Promise<Verdict>;
  /** Opens an agreement; its people and organisations are in the database by then. */
  open: (chain: string, ask: Ask, command: Extract<Command, { type: 'open' }>, sender: Sender) => Promise<Verdict>;
  /** Asks an agreement to apply what is due. False: it could not be reached in time. */
  nudge: (chain: string) => Promise<boolean>;
}

/** The only way a command reaches a workflow. */
export function makeGateway(parts: GatewayParts): Gateway {
  return {
    command: (chain, ask, sender) => command(parts, chain, ask, sender),
    open: (chain, ask, opening, sender) => perform(parts, chain, ask, sender, () => Promise.resolve(opening), true),
    nudge: async (chain) => {
      const sent = await sendUpdate(parts.temporal, nudge, [], { workflowId: chain, start: startOf(parts, chain) });
      return sent.kind === 'answered';
    },
  };
}

async function command(parts: GatewayParts, chain: string, ask: Ask, sender: Sender): Promise<Verdict> {
  if (!(await agreementExists(parts.db, chain))) return { kind: 'notFound', agreement: chain };
  const { request } = ask;
  return perform(parts, chain, ask, sender, () => toCommand(request, (text) => putText(parts.db, parts.rehearsal, text)), false);
}

async function perform(parts: GatewayParts, chain: string, ask: Ask, sender: Sender, makeCommand: () => Promise<Command>, opens: boolean): Promise<Verdict> {
  const { commandId, actor } = sender;
  if (isReservedCommandId(commandId)) throw new RangeError(`command ids that begin with due: or run: are the system's own: ${commandId}`);
  const bodyHash = bodyHashOf(parts.bodyKey, chain, ask);
  const before = await recorded(parts, chain, sender, bodyHash);
  if (before !== null) return { ...before, ...(before.kind === 'recorded' ? { repeated: true } : {}) };
  const envelope: Envelope = {
    commandId,
    actor: { person: actor, authenticated: 'claimed' },
    doneOn: ask.doneOn ?? civilDateOf(instantOfMs(Date.now() + parts.clockShiftMs())),
    doneBy: ask.doneBy ?? null,
    reason: ask.reason === undefined ? null : await putText(parts.db, parts.rehearsal, ask.reason),
    evidence: ask.evidence === undefined ? null : await toEvidence(ask.evidence, (text) => putText(parts.db, parts.rehearsal, text)),
    command: await makeCommand(),
  };
  const update = commandUpdate(envelope.command.type);
  const args: [{ envelope: Envelope; bodyHash: string }] = [{ envelope, bodyHash }];
  let sent = await sendUpdate(parts.temporal, update, args, { workflowId: chain, start: opens ? startOf(parts, chain) : null });
  if (sent.kind === 'notRunning') {
    // Closed, or its run was lost: a new run folds the chain first.
    await parts.startRun?.(chain);
    sent = await sendUpdate(parts.temporal, update, args, { workflowId: chain, start: startOf(parts, chain) });
  }
  return verdictOf(parts, chain, sender, bodyHash, sent);
}

const startOf = (parts: GatewayParts, chain: string): { chain: string; clockShiftMs: number; carried: null } | null =>
  parts.startRun === undefined ? { chain, clockShiftMs: parts.clockShiftMs(), carried: null } : null;

async function verdictOf(parts: GatewayParts, chain: string, sender: Sender, bodyHash: string, sent: Sent<Outcome>): Promise<Verdict> {
  const { commandId } = sender;
  switch (sent.kind) {
    case 'answered':
      if (!sent.value.ok) return { kind: 'refused', refusal: sent.value.refusal };
      // The same id may have been recorded with another body between our look and the workflow's.
      return (await recorded(parts, chain, sender, bodyHash)) ?? { kind: 'recorded', receipt: sent.value.receipt, repeated: false };
    case 'refused':
      return sent;
    case 'busy':
      return { kind: 'busy', retryAfterSeconds: 1 };
    case 'notRunning':
    case 'unknown':
      return { kind: 'unknown', commandId, retryAfterSeconds: 5 };
  }
}

async function recorded(parts: GatewayParts, chain: string, { commandId, actor }: Sender, bodyHash: string): Promise<Extract<Verdict, { kind: 'recorded' | 'conflict' }> | null> {
  const outcome = await commandOutcome(parts.db, chain, commandId);
  if (outcome === null) return null;
  if (outcome.bodyHash !== bodyHash || outcome.actor !== actor) return { kind: 'conflict', commandId };
  return { kind: 'recorded', receipt: outcome.receipt, repeated: false };
}
