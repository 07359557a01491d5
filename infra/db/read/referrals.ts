import { textIdsOf } from '#core/referral/view.ts';
import type { ReferralState } from '#core/referral/state.ts';
import { scopeOf } from '../scope.ts';
import { type Worlds, worldOf } from '../worlds.ts';
import { findProcess, listProcesses, type ProcessSummary, processState } from './processes.ts';
import { resolveTextIds } from './texts.ts';

type Both = Pick<Worlds, 'live' | 'rehearsal'>;

/** A referral as registers list it, its state, and the texts that its compilation refers to, by id. */
export interface ReferralRead {
  summary: ProcessSummary;
  state: ReferralState;
  texts: Record<string, string>;
}

/** The referral that an id means: `referral:…`, full or short, or what stands behind that word alone. Null where there is none. */
export async function readReferral(worlds: Both, id: string): Promise<ReferralRead | null> {
  const summary = await findProcess(worlds, id.includes(':') ? id : `referral:${id}`);
  if (summary?.kind !== 'referral') return null;
  const process = await processState(worlds, summary.chain);
  if (process?.kind !== 'referral') return null;
  const scope = scopeOf(summary.chain);
  const texts = await resolveTextIds(worldOf(worlds, scope), scope, textIdsOf(process.state));
  return { summary, state: process.state, texts };
}

/** The short ids of every referral that is known, live ones first. */
export async function knownReferrals(worlds: Both): Promise<string[]> {
  const live = await listProcesses(worlds, { kind: 'referral' });
  const rehearsed = await listProcesses(worlds, { kind: 'referral', rehearsals: 'all' });
  return [...new Set([...live, ...rehearsed].map(({ shortId }) => shortId))];
}
