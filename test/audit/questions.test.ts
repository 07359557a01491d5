import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProposedEvent } from '#core/agreement/events.ts';
import { byActor, entryNow } from '#core/around/entry.ts';
import { accessChain, systemChain } from '#contracts/ids.ts';
import { coverOf, everything } from '../../audit/mandates/cover.ts';
import type { Mandate } from '../../audit/mandates/mandate.ts';
import { askReady, describeQuestion, readyQuestions } from '../../audit/questions/ready.ts';
import { recordAround } from '../../infra/db/around/chainNoted.ts';
import { migrate } from '../../infra/db/migrate.ts';
import { recordPort } from '../../infra/db/recordPort.ts';
import { openWorlds, type Worlds } from '../../infra/db/worlds.ts';
import { putPeople } from '../../infra/db/write/directory.ts';
import { putText } from '../../infra/db/write/texts.ts';
import { event, opened, proposal } from '../activities/record/fixtures.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

// One small life, in which every question has an answer that is known beforehand.

const CHAIN = 'agreement:test-frame:2012';
let database: TestDatabase;
let worlds: Worlds;

const body = (organisation: string, id: string | null, person: string | null = null) => ({ organisation, body: id, person });
const decided = { paragraph: '14' } as never;

/** Versions 1–10 of the chain. */
const life = (evidence: ProposedEvent['evidence']): ProposedEvent[] => [
  opened(),
  event({ type: 'phaseBegan', phase: 'inForce', on: '2012-02-01', early: false }, '2012-02-01T09:00:00.000Z', null),
  // 3: without a paragraph, decided nine days before it was entered, by a body of the coordinator's own organisation.
  {
    ...event({ type: 'approved', body: 'regeringen', versionHash: 'ab' }, '2012-02-10T09:00:00.000Z'),
    doneOn: '2012-02-01',
    doneBy: body('staten', 'regeringen'),
    evidence,
  },
  // 4: with one, at another's, entered by the coordinator.
  {
    ...event({ type: 'approved', body: 'styrelsen', versionHash: 'ab', decision: decided }, '2012-02-11T09:00:00.000Z'),
    doneBy: body('forbundet', 'styrelsen'),
  },
  // 5: seven days later exactly, and no decision.
  {
    ...event({ type: 'deadlineMet', deadline: 'slutrapport' }, '2012-03-08T09:00:00.000Z', 'p-hand'),
    doneOn: '2012-03-01',
    doneBy: body('forbundet', null),
  },
  // 6: at 23:10 in Sweden, decided and recorded by the same person.
  {
    ...event({ type: 'evaluationAdopted' }, '2012-06-01T21:10:00.000Z'),
    doneBy: body('staten', null, 'p-sam'),
  },
  // 7: at 22:50.
  event({ type: 'accounted', area: 'omrade', usedOre: 1, unspentOre: 0 }, '2012-06-02T20:50:00.000Z'),
  event({ type: 'deadlineMoved', deadline: 'rapport', from: '2013-03-31', to: '2013-04-30' }, '2012-09-03T09:00:00.000Z'),
  event({ type: 'corrected', version: 7, correction: { kind: 'note' } }, '2012-09-04T09:00:00.000Z'),
  // 10: of time itself, long after its day.
  {
    ...event({ type: 'phaseBegan', phase: 'evaluation', on: '2012-10-01', early: false }, '2012-12-01T09:00:00.000Z', null),
    doneOn: '2012-10-01',
  },
];

beforeAll(async () => {
  database = await testDatabase();
  await migrate(database.url, 'standard');
  worlds = await openWorlds(database.url, 'standard', { max: 3 });
  const { live } = worlds;
  await putPeople(live, '', [
    { id: 'p-sam', organisation: 'staten', name: 'Sam Ordnare', email: 'sam@example.org' },
    { id: 'p-hand', organisation: 'forbundet', name: 'Hanna Läggare', email: 'hanna@example.org' },
  ]);
  const evidence = { kind: 'reference', text: await putText(live, '', 'Protokollet') } as const;
  await recordPort(live, 'test').append(proposal(CHAIN, 0, 'all', life(evidence)));
  const refusal = (code: string, person: string) =>
    entryNow(
      accessChain(CHAIN),
      { type: 'commandRefused', command: 'sign', code, commandId: 'c' },
      byActor({ authenticated: 'claimed', person }, 'handler'),
      '2012-05-01T09:00:00.000Z',
    );
  // What belongs to no process rests on no decision of one, whoever did it.
  const marked = { type: 'documentMarked', sha256: 'ab'.repeat(32), organisation: 'staten', ground: 'OSL 21 kap. 1 §' } as const;
  const registrar = byActor({ authenticated: 'claimed', person: 'p-sam' }, 'registrar');
  const marking = {
    ...entryNow(systemChain(''), marked, registrar, '2012-05-02T22:10:00.000Z'),
    doneOn: '2012-04-01',
    doneBy: body('staten', 'regeringen', 'p-sam'),
  };
  await recordAround(live, '', [marking], 'test');
  await recordAround(
    live,
    '',
    [refusal('wrongPhase', 'p-hand'), refusal('wrongPhase', 'p-hand'), refusal('noRight', 'p-sam')],
    'test',
  );
});
afterAll(async () => {
  await worlds.close();
  await database.drop();
});

const asked = (cover = everything) => ({ db: worlds.live, scope: '', cover, today: '2013-05-15', lang: 'sv' as const });
const versions = async (name: string, number: number | null = null) =>
  (await askReady(name, number, asked())).rows.map((row) => row['version']);

describe('a question that comes along', () => {
  it.each([
    ['recordedLate', null, [3]],
    ['recordedLate', 6, [3, 5]],
    ['recordedLate', 30, []],
    ['withoutParagraph', null, [3]],
    ['withoutEvidence', null, [6, 8, 9]],
    ['onBehalf', null, [4]],
    ['decidedAndRecorded', null, [6]],
    ['oddHours', null, [6]],
    ['oddHours', 75, [6, 7]],
    ['datesMoved', null, [8]],
    ['corrections', null, [9]],
    ['afterClosing', null, []],
  ] as const)('%s with %s is answered with the events %j', async (name, number, expected) => {
    expect(await versions(name, number)).toEqual(expected);
  });

  it('counts refusals by person, most first', async () => {
    const { rows } = await askReady('refusals', null, asked());
    expect(rows.map(({ person, code, times }) => [person, code, times])).toEqual([
      ['Hanna Läggare', 'wrongPhase', 2],
      ['Sam Ordnare', 'noRight', 1],
    ]);
  });

  it('tells a report that is late by the date that holds now', async () => {
    const { rows } = await askReady('lateReports', null, asked());
    expect(rows.map(({ title, dueOn, daysLate }) => [title, dueOn, daysLate])).toEqual([['Redovisning', '2013-04-30', 15]]);
  });

  it('finds no notice that failed where none was sent', async () => {
    expect((await askReady('notDelivered', null, asked())).rows).toEqual([]);
  });

  it('is answered within a mandate alone', async () => {
    const mandate = { over: { kind: 'process', process: 'agreement:test-frame:2013' }, from: null, until: null } as Mandate;
    const cover = await coverOf(worlds.live, '', [mandate]);
    for (const name of readyQuestions) expect((await askReady(name, 1, asked(cover))).rows, name).toEqual([]);
    for (const name of readyQuestions) expect((await askReady(name, 1, asked([]))).rows, name).toEqual([]);
  });

  it.each([...readyQuestions])('%s says in both languages what it asks and why', (name) => {
    const [sv, en] = [describeQuestion(name, 'sv'), describeQuestion(name, 'en')];
    expect(sv?.title).not.toBe(en?.title);
    expect(sv?.about).not.toBe(en?.about);
  });
});
