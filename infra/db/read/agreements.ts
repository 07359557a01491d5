import type { Phase } from '#core/agreement/phases.ts';
import type { State } from '#core/agreement/state.ts';
import type { Worlds } from '../worlds.ts';
import { findProcess, listProcesses, type ProcessQuery, type ProcessSummary, processState } from './processes.ts';

export { commandOutcome, processExists as agreementExists } from './processes.ts';

type Both = Pick<Worlds, 'live' | 'rehearsal'>;

/** An agreement as registers list it. */
export interface AgreementSummary extends Omit<ProcessSummary, 'kind' | 'framework' | 'year' | 'phase'> {
  framework: string;
  year: number;
  phase: Phase;
}

/** Live agreements, or those of one rehearsal, or of all of them (newest first). */
export async function listAgreements(worlds: Both, which: Pick<ProcessQuery, 'rehearsals'> = {}): Promise<AgreementSummary[]> {
  return (await listProcesses(worlds, { ...which, kind: 'agreement' })).flatMap((one) => asAgreement(one) ?? []);
}

/** The agreement that an id means, as `findProcess` finds it; null for a process of another kind. */
export async function findAgreement(worlds: Both, id: string): Promise<AgreementSummary | null> {
  const found = await findProcess(worlds, id);
  return found === null ? null : asAgreement(found);
}

/** The agreement as its events have made it; null where it was never opened. */
export async function agreementState(worlds: Both, chain: string): Promise<State | null> {
  const found = await processState(worlds, chain);
  return found?.kind === 'agreement' ? found.state : null;
}

/** An agreement always has its framework, its year and one of its own phases. */
function asAgreement({ kind, framework, year, phase, ...rest }: ProcessSummary): AgreementSummary | null {
  if (kind !== 'agreement' || framework === null || year === null) return null;
  return { ...rest, framework, year, phase: phase as Phase };
}
