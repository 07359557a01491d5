import { readFileSync } from 'node:fs';
import { bySystem, entryNow } from '#core/around/entry.ts';
import type { RecordedBy } from '#core/act/event.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { instantOfMs } from '#core/calendar/instant.ts';
import type { Lang } from '#core/texts/lang.ts';
import { accessChain } from '#contracts/ids.ts';
import type { SealingConfig } from '../../infra/config/sealing.ts';
import { recordAround } from '../../infra/db/around/chainNoted.ts';
import { headsAt, type StoredCheckpoint } from '../../infra/db/checkpoints.ts';
import type { Db } from '../../infra/db/connect.ts';
import { sha256 } from '../../infra/db/hash.ts';
import { keptRuns } from '../../infra/db/read/archive.ts';
import { inChain, scopeOf } from '../../infra/db/scope.ts';
import { currentSigner } from '../../infra/db/sealing/signer.ts';
import { signingKeys } from '../../infra/db/signingKeys.ts';
import { type Worlds, worldOf } from '../../infra/db/worlds.ts';
import type { TemporalAccess } from '../../infra/gateway/connectTemporal.ts';
import { readCheckpoint } from '../../infra/seal/checkpoint.ts';
import { attestNow } from '../checkpoints/attest.ts';
import { certificateOf } from './certificate/certificate.ts';
import { listFiles, listsOf } from './lists.ts';
import { manifestOf, sealOf } from './manifest.ts';
import { metadataFiles } from './metadata/metadata.ts';
import { readingOf } from './reading.ts';
import { documentFiles, recordFiles, secondFiles } from './recordFiles.ts';
import { readme } from './readme.ts';
import { sealedCheckpoints } from './sealed.ts';
import { fromEngine, partsOf, type SecondPart } from './secondRecord.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';
import { type ZipEntry, zipOf } from './zip.ts';

export interface ExportRequest {
  worlds: Pick<Worlds, 'live' | 'rehearsal'>;
  /** Full id of the process. */
  chain: string;
  /** The engine of its world; null where it is not at hand: what no copy is kept of is then said to be missing. */
  temporal: TemporalAccess | null;
  sealing: SealingConfig;
  /** Of the program. */
  version: string;
  /** Who takes it out, in which role; null for whoever runs the system. */
  by: RecordedBy | null;
  lang: Lang;
  /** Whether files that are marked as secret are in it; left out: they are not, and are named by their hash and ground. */
  withMarked?: boolean;
  /** Numbers of checkpoints that somebody has kept, to be proven beside the newest. */
  checkpoints?: readonly number[];
}

export interface Exported {
  /** The ZIP. */
  content: Buffer;
  /** Hex, of the ZIP, and of the manifest in it, which holds for it unpacked too. */
  sha256: string;
  manifest: string;
  head: { version: number; hash: string };
  checkpoint: { number: number; at: Instant; key: string };
  files: number;
  /** Parts of the second record that were not to be had. */
  notAtHand: number;
  missingDocuments: string[];
  /** How many are left out since they are marked as secret. */
  markedDocuments: number;
  absentTexts: number;
}

/**
 * A process's whole record as a ZIP that can be verified without us: chains, texts, documents, the second record, checkpoints with proofs,
 * a certificate, lists, and the program that checks it all. A checkpoint is made first, and the record is taken up to it; that it was
 * taken out is entered in the access chain before anybody has it.
 * @throws RangeError for a process that was never opened. @throws KeyTrouble, CheckpointRefused where nothing can be signed.
 */
export async function exportRecord(request: ExportRequest): Promise<Exported> {
  const { worlds, chain, version, sealing, by, temporal } = request;
  const scope = scopeOf(chain);
  const db = worldOf(worlds, scope);
  // Before the record is read, which is ahead of the engine and never behind.
  const engine = await fromEngine(temporal, chain, await unkeptRuns(db, chain));
  const { checkpoint } = await attestNow(worlds, scope, { sealing, version });
  const snapshot = await snapshotOf(db, chain, await headsAt(db, scope, checkpoint.number), {
    withMarked: request.withMarked ?? false,
  });
  const second = partsOf(namedRuns(snapshot.events), snapshot.runs, engine);
  const entries = await entriesOf(request, { db, snapshot, second, checkpoint });
  const at = readCheckpoint(checkpoint.signed).at;
  const content = await zipOf(entries, at);
  const head = snapshot.events.at(-1) ?? { version: 0, hash: '' };
  const hash = sha256(content);
  const body = {
    type: 'exported',
    what: 'record',
    sha256: hash,
    head: { version: head.version, hash: head.hash },
    ...(snapshot.markedIncluded === 0 ? {} : { marked: snapshot.markedIncluded }),
  } as const;
  await recordAround(db, scope, [entryNow(accessChain(chain), body, by ?? bySystem, instantOfMs(Date.now()))], version);
  const manifest = entries.find(({ path }) => path === 'manifest.json')?.content ?? Buffer.alloc(0);
  return {
    content,
    sha256: hash,
    manifest: sha256(manifest),
    head: body.head,
    checkpoint: { number: checkpoint.number, at, key: readCheckpoint(checkpoint.signed).key },
    files: entries.length,
    notAtHand: second.filter(({ source }) => source === 'notAtHand').length,
    missingDocuments: snapshot.missingDocuments,
    markedDocuments: snapshot.markedDocuments.length,
    absentTexts: snapshot.texts.filter(({ kept }) => kept === null).length,
  };
}

interface Gathered {
  db: Db;
  snapshot: Snapshot;
  second: readonly SecondPart[];
  checkpoint: StoredCheckpoint;
}

async function entriesOf(request: ExportRequest, { db, snapshot, second, checkpoint }: Gathered): Promise<ZipEntry[]> {
  const { worlds, chain, lang, version, by, sealing } = request;
  const scope = scopeOf(chain);
  const told = readCheckpoint(checkpoint.signed);
  const reading = readingOf(snapshot, lang);
  const asked = request.checkpoints ?? [];
  const sealed = await sealedCheckpoints(db, scope, { chains: [chain, accessChain(chain)], newest: checkpoint, asked });
  const certified = { snapshot, reading, checkpoint: told, second, at: told.at, by: by ?? bySystem, program: version };
  const content: ZipEntry[] = [
    { path: 'README.txt', content: Buffer.from(readme(reading), 'utf8') },
    { path: 'certificate.pdf', content: await certificateOf(certified) },
    { path: 'verify.mjs', content: readFileSync(new URL('verify.mjs', import.meta.url)) },
    ...recordFiles(snapshot, { sealed, keys: await signingKeys(worlds.live) }),
    ...(await documentFiles(db, scope, snapshot)),
    ...secondFiles(second),
    ...(await listFiles(listsOf(reading, snapshot))),
  ];
  content.push(...metadataFiles({ reading, snapshot, at: told.at, program: version, files: content }));
  const manifest = manifestOf({ snapshot, reading, checkpoint: told, by, program: version, files: content });
  const signer = await currentSigner(worlds.live, sealing.keys, told.at);
  return [...content, manifest, sealOf(manifest, signer)];
}

/** The runs that the record names, oldest first. */
const namedRuns = (rows: readonly { canonical: string }[]): string[] =>
  rows.flatMap(({ canonical }) => {
    const { body } = JSON.parse(canonical) as { body: { type: string; runId?: string } };
    return body.type === 'runStarted' && body.runId !== undefined ? [body.runId] : [];
  });

/** Runs that the record names and no copy is kept of. */
async function unkeptRuns(db: Db, chain: string): Promise<string[]> {
  const started = await db
    .selectFrom('event')
    .select('canonical')
    .where(inChain(chain))
    .where('type', '=', 'runStarted')
    .orderBy('version')
    .execute();
  const kept = new Set((await keptRuns(db, chain)).map(({ runId }) => runId));
  return namedRuns(started).filter((runId) => !kept.has(runId));
}

/** Whether part of the second record is to be had from the engine alone. */
export async function isInEngineOnly(worlds: ExportRequest['worlds'], chain: string): Promise<boolean> {
  return (await unkeptRuns(worldOf(worlds, scopeOf(chain)), chain)).length > 0;
}
