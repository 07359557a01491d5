import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyRecord } from '../../../audit/verify/verify.ts';
import { recomputeTail } from '../../support/forging.ts';
import { CLOSED, IN_FORCE } from '../../support/soundRecord.ts';
import { codesIn, type Tampered, tamperedRecord, whole } from '../../support/tamperedRecord.ts';
import { at, cases } from './cases.ts';

let tampered: Tampered;
beforeAll(async () => {
  tampered = await tamperedRecord();
});
afterAll(() => tampered.drop());

test('an untouched record has no fault, and what was gone over is counted', async () => {
  const { sound } = tampered;
  const verification = await verifyRecord(await tampered.copy(), whole, { limit: 10 });
  expect(codesIn(verification.found)).toEqual({});
  expect(verification).toMatchObject({
    isSound: true,
    archives: { checked: 1, withoutEntry: 0, waiting: 0 },
    documents: { checked: 1, gone: 0 },
    readModel: { processes: 2 },
    checkpoints: { checked: 3, events: 2, chains: 1 },
  });
  expect(verification.heads.map(({ chain, version }) => [chain, version])).toEqual([
    [CLOSED, sound.newest[CLOSED]],
    [`${CLOSED}/access`, 2],
    [IN_FORCE, sound.newest[IN_FORCE]],
    ['system', 1],
  ]);
  expect(verification.texts.checked).toBeGreaterThan(20);
});

describe('on a copy of the database', () => {
  test.each(cases)('%s is found and named', async (_what, statements, kind, expected) => {
    const found = await tampered.foundAfter(async ({ run }) => {
      for (const statement of statements) await run(statement);
    });
    expect(found[kind].findings[0]).toMatchObject(expected);
  });

  test.for([
    ['text', `text = text || '!'`],
    ['salt', 'salt = set_byte(salt, 31, 255 - get_byte(salt, 31))'],
  ])('an edited %s is found and named', async ([_what, set]) => {
    const found = await tampered.foundAfter(({ run }) => run(`update text set ${set} where text_id = '${tampered.sound.note}'`));
    const place = { chain: `${CLOSED}/access`, version: 2, item: tampered.sound.note };
    expect(found.texts.findings).toMatchObject([{ code: 'textChanged', place }]);
    expect(codesIn(found)).toEqual({ texts: ['textChanged'] });
  });

  test('a text that is gone without an act that says so is named', async () => {
    const found = await tampered.foundAfter(({ run }) => run(`delete from text where text_id = '${tampered.sound.note}'`));
    expect(codesIn(found)).toEqual({ texts: ['textMissing'] });
  });

  test('a removed newest event is found by the head, and by a checkpoint where the head was moved too', async () => {
    const last = tampered.sound.newest[CLOSED] ?? 0;
    const byHead = await tampered.foundAfter(({ run }) => run(`delete from event where ${at(last)}`));
    expect(byHead.chains.findings[0]).toMatchObject({ code: 'newestMissing', place: { chain: CLOSED, version: last } });
    const byCheckpoint = await tampered.foundAfter(async ({ run }) => {
      await run(`delete from event where chain = '${CLOSED}' and command_id = (select command_id from event where ${at(last)})`);
      await run(`delete from command where ${at(last)}`);
      await run(`update chain set (head_version, head_hash) = (select version, hash from event where chain = '${CLOSED}'
        order by version desc limit 1) where chain = '${CLOSED}'`);
    });
    expect(byCheckpoint.chains.total).toBe(0);
    expect(byCheckpoint.checkpoints.findings[0]).toMatchObject({
      code: 'chainShorter',
      place: { chain: CLOSED, version: last, checkpoint: 2 },
    });
  });

  test('a recomputed tail, with every head and request put right, is found by the first checkpoint that knew it', async () => {
    const found = await tampered.foundAfter((forging) =>
      recomputeTail(forging, CLOSED, 8, (told) => ({ ...told, codeVersion: 'another' })),
    );
    expect(found.chains.total).toBe(0);
    expect(found.checkpoints.findings[0]).toMatchObject({ code: 'chainForked', place: { chain: CLOSED, checkpoint: 1 } });
  });

  test('an entry that is recorded before the one it follows is named, however well it is hashed', async () => {
    const found = await tampered.foundAfter(async (forging) => {
      await recomputeTail(forging, CLOSED, 8, (told) => ({ ...told, recordedAt: '2001-01-01T00:00:00.000Z' }));
      await forging.run(`update event set recorded_at = '2001-01-01T00:00:00Z' where ${at(8)}`);
    });
    expect(found.chains.findings).toMatchObject([{ code: 'recordedBackwards', place: { chain: CLOSED, version: 8 } }]);
  });
});
