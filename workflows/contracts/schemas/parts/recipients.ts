import { z } from 'zod';
import type { RecipientsCommand } from '#core/agreement/recipients/types.ts';
import { leavesOf } from '../filePieces.ts';
import { civilDate, id, money, text, title } from '../pieces.ts';
import type { Shaping } from '../shaping.ts';

const measure = id.meta({ description: 'the measure whose money it is', examples: ['praktikens-exempel'] });
const organisation = id.meta({ description: 'the recipient', examples: ['kommun-a'] });

/** What each command says, as a person writes it. */
export const recipientsInputs = {
  distribute: z.strictObject({
    measure,
    amount: money.meta({ description: 'how much is shared; else all that is set aside for the measure' }).optional(),
  }),
  askLetters: z.strictObject({
    measure,
    answerBy: civilDate.meta({ description: 'the last day for answering', examples: ['2012-03-15'] }),
  }),
  closeLetters: z.strictObject({ measure }),
  giveLetter: z.strictObject({
    organisation,
    measure,
    answers: z
      .record(id, text)
      .default({})
      .meta({ description: 'an answer to each of the agreement’s questions, under the question’s id' }),
  }),
  declineMoney: z.strictObject({ organisation, measure }),
} satisfies Record<RecipientsCommand['type'], z.ZodObject>;

const county = id.meta({ description: 'the county', examples: ['AB'] });
const population = z
  .int()
  .min(0)
  .max(2_000_000_000)
  .meta({ description: 'how many people live there', examples: [25_000] });

/** Who gets measures' money, and by what key. */
export function recipientsTerms(shape: Shaping) {
  const { leaf, maybe, object, map, list } = shape;
  const dated = (description: string) =>
    leavesOf(shape)
      .dated.optional()
      .meta({ description, examples: [{ on: '2012-10-31', source: 'assumed' }] });
  const one = object({
    county: maybe(county),
    population: maybe(population),
    base: maybe(money.meta({ description: 'its own base, for the key baseShare', examples: ['100 000 kr'] })),
  });
  const mandate = object({
    recipient: leaf(organisation.meta({ description: 'who takes the county’s money', examples: ['region-x'] }), 'x'),
    onFileFrom: list(leaf(id.meta({ description: 'whose mandate is on file', examples: ['kommun-a'] }), 'x')).meta({
      description: 'all the others of the county, whose mandates are on file',
      examples: [['kommun-a', 'kommun-b']],
    }),
    evidence: leaf(title.meta({ description: 'where the mandates can be read', examples: ['Fullmakter, dnr 12-3'] }), '?'),
  });
  const shared = object({
    key: leaf(
      z.enum(['equal', 'byPopulation', 'list', 'baseShare']).meta({
        description: 'how it is shared: equal, byPopulation, list (see `amounts`) or baseShare (a base each, then the rest)',
        examples: ['byPopulation'],
      }),
      'equal',
    ),
    recipients: list(leaf(organisation, 'x'))
      .optional()
      .meta({ description: 'who gets it; else everybody listed', examples: [['kommun-a', 'kommun-b']] }),
    forCounties: maybe(
      z.boolean().meta({ description: 'true where each recipient takes its whole county’s money', examples: [true] }),
    ),
    base: maybe(money.meta({ description: 'the base of everybody who has none of their own', examples: ['100 000 kr'] })),
    rest: maybe(
      z.enum(['byPopulation', 'equal']).meta({ description: 'how the rest is shared; else byPopulation', examples: ['equal'] }),
    ),
    amounts: map(id, leaf(money, '0 kr'))
      .optional()
      .meta({ description: 'the list: an amount for each recipient', examples: [{ 'kommun-a': '500 000 kr' }] }),
    distributedBy: maybe(
      id.meta({ description: 'who shares it out and accepts reports; else the measure’s creditor', examples: ['skl'] }),
    ),
    questions: map(id, leaf(title.meta({ description: 'the question', examples: ['Vad ska pengarna gå till?'] }), '?'))
      .optional()
      .meta({ description: 'what a letter of intent answers, each under an id' }),
    requisitionBy: dated('the last day for recipients’ requisitions, and where it comes from'),
    reportBy: dated('the day by which whoever was paid reports back, and where it comes from'),
  });
  return object({
    from: maybe(
      title.meta({
        description: 'a CSV file beside this one with recipients: id, title, email, registrar, county, population, base',
        examples: ['mottagare.csv'],
      }),
    ),
    list: map(id, one)
      .optional()
      .meta({
        description: 'the recipients, each under the id of its organisation',
        examples: [{ 'kommun-a': { county: 'AB' } }],
      }),
    mandates: map(id, mandate).optional().meta({ description: 'by county: who takes the whole county’s money' }),
    measures: map(id, shared).meta({ description: 'the measures whose money is shared, each under its id' }),
  })
    .optional()
    .meta({ description: 'who gets measures’ money, and by what key' });
}
