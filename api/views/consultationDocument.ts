import { z } from 'zod';
import { responseOutcomes, stances } from '#core/agreement/consultation/types.ts';
import type { ConsultationView } from '#core/agreement/consultation/view.ts';
import { day, titled, world } from './pieces.ts';

const text = z.string().nullable().meta({ description: 'null once erased' });

const response = z
  .object({
    outcome: z.enum(responseOutcomes),
    on: day,
    answer: text,
    in: z.object({ priorities: z.array(z.string()), measures: z.array(titled), place: z.string().nullable() }),
  })
  .meta({ description: 'what became of it, and where' });

const contribution = {
  id: z.string(),
  organisation: titled,
  on: day,
  response: response.nullable().meta({ description: 'null while it waits for one' }),
};

const view = z.object({
  asked: z.array(
    z.object({
      organisation: titled,
      askedOn: day,
      answerBy: day.nullable(),
      standing: z.enum(['waiting', 'answered', 'declined', 'silent', 'excused']),
      answeredOn: day.nullable(),
      isLate: z.boolean(),
      statements: z.array(z.string()),
      priorities: z.array(z.string()).meta({ description: 'priorities that it proposed' }),
    }),
  ),
  priorities: z.array(
    z.object({
      ...contribution,
      title: text,
      motivation: text,
      discussion: z.array(z.object({ organisation: titled, on: day, text })),
      statements: z.array(z.string()).meta({ description: 'statements about it' }),
      measures: z.array(titled).meta({ description: 'measures that took it up' }),
      versions: z
        .array(z.object({ number: z.int(), hash: z.string() }))
        .meta({ description: 'versions of the text that took it up' }),
    }),
  ),
  statements: z.array(
    z.object({
      ...contribution,
      priority: z.string().nullable().meta({ description: 'null for the whole' }),
      stance: z.enum(stances),
      text,
      providers: text,
      wasAsked: z.boolean(),
      isLate: z.boolean(),
    }),
  ),
  unanswered: z.array(z.string()).meta({ description: 'what keeps the basis from being adopted' }),
  measures: z.array(z.object({ measure: titled, contributions: z.array(z.string()) })).meta({ description: 'the way back' }),
  involvement: z.object({
    needsFrom: titled.nullable(),
    needsFormulated: z.boolean(),
    questions: z.array(titled),
    missing: z.array(titled).meta({ description: 'principals that have not said how they took part' }),
    entries: z.array(
      z.object({
        organisation: titled,
        on: day,
        how: text,
        providers: text,
        needs: text,
        answers: z.array(z.object({ question: titled, answer: text })),
      }),
    ),
  }),
}) satisfies z.ZodType<ConsultationView>;

export const consultationDocument = z
  .object({ ...world, chain: z.string(), ...view.shape })
  .meta({ id: 'Consultation', description: 'who was heard, and what became of what they said' });
