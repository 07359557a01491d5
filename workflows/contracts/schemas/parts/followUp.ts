import { z } from 'zod';
import { assessmentOutcomes, type FollowUpCommand } from '#core/agreement/followUp/types.ts';
import { civilDate, deadlineId, id, sha256, text } from '../pieces.ts';
import type { Shaping } from '../shaping.ts';

const deviation = id.meta({ description: 'the id of a reported deviation', examples: ['deviation-1'] });
const measure = id.meta({ description: 'the measure that it is about', examples: ['praktikens-exempel'] });
const party = id.meta({ description: 'the organisation that is the party', examples: ['staten'] });

/** What each command says, as a person writes it. */
export const followUpInputs = {
  planAction: z.strictObject({
    deviation,
    organisation: id.meta({ description: 'the organisation that does it', examples: ['skl'] }),
    dueOn: civilDate.meta({ description: 'the day by which it is done', examples: ['2012-11-30'] }),
    action: text.meta({ description: 'what is to be done' }),
  }),
  completeAction: z.strictObject({
    deadline: deadlineId.meta({ description: 'the id of the action', examples: ['action:deviation-1'] }),
    result: text.meta({ description: 'what was done' }),
  }),
  followUpAction: z.strictObject({
    deviation,
    resolved: z.boolean().default(false).meta({ description: 'whether the deviation is resolved by it' }),
    outcome: text.meta({ description: 'what came of it, or why nothing is needed' }),
  }),
  enterFinding: z.strictObject({
    organisation: id.meta({ description: 'the organisation whose finding it is', examples: ['statskontoret'] }),
    measure: measure.optional(),
    finding: text.meta({ description: 'what was found' }),
    document: sha256.meta({ description: 'the SHA-256 of the document that it stands in' }).optional(),
  }),
  assessMeasure: z.strictObject({
    party,
    measure,
    outcome: z
      .enum(assessmentOutcomes)
      .meta({ description: 'asPlanned, partly, notReached or tooEarly', examples: ['asPlanned'] }),
    assessment: text.meta({ description: 'the assessment' }),
    findings: z
      .array(id)
      .meta({ description: 'ids of the findings that it considered', examples: [['finding-1']] })
      .default([]),
  }),
  proposeRevision: z.strictObject({
    party,
    measure: measure.optional(),
    area: id.meta({ description: 'the area that it is about', examples: ['forskning'] }).optional(),
    proposal: text.meta({ description: 'what the next year is to do otherwise' }),
  }),
  fetchFeedback: z.strictObject({
    organisation: id.meta({ description: 'the organisation that it went to', examples: ['stockholm'] }),
    feedback: id.meta({ description: 'the id of the feedback', examples: ['feedback-1'] }),
  }),
} satisfies Record<FollowUpCommand['type'], z.ZodObject>;

const assessEachMeasure = z.boolean().meta({
  description: 'whether the evaluation waits until each measure is assessed; else false',
  examples: [true],
});
const principal = id.meta({ description: 'a principal', examples: ['stockholm'] });

/** How the agreement is followed up and evaluated, and who is told what came out of it. */
export function followUpTerms({ leaf, maybe, object, list }: Shaping) {
  return object({
    assessEachMeasure: maybe(assessEachMeasure),
    feedbackTo: list(leaf(principal, 'x'))
      .optional()
      .meta({
        description: 'the principals that each accepted report and the adopted evaluation go to',
        examples: [['stockholm']],
      }),
  })
    .optional()
    .meta({ description: 'how the agreement is followed up and evaluated' });
}
