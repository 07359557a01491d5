import { z } from 'zod';
import { assessmentOutcomes } from '#core/agreement/followUp/types.ts';
import type { FollowUpView } from '#core/agreement/followUp/view.ts';
import { day, titled, world } from './pieces.ts';

const text = z.string().nullable().meta({ description: 'null once erased' });

const deviation = z.object({
  id: z.string(),
  measure: titled,
  on: day,
  description: text,
  standing: z.enum(['unfollowed', 'actionPlanned', 'actionDone', 'notResolved', 'resolved']),
  actions: z.array(
    z.object({ id: z.string(), organisation: titled, action: text, dueOn: day, doneOn: day.nullable(), result: text }),
  ),
  followedUp: z.array(z.object({ on: day, resolved: z.boolean(), outcome: text })),
});

const assessment = z.object({
  party: titled,
  on: day,
  outcome: z.enum(assessmentOutcomes),
  assessment: text,
  findings: z.array(z.string()).meta({ description: 'findings that it considered' }),
});

const view = z.object({
  deviations: z.array(deviation),
  unresolved: z.array(z.string()).meta({ description: 'deviations that the evaluation has to speak of' }),
  measures: z.array(
    z.object({
      measure: titled,
      mayAssess: z.array(titled).meta({ description: 'parties that do not carry it out' }),
      assessments: z.array(assessment),
      findings: z.array(z.string()),
    }),
  ),
  assessEachMeasure: z.boolean().meta({ description: 'whether the evaluation waits for `unassessed`' }),
  unassessed: z.array(titled),
  findings: z.array(
    z.object({
      id: z.string(),
      organisation: titled,
      measure: titled.nullable(),
      on: day,
      text,
      document: z.string().nullable().meta({ description: 'SHA-256 of the document that it stands in' }),
    }),
  ),
  revisions: z.array(
    z.object({
      id: z.string(),
      party: titled,
      measure: titled.nullable(),
      area: titled.nullable(),
      on: day,
      proposal: text,
      carried: z
        .union([z.enum(['underWay', 'done']), z.object({ refused: z.string() })])
        .meta({ description: "what became of it on its way to next year's agreement" }),
    }),
  ),
  feedback: z.array(
    z.object({
      id: z.string(),
      about: z.union([
        z.object({ kind: z.literal('report'), deadline: z.string() }),
        z.object({ kind: z.literal('evaluation') }),
      ]),
      title: z.string().nullable().meta({ description: 'of the report; null for the evaluation' }),
      report: z
        .object({ activities: text, development: text, goalsMet: z.boolean(), reasons: text })
        .nullable()
        .meta({ description: 'what the report says' }),
      on: day,
      to: z.array(z.object({ organisation: titled, fetchedOn: day.nullable() })),
    }),
  ),
}) satisfies z.ZodType<FollowUpView>;

export const followUpDocument = z
  .object({ ...world, chain: z.string(), ...view.shape })
  .meta({ id: 'FollowUp', description: 'how an agreement is followed up, evaluated and given back' });
