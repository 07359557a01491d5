import { z } from 'zod';
import { commonFields, leavesOf, say } from '../filePieces.ts';
import { id, sha256, title } from '../pieces.ts';
import { lenient, type Shaping, strict } from '../shaping.ts';

/** The whole file, for either shaping. The descriptions are what editors show and what mistakes suggest. */
function referral(shape: Shaping) {
  const { leaf, maybe, object, map, list } = shape;
  const { ref, words, days, dated } = leavesOf(shape);
  const common = commonFields(shape, {
    plans: 'answer: the moments of its reminders; else 14 and 3 days before, on the day, 1 and 7 after',
  });
  const refs = (description: string, example: string[]) =>
    list(ref(description, example[0] ?? 'x')).meta({ description, examples: [example] });
  const answerBy = maybe(
    say(z.union([z.literal('none'), dated]), 'the day to answer by and where it comes from, or none where no answer is due', {
      on: '2012-09-30',
      source: 'assumed',
    }),
  );
  const part = object({
    title: words('what the part is about', 'Överenskommelsen som helhet'),
    to: refs('the organisations that the part is put to; else all', ['stockholm']).optional(),
    questions: map(id, words('what is asked', 'Bör insatsen fortsätta?'))
      .optional()
      .meta({ description: 'the questions of the part, each under an id of its own' }),
  });
  const stage = object({
    title: words('what the stage is called', 'Tjänsteutlåtande'),
    kind: ref('serviceStatement, memorandum, council, board, internalReferral or another word', 'memorandum'),
    body: ref('the organisation’s body that answers for it', 'kommunstyrelsen'),
    inner: refs('the bodies that an inner referral goes to, all at once', ['stadsledningskontoret']).optional(),
    days: days('its time in days from the day it begins', 30),
    after: refs('the stages that must be done before; else the one above', ['promemoria']).optional(),
  });
  const asked = object({
    answerBy,
    handler: maybe(say(id, 'the person who has taken the task there', 'handlaggare')),
    stages: map(id, stage).optional().meta({ description: 'its own handling, stage by stage, each under its id' }),
  });
  return object({
    referral: ref('the id that the referral is known by', 'stockholm-2012'),
    title: words('what the referral is called', 'Överenskommelse för 2012'),
    about: maybe(say(title, 'the process that it is about', 'agreement:evidensbaserad-praktik:2012')),
    asker: object({
      organisation: ref('the organisation that asks', 'skl'),
      body: maybe(say(id, 'its body that decided to ask', 'skl-styrelse')),
    }).meta({ description: 'who asks', examples: [{ organisation: 'skl' }] }),
    coordinator: ref('the person who runs the referral here', 'samordnare'),
    answeringDays: days('the days that who is asked has at least; else 0', 90),
    answerBy,
    documents: list(leaf(sha256, '0'.repeat(64)))
      .optional()
      .meta({ description: 'what is sent out, by SHA-256', examples: [[]] }),
    parts: map(id, part).meta({ description: 'what is asked, part by part, each under its id' }),
    asked: map(id, asked).meta({ description: 'who is asked, each under the id of its organisation' }),
    ...common,
  });
}

/** A referral as somebody writes it: docs/referral-file.md explains every field. */
export const referralFile = referral(strict);
export const lenientReferralFile = referral(lenient);
export type ReferralFile = z.output<typeof referralFile>;
