import { ulid } from 'ulid';
import { civilDateOf, type Instant, instantAt } from '#core/calendar/instant.ts';
import { addDays, type CivilDate } from '#core/calendar/civilDate.ts';
import { agreementId, type World } from '#contracts/ids.ts';
import type { Receipt } from '#contracts/types.ts';
import { createRehearsal } from '../../infra/db/write/rehearsals.ts';
import type { LoadedAgreement } from '../../infra/definition/loadAgreement.ts';
import type { ActRequest } from '../../infra/definition/toCommand.ts';
import type { ActAsk, PastAsk } from '../../infra/gateway/ask.ts';
import { makeGateway } from '../../infra/gateway/gateway.ts';
import { startRehearsed } from '../../infra/gateway/rehearsed.ts';
import type { Verdict } from '../../infra/gateway/verdict.ts';
import { makeClock } from '../../rehearsal/clock.ts';
import { recorded } from './actedLife.ts';
import type { TestEngine } from './engine.ts';

/** Agreements of several kinds in one rehearsal world, under one clock that the test moves. */
export interface Conducted {
  open: (loaded: LoadedAgreement, by: string, takeOver?: readonly PastAsk[]) => Promise<string>;
  tries: (chain: string, by: string, request: ActRequest, how?: ActAsk) => Promise<Verdict>;
  does: (chain: string, by: string, request: ActRequest, how?: ActAsk) => Promise<Receipt>;
  /** Lets time pass to ten in the morning of the day, week by week, each agreement awake at its own wakes on the way. */
  liveUntil: (day: CivilDate) => Promise<void>;
}

export async function conducted({ worlds, temporal, bodyKey }: TestEngine, title: string, from: CivilDate): Promise<Conducted> {
  const id = ulid();
  const world: World = { kind: 'rehearsal', id };
  let now: Instant = instantAt(from, 10);
  const conductor = { host: 'test', pid: process.pid };
  await createRehearsal(worlds.rehearsal, { id, title, startedAt: new Date().toISOString(), conductor });
  const clock = makeClock({ db: worlds.rehearsal, temporal, rehearsal: id, startAt: now });
  const startFirstRun = (chain: string): Promise<void> => startRehearsed(temporal, chain, clock.wallShiftMs());
  const gateway = makeGateway({ worlds, temporal, bodyKey, clockShiftMs: clock.wallShiftMs, startFirstRun });
  let acts = 0;
  const sender = (type: string, actor: string) => ({ commandId: `${type}-${(acts += 1)}`, actor });
  const chains: string[] = [];
  // Week by week, and not by the stored wakes: those are reckoned by today's rules, also where another build runs the workflows.
  const all = async (at: Instant): Promise<void> => {
    clock.moveTo(at);
    await Promise.all(chains.map(clock.bring));
  };
  const tries: Conducted['tries'] = async (chain, by, request, how = {}) => {
    await clock.bring(chain);
    return gateway.command(chain, { ...how, request }, sender(request.type, by));
  };
  return {
    open: async (loaded, by, takeOver) => {
      const chain = agreementId(world, loaded.definition.framework, loaded.definition.year);
      recorded(
        await gateway.open(chain, { loaded, takeOver: takeOver ?? null, evidence: 'En påhittad handling' }, sender('open', by)),
      );
      chains.push(chain);
      return chain;
    },
    tries,
    does: async (chain, by, request, how) => recorded(await tries(chain, by, request, how)),
    liveUntil: async (day) => {
      for (let next = addDays(civilDateOf(now), 7); next < day; next = addDays(next, 7)) await all(instantAt(next, 10));
      now = instantAt(day, 10);
      await all(now);
    },
  };
}
