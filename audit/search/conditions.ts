import { type RawBuilder, sql } from 'kysely';
import { addDays } from '#core/calendar/civilDate.ts';
import { startOfDay } from '#core/calendar/instant.ts';
import { shortId, systemChain } from '#contracts/ids.ts';
import type { Db } from '../../infra/db/connect.ts';
import type { Filters } from './filters.ts';

type Condition = RawBuilder<unknown>;

/** As rows of `event e` of one world. What is named by a part of a name is looked up first. */
export async function conditionsOf(db: Db, scope: string, filters: Filters): Promise<Condition[]> {
  const { person, body, organisation, number, paragraph, document, word, process } = filters;
  return [
    sql`e.rehearsal = ${scope}`,
    ...ofDates(filters),
    ...ofKinds(filters, scope),
    ...(process === undefined ? [] : [inProcess(process)]),
    ...(person === undefined ? [] : [mentionsAny(await peopleNamed(db, scope, person))]),
    ...(body === undefined ? [] : [mentionsAny(await bodiesNamed(db, scope, body))]),
    ...(organisation === undefined ? [] : [mentionsAny(await organisationsNamed(db, scope, organisation))]),
    ...(paragraph === undefined ? [] : [ofParagraph(paragraph)]),
    ...(document === undefined ? [] : [mentionsAny(await documentsNamed(db, scope, document))]),
    ...(word === undefined ? [] : [saysAny(await textsWith(db, scope, word))]),
    ...(number === undefined ? [] : [inMatterOf(scope, number)]),
  ];
}

function* ofDates({ doneFrom, doneTo, recordedFrom, recordedTo }: Filters): Generator<Condition> {
  if (doneFrom !== undefined) yield sql`e.done_on >= ${doneFrom}`;
  if (doneTo !== undefined) yield sql`e.done_on <= ${doneTo}`;
  if (recordedFrom !== undefined) yield sql`e.recorded_at >= ${startOfDay(recordedFrom)}`;
  if (recordedTo !== undefined) yield sql`e.recorded_at < ${startOfDay(addDays(recordedTo, 1))}`;
}

function* ofKinds({ types, around }: Filters, scope: string): Generator<Condition> {
  // Whoever names a kind means it wherever it is recorded.
  if (types !== undefined && types.length > 0) yield sql`e.type = any(${[...types]})`;
  else if (around !== true) yield sql`(e.chain not like '%/access' and e.chain <> ${systemChain(scope)})`;
}

const inProcess = (id: string): Condition =>
  sql`e.chain in (
    select p.chain from process p where p.short_id = ${shortId(id)}
    union all select p.chain || '/access' from process p where p.short_id = ${shortId(id)})`;

/** `meta.event_mentions` is what the index is over. */
const mentionsAny = (words: readonly string[]): Condition =>
  words.length === 0 ? sql`false` : sql`meta.event_mentions(e.event) && ${[...words]}::text[]`;

/** Comparing each row with a list is slow where it is long: then a look-up in a table of hashes is quicker than the index. */
const FEW = 100;

function saysAny(texts: readonly string[]): Condition {
  if (texts.length <= FEW) return mentionsAny(texts);
  return sql`exists (select from jsonb_path_query(e.event, 'strict $.**.textId') as said where said #>> '{}' = any(${[...texts]}::text[]))`;
}

function ofParagraph(given: string): Condition {
  const plain = given.replace(/^§\s*/, '').trim();
  const written = [plain, `§ ${plain}`, `§${plain}`];
  return sql`(${mentionsAny(written)} and exists (
    select from jsonb_path_query(e.event -> 'body', 'strict $.**.paragraph') as one where one #>> '{}' = any(${written})))`;
}

/** Numbers stand in what is recorded, and in what was stated by links. */
const inMatterOf = (scope: string, number: string): Condition =>
  sql`e.chain in (
    select carrier.chain from event carrier where carrier.rehearsal = ${scope} and ${sql`meta.event_mentions(carrier.event) && ${[number]}::text[]`}
    union select stated.chain from live.stated where ${scope} = '' and lower(stated.registration_number) = lower(${number}))`;

const asPattern = (part: string): string => `%${part.replace(/[\\%_]/g, (found) => `\\${found}`)}%`;

/** By id or a part of the name; what nobody is called stands for itself, since the record may know an id that the directory no longer does. */
async function peopleNamed(db: Db, scope: string, part: string): Promise<string[]> {
  const rows = await db
    .selectFrom('person')
    .select('id')
    .where('rehearsal', '=', scope)
    .where('name', 'ilike', asPattern(part))
    .execute();
  return [part, ...rows.map(({ id }) => id)];
}

async function organisationsNamed(db: Db, scope: string, part: string): Promise<string[]> {
  const rows = await db
    .selectFrom('organisation')
    .select('id')
    .where('rehearsal', '=', scope)
    .where('title', 'ilike', asPattern(part))
    .execute();
  return [part, ...rows.map(({ id }) => id)];
}

/** Bodies are known by the texts of the processes that they take part in. */
async function bodiesNamed(db: Db, scope: string, part: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct body ->> 'id' as id
    from process p
    cross join lateral json_array_elements(p.state -> 'definition' -> 'organisations') as organisation
    cross join lateral json_array_elements(organisation -> 'bodies') as body
    where p.rehearsal = ${scope} and body ->> 'title' ilike ${asPattern(part)}`.execute(db);
  return [part, ...rows.map(({ id }) => id)];
}

const BEGINNING_OF_HASH = /^[0-9a-f]{8,64}$/;

async function documentsNamed(db: Db, scope: string, given: string): Promise<string[]> {
  const rows = await db
    .selectFrom('document')
    .select('sha256')
    .where('rehearsal', '=', scope)
    .where((where) =>
      where.or([
        where('name', 'ilike', asPattern(given)),
        ...(BEGINNING_OF_HASH.test(given) ? [where('sha256', 'like', `${given}%`)] : []),
      ]),
    )
    .execute();
  // A file that is disposed of is spoken of by its whole hash all the same.
  return [...(given.length === 64 ? [given] : []), ...rows.map(({ sha256 }) => sha256)];
}

async function textsWith(db: Db, scope: string, word: string): Promise<string[]> {
  const rows = await db
    .selectFrom('text')
    .select('textId')
    .where('rehearsal', '=', scope)
    .where('text', 'ilike', asPattern(word))
    .execute();
  return rows.map(({ textId }) => textId);
}
