import { z } from 'zod';
import { decisionOutcomes } from '#core/act/decision.ts';
import { civilDate, id, sha256, text } from './pieces.ts';

const memberStatement = z
  .strictObject({
    by: text.meta({ description: 'the member, with party', examples: ['En ledamot (V)'] }),
    text: text.meta({ description: 'what the member said' }).optional(),
  })
  .meta({ description: 'a member and, where it is known, what they said' });

const PARAGRAPH = /^(?:§ ?)?\d{1,5}[a-z]?$/;

/** As people write it: 14, '14', '14a' or '§ 14'; kept without the sign. */
const paragraph = z
  .union([z.string().regex(PARAGRAPH), z.int().min(1).max(99_999)])
  .transform((given) => String(given).replace(/^§ ?/, ''))
  .meta({ description: 'its number in the minutes', examples: ['14'] });

/** A body's decision as a person writes it; `toDecision` makes the record of it. */
export const bodyDecision = z
  .strictObject({
    body: id.meta({ description: 'the body that decided', examples: ['kommunstyrelsen'] }),
    decidedOn: civilDate.meta({ description: 'the day of the decision', examples: ['2012-09-26'] }),
    paragraph: paragraph.optional(),
    proposal: text.meta({ description: 'what was proposed to the body' }).optional(),
    outcome: z.enum(decisionOutcomes).meta({ description: 'what the body made of the proposal', examples: ['asProposed'] }),
    delegation: text.meta({ description: 'where the delegation is written; left out where the body itself decided' }).optional(),
    reservations: z.array(memberStatement).default([]).meta({ description: 'members who dissented' }),
    specialStatements: z.array(memberStatement).default([]).meta({ description: 'members’ statements without dissent' }),
    stoodAside: z.array(text).default([]).meta({ description: 'members who took no part because of a conflict of interest' }),
    adoptedOn: civilDate.meta({ description: 'the day the minutes were adopted', examples: ['2012-10-01'] }).optional(),
    dispatchedOn: civilDate.meta({ description: 'the day the extract was sent', examples: ['2012-10-02'] }).optional(),
    extract: sha256.meta({ description: 'the SHA-256 of the extract of the minutes' }).optional(),
  })
  .meta({
    description: 'the body’s decision',
    examples: [{ body: 'kommunstyrelsen', decidedOn: '2012-09-26', outcome: 'asProposed' }],
  });

export type BodyDecisionInput = z.output<typeof bodyDecision>;
