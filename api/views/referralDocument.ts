import { z } from 'zod';
import { decisionOutcomes } from '#core/act/decision.ts';
import { positions } from '#core/referral/definition.ts';
import { referralPhases } from '#core/referral/phases.ts';
import { day, named, titled, world } from './pieces.ts';

const head = {
  id: z.string().meta({ description: 'the short id', examples: ['referral:stockholm-2012'] }),
  chain: z.string(),
  ...world,
  title: z.string(),
  phase: z.enum(referralPhases),
  phaseName: z.string(),
};

export const referralSummaryDocument = z.object(head).meta({ id: 'ReferralSummary' });
export type ReferralSummary = z.output<typeof referralSummaryDocument>;

const count = z.int().min(0);
const position = z.enum(positions);
const spread = z
  .object({ supports: count, supportsPartly: count, noObjection: count, opposes: count, abstains: count, noPosition: count })
  .meta({ id: 'PositionCounts', description: 'how many took each position; noPosition answered without taking one here' });
const tally = z
  .object({
    asked: count,
    answered: count,
    late: count.meta({ description: 'of the answered: after their day' }),
    declined: count.meta({ description: 'said that they will not answer' }),
    silent: count,
    how: spread,
    unasked: z.object({ answered: count, how: spread }).meta({ description: 'answers of those who were not asked' }),
  })
  .meta({ id: 'Tally', description: 'asked = answered + declined + silent' });
const counted = z.object({ ...titled.shape, tally });

const words = z.object({
  by: z.string().nullable().meta({ description: 'null where it has been erased' }),
  text: z.string().nullable(),
});

const decision = z
  .object({
    body: titled,
    decidedOn: day,
    paragraph: z.string().nullable(),
    outcome: z.enum(decisionOutcomes),
    isDelegated: z.boolean(),
    reservations: z.array(words).meta({ description: 'members’ dissent' }),
    specialStatements: z.array(words).meta({ description: 'members’ statements without dissent' }),
    stoodAside: z
      .array(z.string().nullable())
      .meta({ description: 'members who took no part because of a conflict of interest' }),
    adoptedOn: day.nullable(),
    dispatchedOn: day.nullable(),
    extract: z.string().nullable().meta({ description: 'SHA-256 of the extract of the minutes' }),
  })
  .meta({ id: 'KeptDecision' });

const heard = z.object({
  organisation: titled,
  registrationNumber: z.string().nullable(),
  isAsked: z.boolean(),
  how: z.enum(['answered', 'declined', 'silent']),
  isLate: z.boolean(),
  isAfterClosing: z.boolean(),
  answeredOn: day.nullable(),
  dueOn: day.nullable().meta({ description: 'null where no answer is due' }),
  whole: position.nullable(),
  items: z.record(z.string(), position).meta({ description: 'positions by the ids of parts and questions' }),
  version: z.int().nullable().meta({ description: 'version of the event that holds the answer' }),
  decision: decision.nullable(),
});

const question = z.object({
  question: z.int(),
  askedOn: day,
  whole: tally,
  parts: z.array(z.object({ ...counted.shape, questions: z.array(counted) })),
  requests: z.array(
    z.object({
      organisation: titled,
      item: titled.nullable().meta({ description: 'null: about the whole' }),
      text: z.string().nullable().meta({ description: 'null where it has been erased' }),
    }),
  ),
  organisations: z.array(heard),
});

const stage = z.object({
  ...titled.shape,
  kind: z.string(),
  status: z.enum(['waiting', 'open', 'done']),
  body: titled,
  begunOn: day.nullable(),
  dueOn: day.nullable(),
  doneOn: day.nullable(),
  position: position.nullable(),
  decision: decision.nullable(),
  inner: z.array(z.object({ body: titled, answeredOn: day.nullable(), position: position.nullable() })),
  timesPostponed: count,
  timesSentBack: count,
});

const closingCount = z.object({
  question: z.int(),
  asked: count,
  answered: count,
  declined: count,
  silent: count,
  late: count,
  unasked: count,
});

export const referralDocument = z
  .object({
    ...head,
    about: z.string().nullable(),
    askedOn: day,
    asker: titled,
    coordinator: named,
    registrationNumbers: z.array(z.object({ organisation: titled, number: z.string() })),
    suspendedOn: day.nullable(),
    extensionsAsked: z.array(z.object({ organisation: titled, until: day })),
    closing: z
      .object({ on: day, counts: z.array(closingCount) })
      .nullable()
      .meta({ description: 'the compilation as the closing fixed it; null while the referral is out' }),
    questions: z.array(question).meta({ description: 'the compilation, per version of the question' }),
    handling: z
      .array(z.object({ organisation: titled, stages: z.array(stage) }))
      .meta({ description: 'the own handling of the organisation of who looks, or of whoever runs the referral' }),
  })
  .meta({ id: 'Referral' });

export type ReferralDocument = z.output<typeof referralDocument>;
