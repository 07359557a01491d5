import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { instantAt } from '#core/calendar/instant.ts';
import { compareProcess } from '../../../audit/compare/compare.ts';
import { readRows } from '../../../audit/compare/record.ts';
import type { Row } from '../../../audit/compare/threeWays.ts';
import { checksOf } from '../../../cli/doctor/copies.ts';
import { chainNoted } from '../../../infra/db/around/chainNoted.ts';
import { sha256 } from '../../../infra/db/hash.ts';
import { keptRuns } from '../../../infra/db/read/archive.ts';
import { openWorlds, type Worlds } from '../../../infra/db/worlds.ts';
import { archiveClosedRuns, type Archiving } from '../../../infra/gateway/archiver.ts';
import { connectTemporal, type TemporalAccess } from '../../../infra/gateway/connectTemporal.ts';
import { endRun } from '../../../infra/gateway/endRun.ts';
import { type UnkeptRun, unkeptRuns } from '../../../infra/gateway/unkept.ts';
import { type ActedLife, actedLife, recorded } from '../../support/actedLife.ts';
import { rewrite } from '../../support/compared.ts';
import { makeCopies } from '../../support/copies.ts';
import { closeDown } from '../../support/histories.ts';
import { testEngine, type TestEngine } from '../../support/engine.ts';
import { inventedAgreement } from '../../support/invented.ts';
import { testNamespaces } from '../../support/namespaces.ts';
import { tamper } from '../../support/tamperedDatabase.ts';

// Two agreements on the real engine: one that runs, and one whose run has ended and is kept as a copy. Each tampering is with a database
// of its own.

let engine: TestEngine;
let elsewhere: TemporalAccess;
let copies: ReturnType<typeof makeCopies>;
let open: ActedLife;
let ended: ActedLife;
let unkept: UnkeptRun[];
let lost: UnkeptRun[];
let archived: Archiving;

const DAY_MS = 86_400_000;

beforeAll(async () => {
  engine = await testEngine('compare');
  const { worlds, temporal } = engine;
  elsewhere = await connectTemporal(inject('engine').temporalAddress, testNamespaces.database.name);
  copies = makeCopies(engine.databaseUrl);
  const worker = await engine.startWorker();
  const at = instantAt('2011-02-01', 12);
  [open, ended] = [
    actedLife(engine, { loaded: inventedAgreement('oppen'), at }),
    actedLife(engine, { loaded: inventedAgreement('avslutad'), at }),
  ];
  await Promise.all([open, ended].map(act));
  await endRun(temporal, ended.chain, 'as if it had come to its end');
  unkept = await unkeptRuns(worlds.live, temporal, null);
  lost = await unkeptRuns(worlds.live, elsewhere, null);
  archived = await archiveClosedRuns(worlds.live, temporal, null, () => new Date());
  await chainNoted(worlds.live, '', 'test');
  await worker.shutdown();
  await worlds.close();
});
afterAll(async () => {
  await elsewhere.close();
  await copies.drop();
  await closeDown({ ...engine, worlds: await openWorlds(engine.databaseUrl, 'test', { max: 1 }) });
});

async function act(life: ActedLife): Promise<void> {
  recorded(await life.open());
  await life.does('adoptBasis', {});
  await life.does('openNextPhaseEarly', {});
  await life.does('correct', { version: 2, correction: 'note' });
}

/** What comparing finds in a copy of the database that was tampered with, in short. `temporal`: where the engine is asked. */
async function found(
  life: ActedLife,
  statements: (rows: (Row & { wallTime: string })[], worlds: Worlds) => Promise<string[]> | string[],
  temporal: TemporalAccess | null = engine.temporal,
): Promise<string[]> {
  const url = await copies.copy();
  const worlds = await openWorlds(url, 'test', { max: 2 });
  try {
    const before = await readRows(worlds, life.chain);
    const wanted = await statements(before, worlds);
    if (wanted.length > 0) await tamper(url, ...wanted);
    const { comparison } = await compareProcess({ worlds, temporal }, life.chain);
    return comparison.findings.map(({ code, place: { version }, facts: { to, fields } }) =>
      [code, version, ...(to === undefined ? [] : [`–${to}`]), ...(fields === undefined ? [] : [`${fields}`])].join(' '),
    );
  } finally {
    await worlds.close();
  }
}

const of = ({ chain }: ActedLife): string => `chain = ${pg.escapeLiteral(chain)}`;

const asRows = (life: ActedLife, rows: readonly Row[]): string[] => [
  ...rows.map(
    ({ version, canonical, hash }) =>
      `update live.event set canonical = ${pg.escapeLiteral(canonical)}, hash = '${hash}' where ${of(life)} and version = ${version}`,
  ),
  `update live.chain set head_hash = '${rows.at(-1)?.hash}' where ${of(life)}`,
];

test('the run that has ended is kept, the one that goes on is not', () => {
  expect(archived).toEqual({ archived: 1, lost: [], incomplete: [] });
});

test('left alone, the one that runs and the one that is kept are the same three ways', async () => {
  expect(await found(open, () => [])).toEqual([]);
  expect(await found(ended, () => [])).toEqual([]);
});

test('the one that is kept is compared without the engine, the one that runs is said not to be at hand', async () => {
  expect(await found(ended, () => [], null)).toEqual([]);
  const worlds = await openWorlds(await copies.copy(), 'test', { max: 1 });
  const { comparison } = await compareProcess({ worlds, temporal: null }, open.chain);
  await worlds.close();
  expect(comparison).toMatchObject({
    same: 0,
    findings: [],
    notes: [{ code: 'unreached', place: { version: 1 }, facts: { to: 7 } }],
  });
});

describe.each([
  { name: 'that runs', life: () => open },
  { name: 'whose copy is kept', life: () => ended },
])('of the one $name', ({ life }) => {
  const removed = (version: number): string[] => [
    `delete from live.event where ${of(life())} and version >= ${version}`,
    `delete from live.command where ${of(life())} and version >= ${version}`,
    `update live.chain set head_version = ${version - 1}, head_hash = (select hash from live.event where ${of(life())} and version = ${version - 1}) where ${of(life())}`,
  ];

  test('the newest event, removed from the database with every trace of it, is found by the second record', async () => {
    expect(await found(life(), () => removed(7))).toEqual(['recordLacks 7']);
  });

  test('a tail made anew is found at the event that was changed, by its field', async () => {
    const tampered = await found(life(), (rows) => {
      rewrite(rows, 4, (event) => void (event.doneOn = '2011-01-31'), 'rechained');
      return asRows(life(), rows);
    });
    expect(tampered).toEqual(['recordDiffers 4 doneOn, hash', 'recordDiffers 5 –7 hash']);
  });

  test('an event put in at the end is found, since the second record never saw it', async () => {
    const tampered = await found(life(), (rows) => {
      const [newest] = rows.slice(-1);
      if (newest === undefined) throw new Error('no rows');
      const event = { ...(JSON.parse(newest.canonical) as object), version: 8 };
      return [
        `insert into live.event (rehearsal, chain, version, hash, previous_hash, type, done_on, recorded_at, wall_time, command_id, canonical)
         select rehearsal, chain, 8, '${'ab'.repeat(32)}', hash, type, done_on, recorded_at, wall_time - interval '1 day', command_id,
         ${pg.escapeLiteral(JSON.stringify(event))} from live.event where ${of(life())} and version = 7`,
      ];
    });
    expect(tampered).toEqual(['secondLacks 8']);
  });
});

/** The kept copy with another reason in what was told, and what is needed to put it in its place. */
async function edited(worlds: Worlds, isWithChecksum: boolean): Promise<string[]> {
  const [copy] = await keptRuns(worlds.live, ended.chain);
  if (copy === undefined) throw new Error('no copy');
  const history = JSON.parse(gunzipSync(copy.history).toString(), (key, value: unknown) =>
    key === 'data' && typeof value === 'string' ? another(value) : value,
  ) as unknown;
  const packed = gzipSync(JSON.stringify(history));
  const bytes = `'\\x${packed.toString('hex')}'::bytea`;
  const checksum = isWithChecksum ? `, sha256 = '${sha256(packed)}'` : '';
  return [`update live.archive set history = ${bytes}${checksum} where ${of(ended)}`];
}

const another = (data: string): string => {
  const text = Buffer.from(data, 'base64').toString();
  return text.includes('"basisAdopted"') ? Buffer.from(text.replaceAll('"samradet"', '"staten"')).toString('base64') : data;
};

test('an edited copy is found by its checksum, and where it differs by its field', async () => {
  expect(await found(ended, (_rows, worlds) => edited(worlds, false))).toEqual([
    'copyChecksum ',
    'secondDiffers 4 doneBy.organisation',
    'secondDiffers 5 doneBy.organisation',
  ]);
});

test('an edited copy with its checksum made anew is found by what was entered when it was put away, and by its field', async () => {
  expect(await found(ended, (_rows, worlds) => edited(worlds, true))).toEqual([
    'copyOther ',
    'secondDiffers 4 doneBy.organisation',
    'secondDiffers 5 doneBy.organisation',
  ]);
});

test('a copy that cannot be read is said so, and the engine is asked instead while it still can be', async () => {
  const broken = [`update live.archive set history = '\\x00'::bytea where ${of(ended)}`];
  expect(await found(ended, () => broken)).toEqual(['copyChecksum ', 'copyUnreadable ']);
});

test('a part that is neither kept nor with the engine is named', async () => {
  expect(await found(ended, () => [`delete from live.archive where ${of(ended)}`], elsewhere)).toEqual(['partLost ']);
});

test('a run that ended without a kept copy is told of a week before its history is thrown away, and for good after', () => {
  expect(unkept.map(({ chain }) => chain)).toEqual([ended.chain]);
  const goneAtMs = unkept[0]?.goneAtMs ?? 0;
  expect(Math.round((goneAtMs - Date.now()) / DAY_MS)).toBe(90);
  expect(checksOf(unkept, goneAtMs - 8 * DAY_MS)).toMatchObject([{ ok: true }]);
  expect(checksOf(unkept, goneAtMs - 6 * DAY_MS)).toMatchObject([{ ok: false, detail: expect.stringContaining(ended.chain) }]);
  expect(new Set(lost.map(({ chain }) => chain))).toEqual(new Set([ended.chain, open.chain]));
  expect(lost.every((run) => run.goneAtMs === null)).toBe(true);
  expect(checksOf(lost, Date.now())).toMatchObject([{ ok: 'warning', detail: expect.stringContaining('for good') }]);
});
