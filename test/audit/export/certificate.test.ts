import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lang } from '#core/texts/lang.ts';
import { exportRecord } from '../../../audit/export/exportRecord.ts';
import { migrate } from '../../../infra/db/migrate.ts';
import { openWorlds, type Worlds } from '../../../infra/db/worlds.ts';
import { putPeople } from '../../../infra/db/write/directory.ts';
import { unzipped } from '../../support/exported.ts';
import { lackingGlyphs } from '../../support/glyphs.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';
import { CLOSED, type SoundRecord, writeSoundRecord } from '../../support/soundRecord.ts';

let database: TestDatabase;
let worlds: Worlds;
let keysDir: string;
let sound: SoundRecord;
/** In Swedish, taken out once. */
let files: Map<string, Buffer>;
let certificate: Buffer;

beforeAll(async () => {
  keysDir = await mkdtemp(join(tmpdir(), 'arscykel-keys-'));
  database = await testDatabase();
  await migrate(database.url, 'standard');
  worlds = await openWorlds(database.url, 'standard', { max: 4 });
  sound = await writeSoundRecord(worlds, keysDir);
  const people = [{ id: 'ministern', organisation: 'staten', name: 'Łucja Čapek-Exempelström', email: 'minister@example.org' }];
  await putPeople(worlds.live, '', people);
  files = await filesOf('sv');
  certificate = files.get('certificate.pdf') ?? Buffer.alloc(0);
});
afterAll(async () => {
  await worlds.close();
  await database.drop();
  await rm(keysDir, { recursive: true });
});

async function filesOf(lang: Lang): Promise<Map<string, Buffer>> {
  const { content } = await exportRecord({
    worlds,
    chain: CLOSED,
    temporal: null,
    sealing: { keys: { keysDir, keyFile: null }, checkpoints: { kind: 'directory', path: join(keysDir, 'checkpoints') } },
    version: 'test',
    by: null,
    lang,
  });
  return unzipped(content);
}

interface Node {
  role: string;
  alt?: string;
  children?: (Node | { type: string })[];
}

const isNode = (one: Node | { type: string }): one is Node => 'role' in one;
const rolesIn = (node: Node): string[] => [node.role, ...(node.children ?? []).filter(isNode).flatMap(rolesIn)];

/** Text, roles and pictures' words of a PDF, page by page. */
async function readPdf(pdf: Buffer) {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages: { text: string; roles: string[]; alts: string[] }[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const items = (await page.getTextContent()).items.flatMap((item) => ('str' in item ? [item.str] : []));
    const tree = (await page.getStructTree()) as Node | null;
    const alts = (node: Node): string[] => [
      ...(node.alt === undefined ? [] : [node.alt]),
      ...(node.children ?? []).filter(isNode).flatMap(alts),
    ];
    pages.push({
      text: items.join(' ').replace(/\s+/g, ' '),
      roles: tree === null ? [] : rolesIn(tree),
      alts: tree === null ? [] : alts(tree),
    });
  }
  const { metadata, info } = await document.getMetadata();
  return { pages, info: info as Record<string, unknown>, xml: metadata?.getRaw() as string, mark: await document.getMarkInfo() };
}

test('the certificate is a tagged PDF with its language, its fonts and the standards that it is made by', async () => {
  const { pages, info, xml, mark } = await readPdf(certificate);
  expect([...(mark as unknown as Map<string, boolean>)]).toContainEqual(['Marked', true]);
  expect(info).toMatchObject({ Language: 'sv-SE', PDFFormatVersion: '1.7', Title: expect.stringContaining('Intyg ur akten') });
  expect(xml).toContain('<pdfaid:part>2</pdfaid:part>');
  expect(xml).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
  expect(xml).toContain('<pdfuaid:part>1</pdfuaid:part>');
  const roles = pages.flatMap((page) => page.roles);
  for (const role of ['Title', 'H1', 'H2', 'P', 'L', 'LI', 'Lbl', 'LBody', 'Table', 'TR', 'TH', 'TD', 'Figure'])
    expect(roles).toContain(role);
  expect(pages.flatMap(({ alts }) => alts).join()).toMatch(/^Förloppet: .*Beredning tis 1 feb 2011 till lör 1 okt 2011/);
  const raw = certificate.toString('latin1');
  // Every font is in the file, as the archive's format demands, and none of the reader's own is asked for.
  expect(raw.match(/\/FontFile[23] /g)?.length).toBeGreaterThanOrEqual(2);
  expect(raw).not.toMatch(/\/BaseFont \/(Helvetica|Times|Courier)/);
});

test('the font has every character of the certificate', async () => {
  expect(await lackingGlyphs(certificate)).toEqual([]);
});

test('each page says which of how many it is; a table over several pages says its headings again, and is one table', async () => {
  const { pages } = await readPdf(certificate);
  const heads = pages.filter(({ text }) => text.includes('Nr Gjort Vad Antecknat'));
  expect(heads.length).toBeGreaterThan(1);
  // Phases, two of deadlines, money, reports, acts.
  const headings = certificate.toString('latin1').match(/\/S \/TH\b/g)?.length;
  expect(headings).toBe(4 + 4 * 2 + 6 + 4 + 4);
  for (const [at, { text }] of pages.entries()) expect(text).toContain(`sida ${at + 1} av ${pages.length}`);
});

test('it names who signed, decisions with what they rest on, and what was done beside when it was recorded', async () => {
  const { pages } = await readPdf(certificate);
  const text = pages.map((page) => page.text).join(' ');
  // A name in letters of several fonts is in pieces, and whole to whoever reads it.
  const tight = text.replaceAll(' ', '');
  expect(tight).toContain('undertecknadegenomŁucjaČapek-Exempelström');
  expect(tight).toContain(`SHA-256${sound.document}`);
  expect(text).toContain('Vad som gjordes och när det antecknades');
  expect(text).toContain(`händelse ${sound.newest[CLOSED]}`);
  expect(text).not.toMatch(/workflow|namespace|replay|worker|task queue/i);
});

test('a text that has been erased is said to be, and is nowhere', async () => {
  const activities = 'En påhittad text: activities';
  expect(files.get('texts.jsonl')?.toString()).toContain(activities);
  await worlds.live.deleteFrom('text').where('text', '=', activities).execute();
  const after = await filesOf('sv');
  for (const [path, content] of after) expect([path, content.includes(activities)]).toEqual([path, false]);
  const { pages } = await readPdf(after.get('certificate.pdf') ?? Buffer.alloc(0));
  expect(pages.map(({ text }) => text).join(' ')).toContain('Aktiviteter: [texten är raderad]');
});

test('in English where that is asked for', async () => {
  const { pages, info } = await readPdf((await filesOf('en')).get('certificate.pdf') ?? Buffer.alloc(0));
  expect(info).toMatchObject({ Language: 'en-GB' });
  expect(pages[0]?.text).toContain(`page 1 of ${pages.length}`);
  expect(pages.map(({ text }) => text).join(' ')).toContain('Decisions and signatures');
});

test('lists open in a Swedish spreadsheet program, and what an archive asks for is beside them', () => {
  const events = files.get('lists/events.csv')?.toString('utf8') ?? '';
  expect(events.startsWith('\uFEFFversion;doneOn;what;')).toBe(true);
  expect(events.trimEnd().split('\r\n').length).toBeGreaterThan(sound.newest[CLOSED] ?? 0);
  expect(files.get('lists/lists.xlsx')?.subarray(0, 2).toString()).toBe('PK');
  expect(files.get('metadata/sip.xml')?.toString()).toContain('CHECKSUMTYPE="SHA-256"');
});
