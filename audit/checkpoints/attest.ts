import { instantOfMs } from '#core/calendar/instant.ts';
import type { RecordedBy } from '#core/act/event.ts';
import type { SealingConfig } from '../../infra/config/sealing.ts';
import { type StoredCheckpoint, worldOfCheckpoint } from '../../infra/db/checkpoints.ts';
import { chainNoted } from '../../infra/db/around/chainNoted.ts';
import { attest } from '../../infra/db/sealing/attest.ts';
import { type Copied, writeOutside, type CopyState, copyStates, unwrittenOf } from '../../infra/db/sealing/outside.ts';
import { currentSigner, rotateKey } from '../../infra/db/sealing/signer.ts';
import { type SigningKey, signingKeys } from '../../infra/db/signingKeys.ts';
import type { Worlds } from '../../infra/db/worlds.ts';
import { placeOf } from '../../infra/seal/outside/place.ts';
import type { Finding } from './findings.ts';
import { verifyOutside } from './outside.ts';

type BothWorlds = Pick<Worlds, 'live' | 'rehearsal'>;

/** What a process signs with and where it writes to. */
export interface Signing {
  sealing: SealingConfig;
  /** What the program says of itself in what it records. */
  version: string;
}

export interface Attested {
  checkpoint: StoredCheckpoint;
  /** Where it goes outside the database, and how that went; what could not be written is written later. */
  place: string;
  copied: Copied;
}

const clock = () => instantOfMs(Date.now());

/**
 * Signs where every chain of a world ends now, and writes what is not yet outside the database to its place there. `rehearsal`: its ULID, or ''.
 * @throws KeyTrouble, CheckpointRefused
 */
export async function attestNow(worlds: BothWorlds, rehearsal: string, { sealing, version }: Signing): Promise<Attested> {
  const checkpoint = await attest(worlds, rehearsal, { keys: sealing.keys, codeVersion: version }, clock);
  const place = placeOf(sealing.checkpoints);
  return { checkpoint, place: place.address, copied: await writeOutside(worlds, place, clock) };
}

/** Every key, oldest first; the last is the one that signs. The first is made where there is none. @throws KeyTrouble */
export async function keysNow(worlds: BothWorlds, { sealing }: Signing): Promise<SigningKey[]> {
  if ((await signingKeys(worlds.live)).length === 0) await currentSigner(worlds.live, sealing.keys, clock());
  return signingKeys(worlds.live);
}

/** A new key signs from now on, and a checkpoint under it says so at once. @throws KeyTrouble */
export async function rotateNow(
  worlds: BothWorlds,
  signing: Signing,
  { by, lost }: { by: RecordedBy; lost: boolean },
): Promise<{ key: SigningKey; attested: Attested }> {
  const key = await rotateKey(worlds.live, signing.sealing.keys, { by, lost, now: clock() });
  await chainNoted(worlds.live, '', signing.version);
  return { key, attested: await attestNow(worlds, '', signing) };
}

/** How far each world's checkpoints have come to the configured place, and which have not come there yet. */
export async function outsideNow(
  worlds: BothWorlds,
  { sealing }: Pick<Signing, 'sealing'>,
): Promise<{ place: string; states: CopyState[]; unwritten: number }> {
  const place = placeOf(sealing.checkpoints);
  const states = await copyStates(worlds.live, place.address);
  return { place: place.address, states, unwritten: (await unwrittenOf(worlds, place)).length };
}

/** Whether what has been written of one world is still outside as the database has it. @throws what the place throws while it is away */
export async function verifyOutsideNow(
  worlds: BothWorlds,
  rehearsal: string,
  { sealing }: Pick<Signing, 'sealing'>,
): Promise<Finding[]> {
  const place = placeOf(sealing.checkpoints);
  const world = worldOfCheckpoint(rehearsal);
  const upTo = (await copyStates(worlds.live, place.address)).find((state) => state.world === world)?.upTo ?? 0;
  const findings: Finding[] = [];
  for await (const one of verifyOutside(worlds, rehearsal, place, { upTo, now: clock() })) findings.push(one);
  return findings;
}
