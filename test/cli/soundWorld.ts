import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../infra/db/migrate.ts';
import { openWorlds, type Worlds } from '../../infra/db/worlds.ts';
import { testDatabase } from '../support/postgres.ts';
import { writeSoundRecord } from '../support/soundRecord.ts';
import { runningOn } from './inProcess.ts';

/** A sound record in a database of its own, commands that read it, and a folder for what they write. */
export interface SoundWorld {
  worlds: Worlds;
  scratch: string;
  run: ReturnType<typeof runningOn>;
  close: () => Promise<void>;
}

export async function soundWorld(): Promise<SoundWorld> {
  const scratch = await mkdtemp(join(tmpdir(), 'arscykel-sound-'));
  const database = await testDatabase();
  await migrate(database.url, 'standard');
  const worlds = await openWorlds(database.url, 'standard', { max: 3 });
  await writeSoundRecord(worlds, join(scratch, 'keys'));
  return {
    worlds,
    scratch,
    run: runningOn(worlds, database.url),
    close: async () => {
      await worlds.close();
      await database.drop();
      await rm(scratch, { recursive: true });
    },
  };
}
