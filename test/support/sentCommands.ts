import type { AnyCommand, AnyRefusal } from '#core/models.ts';
import { kindOf } from '#contracts/ids.ts';
import { makeLanes } from '../../infra/gateway/lanes.ts';
import { perform, type PerformParts } from '../../infra/gateway/perform.ts';
import type { Verdict } from '../../infra/gateway/verdict.ts';
import type { Receipt } from '#contracts/types.ts';
import type { Reached } from './actedLife.ts';

/** Sends commands of any kind as the core knows them, without the files and inputs that people make them of. */
export interface Commander {
  tries: (chain: string, command: AnyCommand, commandId?: string) => Promise<Verdict<AnyRefusal>>;
  /** The same, and it must be recorded. */
  does: (chain: string, command: AnyCommand, commandId?: string) => Promise<Receipt>;
}

/** All is done by the coordinator, with reason and evidence, on a clock that is so far from the wall's. */
export function commander(
  { worlds, temporal }: Pick<Reached, 'worlds' | 'temporal'>,
  clockShiftMs: () => number,
  startFirstRun?: PerformParts['startFirstRun'],
): Commander {
  const first = startFirstRun === undefined ? {} : { startFirstRun };
  const parts: PerformParts = { worlds, temporal, clockShiftMs, takeTurn: makeLanes(), ...first };
  let sent = 0;
  const tries: Commander['tries'] = (chain, command, commandId = `${kindOf(chain)}-${command.type}-${(sent += 1)}`) =>
    perform(parts, {
      chain,
      commandId,
      actor: { person: 'samordnaren', authenticated: 'claimed' },
      bodyHash: 'a0'.repeat(32),
      ask: { reason: 'Ett påhittat skäl', evidence: 'Ett påhittat protokoll' },
      makeCommand: () => Promise.resolve(command),
    });
  return {
    tries,
    does: async (chain, command, commandId) => {
      const verdict = await tries(chain, command, commandId);
      if (verdict.kind !== 'recorded') throw new Error(`not recorded: ${JSON.stringify(verdict)}`);
      return verdict.receipt;
    },
  };
}
