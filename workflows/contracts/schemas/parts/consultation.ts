import { z } from 'zod';
import { type ConsultationCommand, responseOutcomes, stances } from '#core/agreement/consultation/types.ts';
import { civilDate, id, text, title, versionRef } from '../pieces.ts';
import type { Shaping } from '../shaping.ts';

const organisation = id.meta({ description: 'the organisation whose act it is', examples: ['famna'] });
const organisations = z
  .array(id)
  .meta({ description: 'the organisations to invite; left out: the consultation group', examples: [['famna', 'fou-valfard']] });
const priority = id.meta({ description: 'the id of a proposed priority', examples: ['priority-1'] });
const measures = z.array(id).meta({ description: 'the measures that took it up', examples: [['praktikens-exempel']] });
const contribution = id.meta({
  description: 'the id of the proposal or statement that it answers',
  examples: ['priority-1', 'statement-2'],
});
const providers = text.meta({ description: 'which contracted providers took part, and how' }).optional();

const takenUpIn = z
  .strictObject({
    priorities: z.array(priority).meta({ description: 'the priorities that took it up' }).default([]),
    measures: measures.default([]),
    place: text.meta({ description: 'another place, in words', examples: ['Underlagets avsnitt 3'] }).optional(),
  })
  .meta({
    description: 'where it was taken up: {priorities, measures, place}',
    examples: [{ measures: ['praktikens-exempel'] }],
  });

const answers = z
  .array(z.strictObject({ question: id, answer: text }))
  .meta({ description: 'answers to the questions on involvement: {question, answer}' });

/** What each command says, as a person writes it. */
export const consultationInputs = {
  invite: z.strictObject({
    organisations: organisations.default([]),
    answerBy: civilDate.meta({ description: 'the last day for answering', examples: ['2011-04-29'] }),
  }),
  proposePriority: z.strictObject({
    organisation,
    title: title.meta({ description: 'what is proposed, in a few words', examples: ['Barns delaktighet'] }),
    motivation: text.meta({ description: 'why it should be a priority' }),
  }),
  discussPriority: z.strictObject({
    organisation,
    priority,
    contribution: text.meta({ description: 'what the organisation says of it' }),
  }),
  giveStatement: z.strictObject({
    organisation,
    priority: priority
      .meta({ description: 'the priority that it is about; left out: the whole', examples: ['priority-1'] })
      .optional(),
    stance: z.enum(stances).meta({ description: 'for, against or comment', examples: ['for'] }),
    statement: text.meta({ description: 'the statement' }),
    providers,
  }),
  declineToAnswer: z.strictObject({ organisation }),
  respond: z.strictObject({
    to: contribution,
    outcome: z.enum(responseOutcomes).meta({ description: 'takenUp, partly or not', examples: ['takenUp'] }),
    in: takenUpIn.default({ priorities: [], measures: [] }),
    answer: text.meta({ description: 'the answer, with why' }),
  }),
  linkPriority: z.strictObject({
    priority,
    measures: measures.default([]),
    versions: z
      .array(versionRef)
      .meta({ description: 'the versions of the text that took it up', examples: [['v2']] })
      .default([]),
  }),
  recordInvolvement: z.strictObject({
    organisation,
    how: text.meta({ description: 'how the organisation was involved' }),
    providers,
    needs: text.meta({ description: 'the municipal needs and priorities as formulated' }).optional(),
    answers: answers.default([]),
  }),
} satisfies Record<ConsultationCommand['type'], z.ZodObject>;

const answerDays = z
  .int()
  .meta({ description: 'days that whoever is invited has to answer in, at least; else 0', examples: [30] });
const group = id.meta({ description: 'an organisation of the consultation group', examples: ['famna'] });
const statementTitle = title.meta({
  description: 'what an invited organisation’s deadline is called; else Yttrande i samrådet',
  examples: ['Yttrande i samrådet'],
});
const needsFrom = id.meta({ description: 'who answers for municipal needs being formulated', examples: ['skl'] });
const question = title.meta({ description: 'the question', examples: ['Hur har utförarna involverats?'] });

/** How those concerned are heard before the negotiation. */
export function consultationTerms({ leaf, maybe, object, map, list }: Shaping) {
  const involvement = object({
    principals: list(leaf(id.meta({ description: 'a principal', examples: ['stockholm'] }), 'x'))
      .optional()
      .meta({
        description: 'the principals that are asked how they and their providers were involved',
        examples: [['stockholm']],
      }),
    needsFrom: maybe(needsFrom),
    questions: map(id, leaf(question, '?')).optional().meta({ description: 'what the principals are asked, each under an id' }),
  });
  return object({
    answerDays: maybe(answerDays),
    group: list(leaf(group, 'x'))
      .optional()
      .meta({
        description: 'the consultation group: who is invited where nobody is named',
        examples: [['famna', 'fou-valfard']],
      }),
    statementTitle: maybe(statementTitle),
    involvement: involvement.optional().meta({ description: 'how principals and their providers take part' }),
  })
    .optional()
    .meta({ description: 'how those concerned are heard before the negotiation' });
}
