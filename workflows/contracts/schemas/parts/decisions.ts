import { z } from 'zod';
import { decisionOutcomes } from '#core/act/decision.ts';
import { type DecisionsCommand, meetingMatters } from '#core/agreement/decisions/types.ts';
import { civilDate, id, sha256, text, title, versionRef } from '../pieces.ts';
import type { Shaping } from '../shaping.ts';
import { documents, draftedText } from './negotiation.ts';

const party = id.meta({ description: 'the organisation that is the party', examples: ['skl'] });
const body = id.meta({ description: 'the body that decides', examples: ['skl-styrelse'] });
const person = id.meta({ description: 'the person who signs', examples: ['skl-vd'] });
const about = z.enum(meetingMatters).meta({ description: 'authorisation or approval', examples: ['approval'] });
const amendment = z
  .int()
  .positive()
  .meta({ description: 'the number of the amendment', examples: [1] });
const MOST_BUSINESS_DAYS = 250;
const businessDays = z
  .int()
  .min(1)
  .max(MOST_BUSINESS_DAYS)
  .meta({ description: 'how many business days before the meeting its papers go out', examples: [10] });

const statement = z.strictObject({ by: text, text: text.optional() });

/** A body's decision as its minutes tell it; its body and day are the command's own. */
export const decision = z
  .strictObject({
    meeting: title.meta({ description: 'the meeting’s number', examples: ['III:8'] }).optional(),
    paragraph: title.meta({ description: 'of the minutes', examples: ['14'] }).optional(),
    proposal: text.meta({ description: 'what was proposed' }).optional(),
    outcome: z.enum(decisionOutcomes),
    delegation: text.meta({ description: 'the delegation that it rests on; else the body itself' }).optional(),
    reservations: z.array(statement).default([]),
    specialStatements: z.array(statement).default([]),
    stoodAside: z.array(text).default([]),
    adoptedOn: civilDate.optional(),
    dispatchedOn: civilDate.optional(),
    extract: sha256.optional(),
  })
  .meta({
    description: 'the decision as its minutes tell it: meeting, paragraph, outcome, reservations, adoptedOn, …',
    examples: [{ meeting: '2', paragraph: '14', outcome: 'asProposed' }],
  });

export type DecisionInput = z.output<typeof decision>;

const inAllEssentials = z
  .strictObject({ from: versionRef, differences: text })
  .meta({ description: 'that it is in all essentials the same: from which version, and the differences', examples: [] });

/** What the acts of a text's way say: the agreement's own and an amendment's. */
export const routeInputs = {
  authorise: z.strictObject({
    party,
    body,
    signatory: person,
    orSubstitute: z
      .boolean()
      .default(false)
      .meta({ description: 'whether whoever the signatory puts in their place may sign too' }),
    covers: versionRef.meta({ description: 'the version that the decision covers; else any' }).optional(),
    allowsDeviation: z.boolean().meta({ description: 'whether it covers also what is in all essentials the same' }).optional(),
    decision: decision.optional(),
  }),
  sign: z.strictObject({
    party,
    signatory: person,
    versionHash: versionRef,
    inPlaceOf: id
      .meta({ description: 'the one authorised, whom the signatory stands in for', examples: ['ministern'] })
      .optional(),
    inAllEssentials: inAllEssentials.optional(),
  }),
  approve: z.strictObject({
    body,
    versionHash: versionRef,
    inAllEssentials: inAllEssentials.optional(),
    decision: decision.optional(),
  }),
  reject: z.strictObject({ body, decision: decision.optional() }),
};

/** What each command says, as a person writes it. */
export const decisionsInputs = {
  planMeeting: z.strictObject({
    body,
    about,
    meetingOn: civilDate.meta({ description: 'the day of the meeting', examples: ['2012-02-17'] }),
    papersBusinessDaysBefore: businessDays.optional(),
  }),
  sendPapers: z.strictObject({ body, about, versionHash: versionRef, documents }),
  proposeAmendment: z.strictObject({
    party,
    amendment: amendment.meta({ description: 'the amendment that it is another version of; else a new one' }).optional(),
    changes: draftedText.shape.changes,
    documents,
  }),
  acceptAmendment: z.strictObject({ party, amendment, versionHash: versionRef }),
  declineAmendment: z.strictObject({ party, amendment }),
  authoriseAmendment: routeInputs.authorise.extend({ amendment }),
  signAmendment: routeInputs.sign.extend({ amendment }),
  approveAmendment: routeInputs.approve.extend({ amendment }),
  rejectAmendment: routeInputs.reject.extend({ amendment }),
} satisfies Record<DecisionsCommand['type'], z.ZodObject>;

/** What the agreement says of deciding. */
export function decisionsTerms({ leaf, maybe, object, map }: Shaping) {
  return object({
    papersBusinessDaysBefore: map(id, leaf(businessDays, 1))
      .optional()
      .meta({ description: 'by body, how many business days before a meeting its papers go out' }),
    tellGroup: maybe(
      z.boolean().meta({ description: 'whether the consultation group is told of a rejection; else false', examples: [true] }),
    ),
  })
    .optional()
    .meta({ description: 'how the bodies decide' });
}
