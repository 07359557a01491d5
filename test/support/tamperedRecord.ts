import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckKind } from '../../audit/verify/finding.ts';
import { type Verification, verifyRecord } from '../../audit/verify/verify.ts';
import { migrate } from '../../infra/db/migrate.ts';
import { openWorlds } from '../../infra/db/worlds.ts';
import { makeCopies } from './copies.ts';
import { type Forger, forger } from './forging.ts';
import { testDatabase } from './postgres.ts';
import { type SoundRecord, writeSoundRecord } from './soundRecord.ts';

/** The whole of the live world. */
export const whole = { rehearsal: '', chains: null };

/** A sound record, and copies of it that are changed as whoever owns the database can. */
export interface Tampered {
  sound: SoundRecord;
  /** Address of a new copy. */
  copy: () => Promise<string>;
  /** What verifying finds on a copy that was changed. */
  foundAfter: (change: (forging: Forger) => Promise<void>) => Promise<Verification['found']>;
  drop: () => Promise<void>;
}

export async function tamperedRecord(): Promise<Tampered> {
  const keysDir = await mkdtemp(join(tmpdir(), 'arscykel-keys-'));
  const database = await testDatabase();
  await migrate(database.url, 'standard');
  const worlds = await openWorlds(database.url, 'standard', { max: 4 });
  const sound = await writeSoundRecord(worlds, keysDir);
  await worlds.close();
  const copies = makeCopies(database.url);
  return {
    sound,
    copy: copies.copy,
    async foundAfter(change) {
      const url = await copies.copy();
      const forging = await forger(url);
      await change(forging);
      await forging.end();
      return (await verifyRecord(url, whole, { limit: 100 })).found;
    },
    async drop() {
      await copies.drop();
      await database.drop();
      await rm(keysDir, { recursive: true });
    },
  };
}

/** Every code by its kind; kinds without a fault are left out. */
export const codesIn = (found: Verification['found']): Partial<Record<CheckKind, string[]>> =>
  Object.fromEntries(
    Object.entries(found).flatMap(([kind, { findings }]) =>
      findings.length === 0 ? [] : [[kind, findings.map(({ code }) => code)]],
    ),
  );
