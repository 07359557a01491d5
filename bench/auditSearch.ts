import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { everything } from '../audit/mandates/cover.ts';
import type { Filters } from '../audit/search/filters.ts';
import { findEvents } from '../audit/search/find.ts';
import { tell } from '../audit/search/tell.ts';
import { beginChain, link, storeLinks } from '../infra/db/chain.ts';
import { migrate } from '../infra/db/migrate.ts';
import { openWorlds } from '../infra/db/worlds.ts';
import { putPeople } from '../infra/db/write/directory.ts';
import { putText } from '../infra/db/write/texts.ts';
import { openDataDir } from '../infra/local/dataDir.ts';
import { openPorts } from '../infra/local/ports.ts';
import { localDatabaseUrl, startPostgres } from '../infra/local/postgres.ts';
import { instantOfMs } from '../workflows/core/calendar/instant.ts';
import { addDays } from '../workflows/core/calendar/civilDate.ts';

// How long a search over 100,000 events takes, page and count together. The goal: under a second each. Run alone.
const CHAINS = 100;
const EVENTS_A_CHAIN = 1_000;
const BATCH = 250;
const PEOPLE = 400;

const dataDir = await mkdtemp(join(tmpdir(), 'arscykel-bench-search-'));
await openDataDir(dataDir);
const ports = openPorts(dataDir);
const postgres = await startPostgres(dataDir, ports, () => undefined, new AbortController().signal);
ports.settle();
const url = localDatabaseUrl(postgres.port, postgres.password);
await migrate(url, 'standard');
const worlds = await openWorlds(url, 'standard', { max: 4 });
const { live } = worlds;

const people = Array.from({ length: PEOPLE }, (_, at) => ({
  id: `person-${at}`,
  organisation: `org-${at % 20}`,
  name: `Påhittad Person ${at}`,
  email: `p${at}@example.org`,
}));
await putPeople(live, '', people);

const began = performance.now();
for (let number = 0; number < CHAINS; number += 1) await fill(`agreement:bench-${number}:2012`, number);
process.stdout.write(`${CHAINS * EVENTS_A_CHAIN} events recorded in ${Math.round((performance.now() - began) / 1000)} s\n`);

async function fill(chain: string, number: number): Promise<void> {
  for (let from = 0; from < EVENTS_A_CHAIN; from += BATCH) {
    const texts = await Promise.all(
      Array.from({ length: 10 }, (_, at) => putText(live, '', `Skäl ${number}-${from + at}: kurserna ställdes in.`)),
    );
    await live.transaction().execute(async (trx) => {
      const head = await beginChain(trx, chain);
      const proposed = Array.from({ length: BATCH }, (_, at) => {
        const place = from + at;
        const person = `person-${(number * 7 + place) % PEOPLE}`;
        const doneOn = addDays('2012-01-01', place % 900);
        return {
          body: {
            type: place % 3 === 0 ? 'approved' : 'repaid',
            area: `area-${place % 12}`,
            amountOre: place,
            decision: { paragraph: `${place % 90}` },
          },
          doneOn,
          doneBy: { organisation: `org-${place % 20}`, body: `body-${place % 60}`, person },
          reason: texts[at % texts.length] ?? null,
          recordedBy: { person: `person-${place % 9}`, role: 'coordinator' as const, authenticated: 'claimed' as const },
          recordedAt: instantOfMs(Date.parse(`${doneOn}T09:00:00Z`) + place * 1_000),
          evidence: null,
          engine: 2,
          commandId: `command-${place}`,
          wallTime: '2026-01-01T09:00:00.000Z',
          codeVersion: 'bench',
        };
      });
      await storeLinks(trx, chain, link(chain, head, proposed));
    });
  }
}

const questions: Record<string, Filters> = {
  everything: {},
  'a person, by name': { person: 'Påhittad Person 123' },
  'a busy recorder, by id': { person: 'person-3' },
  'a body': { body: 'body-17' },
  'a paragraph': { paragraph: '§ 14' },
  'a kind and a span of days': { types: ['approved'], doneFrom: '2012-06-01', doneTo: '2012-06-30' },
  'a word in texts': { word: 'ställdes in' },
  'a word that nobody wrote': { word: 'finns inte' },
  'a number that no matter carries': { number: '325-507/2012' },
  'recorded in a month': { recordedFrom: '2013-01-01', recordedTo: '2013-01-31' },
};
try {
  for (const [name, filters] of Object.entries(questions)) {
    const ms: number[] = [];
    let total = 0;
    for (let run = 0; run < 3; run += 1) {
      const start = performance.now();
      const found = await findEvents(live, '', everything, filters, { page: 1, size: 50 });
      await tell(live, '', everything, found.events, 'sv');
      ms.push(performance.now() - start);
      total = found.total;
    }
    process.stdout.write(`${name}: ${total} found, ${Math.round(Math.max(...ms))} ms at most\n`);
  }
} finally {
  await worlds.close();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}
