import type { CommandType } from '#core/agreement/commands.ts';
import { type Instant, instantOfMs, msOf } from '#core/calendar/instant.ts';
import { agreementId, type World } from '#contracts/ids.ts';
import type { CommandInput } from '#contracts/schemas.ts';
import type { Receipt } from '#contracts/types.ts';
import type { LoadedAgreement } from '../../infra/definition/loadAgreement.ts';
import type { ActAsk, PastAsk } from '../../infra/gateway/ask.ts';
import { type Gateway, type GatewayParts, makeGateway } from '../../infra/gateway/gateway.ts';
import type { Verdict } from '../../infra/gateway/verdict.ts';
import type { TestEngine } from './engine.ts';

export type ActType = Exclude<CommandType, 'open'>;

/** How an act is sent; left out: by the coordinator, under an id of its own, with reason and evidence. */
export interface How extends ActAsk {
  commandId?: string;
  by?: string;
}

/** One agreement on the real engine, and the people who act on it. */
export interface ActedLife {
  chain: string;
  loaded: LoadedAgreement;
  gateway: Gateway;
  clockShiftMs: number;
  now: () => Instant;
  open: (how?: How & { takeOver?: readonly PastAsk[] }) => Promise<Verdict>;
  tries: <T extends ActType>(type: T, input: CommandInput<T>, how?: How) => Promise<Verdict>;
  /** The same, and it must be recorded. */
  does: <T extends ActType>(type: T, input: CommandInput<T>, how?: How) => Promise<Receipt>;
}

/** What of an engine it takes to act on an agreement and to read what came of it. */
export type Reached = Pick<TestEngine, 'worlds' | 'temporal' | 'bodyKey'>;

export interface ActedLifeOptions {
  loaded: LoadedAgreement;
  /** The domain's time at the start; from there it runs as the wall's does. */
  at: Instant;
  world?: World;
  startFirstRun?: GatewayParts['startFirstRun'];
}

export function actedLife(engine: Reached, { loaded, at, world = { kind: 'test' }, startFirstRun }: ActedLifeOptions): ActedLife {
  const { framework, year } = loaded.definition;
  const chain = agreementId(world, framework, year);
  const clockShiftMs = msOf(at) - Date.now();
  const { worlds, temporal, bodyKey } = engine;
  const gateway = makeGateway({
    worlds,
    temporal,
    bodyKey,
    clockShiftMs: () => clockShiftMs,
    ...(startFirstRun === undefined ? {} : { startFirstRun }),
  });
  let acts = 0;
  const sender = (type: string, { commandId, by }: How) => ({
    commandId: commandId ?? `${type}-${(acts += 1)}`,
    actor: by ?? 'samordnaren',
  });
  const act = ({ commandId: _id, by: _by, ...how }: How): ActAsk => ({
    reason: 'Ett påhittat skäl',
    evidence: 'Ett påhittat protokoll',
    ...how,
  });
  const tries: ActedLife['tries'] = (type, input, how = {}) =>
    gateway.command(chain, { ...act(how), request: { type, input } }, sender(type, how));
  return {
    chain,
    loaded,
    gateway,
    clockShiftMs,
    now: () => instantOfMs(Date.now() + clockShiftMs),
    open: ({ takeOver, ...how } = {}) =>
      gateway.open(chain, { ...act(how), loaded, takeOver: takeOver ?? null }, sender('open', how)),
    tries,
    does: async (type, input, how) => recorded(await tries(type, input, how)),
  };
}

/** The receipt of what must have been recorded. @throws Error that says what it came to instead. */
export function recorded(verdict: Verdict): Receipt {
  if (verdict.kind !== 'recorded') throw new Error(`not recorded: ${JSON.stringify(verdict)}`);
  return verdict.receipt;
}

/** Asks again with the same id until there is a verdict, as one who was answered `unknown` does. */
export async function insisted(ask: () => Promise<Verdict>): Promise<Verdict> {
  for (;;) {
    const verdict = await ask();
    if (verdict.kind !== 'unknown' && verdict.kind !== 'busy') return verdict;
  }
}

/** From the consultation to the day it is valid, all in one day. */
export async function conclude(life: ActedLife): Promise<void> {
  const { definition, versionHash } = life.loaded;
  await life.does('adoptBasis', {});
  await life.does('openNextPhaseEarly', {});
  for (const { organisation: party } of definition.parties) await life.does('acceptVersion', { party, versionHash });
  for (const { organisation: party, authorisedBy: body, signatory } of definition.parties) {
    await life.does('authorise', { party, body, signatory, orSubstitute: false });
    await life.does('sign', { party, signatory, versionHash });
  }
  for (const body of definition.rules.approvals) await life.does('approve', { body, versionHash });
}

/** From validity to the last entry, all in one day. */
export async function settle(life: ActedLife): Promise<void> {
  const { definition } = life.loaded;
  await life.does('openNextPhaseEarly', {});
  await life.does('adoptEvaluation', {});
  for (const { id: area, budgetOre } of definition.areas)
    await life.does('account', { area, used: `${budgetOre / 100} kr`, unspent: '0 kr' });
  for (const { id: deadline, metBy } of definition.deadlines) {
    if (metBy === 'entry') await life.does('meetDeadline', { deadline });
    if (metBy !== 'report') continue;
    await life.does('handInReport', { deadline, content: 'nothing' });
    await life.does('acceptReport', { deadline });
  }
}
