import type { AnyModel, AnyState } from '#core/models.ts';
import { canonicalJson } from '../../infra/db/hash.ts';
import { inputOf, type Run } from './history.ts';
import { disagreements } from './messages.ts';
import { beginReading, type Contradiction, isIn, type Reading, type Stretch } from './reading.ts';
import { read } from './rereading.ts';

/**
 * Decides a whole life again from its histories alone, whatever its kind: each accepted command at the time it was decided, each wake-up
 * and each message's outcome at its own, folded by what was recorded, and hashed. What the rules would not have recorded is a
 * contradiction; replay, which sees no arguments, is blind to it.
 */
export const redecide = (runs: readonly Run[]): Contradiction[] => retold(runs[0]?.workflowId ?? '', runs).contradictions;

/**
 * The same for lives that speak to each other: besides, every message that a process took from another of them is one that the other's
 * rules sent it, word for word, and what the sender was told of it is what became of it. Contradictions by chain, for those that have any.
 */
export function redecideTogether(lives: readonly (readonly Run[])[]): Record<string, Contradiction[]> {
  const readings = new Map(lives.map((runs) => [runs[0]?.workflowId ?? '', retold(runs[0]?.workflowId ?? '', runs)]));
  return Object.fromEntries(
    [...readings].flatMap(([chain, reading]) => {
      const all = [...reading.contradictions, ...disagreements(reading, readings)];
      return all.length === 0 ? [] : [[chain, all]];
    }),
  );
}

/** Everything that a life's histories tell, decided again. `lost`: the versions of runs that are nowhere to be had. */
export function retold(chain: string, runs: readonly Run[], lost: readonly Stretch[] = []): Reading {
  const reading = beginReading(chain, lost);
  for (const run of runs) {
    try {
      readRun(reading, run);
    } catch {
      // What throws may quote what somebody wrote; that it cannot be read, and from where on, is enough.
      reading.contradictions.push({ version: (reading.state?.version ?? 0) + 1, found: 'unreadable' });
    }
  }
  return reading;
}

function readRun(reading: Reading, { runId, history }: Run): void {
  const { clockShiftMs, carried } = inputOf(history);
  reading.runId = runId;
  reading.clockShiftMs = clockShiftMs;
  if (carried !== null) checkCarried(reading, carried.state);
  reading.state = carried === null ? null : reading.model.readState(carried.state);
  reading.commands.clear();
  reading.times.clear();
  reading.passed.clear();
  reading.task = { fromMs: 0, toMs: 0, wasCutOff: false };
  reading.isDisturbed = false;
  for (const event of history.events ?? []) read(reading, event);
}

function checkCarried({ model, state, lost, contradictions }: Reading, carried: AnyState): void {
  const { version } = carried;
  // After a run that is lost there is nothing to fold.
  if (isIn(lost, version)) return;
  if (!isFoldOf(model, carried, state)) contradictions.push({ version, found: 'otherCarriedState' });
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
