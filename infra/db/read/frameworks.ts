import type { State } from '#core/agreement/state.ts';
import type { FrameworkState } from '#core/framework/state.ts';
import type { Worlds } from '../worlds.ts';
import { agreementState } from './agreements.ts';
import { findProcess, listProcesses, type ProcessSummary, processState } from './processes.ts';

type Both = Pick<Worlds, 'live' | 'rehearsal'>;

/** A framework as registers list it, its state, and the states of its years' agreements in the same world. */
export interface FrameworkRead {
  summary: ProcessSummary;
  state: FrameworkState;
  agreements: State[];
}

/** The framework that an id means: `framework:…`, full or short, or what stands behind that word alone. Null where there is none. */
export async function readFramework(worlds: Both, id: string): Promise<FrameworkRead | null> {
  const summary = await findProcess(worlds, id.includes(':') ? id : `framework:${id}`);
  if (summary?.kind !== 'framework') return null;
  const process = await processState(worlds, summary.chain);
  if (process?.kind !== 'framework') return null;
  const { rehearsal } = summary;
  const { framework } = process.state.definition;
  const years = await listProcesses(worlds, {
    kind: 'agreement',
    framework,
    ...(rehearsal === null ? {} : { rehearsals: { id: rehearsal } }),
  });
  const agreements: State[] = [];
  for (const { chain } of years) {
    const state = await agreementState(worlds, chain);
    if (state !== null) agreements.push(state);
  }
  return { summary, state: process.state, agreements };
}

/** The short ids of every framework that is known, live ones first. */
export async function knownFrameworks(worlds: Both): Promise<string[]> {
  const live = await listProcesses(worlds, { kind: 'framework' });
  const rehearsed = await listProcesses(worlds, { kind: 'framework', rehearsals: 'all' });
  return [...new Set([...live, ...rehearsed].map(({ shortId }) => shortId))];
}
