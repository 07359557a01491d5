import type { AroundEvent } from '#core/around/events.ts';
import type { RetentionRule } from '#core/around/keeping.ts';
import { systemChain } from '#contracts/ids.ts';
import { sha256 } from '../../infra/db/hash.ts';
import { carryOut, type Keeper, type KeepingAct } from './act.ts';

/** Sets rules in the place of those before; `text`: the file that they stand in, which the entry knows by its SHA-256. */
export function ruleRetention(
  keeper: Keeper,
  act: KeepingAct,
  rules: readonly RetentionRule[],
  text: string,
): Promise<AroundEvent[]> {
  const body = { type: 'retentionRuled' as const, rules: [...rules], sha256: sha256(text) };
  return carryOut(keeper, act, [{ chain: systemChain(keeper.scope), body }]);
}
