import { createHash } from 'node:crypto';
import type { Delivered } from '#core/act/outgoing.ts';
import { civilDateOf, type Instant, instantOfMs, msOf } from '#core/calendar/instant.ts';
import { modelOf } from '#core/models.ts';
import { kindOf, messageCommandId, rehearsalOf, shortId, siblingOf } from '#contracts/ids.ts';
import type { Passing } from '#contracts/types.ts';
import type { PassPort } from '../../activities/ports/pass.ts';
import { canonicalJson } from '../db/hash.ts';
import { processExists } from '../db/read/processes.ts';
import { scopeOf } from '../db/scope.ts';
import { worldOf } from '../db/worlds.ts';
import { endRun } from './endRun.ts';
import { makeLanes } from './lanes.ts';
import { perform, type PerformParts } from './perform.ts';
import { noteRefused } from './refusals.ts';
import { clockReaching, startRehearsed } from './rehearsed.ts';

export type PassParts = Pick<PerformParts, 'worlds' | 'temporal'>;

/** Messages between the processes of one world. `temporal`: of that world's namespace. */
export function passPort(parts: PassParts): PassPort {
  const takeTurn = makeLanes();
  return {
    pass: async (passing) => {
      const chain = siblingOf(passing.from, passing.message.to);
      const unfit = await whyNobodyTakesIt(parts, chain, passing.message.command.type);
      if (unfit !== null) return refuseUnfit(parts, chain, passing, unfit);
      const rehearsed = rehearsalOf(passing.from) !== null;
      const clock = rehearsed ? await rehearsedClock(parts, chain, passing) : { clockShiftMs: () => passing.clockShiftMs };
      return deliver({ ...parts, takeTurn, ...clock }, chain, passing);
    },
  };
}

async function whyNobodyTakesIt(parts: PassParts, chain: string, type: string): Promise<string | null> {
  if (!modelOf(kindOf(chain)).commandTypes.includes(type)) return 'unknownCommand';
  return type === 'open' || (await processExists(parts.worlds, chain)) ? null : 'noReceiver';
}

/** Nobody takes it, so its sender's time says when. */
async function refuseUnfit(
  { worlds }: PassParts,
  chain: string,
  { from, message, at }: Passing,
  code: string,
): Promise<Delivered> {
  const actor = { authenticated: 'process', person: from } as const;
  const commandId = messageCommandId(from, message.id);
  const shiftMs = msOf(at) - Date.now();
  await noteRefused(worldOf(worlds, scopeOf(chain)), shiftMs, { chain, command: message.command.type, code, commandId, actor });
  return { id: message.id, outcome: 'refused', code };
}

/** Each process of a rehearsal has its own clock, so a message waits until the receiver's has come to the sender's time. */
async function rehearsedClock({ temporal }: PassParts, chain: string, { at }: Passing) {
  const reached: Instant = (await clockReaching(temporal, chain, at)) ?? at;
  const shiftMs = msOf(reached) - Date.now();
  return { clockShiftMs: () => shiftMs, startFirstRun: () => startRehearsed(temporal, chain, shiftMs) };
}

async function deliver(parts: PerformParts, chain: string, { from, message }: Passing): Promise<Delivered> {
  const { id, command } = message;
  const today = (): string => civilDateOf(instantOfMs(Date.now() + parts.clockShiftMs()));
  const doneOn = today();
  const verdict = await perform(parts, {
    chain,
    commandId: messageCommandId(from, id),
    actor: { authenticated: 'process', person: from },
    bodyHash: createHash('sha256').update(canonicalJson({ chain, from, message })).digest('hex'),
    // It rests on the sender's entry that caused it.
    ask: { doneOn, evidence: `${shortId(from)}#${id.replace(/\..*/, '')}` },
    makeCommand: () => Promise.resolve(command),
  });
  switch (verdict.kind) {
    case 'recorded':
    // The id is this message's alone, so what is recorded under it is the message.
    case 'conflict':
      return { id, outcome: 'done' };
    case 'refused':
      if (doneOn !== today()) throw new Error('the day ended while a message was on its way');
      // What was not opened stays started; in a rehearsal its clock would stand, and another message may still open it.
      if (command.type === 'open' && parts.startFirstRun !== undefined && !(await processExists(parts.worlds, chain)))
        await endRun(parts.temporal, chain, 'its opening was refused');
      return { id, outcome: 'refused', code: verdict.refusal.code };
    default:
      throw new Error(`no verdict on message ${id} of ${from} to ${chain}: ${verdict.kind}`);
  }
}
