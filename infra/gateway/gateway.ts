import type { Actor } from '#core/act/envelope.ts';
import type { Refusal } from '#core/agreement/refusals.ts';
import { type AnyRefusal, modelOf } from '#core/models.ts';
import { isReservedCommandId, kindOf } from '#contracts/ids.ts';
import { nudge } from '#contracts/messages.ts';
import { processExists } from '../db/read/processes.ts';
import { scopeOf } from '../db/scope.ts';
import { worldOf } from '../db/worlds.ts';
import type { Directory } from '../definition/commandMaker.ts';
import type { AnyOpeningAsk, Ask, OpeningAsk, Sender } from './ask.ts';
import { bodyHashOf } from './bodyHash.ts';
import { makeLanes } from './lanes.ts';
import { makerOf } from './makers.ts';
import { putDirectory } from './opening.ts';
import { perform, type PerformParts, recorded, send, type Sending } from './perform.ts';
import { noteRefused } from './refusals.ts';
import type { Verdict } from './verdict.ts';

export interface GatewayParts extends Omit<PerformParts, 'takeTurn'> {
  /** The key under which command bodies are hashed, of this database alone. */
  bodyKey: Buffer;
}

/** `R`: the refusals of the kind of process that `chain` is, which the caller knows. */
export interface Gateway {
  /** One act on a process that exists. `chain` is its full id. */
  command: <R extends AnyRefusal = Refusal>(chain: string, ask: Ask, sender: Sender) => Promise<Verdict<R>>;
  /** Opens a process, and puts its people and organisations into the world's directory first. An agreement's is asked by an `OpeningAsk`. */
  open: <R extends AnyRefusal = Refusal>(chain: string, ask: AnyOpeningAsk | OpeningAsk, sender: Sender) => Promise<Verdict<R>>;
  /** Asks a process to apply what is due. False: it could not be reached in time. */
  nudge: (chain: string) => Promise<boolean>;
}

/** The only way a command reaches a workflow. */
export function makeGateway(given: GatewayParts): Gateway {
  const parts = { ...given, takeTurn: makeLanes() };
  return {
    command: <R extends AnyRefusal>(chain: string, ask: Ask, sender: Sender) =>
      withClashNoted(parts, chain, ask.request.type, sender, command(parts, chain, ask, sender)) as Promise<Verdict<R>>,
    open: <R extends AnyRefusal>(chain: string, ask: AnyOpeningAsk, sender: Sender) =>
      withClashNoted(parts, chain, 'open', sender, open(parts, chain, ask, sender)) as Promise<Verdict<R>>,
    nudge: async (chain) => (await send(parts, chain, nudge, [])).kind === 'answered',
  };
}

type Parts = PerformParts & Pick<GatewayParts, 'bodyKey'>;

async function command(parts: Parts, chain: string, ask: Ask, sender: Sender): Promise<Verdict<AnyRefusal>> {
  const kind = kindOf(chain);
  if (!modelOf(kind).commandTypes.includes(ask.request.type))
    throw new RangeError(`${ask.request.type} is no command of a ${kind}`);
  if (!(await processExists(parts.worlds, chain))) return { kind: 'notFound', agreement: chain };
  const bound = boundTo(parts, chain, ask, sender);
  const maker = makerOf(kind);
  const directory = maker.directoryIn?.(ask.request) ?? null;
  const sending: Sending = { ...bound, ask, makeCommand: (keep) => maker.toCommand(ask.request, keep) };
  if (directory === null) return perform(parts, sending);
  return (await recorded(parts.worlds, bound)) ?? performEntering(parts, sending, directory);
}

async function open(parts: Parts, chain: string, ask: AnyOpeningAsk, sender: Sender): Promise<Verdict<AnyRefusal>> {
  const bound = boundTo(parts, chain, ask, sender);
  const before = await recorded(parts.worlds, bound);
  if (before !== null) return before;
  if (await processExists(parts.worlds, chain)) {
    await noteUnasked(parts, chain, 'open', sender, 'alreadyOpened');
    return { kind: 'refused', refusal: { code: 'alreadyOpened' } };
  }
  const makeCommand: Sending['makeCommand'] = (keep) => makerOf(kindOf(chain)).toOpening(ask, keep);
  return performEntering(parts, { ...bound, ask, makeCommand }, ask.loaded);
}

/**
 * Who is new is in the directory of the process's world before any event refers to them. Addresses of those who are known change only once
 * the act is recorded: what is refused changes nothing of anybody's.
 */
async function performEntering(parts: Parts, sending: Sending, directory: Directory): Promise<Verdict<AnyRefusal>> {
  const scope = scopeOf(sending.chain);
  const db = worldOf(parts.worlds, scope);
  const conflicts = await putDirectory(db, scope, directory, 'keep');
  if (conflicts.length > 0) return { kind: 'directoryConflict', conflicts };
  const verdict = await perform(parts, sending);
  if (verdict.kind === 'recorded' && !verdict.repeated) await putDirectory(db, scope, directory, 'update');
  return verdict;
}

/** A command id, bound to who uses it for what. @throws RangeError for an id of the system's own. */
function boundTo({ bodyKey }: Parts, chain: string, ask: Ask | AnyOpeningAsk, { commandId, actor }: Sender) {
  if (isReservedCommandId(commandId))
    throw new RangeError(`ids that begin with due:, run: or message: are the system's own: ${commandId}`);
  return { chain, commandId, actor: who(actor), bodyHash: bodyHashOf(bodyKey, chain, ask) };
}

const who = (actor: Sender['actor']): Actor => (typeof actor === 'string' ? { person: actor, authenticated: 'claimed' } : actor);

/** What clashes with something else is refused without a process being asked; its sender is answered with these codes. */
const clashes = { conflict: 'commandIdTaken', directoryConflict: 'otherPeople' } as const;

async function withClashNoted(
  parts: Parts,
  chain: string,
  type: string,
  sender: Sender,
  verdict: Promise<Verdict<AnyRefusal>>,
): Promise<Verdict<AnyRefusal>> {
  const { kind } = await verdict;
  if (kind === 'conflict' || kind === 'directoryConflict') await noteUnasked(parts, chain, type, sender, clashes[kind]);
  return verdict;
}

function noteUnasked(parts: Parts, chain: string, type: string, { commandId, actor }: Sender, code: string): Promise<void> {
  const db = worldOf(parts.worlds, scopeOf(chain));
  return noteRefused(db, parts.clockShiftMs(), { chain, command: type, code, commandId, actor: who(actor) });
}
