import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyCheckpoint } from '../../../audit/checkpoints/verifyCheckpoint.ts';
import { verifyRecord } from '../../../audit/verify/verify.ts';
import { openWorlds } from '../../../infra/db/worlds.ts';
import { newPrivateKey, publicKeyOf, signerOf } from '../../../infra/seal/keys.ts';
import { type Forger, forger, recomputeTail } from '../../support/forging.ts';
import { CLOSED } from '../../support/soundRecord.ts';
import { codesIn, type Tampered, tamperedRecord, whole } from '../../support/tamperedRecord.ts';

let tampered: Tampered;
beforeAll(async () => {
  tampered = await tamperedRecord();
});
afterAll(() => tampered.drop());

describe('a forged checkpoint on a copy of the database', () => {
  interface Stored {
    number: number;
    signed: string;
    signature: string;
  }
  const stored = async ({ rows }: Forger, number: number): Promise<Stored> => {
    const [row] = await rows<Stored>('select number, signed, signature from checkpoint where number = $1', [number]);
    if (row === undefined) throw new Error('not there');
    return row;
  };

  test.for<[what: string, change: (forging: Forger) => Promise<void>, code: string, place: object]>([
    [
      'changed',
      ({ run }) => run(`update checkpoint set signed = replace(signed, '"number":2', '"number":7') where number = 2`),
      'signatureWrong',
      { checkpoint: 7 },
    ],
    [
      'signed again by another key',
      async (forging) => {
        const pem = newPrivateKey();
        const { signed } = await stored(forging, 2);
        const told = { ...(JSON.parse(signed) as object), key: signerOf(pem).key };
        const text = JSON.stringify(told, Object.keys(told).toSorted());
        await forging.run('update checkpoint set signed = $1, signature = $2 where number = 2', [text, signerOf(pem).sign(text)]);
      },
      'keyUnknown',
      { checkpoint: 2 },
    ],
    [
      'signed again by the key with another root',
      async (forging) => {
        const pem = newPrivateKey();
        const { signed } = await stored(forging, 3);
        const text = signed.replace(/"root":"[0-9a-f]{8}/, '"root":"00000000');
        await forging.run('update meta.signing_key set public_key = $1', [publicKeyOf(pem)]);
        await forging.run('update checkpoint set signed = $1, signature = $2 where number = 3', [text, signerOf(pem).sign(text)]);
      },
      'keyForged',
      {},
    ],
    [
      'removed from the middle',
      ({ run }) => run('delete from checkpoint where number = 2'),
      'checkpointMissing',
      { checkpoint: 2 },
    ],
    [
      'with an end of a chain changed',
      ({ run }) => run(`update checkpoint_head set version = version - 1 where number = 2 and chain = '${CLOSED}'`),
      'rootUnlike',
      { checkpoint: 2 },
    ],
    [
      'with an end of a chain removed',
      ({ run }) => run(`delete from checkpoint_head where number = 1 and chain = '${CLOSED}'`),
      'rootUnlike',
      { checkpoint: 1 },
    ],
    [
      'another time beside its signed text',
      ({ run }) => run(`update checkpoint set at = at - interval '1 day' where number = 2`),
      'checkpointRowChanged',
      { checkpoint: 2 },
    ],
    [
      'taken away as the newest, where it is said to lie outside the database',
      async ({ run }) => {
        await run(`insert into meta.checkpoint_copy (place, world, up_to) values ('file:///elsewhere', 'live', 3)`);
        for (const table of ['checkpoint', 'checkpoint_head']) await run(`delete from ${table} where number = 3`);
      },
      'checkpointMissing',
      { checkpoint: 3 },
    ],
    [
      'a key that was put in beside the one that signs',
      async ({ run }) => {
        const pem = newPrivateKey();
        const values = [signerOf(pem).key, publicKeyOf(pem)];
        await run('insert into meta.signing_key (id, public_key, introduced_at) values ($1, $2, now())', values);
      },
      'keyNotIntroduced',
      {},
    ],
    [
      'an event that was put in after it, as though it had been written before',
      async (forging) => {
        const [newest] = await forging.rows<{ chain: string; version: number }>(
          `select chain, head_version as version from chain where head_version >
             (select coalesce(max(version), 0) from checkpoint_head where checkpoint_head.chain = chain.chain)`,
        );
        if (newest === undefined) throw new Error('every event is covered');
        const { chain, version } = newest;
        const wallTime = '2001-02-03T04:05:06.000Z';
        await recomputeTail(forging, chain, version, (told) => ({ ...told, wallTime }));
        await forging.run('update event set wall_time = $3 where chain = $1 and version = $2', [chain, version, wallTime]);
      },
      'putInAfterwards',
      { checkpoint: 3 },
    ],
  ])('is found when %s', async ([_what, change, code, place]) => {
    const found = await tampered.foundAfter(change);
    expect(found.checkpoints.findings[0]).toMatchObject({ code, place });
  });

  test('removed as the newest, with its ends, is found by whoever kept it', async () => {
    const url = await tampered.copy();
    const forging = await forger(url);
    const { signed, signature } = await stored(forging, 3);
    for (const table of ['checkpoint', 'checkpoint_head']) await forging.run(`delete from ${table} where number = 3`);
    await forging.end();
    // The record alone is whole without it: what came after the one before is said to be not yet attested.
    const { found, checkpoints } = await verifyRecord(url, whole, { limit: 10 });
    expect(codesIn(found)).toEqual({});
    expect(checkpoints).toMatchObject({ newest: { number: 2 }, chains: 1 });
    const worlds = await openWorlds(url, 'standard', { max: 2 });
    const kept = await verifyCheckpoint(worlds, { signed, signature, key: '', heads: null });
    await worlds.close();
    expect(kept.map(({ code }) => code)).toContain('checkpointMissing');
  });
});
