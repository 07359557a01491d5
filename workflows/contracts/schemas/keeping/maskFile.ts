import { z } from 'zod';
import { sha256, text, written } from '../pieces.ts';

const LONGEST = 20_000;

/** A provision, so that nobody's words get into the record by it. */
export const secrecyGround = written(
  { description: 'the provision that it is kept back by, with its section', examples: ['OSL 21 kap. 1 §'] },
  (given) =>
    /^[^§\n]{0,80}§[^§\n]{0,40}$/.test(given)
      ? null
      : {
          message: `${JSON.stringify(given)} names no provision`,
          remedy: 'write the law, the chapter and the section: OSL 21 kap. 1 §',
        },
);

/** Exactly as it stands: it is taken out wherever these very characters are. */
const passage = written({ description: 'the very words that are kept back', examples: ['hennes sjukdom'] }, (given) => {
  if (!/\S/.test(given))
    return { message: 'passage is empty', remedy: 'write the very words that are kept back, as they stand: hennes sjukdom' };
  return given.length <= LONGEST
    ? null
    : { message: `passage has ${given.length} characters`, remedy: `write at most ${LONGEST}, or keep the whole text back` };
});

const textId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  .meta({ description: 'the id of a text', examples: ['01J9Z3NDEKTSV4RRFFQ69G5FAV'] });

/** Each way of keeping something back, by the field that it is known by. */
export const maskKinds = {
  passage: z.strictObject({ passage, ground: secrecyGround }),
  text: z.strictObject({ text: textId, passage: passage.optional(), ground: secrecyGround }),
  entry: z.strictObject({
    entry: z
      .int()
      .min(1)
      .meta({ description: 'an entry by its whole number in the log, from 1', examples: [12] }),
    ground: secrecyGround,
  }),
  document: z.strictObject({
    document: sha256,
    ground: secrecyGround,
    copy: text
      .meta({ description: 'a file beside this one that is given instead, with what is kept back made unreadable' })
      .optional(),
  }),
  given: z.strictObject({
    document: sha256,
    give: z.literal(true).meta({ description: 'marked as secret, examined, and given all the same' }),
  }),
};

const mask = z.union([maskKinds.passage, maskKinds.text, maskKinds.entry, maskKinds.document, maskKinds.given]);

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
