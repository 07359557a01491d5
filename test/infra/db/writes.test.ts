import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Db } from '../../../infra/db/connect.ts';
import { migrate } from '../../../infra/db/migrate.ts';
import { putOrganisations, putPeople } from '../../../infra/db/write/directory.ts';
import { putDocument } from '../../../infra/db/write/documents.ts';
import { dropTexts, putText, Unacceptable } from '../../../infra/db/write/texts.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await testDatabase();
  await migrate(database.url, 'test');
  db = connect(database.url, { schema: 'live', max: 5 });
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const storedText = (textId: string) => db.selectFrom('text').selectAll().where('textId', '=', textId).executeTakeFirstOrThrow();

test('a text is kept beside a salt of its own, and the reference commits to both', async () => {
  const [first, second] = [await putText(db, '', 'Målen nåddes inte.'), await putText(db, '', 'Målen nåddes inte.')];
  const { salt, text } = await storedText(first.textId);
  expect(salt).toHaveLength(32);
  expect(first.commitment).toBe(createHash('sha256').update(salt).update(text, 'utf8').digest('hex'));
  expect(second.commitment).not.toBe(first.commitment);
});

test('a text is kept in NFC, whichever way its letters were typed', async () => {
  const { textId } = await putText(db, '', 'Årsavslut'.normalize('NFD'));
  expect((await storedText(textId)).text).toBe('Årsavslut'.normalize('NFC'));
});

test('a text that nothing refers to is forgotten, and no other', async () => {
  const [dropped, kept] = [await putText(db, '', 'kom till intet'), await putText(db, '', 'står kvar')];
  await dropTexts(db, '', [dropped.textId]);
  await expect(storedText(dropped.textId)).rejects.toThrow(/no result/);
  expect((await storedText(kept.textId)).text).toBe('står kvar');
});

test.each([
  ['U+0000', 'a\0b', /U\+0000.*remove/],
  ['a lone surrogate', 'a\ud83d', /surrogate.*UTF-8/],
  ['more than 100 kB', 'å'.repeat(50_001), /100002 bytes.*document/],
])('a text with %s is refused with the remedy', async (_what, text, message) => {
  const refusal = putText(db, '', text);
  await expect(refusal).rejects.toBeInstanceOf(Unacceptable);
  await expect(refusal).rejects.toThrow(message);
});

test('a text of exactly 100 kB and an emoji are taken', async () => {
  const texts = ['x'.repeat(100_000), '🙂'];
  for (const text of texts) expect((await storedText((await putText(db, '', text)).textId)).text).toBe(text);
});

test('a document is known by the SHA-256 of its file, kept once, and refused when empty', async () => {
  const content = Buffer.from('protokoll');
  const file = { name: 'protokoll.pdf', mediaType: 'application/pdf', content };
  const hash = createHash('sha256').update(content).digest('hex');
  expect(await Promise.all([putDocument(db, '', file), putDocument(db, '', { ...file, name: 'kopia.pdf' })])).toEqual([
    hash,
    hash,
  ]);
  const rows = await db.selectFrom('document').select(['sizeBytes', 'content']).where('sha256', '=', hash).execute();
  expect(rows).toEqual([{ sizeBytes: 9, content }]);
  await expect(putDocument(db, '', { ...file, content: Buffer.alloc(0) })).rejects.toThrow(/protokoll.pdf is empty/);
});

const anna = { id: 'p-anna', organisation: 'staten', name: 'Anna Prov', email: 'anna@example.org' };
const bo = { id: 'p-bo', organisation: 'staten', name: 'Bo Prov', email: 'bo@example.org' };

test('people may be put again and their addresses change; another name under an id is reported and then nothing is written', async () => {
  expect(await putPeople(db, '', [bo, anna])).toEqual([]);
  expect(await putPeople(db, '', [{ ...anna, email: 'anna.prov@example.org' }])).toEqual([]);
  const given = [
    { ...anna, email: 'x@example.org' },
    { ...bo, name: 'Bodil Prov', organisation: 'forbundet' },
  ];
  expect(await putPeople(db, '', given)).toEqual([
    { id: 'p-bo', field: 'name', stored: 'Bo Prov', given: 'Bodil Prov' },
    { id: 'p-bo', field: 'organisation', stored: 'staten', given: 'forbundet' },
  ]);
  const rows = await db.selectFrom('person').select(['id', 'name', 'email']).orderBy('id').execute();
  expect(rows).toEqual([
    { id: 'p-anna', name: 'Anna Prov', email: 'anna.prov@example.org' },
    { id: 'p-bo', name: 'Bo Prov', email: 'bo@example.org' },
  ]);
  expect(await putPeople(db, '', [])).toEqual([]);
});

test('of many who put one id under different names at once, one is taken and the others are told', async () => {
  const named = Array.from({ length: 8 }, (_, index) => [{ ...anna, id: 'p-new', name: `Namn ${index}` }]);
  const conflicts = await Promise.all(named.map((people) => putPeople(db, '', people)));
  expect(conflicts.filter((list) => list.length === 0)).toHaveLength(1);
});

test('organisations keep their title, and join a transaction that is open', async () => {
  const staten = { id: 'staten', title: 'Staten', registrarName: null, registrarEmail: 'reg@example.org' };
  const undone = db.transaction().execute(async (trx) => {
    expect(await putOrganisations(trx, '', [staten])).toEqual([]);
    throw new Error('changed my mind');
  });
  await expect(undone).rejects.toThrow('changed my mind');
  expect(await db.selectFrom('organisation').select('id').execute()).toEqual([]);
  await putOrganisations(db, '', [staten]);
  expect(await putOrganisations(db, '', [{ ...staten, registrarEmail: 'ny@example.org' }])).toEqual([]);
  expect(await putOrganisations(db, '', [{ ...staten, title: 'Kronan' }])).toEqual([
    { id: 'staten', field: 'title', stored: 'Staten', given: 'Kronan' },
  ]);
  expect(await db.selectFrom('organisation').select('registrarEmail').execute()).toEqual([{ registrarEmail: 'ny@example.org' }]);
});
