import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import { bySystem, entryNow } from '#core/around/entry.ts';
import type { StoredEventOf } from '#core/act/event.ts';
import { instantOfMs } from '#core/calendar/instant.ts';
import type { AnyBody } from '#core/models.ts';
import { accessChain, rehearsalOf } from '#contracts/ids.ts';
import type { Recorded } from '#contracts/types.ts';
import { recordAround } from '../../infra/db/around/chainNoted.ts';
import { beginChain, link, storeLinks } from '../../infra/db/chain.ts';
import { sha256 } from '../../infra/db/hash.ts';
import type { Worlds } from '../../infra/db/worlds.ts';
import { putArchive } from '../../infra/db/write/archive.ts';
import { createRehearsal } from '../../infra/db/write/rehearsals.ts';
import { recordedFile, type RecordedRun } from './recorded.ts';

/** The script as it is in the source, from where an auditor may take it. */
export const verifyScript = fileURLToPath(new URL('../../audit/export/verify.mjs', import.meta.url));

const CODE = 'test';
const now = () => instantOfMs(Date.now());

interface Told {
  events: { markerRecordedEventAttributes?: { details?: { result?: { payloads?: { data: string }[] } } } }[];
}

/** A life as it was recorded once, put into a database: its chain as its second record tells it, and the kept copies. Answers with its id. */
export async function writeRecordedLife({ rehearsal: db }: Worlds, name: string): Promise<string> {
  const runs = JSON.parse(gunzipSync(readFileSync(recordedFile(name))).toString()) as RecordedRun[];
  const chain = runs[0]?.workflowId ?? '';
  const id = rehearsalOf(chain) ?? '';
  await createRehearsal(db, { id, title: name, startedAt: now(), conductor: { host: 'test', pid: 1 } });
  const events = new Map(runs.flatMap(({ history }) => toldIn(history as Told)).map((event) => [event.version, event]));
  await db.transaction().execute(async (trx) => {
    const head = await beginChain(trx, chain);
    const proposed = [...events.values()].map(({ hash: _hash, version: _version, chain: _chain, ...event }) => event);
    const links = link(chain, head, proposed);
    for (let at = 0; at < links.length; at += 100) await storeLinks(trx, chain, links.slice(at, at + 100));
  });
  for (const { runId, history } of runs) {
    const json = JSON.stringify(history);
    const packed = gzipSync(json);
    const hash = sha256(packed);
    const count = (history as Told).events.length;
    await putArchive(db, { chain, runId, history: packed, events: count, bytes: json.length, sha256: hash, archivedAt: now() });
    const entry = entryNow(accessChain(chain), { type: 'runArchived', runId, events: count, sha256: hash }, bySystem, now());
    await recordAround(db, id, [entry], CODE);
  }
  return chain;
}

function toldIn({ events }: Told): StoredEventOf<AnyBody>[] {
  const payloads = events.flatMap((event) => event.markerRecordedEventAttributes?.details?.result?.payloads?.slice(0, 1) ?? []);
  return payloads.flatMap(({ data }) => (JSON.parse(Buffer.from(data, 'base64').toString()) as Recorded).events ?? []);
}

/** The files of a ZIP by their paths. */
export async function unzipped(zip: Buffer): Promise<Map<string, Buffer>> {
  const file = await fromBufferPromise(zip, { lazyEntries: true });
  const files = new Map<string, Buffer>();
  for await (const entry of file.eachEntry()) files.set(entry.fileName, await buffer(await file.openReadStreamPromise(entry)));
  return files;
}

/** What the script says of an export, and its exit status. */
export interface Verified {
  code: number;
  said: string;
}

/**
 * Runs the script as somebody would who has nothing else: a Node that may read the export and the script alone, without environment, in an
 * empty folder. `content`: the ZIP, or the files of a folder. `beside`: files that the auditor kept, by the name they are given under.
 */
export async function verifiedAlone(
  content: Buffer | ReadonlyMap<string, Buffer>,
  options: readonly string[] = [],
  beside: Readonly<Record<string, string>> = {},
): Promise<Verified> {
  const folder = await mkdtemp(join(tmpdir(), 'arscykel-verify-'));
  try {
    const target = join(folder, Buffer.isBuffer(content) ? 'export.zip' : 'export');
    if (Buffer.isBuffer(content)) await writeFile(target, content);
    else for (const [path, file] of content) await put(join(target, path), file);
    for (const [name, text] of Object.entries(beside)) await put(join(folder, name), Buffer.from(text));
    const script = join(folder, 'verify.mjs');
    await put(script, readFileSync(verifyScript));
    const empty = join(folder, 'empty');
    await mkdir(empty);
    const given = options.map((option) => (option in beside ? join(folder, option) : option));
    return await ran(['--permission', `--allow-fs-read=${folder}`, script, target, ...given], empty);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function put(path: string, content: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

const ran = (args: readonly string[], cwd: string): Promise<Verified> =>
  new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, env: {} }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, said: stdout + stderr }),
    );
  });

type Check = (path: string, options: { lang: string; checkpoint: string[]; receipt: string[] }) => { findings: string[] };

/**
 * The script's own check without starting a Node for each: its text up to where it reads what it was called with. Answers with what it finds
 * wrong with a ZIP.
 */
export async function checkInProcess(): Promise<{ findingsIn: (zip: Buffer) => Promise<string[]>; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'arscykel-check-'));
  const [whole = ''] = readFileSync(verifyScript, 'utf8').split('const many = ');
  const module = join(folder, 'check.mjs');
  await writeFile(module, `${whole}export { check };\n`);
  const { check } = (await import(/* @vite-ignore */ module)) as { check: Check };
  const file = join(folder, 'export.zip');
  return {
    findingsIn: async (zip) => {
      await writeFile(file, zip);
      return check(file, { lang: 'sv', checkpoint: [], receipt: [] }).findings;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
