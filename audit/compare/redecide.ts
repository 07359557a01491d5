import { modelOf, type AnyModel, type AnyState } from '#core/models.ts';
import { kindOf, shortId } from '#contracts/ids.ts';
import { canonicalJson, genesisHash } from '../../infra/db/hash.ts';
import { inputOf, type Run } from './history.ts';
import { type Reading, read } from './rereading.ts';

/** Where what was recorded is not what the rules make of the commands and times in the history. */
export interface Finding {
  version: number;
  found: 'gap' | 'noCommand' | 'otherTime' | 'otherEvents' | 'otherHash' | 'otherCarriedState' | 'otherMessage';
}

/** Whether a carried state says what its events fold to: one of an older form everything that it could say, today's the same to the byte. */
function isFoldOf(model: AnyModel, carried: AnyState, state: AnyState | null): boolean {
  if (formOf(carried) === formOf(state)) return canonicalJson(model.readState(carried)) === canonicalJson(state);
  const { schema: _schema, ...said } = carried as AnyState & { schema: number };
  return isSaidIn(said, state);
}

const formOf = (state: AnyState | null): unknown => (state as { schema?: unknown } | null)?.schema;

function isSaidIn(said: unknown, by: unknown): boolean {
  if (typeof said !== 'object' || said === null) return said === by;
  if (typeof by !== 'object' || by === null) return false;
  if (Array.isArray(said) && said.length !== (by as unknown[]).length) return false;
  return Object.entries(said).every(([name, value]) => isSaidIn(value, (by as Record<string, unknown>)[name]));
}

/**
 * Decides a whole life again from its histories alone, whatever its kind: each accepted command at the time it was decided, each wake-up
 * and each message's outcome at its own, folded by what was recorded, and hashed. What the rules would not have recorded is a finding;
 * replay, which sees no arguments, is blind to it.
 */
export const redecide = (runs: readonly Run[]): Finding[] => retold(runs).findings;

/**
 * The same for lives that speak to each other: besides, every message that a process took from another of them is one that the other's
 * rules sent it, word for word, and what the sender was told of it is what became of it. Findings by chain, for those that have any.
 */
export function redecideTogether(lives: readonly (readonly Run[])[]): Record<string, Finding[]> {
  const told = new Map(lives.map((runs) => [runs[0]?.workflowId ?? '', retold(runs)]));
  for (const [chain, { received, findings }] of told) {
    for (const [commandId, { from, version, command }] of received) {
      const sender = told.get(from);
      if (sender === undefined) continue;
      const sent = sender.sent.get(commandId);
      const isSent = sent?.to === shortId(chain) && canonicalJson(sent.command) === canonicalJson(command);
      if (!isSent || sender.outcomes.get(commandId)?.outcome === 'refused') findings.push({ version, found: 'otherMessage' });
    }
  }
  for (const { sent, outcomes, findings, state } of told.values()) {
    for (const [commandId, { to }] of sent) {
      const receiver = [...told].find(([chain]) => shortId(chain) === to)?.[1];
      const isTaken = receiver?.received.has(commandId) ?? true;
      if (outcomes.get(commandId)?.outcome === 'done' && !isTaken)
        findings.push({ version: state?.version ?? 0, found: 'otherMessage' });
    }
  }
  return Object.fromEntries([...told].flatMap(([chain, { findings }]) => (findings.length === 0 ? [] : [[chain, findings]])));
}

function retold(runs: readonly Run[]): Reading {
  const chain = runs[0]?.workflowId ?? '';
  const model = modelOf(kindOf(chain));
  const reading: Reading = {
    chain,
    model,
    clockShiftMs: 0,
    state: null,
    hashes: [genesisHash(chain)],
    commands: new Map(),
    passed: new Set(),
    outcomes: new Map(),
    sent: new Map(),
    received: new Map(),
    times: new Set(),
    findings: [],
  };
  for (const { history } of runs) {
    const { clockShiftMs, carried } = inputOf(history);
    if (carried !== null && !isFoldOf(model, carried.state, reading.state))
      reading.findings.push({ version: carried.state.version, found: 'otherCarriedState' });
    reading.clockShiftMs = clockShiftMs;
    reading.state = carried === null ? null : model.readState(carried.state);
    reading.commands.clear();
    reading.times.clear();
    reading.passed.clear();
    for (const event of history.events ?? []) read(reading, event);
  }
  return reading;
}
