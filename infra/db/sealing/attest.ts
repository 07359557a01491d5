import type { Instant } from '#core/calendar/instant.ts';
import { chainNoted } from '../around/chainNoted.ts';
import type { KeyPlace } from '../../seal/keyFile.ts';
import { makeCheckpoint, type StoredCheckpoint } from '../checkpoints.ts';
import { KeyTrouble } from '../signingKeys.ts';
import { type Worlds, worldOf } from '../worlds.ts';
import { currentSigner } from './signer.ts';

/** What a process needs to sign. */
export interface Sealing {
  keys: KeyPlace;
  /** What it says of itself in what it records. */
  codeVersion: string;
}

/**
 * Chains what has been noted, and signs where every chain of one world ends then. `rehearsal`: its ULID, or ''. `clock`: the real one.
 * @throws KeyTrouble, CheckpointRefused: then nothing is signed, and the error says what to do.
 */
export async function attest(
  worlds: Pick<Worlds, 'live' | 'rehearsal'>,
  rehearsal: string,
  { keys, codeVersion }: Sealing,
  clock: () => Instant,
): Promise<StoredCheckpoint> {
  const db = worldOf(worlds, rehearsal);
  const sign = async (): Promise<StoredCheckpoint> => {
    const signer = await currentSigner(worlds.live, keys, clock());
    await chainNoted(db, rehearsal, codeVersion);
    return makeCheckpoint(db, rehearsal, signer, clock());
  };
  try {
    return await sign();
  } catch (error) {
    // The key was rotated between reading it and signing; what is wrong with it otherwise is wrong again.
    if (!(error instanceof KeyTrouble)) throw error;
    return sign();
  }
}
