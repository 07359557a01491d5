import { shortId } from '#contracts/ids.ts';
import { canonicalJson } from '../../infra/db/hash.ts';
import type { Contradiction, Reading } from './reading.ts';

/**
 * Where a process and those at hand do not say the same of their messages: what it took that no sender's rules sent it or that the sender
 * was told had been refused, and what it was told was done that the receiver never took.
 */
export function disagreements(reading: Reading, atHand: ReadonlyMap<string, Reading>): Contradiction[] {
  return [...takenOtherwise(reading, atHand), ...neverTaken(reading, atHand)];
}

function takenOtherwise({ chain, received }: Reading, atHand: ReadonlyMap<string, Reading>): Contradiction[] {
  return [...received].flatMap(([commandId, { from, version, command }]) => {
    const sender = atHand.get(from);
    if (sender === undefined) return [];
    const sent = sender.sent.get(commandId);
    const isSent = sent?.to === shortId(chain) && canonicalJson(sent.command) === canonicalJson(command);
    return isSent && sender.outcomes.get(commandId)?.outcome !== 'refused' ? [] : [{ version, found: 'otherMessage' as const }];
  });
}

function neverTaken({ sent, outcomes, state }: Reading, atHand: ReadonlyMap<string, Reading>): Contradiction[] {
  return [...sent].flatMap(([commandId, { to }]) => {
    const receiver = [...atHand].find(([chain]) => shortId(chain) === to)?.[1];
    if (receiver === undefined || outcomes.get(commandId)?.outcome !== 'done' || receiver.received.has(commandId)) return [];
    return [{ version: state?.version ?? 0, found: 'otherMessage' as const }];
  });
}

/** Full ids of the processes that it took messages from, and short ids of those that it sent any. */
export const partnersOf = ({ received, sent }: Reading): { from: string[]; to: string[] } => ({
  from: [...new Set([...received.values()].map(({ from }) => from))],
  to: [...new Set([...sent.values()].map(({ to }) => to))],
});
