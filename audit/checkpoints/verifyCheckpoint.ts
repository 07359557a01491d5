import { findCheckpoint, headsAt, headsMovedAt } from '../../infra/db/checkpoints.ts';
import type { Db } from '../../infra/db/connect.ts';
import { databaseName } from '../../infra/db/signingKeys.ts';
import { type Worlds, worldOf } from '../../infra/db/worlds.ts';
import { type Checkpoint, checkpointHash, readCheckpoint } from '../../infra/seal/checkpoint.ts';
import type { CheckpointFile } from '../../infra/seal/checkpointFile.ts';
import { type HeadTree, toldOf } from '../../infra/seal/headTree.ts';
import { type Finding, found } from './findings.ts';
import { keyFindings, knownKeys, signatureFindings } from './keys.ts';
import { prefixFindings } from './prefix.ts';

type BothWorlds = Pick<Worlds, 'live' | 'rehearsal'>;

/** The value of a row's `rehearsal` for what a checkpoint calls its world. */
const scopeOfWorld = (world: string): string => (world === 'live' ? '' : world);

/**
 * Whether the record still is what a kept checkpoint says: signed by a key to rely on, of this database, and every chain of today goes on from
 * where it ended then. `kept`: public keys (PEM) that the auditor kept; without any, the database's own word for its keys is taken.
 */
export async function verifyCheckpoint(
  worlds: BothWorlds,
  file: CheckpointFile,
  kept: readonly string[] = [],
): Promise<Finding[]> {
  const told = readCheckpoint(file.signed);
  const keys = await knownKeys(worlds.live);
  const findings = [...keyFindings(keys), ...signatureFindings(file, keys, kept)];
  const database = await databaseName(worlds.live);
  const place = { checkpoint: told.number };
  if (told.database !== database)
    return [...findings, found('otherDatabase', place, { expected: told.database, found: database })];
  const scope = scopeOfWorld(told.world);
  const db = worldOf(worlds, scope);
  const stored = await findCheckpoint(db, scope, told.number);
  if (stored === null) findings.push(found('checkpointMissing', place, { world: told.world }));
  else if (stored.signed !== file.signed)
    findings.push(
      found('checkpointOther', place, { expected: checkpointHash(file.signed), found: checkpointHash(stored.signed) }),
    );
  return [...findings, ...(await headFindings(db, scope, told, file))];
}

/** The heads that the database keeps for that number prove themselves by the kept root; what the file brings along is compared too. */
async function headFindings(db: Db, scope: string, told: Checkpoint, { heads }: CheckpointFile): Promise<Finding[]> {
  const stored = await headsAt(db, scope, told.number);
  const findings = rootFindings(told, toldOf(stored));
  // Heads that the root does not prove say nothing of the chains; those in the file are the auditor's own.
  return [...findings, ...(await prefixFindings(db, scope, findings.length === 0 ? stored : (heads ?? [])))];
}

/** Whether heads are the ones that a checkpoint was made of. */
export function rootFindings(told: Checkpoint, { root, chains, events }: ReturnType<HeadTree['told']>): Finding[] {
  const place = { checkpoint: told.number };
  if (root !== told.root) return [found('rootUnlike', place, { expected: told.root, found: root, world: told.world })];
  if (events === told.events && chains === told.chains) return [];
  const [expected, counted] = [`${told.chains} chains, ${told.events} events`, `${chains} chains, ${events} events`];
  return [found('countsUnlike', place, { expected, found: counted, world: told.world })];
}

/** A checkpoint of this database as it is kept and handed out; null where there is no such number. */
export async function checkpointFileOf(worlds: BothWorlds, scope: string, number: number): Promise<CheckpointFile | null> {
  const db = worldOf(worlds, scope);
  const stored = await findCheckpoint(db, scope, number);
  if (stored === null) return null;
  const { key } = readCheckpoint(stored.signed);
  return { signed: stored.signed, signature: stored.signature, key, heads: await headsMovedAt(db, scope, number) };
}
