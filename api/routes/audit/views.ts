import { z } from 'zod';
import type { Filters } from '../../../audit/search/filters.ts';
import { populations, stratifiers } from '../../../audit/sample/sample.ts';
import { day, instant } from '../../views/pieces.ts';

const given = (description: string, ...examples: string[]) =>
  z.string().min(1).max(200).optional().meta({ description, examples });
const date = (description: string) => z.iso.date().optional().meta({ description });
const yes = z.union([z.literal(''), z.literal('true'), z.literal('false')]).transform((text) => text !== 'false');

/** The conditions of a search, each a query parameter; all that are given have to hold. */
export const filterShape = {
  person: given("a person's id or a part of the name: did it, recorded it, or is spoken of", 'skl-vd'),
  body: given("a body's id or a part of its name", 'styrelsen'),
  organisation: given("an organisation's id or a part of its name", 'skl'),
  number: given('a registration number: everything in the matters that carry it', '325-507/2012'),
  doneFrom: date('done from'),
  doneTo: date('done until'),
  recordedFrom: date('recorded from'),
  recordedTo: date('recorded until'),
  types: z
    .union([z.string(), z.array(z.string())])
    .transform((one) => (typeof one === 'string' ? one.split(',') : one))
    .optional()
    .meta({ description: 'kinds of event, by their codes', examples: ['approved'] }),
  paragraph: given("the decision's paragraph", '14'),
  document: given("the beginning of a document's SHA-256, at least eight characters, or a part of its name", 'bilaga-1.pdf'),
  word: given('words in what somebody wrote; erased texts are not searched', 'kurserna'),
  process: given('only this matter', 'agreement:evidensbaserad-praktik:2012'),
  around: yes.optional().meta({ description: 'also what happened around the matters' }),
};

/** Without what was not given. */
export function filtersOf(query: z.output<z.ZodObject<typeof filterShape>>): Filters {
  const keys = Object.keys(filterShape) as (keyof typeof filterShape)[];
  return Object.fromEntries(keys.map((key) => [key, query[key]] as const).filter(([, value]) => value !== undefined)) as Filters;
}

export const toldDocument = z
  .object({
    doneOn: day,
    recordedAt: instant,
    matter: z.string().meta({ description: 'the short id of the process, or `system`' }),
    around: z.boolean().meta({ description: 'whether it happened around the process, and its number is of the second chain' }),
    matterTitle: z.string(),
    chain: z.string(),
    version: z.int(),
    hash: z.string(),
    type: z.string(),
    what: z.string().meta({ description: 'the event in words' }),
    doneBy: z.string().nullable(),
    recordedBy: z.string(),
    reason: z.string().nullable(),
    evidence: z.string().nullable(),
  })
  .meta({ id: 'ToldEvent' });

const scopeDocument = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('organisation'), organisation: z.string() }),
  z.object({ kind: z.literal('process'), process: z.string() }),
]);

export const mandateDocument = z
  .object({
    id: z.string(),
    over: scopeDocument,
    from: day.nullable().meta({ description: 'first day of the time that is audited' }),
    until: day.nullable(),
    expiresOn: day.nullable().meta({ description: 'last day that it can be used' }),
    by: z.string().meta({ description: 'the body that decided' }),
    grantedOn: day,
    what: z.string().meta({ description: 'what may be read, in words' }),
    version: z.int(),
    hash: z.string(),
  })
  .meta({ id: 'Mandate' });

export const questionBody = z.union([
  z.strictObject({ kind: z.literal('search'), filters: z.strictObject(filterShape) }),
  z.strictObject({ kind: z.literal('ready'), question: z.string(), number: z.int().positive().nullable() }),
]);

export const sampleShape = {
  of: z.enum(populations).meta({ description: 'what is drawn' }),
  size: z.coerce.number<string>().int().min(1).max(10_000).meta({ description: 'how many are drawn' }),
  seed: z.string().min(1).max(200).meta({ description: 'any text; the same seed gives the same sample' }),
  by: z.enum(stratifiers).optional().meta({ description: 'shares the sample out in proportion' }),
};

export const sampleDocument = z
  .object({
    algorithm: z.string().meta({ description: 'the lowest of SHA-256(seed, line feed, hash of the event)' }),
    terms: z.object({
      of: z.enum(populations),
      size: z.int(),
      seed: z.string(),
      filters: z.looseObject({}),
      by: z.enum(stratifiers).nullable(),
    }),
    population: z.object({
      size: z.int(),
      sha256: z.string().meta({ description: "over the events' hashes, sorted, a line each" }),
      strata: z.array(z.object({ stratum: z.string(), size: z.int(), drawn: z.int() })),
    }),
    heads: z.array(z.object({ chain: z.string(), version: z.int(), hash: z.string() })),
    drawn: z.array(toldDocument),
  })
  .meta({ id: 'Sample' });

export const noteDocument = z
  .object({
    number: z.int(),
    process: z.string(),
    about: z.int().nullable().meta({ description: 'the event that it is about; null: the matter' }),
    text: z.string().nullable(),
    writtenBy: z.string(),
    writer: z.string(),
    writtenAt: instant,
    shared: z.boolean(),
    hash: z.string(),
  })
  .meta({ id: 'AuditNote', description: "an auditor's own working paper, read by its writer alone until it is shared" });
