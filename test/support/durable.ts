import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { parse } from 'yaml';
import type { Db } from '../../infra/db/connect.ts';
import type { TemporalAccess } from '../../infra/gateway/connectTemporal.ts';

/**
 * Everything durable of a rehearsal world, as readable text: events of every chain, what is noted and not chained yet, states, commands,
 * messages, archives and the server's histories.
 */
export async function durableOf(db: Db, temporal: TemporalAccess): Promise<string[]> {
  const events = await db.selectFrom('event').select('canonical').execute();
  const noted = await db.selectFrom('around').selectAll().execute();
  const states = await db.selectFrom('process').selectAll().execute();
  const commands = await db.selectFrom('command').selectAll().execute();
  const archives = await db.selectFrom('archive').select('history').execute();
  return [
    ...events.map(({ canonical }) => canonical),
    ...noted.map((row) => JSON.stringify(row)),
    ...states.map((row) => JSON.stringify(row)),
    ...commands.map((row) => JSON.stringify(row)),
    ...archives.map(({ history }) => readable(gunzipSync(history).toString())),
    ...(await histories(temporal)),
  ];
}

async function histories({ client }: TemporalAccess): Promise<string[]> {
  const all: string[] = [];
  for await (const { workflowId, runId } of client.workflow.list())
    all.push(readable(historyToJSON(await client.workflow.getHandle(workflowId, runId).fetchHistory())));
  return all;
}

/** Every name and address that the world knows, and every text that was put away in it. */
export async function writtenIn(db: Db): Promise<string[]> {
  const people = await db.selectFrom('person').select(['name', 'email']).execute();
  const registrars = await db.selectFrom('organisation').select(['registrarName', 'registrarEmail']).execute();
  const texts = await db.selectFrom('text').select('text').execute();
  return unique([
    ...people.flatMap(({ name, email }) => [name, email]),
    ...registrars.flatMap(({ registrarName, registrarEmail }) => [registrarName ?? '', registrarEmail]),
    ...texts.map(({ text }) => text),
  ]);
}

/**
 * What people say in a script, read from the file itself: every text of more than one word in a step's input, its reason and its
 * evidence, but for titles, which may stand as they are, and for what is filled in from a title.
 */
export function saidIn(script: string): string[] {
  const { steps } = parse(readFileSync(script, 'utf8')) as { steps: { with?: unknown; reason?: string; evidence?: string }[] };
  const said = steps.flatMap(({ with: input, reason, evidence }) => [...wordsIn(input), reason ?? '', evidence ?? '']);
  return unique(said.filter((text) => /\p{L}\S*\s+\S*\p{L}/u.test(text) && !text.includes('{')));
}

function wordsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return key === 'title' || /^-?[\d .,]+ (mn)?kr$/.test(value) ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => wordsIn(one, Array.isArray(value) ? key : name));
}

/** Those of the texts that are in any of it. */
export const leaked = (texts: readonly string[], durable: readonly string[]): string[] =>
  texts.filter((text) => timesFound(text, durable) > 0);

export function timesFound(text: string, durable: readonly string[]): number {
  const asJson = JSON.stringify(text).slice(1, -1);
  return durable.filter((one) => one.includes(asJson)).length;
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)].filter((text) => text !== '');

/** A history's protobuf JSON with its payloads opened. */
function readable(json: string): string {
  return JSON.stringify(JSON.parse(json), (key, value: unknown) =>
    key === 'data' && typeof value === 'string' ? payload(Buffer.from(value, 'base64').toString()) : value,
  );
}

const payload = (text: string): unknown => (/^[[{"]/.test(text) ? JSON.parse(text) : text);
