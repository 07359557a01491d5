import { setTimeout as sleep } from 'node:timers/promises';
import { NativeConnection, type Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { wakeMinute } from '#core/deadlines/reminders.ts';
import { addMs, instantAt } from '#core/calendar/instant.ts';
import { decoded, eventsOfType } from '../../audit/compare/history.ts';
import { makePassActivities } from '../../activities/pass/index.ts';
import { makeRecordActivities } from '../../activities/record/index.ts';
import { migrate } from '../../infra/db/migrate.ts';
import { recordPort } from '../../infra/db/recordPort.ts';
import { openWorlds } from '../../infra/db/worlds.ts';
import { commandBodyKey } from '../../infra/db/write/secret.ts';
import { connectTemporal } from '../../infra/gateway/connectTemporal.ts';
import { endRun } from '../../infra/gateway/endRun.ts';
import { passPort } from '../../infra/gateway/pass.ts';
import { processWorker } from '../../worker/processWorker.ts';
import { type ActedLife, actedLife, insisted, type Reached, recorded } from '../support/actedLife.ts';
import { deadline, watched } from '../support/agreements.ts';
import { expectSoundChain, noticeKeys } from '../support/chainChecks.ts';
import { productBundle, quietRuntime } from '../support/engine.ts';
import { replay, runsOf } from '../support/histories.ts';
import { inventedAgreement } from '../support/invented.ts';
import { testNamespaces } from '../support/namespaces.ts';
import { type OwnPostgres, startOwnPostgres } from '../support/ownPostgres.ts';

// The record's Postgres goes away between the moment when a command has reached its workflow and the commit. Temporal's own stays.

let postgres: OwnPostgres;
let engine: Reached;
let worker: Worker;
let connection: NativeConnection;
let ended: Promise<void>;
let life: ActedLife;
/** How often the record was tried while there was none. */
let vain = 0;

const NAME = 'utan-databas';
const AWAY_MS = 20_000;
const wake = instantAt('2011-02-01', 7, wakeMinute(`${NAME}:2012`));

beforeAll(async () => {
  quietRuntime();
  postgres = await startOwnPostgres();
  await migrate(postgres.url, 'test');
  const worlds = await openWorlds(postgres.url, 'test', { max: 4 });
  const { temporalAddress } = inject('engine');
  const temporal = await connectTemporal(temporalAddress, testNamespaces.faults.name);
  engine = { worlds, temporal, bodyKey: await commandBodyKey(worlds.live) };
  connection = await NativeConnection.connect({ address: temporalAddress });
  worker = await processWorker({
    connection,
    namespace: testNamespaces.faults.name,
    bundle: await productBundle(),
    record: makeRecordActivities(goingAway(recordPort(worlds.live, 'test'))),
    pass: makePassActivities(passPort({ worlds, temporal })),
  });
  ended = worker.run();
  // Its reminder is due while Postgres is away.
  const deadlines = [deadline('slutrapport', '2011-02-02', watched)];
  const loaded = inventedAgreement(NAME, { deadlines }, { reminderPlans: { report: [-1], answer: [-1] } });
  life = actedLife(engine, { loaded, at: addMs(wake, -6_000) });
  recorded(await life.open());
});
afterAll(async () => {
  await endRun(engine.temporal, life.chain, 'the test is over');
  worker.shutdown();
  await ended;
  await connection.close();
  await engine.temporal.close();
  await engine.worlds.close();
  await postgres.remove();
});

type Port = ReturnType<typeof recordPort>;

/** Postgres goes away just before the first command's commit, and comes back after its time. */
function goingAway(port: Port): Port {
  let isFirst = true;
  return {
    append: async (proposal) => {
      if (proposal.commandId === 'underlaget' && isFirst) {
        isFirst = false;
        await postgres.goAway();
        void sleep(AWAY_MS).then(postgres.comeBack);
      }
      return port.append(proposal).catch((error: unknown) => {
        vain += 1;
        throw error;
      });
    },
  };
}

const historyLength = async (): Promise<number> =>
  (await engine.temporal.client.workflow.getHandle(life.chain).describe()).historyLength;

// The retry policy of `record`: tries in between wait in a timer from the local threshold on, doubling up to two minutes.
const LOCAL_THRESHOLD_S = 1;
const FIRST_S = 0.2;
const LONGEST_S = 120;
function timedTries(awayS: number): number {
  let tries = 0;
  for (let [at, wait] = [0, FIRST_S]; at + wait <= awayS; wait = Math.min(LONGEST_S, wait * 2)) {
    at += wait;
    if (wait > LOCAL_THRESHOLD_S) tries += 1;
  }
  return tries;
}

/** Event ids of the tries that were put off by a timer. */
const putOffAt = (history: Parameters<typeof eventsOfType>[0]): number[] =>
  eventsOfType(history, 'EVENT_TYPE_MARKER_RECORDED').flatMap(({ eventId, markerRecordedEventAttributes: marker }) => {
    const noted = decoded(marker?.details?.data?.payloads?.[0]) as { backoff?: unknown };
    return noted.backoff == null ? [] : [Number(eventId)];
  });

test('a command that meets no database is unknown within ten seconds, done once when it is back, and an hour of it is under 300 events', async () => {
  const eventsBefore = await historyLength();
  const askedAt = performance.now();
  const ask = () => life.tries('adoptBasis', {}, { commandId: 'underlaget' });
  expect(await ask()).toEqual({ kind: 'unknown', commandId: 'underlaget', retryAfterSeconds: 5 });
  expect(performance.now() - askedAt).toBeLessThan(12_000);
  // Nothing can be looked up either: whoever asks now is told so, and nothing is done.
  await expect(life.tries('correct', { version: 2, correction: 'note' })).rejects.toThrow(/ECONNREFUSED|connect/i);
  await sleep(AWAY_MS - (performance.now() - askedAt) + 3_000);
  recorded(await insisted(ask));
  await expect.poll(() => noticeKeys(engine.worlds, life.chain), { timeout: 10_000 }).toHaveLength(1);

  const events = await expectSoundChain(engine.worlds, life.chain);
  expect(events.filter(({ body }) => body.type === 'basisAdopted')).toHaveLength(1);
  expect(await noticeKeys(engine.worlds, life.chain)).toEqual(['slutrapport 2011-02-02 -1 person:samordnaren']);
  const [run] = await runsOf(engine.worlds, engine.temporal, life.chain);
  if (run === undefined) throw new Error('no run');
  await replay([run]);

  const tries = timedTries(AWAY_MS / 1_000);
  const putOff = putOffAt(run.history);
  expect(putOff.length).toBeGreaterThanOrEqual(tries);
  expect(vain).toBeGreaterThan(tries);
  const aTry = Math.min(...putOff.slice(1).map((id, i) => id - (putOff[i] ?? 0)));
  const added = (await historyLength()) - eventsBefore;
  expect(added + aTry * (timedTries(3_600) - tries)).toBeLessThan(300);
});
