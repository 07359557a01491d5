import { z } from 'zod';
import { sha256, text, title } from '../pieces.ts';

const LONGEST = 20_000;

const ground = title.meta({
  description: 'the provision that it is kept back by',
  examples: ['OSL 21 kap. 1 §'],
});

/** Exactly as it stands: it is taken out wherever these very characters are. */
const passage = z
  .string()
  .min(1)
  .regex(/\S/)
  .max(LONGEST)
  .meta({ description: 'the very words that are kept back', examples: ['hennes sjukdom'] });

const textId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  .meta({ description: 'the id of a text', examples: ['01J9Z3NDEKTSV4RRFFQ69G5FAV'] });

const mask = z.union([
  z.strictObject({ passage, ground }),
  z.strictObject({ text: textId, passage: passage.optional(), ground }),
  z.strictObject({
    entry: z
      .int()
      .min(1)
      .meta({ description: 'an entry by its number', examples: [12] }),
    ground,
  }),
  z.strictObject({
    document: sha256,
    ground,
    copy: text
      .meta({ description: 'a file beside this one that is given instead, with what is kept back made unreadable' })
      .optional(),
  }),
]);

/** What a discloser keeps back, and on what ground, as a person writes it; and which marked documents are given all the same. */
export const maskFile = z.strictObject({
  masks: z.array(mask).meta({
    description:
      'passages wherever they stand; a text or a passage of it; an entry with all its texts; a document, or a masked copy of it',
    examples: [[{ passage: 'hennes sjukdom', ground: 'OSL 21 kap. 1 §' }]],
  }),
});

export type MaskFile = z.output<typeof maskFile>;
export type Mask = MaskFile['masks'][number];
