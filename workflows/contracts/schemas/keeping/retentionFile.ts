import { z } from 'zod';
import type { KeptKind } from '#core/around/keeping.ts';
import { civilDate, title } from '../pieces.ts';

const PARAGRAPH = /^(?:§ ?)?\d{1,5}[a-z]?$/;
const MOST_YEARS = 100;

/** The decision that a rule rests on. */
const groundInput = z
  .strictObject({
    body: title.meta({ description: 'the body that decided; never a person’s name', examples: ['Arkivnämnden'] }),
    on: civilDate.meta({ description: 'the day of the decision', examples: ['2026-02-03'] }),
    paragraph: z
      .union([z.string().regex(PARAGRAPH), z.int().min(1).max(99_999)])
      .transform((given) => String(given).replace(/^§ ?/, ''))
      .meta({ description: 'its number in the minutes', examples: ['12'] })
      .optional(),
  })
  .meta({
    description: 'the decision that it rests on',
    examples: [{ body: 'Arkivnämnden', on: '2026-02-03', paragraph: '12' }],
  });

const rule = z
  .union([
    z.strictObject({ keep: z.literal('forever'), decision: groundInput.optional() }),
    z.strictObject({
      years: z
        .int()
        .min(1)
        .max(MOST_YEARS)
        .meta({ description: 'whole years', examples: [10] }),
      after: z.enum(['recorded', 'closed']).meta({ description: 'what the years are counted from', examples: ['closed'] }),
      decision: groundInput.optional(),
    }),
  ])
  .meta({ description: '{ keep: forever }, or so many years and after what', examples: [{ years: 10, after: 'closed' }] });

const described = (description: string) => rule.meta({ description, examples: [{ years: 10, after: 'closed' }] });

/** Of what can be kept in no other way. */
const kept = (description: string) => rule.meta({ description, examples: [{ keep: 'forever' }] });

/** How long each kind of what is recorded is kept, as a person writes it; every kind has its rule. */
export const retentionFile = z.strictObject({
  decision: groundInput.meta({ description: 'the decision that every rule rests on which names no other' }),
  kinds: z
    .strictObject({
      events: kept('what happened in each matter, linked by hash: kept for ever'),
      accessEntries: kept('what happened around the matters, linked by hash: kept for ever'),
      checkpoints: kept('signed statements of where every chain ended: kept for ever'),
      keptCopies: kept('copies of the second record: kept for ever'),
      decisions: kept('texts, documents and names that belong to decisions: kept for ever'),
      texts: described('what persons wrote while acting, outside decisions'),
      documents: described('files, outside decisions'),
      persons: described('names and addresses, outside decisions'),
      mails: described('addresses, subjects and words of mails that have left'),
      notices: described('who was to be told what, and what became of it'),
      drafts: described('drafts that organisations never sent'),
      links: described('what people stated of themselves by a link in a mail'),
      rehearsals: described('rehearsals, whole'),
    } satisfies Record<KeptKind, z.ZodType>)
    .meta({ description: 'each kind of what is recorded, and its rule' }),
});

export type RetentionFile = z.output<typeof retentionFile>;
