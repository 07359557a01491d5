import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyRecord } from '../../../audit/verify/verify.ts';
import { bySystem, entryNow } from '#core/around/entry.ts';
import { accessChain } from '#contracts/ids.ts';
import { scopeOfChain } from '../../../audit/verify/meant.ts';
import { recordAround } from '../../../infra/db/around/chainNoted.ts';
import { openWorlds } from '../../../infra/db/worlds.ts';
import { forger, recomputeTail } from '../../support/forging.ts';
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
    readModel: { processes: 2, readings: 4, own: 1 },
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

test('a text and a file that went by an act that says so are counted as gone, and no fault', async () => {
  const url = await tampered.copy();
  const worlds = await openWorlds(url, 'standard', { max: 2 });
  const { live } = worlds;
  const { document, note: textId } = tampered.sound;
  const gone = { texts: [{ textId, commitment: 'c0'.repeat(32) }], documents: [document], persons: [], mails: [], notices: [] };
  const asked = { kind: 'text' as const, id: textId };
  const body = { type: 'erased' as const, asked, by: 'regeringen', ...gone, stated: [], drafts: [] };
  const erased = entryNow(accessChain(CLOSED), body, bySystem, '2026-01-02T03:04:05.678Z');
  await recordAround(live, '', [erased], 'test');
  await live.deleteFrom('text').where('textId', '=', textId).execute();
  await live.deleteFrom('document').where('sha256', '=', document).execute();
  await worlds.close();
  const { found, texts, documents } = await verifyRecord(url, whole, { limit: 10 });
  expect(codesIn(found)).toEqual({});
  // The entry that names the text, and the one that says that it is gone.
  expect(texts.gone).toBe(2);
  expect(documents).toMatchObject({ checked: 0, gone: documents.named });
});

test('one matter is verified by itself, also when it has been struck from what is shown', async () => {
  const url = await tampered.copy();
  const forging = await forger(url);
  await forging.run(`update event set done_on = done_on - 1 where ${at(5, IN_FORCE)}`);
  await forging.end();
  expect((await verifyRecord(url, scopeOfChain(CLOSED), { limit: 10 })).isSound).toBe(true);
  const { found, heads } = await verifyRecord(url, scopeOfChain(IN_FORCE), { limit: 10 });
  expect(codesIn(found)).toEqual({ chains: ['columnDiffers'] });
  expect(heads.map(({ chain }) => chain)).toEqual([IN_FORCE]);
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
