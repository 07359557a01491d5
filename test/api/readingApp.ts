import type { FastifyInstance } from 'fastify';
import { agreementId, type World } from '#contracts/ids.ts';
import { buildApp } from '../../api/app.ts';
import { migrate } from '../../infra/db/migrate.ts';
import { recordPort } from '../../infra/db/recordPort.ts';
import { openWorlds, type Worlds } from '../../infra/db/worlds.ts';
import { putOrganisations, putPeople } from '../../infra/db/write/directory.ts';
import { createRehearsal } from '../../infra/db/write/rehearsals.ts';
import { putText } from '../../infra/db/write/texts.ts';
import { definition, event, opened, proposal } from '../activities/record/fixtures.ts';
import { testDatabase } from '../support/postgres.ts';

// The API on a real database and no engine at all: whatever is asked of it here must be answered without one.

const TODAY = '2013-04-05T10:00:00.000Z';
export const REHEARSALS = ['01J9Z3NDEKTSV4RRFFQ69G5FAV', '01J9Z3NDEKTSV4RRFFQ69G5FB0'] as const;
export const HOST = 'localhost:7420';

export const chainOf = (world: World, year = 2012): string => agreementId(world, definition.framework, year);

export interface ReadingApp {
  app: FastifyInstance;
  worlds: Worlds;
  databaseUrl: string;
  close: () => Promise<void>;
}

const away = (): never => {
  throw new Error('a read must not reach the engine');
};

export async function readingApp(): Promise<ReadingApp> {
  const database = await testDatabase();
  await migrate(database.url, 'standard');
  const worlds = await openWorlds(database.url, 'standard', { max: 3 });
  const { live, rehearsal } = worlds;
  const app = buildApp({
    gateway: { command: away, open: away, nudge: away },
    live,
    rehearsal,
    now: () => TODAY,
    version: '0.0.0',
  });
  return {
    app,
    worlds,
    databaseUrl: database.url,
    async close() {
      await app.close();
      await worlds.close();
      await database.drop();
    },
  };
}

/** A live agreement in force with a deviation, and two rehearsals of it and of the year after. */
export async function furnish({ live, rehearsal }: Worlds): Promise<void> {
  await putPeople(live, '', [
    { id: 'p-sam', organisation: 'staten', name: 'Sam Ordnare', email: 'sam@example.org' },
    { id: 'p-hand', organisation: 'forbundet', name: 'Hanna Läggare', email: 'hanna@example.org' },
  ]);
  await putOrganisations(live, '', [
    { id: 'forbundet', title: 'Det påhittade förbundet', registrarName: null, registrarEmail: 'registrator@example.org' },
  ]);
  const why = await putText(live, '', 'Därför att det drog ut på tiden.');
  const what = await putText(live, '', 'Kurserna ställdes in.');
  const began = event({ type: 'phaseBegan', phase: 'inForce', on: '2012-02-01', early: false }, '2012-02-01T09:00:00.000Z');
  await recordPort(live, 'test-code').append(
    proposal(chainOf({ kind: 'live' }), 0, 'all', [
      opened(),
      { ...began, doneBy: { organisation: 'staten', body: 'regeringen', person: 'p-sam' } },
      {
        ...event({ type: 'deviationReported', measure: 'insats', description: what }),
        reason: why,
        evidence: { kind: 'reference', text: why },
      },
      event({ type: 'accounted', area: 'omrade', usedOre: 13_450_000_000, unspentOre: 50_000_000 }),
    ]),
  );
  const at = '2026-01-01T00:00:00.000Z';
  for (const id of REHEARSALS) {
    await createRehearsal(rehearsal, { id, title: 'Prövning', startedAt: at, conductor: { host: 'here', pid: 1 } });
    for (const year of [2012, 2013]) {
      const body = { type: 'opened', definition: { ...definition, year }, versionHash: 'ab'.repeat(32) } as const;
      await recordPort(rehearsal, 'test-code').append(
        proposal(chainOf({ kind: 'rehearsal', id }, year), 0, 'open', [event(body)]),
      );
    }
  }
}
