import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { bySystem, entryNow } from '#core/around/entry.ts';
import type { ProposedEvent, StoredEvent } from '#core/agreement/events.ts';
import { instantOfMs } from '#core/calendar/instant.ts';
import { accessChain } from '#contracts/ids.ts';
import type { Receipt } from '#contracts/types.ts';
import { recordAround } from '../../infra/db/around/chainNoted.ts';
import { recordPort } from '../../infra/db/recordPort.ts';
import { attest } from '../../infra/db/sealing/attest.ts';
import type { Worlds } from '../../infra/db/worlds.ts';
import { putArchive } from '../../infra/db/write/archive.ts';
import { putOwnDocument } from '../../infra/db/write/rooms.ts';
import { putText } from '../../infra/db/write/texts.ts';
import { definitionOf } from './agreements.ts';
import { livedTo } from './lives.ts';

/** A closed agreement, and one in force; both with what happened around them. */
export const CLOSED = 'agreement:provplattformen:2012';
export const IN_FORCE = 'agreement:provramen:2012';

export interface SoundRecord {
  /** Of the entry that signed the closed agreement first. */
  receipt: Receipt;
  /** SHA-256 of the file that an entry rests on. */
  document: string;
  /** The text that the newest entry around the closed agreement refers to. */
  note: string;
  /** Newest version of each. */
  newest: Record<string, number>;
}

const now = () => instantOfMs(Date.now());
const CODE = 'test';

/** A small record made by the product's own code: two lives as the rules let them live, files, texts, a kept copy, three checkpoints. */
export async function writeSoundRecord(worlds: Worlds, keysDir: string): Promise<SoundRecord> {
  const { live } = worlds;
  const sign = () => attest(worlds, '', { keys: { keysDir, keyFile: null }, codeVersion: CODE }, now);
  const content = Buffer.from('Ett påhittat protokoll, § 12');
  const document = await putOwnDocument(live, '', 'staten', { name: 'protokoll.txt', mediaType: 'text/plain', content }, now());
  const closed = livedTo('closed').events();
  const half = closed.findIndex(({ body }) => body.type === 'approved');
  await record(worlds, CLOSED, closed.slice(0, half), document);
  await sign();
  await record(worlds, CLOSED, closed.slice(half), document);
  await putAway(worlds, CLOSED, 'first-run');
  const note = await putText(live, '', 'En påhittad iakttagelse');
  const noted = entryNow(accessChain(CLOSED), { type: 'noted', about: 3, note }, bySystem, now());
  await recordAround(live, '', [noted], CODE);
  await sign();
  const inForce = livedTo('inForce', definitionOf({ framework: 'provramen' })).events();
  const lastAct = inForce.findIndex(({ commandId }) => commandId === inForce.at(-1)?.commandId);
  await record(worlds, IN_FORCE, inForce.slice(0, lastAct), document);
  await sign();
  await record(worlds, IN_FORCE, inForce.slice(lastAct), document);
  const signed = closed.find(({ body }) => body.type === 'signed')?.version ?? 0;
  return {
    receipt: await receiptOf(worlds, signed),
    document,
    note: note.textId,
    newest: { [CLOSED]: closed.length, [IN_FORCE]: inForce.length },
  };
}

/** Records acts as their workflow would, with texts that are there; signing rests on the file. */
async function record({ live }: Worlds, chain: string, events: readonly StoredEvent[], document: string): Promise<void> {
  for (const [commandId, act] of Map.groupBy(events, (event) => event.commandId)) {
    const proposed: ProposedEvent[] = [];
    for (const { body, doneOn, doneBy, reason, recordedBy, recordedAt, evidence, engine } of act) {
      const restsOn = body.type === 'signed' ? { kind: 'document' as const, sha256: document } : evidence;
      const event = { body, doneOn, doneBy, reason, recordedBy, recordedAt, evidence: restsOn, engine };
      proposed.push((await withTexts(live, event)) as ProposedEvent);
    }
    const actor = act.find(({ recordedBy }) => recordedBy.person !== null)?.recordedBy.person ?? null;
    const since = (act[0]?.version ?? 1) - 1;
    const proposal = { chain, since, commandId, bodyHash: 'cd'.repeat(32), actor, events: proposed };
    const outcome = await recordPort(live, CODE).append(proposal);
    if (!outcome.ok) throw new Error(`not recorded: ${outcome.cannotEver}`);
  }
}

/** Each reference to a text is to one that has been put away. */
async function withTexts(db: Worlds['live'], value: unknown): Promise<unknown> {
  if (Array.isArray(value)) {
    const all: unknown[] = [];
    for (const one of value) all.push(await withTexts(db, one));
    return all;
  }
  if (typeof value !== 'object' || value === null) return value;
  if ('textId' in value && 'commitment' in value) return putText(db, '', `En påhittad text: ${String(value.textId)}`);
  const entries: [string, unknown][] = [];
  for (const [name, one] of Object.entries(value)) entries.push([name, await withTexts(db, one)]);
  return Object.fromEntries(entries);
}

async function putAway({ live }: Worlds, chain: string, runId: string): Promise<void> {
  const json = JSON.stringify({ events: [{ eventId: '1' }, { eventId: '2' }, { eventId: '3' }] });
  const history = gzipSync(json);
  const sha256 = createHash('sha256').update(history).digest('hex');
  await putArchive(live, { chain, runId, history, events: 3, bytes: json.length, sha256, archivedAt: now() });
}

async function receiptOf({ live }: Worlds, version: number): Promise<Receipt> {
  const query = live.selectFrom('event').select(['chain', 'version', 'hash']).where('chain', '=', CLOSED);
  return query.where('version', '=', version).executeTakeFirstOrThrow();
}
