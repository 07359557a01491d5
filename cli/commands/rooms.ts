import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ulid } from 'ulid';
import { parse, YAMLError } from 'yaml';
import type { z } from 'zod';
import { instantOfMs } from '#core/calendar/instant.ts';
import { draftedText } from '#contracts/schemas.ts';
import { type Draft, drafts, isOfRoom, organisationOf, readableDocument } from '../../infra/db/read/rooms.ts';
import { putDraft, putOwnDocument } from '../../infra/db/write/rooms.ts';
import { Unacceptable } from '../../infra/db/write/texts.ts';
import { nearest } from '../../infra/definition/mistake.ts';
import { schemaMistakes } from '../../infra/definition/schemaMistakes.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context, Reads } from '../session.ts';
import { minute } from '../terminal/dates.ts';
import { printTable } from '../terminal/show.ts';
import { operator } from '../words/operator.ts';
import { roomWords } from '../words/rooms.ts';
import { withoutLines } from './actOptions.ts';
import { agreementOf, stateOf } from './agreement.ts';
import { printVerdict } from './verdict.ts';

interface By {
  as: string;
}

interface Room {
  chain: string;
  organisation: string;
}

/** The room of a person's own organisation in an agreement. @throws Failure for whoever has none, which is everybody outside one. */
async function roomOf(context: Context, reads: Reads, id: string, person: string): Promise<Room> {
  const words = roomWords[context.terminal.lang];
  const agreement = await agreementOf(context, reads, id);
  const { definition } = await stateOf(reads, agreement);
  const organisation = definition.people.find((one) => one.id === person)?.organisation;
  if (organisation === undefined || !(await isOfRoom(reads.worlds, agreement.chain, organisation, person)))
    throw new Failure(exit.usage, 'nothingInRoom', words.nobody(person), words.nobodyRemedy);
  if (agreement.rehearsal !== null) throw new Failure(exit.usage, 'rehearsed', words.rehearsed, null);
  return { chain: agreement.chain, organisation };
}

async function draftOf(context: Context, { worlds }: Reads, { chain, organisation }: Room, name: string): Promise<Draft> {
  const words = roomWords[context.terminal.lang];
  const all = await drafts(worlds, chain, organisation);
  const found = all.find((one) => one.name === name);
  const names = all.map((one) => one.name);
  if (found === undefined)
    throw new Failure(
      exit.usage,
      'unknownDraft',
      words.unknownDraft(name),
      words.known(nearest(name, names) ?? names.join(', ')),
    );
  return found;
}

/** Keeps a draft in the room of the writer's organisation. */
export async function saveDraft(
  context: Context,
  id: string,
  name: string,
  { as, file }: By & { file: string },
): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const content = await draftIn(context, file);
  return sessions.withReads(async (reads) => {
    const room = await roomOf(context, reads, id, as);
    const writtenAt = instantOfMs(Date.now());
    await putDraft(reads.worlds.live, { ...room, name, content, writtenBy: as, writtenAt });
    if (terminal.json) terminal.printJson({ ...room, name });
    else terminal.print(roomWords[terminal.lang].saved(name, room.organisation));
    return exit.done;
  });
}

export async function listDrafts(context: Context, id: string, { as }: By): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const words = roomWords[terminal.lang];
  return sessions.withReads(async (reads) => {
    const room = await roomOf(context, reads, id, as);
    const all = await drafts(reads.worlds, room.chain, room.organisation);
    if (terminal.json) terminal.printJson({ drafts: all });
    else if (all.length === 0) terminal.print(words.empty);
    else {
      const { name, by, at } = words.draftColumns;
      const columns = [{ title: name }, { title: by }, { title: at }];
      printTable(
        terminal,
        columns,
        all.map((one) => [one.name, one.writtenBy, minute(one.writtenAt)]),
      );
    }
    return exit.done;
  });
}

export async function showDraft(context: Context, id: string, name: string, { as }: By): Promise<ExitCode> {
  const { terminal, sessions } = context;
  return sessions.withReads(async (reads) => {
    const found = await draftOf(context, reads, await roomOf(context, reads, id, as), name);
    if (terminal.json) terminal.printJson(found);
    else terminal.print(JSON.stringify(found.content, null, 2));
    return exit.done;
  });
}

/** Sends a draft to the other parties: from then on it is a version that they read. */
export async function tableDraft(
  context: Context,
  id: string,
  name: string,
  options: By & { commandId?: string },
): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const commandId = options.commandId ?? ulid();
  return sessions.withEngine(async (engine) => {
    const room = await roomOf(context, engine, id, options.as);
    const found = await draftOf(context, engine, room, name);
    const input = { party: room.organisation, ...draftedText.parse(found.content) };
    const ask = { request: { type: 'tableVersion' as const, input } };
    const { definition } = await stateOf(engine, await agreementOf(context, engine, id));
    const verdict = await engine.gateway.command(room.chain, ask, { commandId, actor: options.as });
    return printVerdict(context, verdict, { commandId, definition, done: roomWords[terminal.lang].tabled(name) });
  });
}

/** Keeps a document, readable in the writer's organisation until it is sent. */
export async function addDocument(context: Context, file: string, { as }: By): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const words = roomWords[terminal.lang];
  const content = await bytesOf(file);
  return sessions.withReads(async ({ worlds }) => {
    const organisation = await organisationOf(worlds.live, '', as);
    if (organisation === null) throw new Failure(exit.usage, 'nothingInRoom', words.nobody(as), words.nobodyRemedy);
    const document = { name: basename(file), mediaType: 'application/octet-stream', content };
    try {
      const sha256 = await putOwnDocument(worlds.live, '', organisation, document, instantOfMs(Date.now()));
      if (terminal.json) terminal.printJson({ sha256, organisation });
      else terminal.print(sha256);
      return exit.done;
    } catch (error) {
      if (error instanceof Unacceptable) throw new Failure(exit.usage, 'badInput', error.message);
      throw error;
    }
  });
}

export async function getDocument(
  context: Context,
  sha256: string,
  { as, out, withMarked = false }: By & { out?: string; withMarked?: boolean },
): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const words = roomWords[terminal.lang];
  return sessions.withReads(async ({ worlds }) => {
    const found = await readableDocument(worlds, worlds.live, '', sha256, as, { withMarked });
    if (found === null) throw new Failure(exit.usage, 'nothingInRoom', words.unknownDocument(as), words.unknownDocumentRemedy);
    if ('marked' in found)
      throw new Failure(exit.refused, 'markedSecret', words.marked(found.marked.join(', ')), words.markedRemedy, found);
    const file = out ?? basename(found.name);
    await written(context, file, found.content);
    if (terminal.json) terminal.printJson({ file, name: found.name });
    else terminal.print(words.written(file));
    return exit.done;
  });
}

/** What stands in a file already is never written over. */
async function written({ terminal }: Context, file: string, content: Uint8Array): Promise<void> {
  try {
    await writeFile(file, content, { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const words = roomWords[terminal.lang];
    throw new Failure(exit.usage, 'fileExists', words.fileExists(file), words.fileExistsRemedy, { file });
  }
}

async function draftIn({ terminal }: Context, file: string): Promise<z.output<typeof draftedText>> {
  const text = (await bytesOf(file)).toString('utf8');
  let given: unknown;
  try {
    given = parse(text);
  } catch (error) {
    if (!(error instanceof YAMLError)) throw error;
    throw new Failure(exit.usage, 'badInput', `--file: ${error.message.split('\n')[0]}`, operator.values.yaml);
  }
  const { mistakes } = schemaMistakes(withoutLines, draftedText, given);
  if (mistakes.length === 0) return draftedText.parse(given);
  const told = mistakes.map(({ path, message, remedy }) => `  ${path}: ${message}\n      → ${remedy}`);
  throw new Failure(exit.usage, 'faultyDraft', [roomWords[terminal.lang].faulty, ...told].join('\n'), null, { mistakes });
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Failure(exit.usage, 'unreadableFile', operator.values.unreadable(file, why), operator.values.unreadableRemedy, {
      file,
    });
  }
}
