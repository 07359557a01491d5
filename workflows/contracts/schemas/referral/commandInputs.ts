import { z } from 'zod';
import type { ReferralCommandType } from '#core/referral/commands.ts';
import { positions } from '#core/referral/definition.ts';
import { bodyDecision } from '../decision.ts';
import { civilDate, id, sha256, text, title } from '../pieces.ts';

const organisation = id.meta({ description: 'the organisation that is asked or answers', examples: ['stockholm'] });
const organisations = z.array(organisation).meta({ description: 'the organisations', examples: [['botkyrka', 'solna']] });
const position = z.enum(positions).meta({
  description: 'supports, supportsPartly, noObjection (examined, no objection), opposes or abstains (not examined)',
  examples: ['supports'],
});
const requests = z
  .array(text)
  .default([])
  .meta({ description: 'what is asked for', examples: [['Att huvudmännen får återkoppling.']] });
const document = sha256.meta({ description: 'the SHA-256 of the document' }).optional();
const answerBy = civilDate
  .meta({ description: 'the day to answer by; left out where none is set', examples: ['2012-09-30'] })
  .optional();
const until = civilDate.meta({ description: 'the new day', examples: ['2012-10-15'] });
const words = (description: string) => title.meta({ description });
const stage = { organisation, stage: id.meta({ description: 'the stage', examples: ['kommunstyrelsen'] }) };
const body = id.meta({ description: 'the body', examples: ['stadsledningskontoret'] });
const nothing = z.strictObject({});

const item = z.strictObject({
  item: id.meta({ description: 'the part or question', examples: ['fraga-1'] }),
  position,
  text: text.meta({ description: 'what the body says about it' }).optional(),
  requests,
});

const parts = z
  .record(
    id,
    z.strictObject({
      title: words('what the part is about'),
      to: organisations.optional(),
      questions: z.record(id, words('what is asked')).default({}),
    }),
  )
  .meta({ description: 'the parts of the changed question, each under its id', examples: [{ helheten: { title: 'Helheten' } }] });

/** What each of a referral's commands says, as a person writes it: one schema for the API, the command line, scripts and forms. */
export const referralInputs = {
  open: nothing,
  answer: z.strictObject({
    organisation,
    title: words('what it is called, where it was neither asked nor named').optional(),
    question: z
      .int()
      .positive()
      .meta({ description: 'the question’s version; else the newest', examples: [1] })
      .optional(),
    whole: position.optional(),
    items: z.array(item).default([]).meta({ description: 'what the body says per part or question' }),
    requests,
    document,
    decision: bodyDecision.optional(),
    replaces: z.boolean().default(false).meta({ description: 'whether it takes the place of an earlier answer' }),
  }),
  decline: z.strictObject({ organisation }),
  askMore: z.strictObject({ organisations, answerBy }),
  resend: z.strictObject({ organisations: organisations.optional(), answerBy }),
  reconsult: z.strictObject({
    parts,
    documents: z.array(sha256).default([]).meta({ description: 'what is sent out with it, by SHA-256' }),
    organisations: organisations.optional(),
    answerBy,
  }),
  askExtension: z.strictObject({ organisation, until }),
  grantExtension: z.strictObject({ organisation, until }),
  refuseExtension: z.strictObject({ organisation }),
  suspend: nothing,
  resume: nothing,
  withdraw: nothing,
  close: nothing,
  takeTask: z.strictObject({
    organisation,
    handler: id.meta({ description: 'the person who takes it', examples: ['handlaggare'] }),
  }),
  finishStage: z.strictObject({ ...stage, position: position.optional(), document }),
  answerStage: z.strictObject({ ...stage, body, position: position.optional(), document }),
  decideStage: z.strictObject({
    ...stage,
    decision: bodyDecision,
    position: position.optional(),
    until: until
      .meta({ description: 'of a postponed matter, the day it is taken up again', examples: ['2012-10-15'] })
      .optional(),
    returnTo: id.meta({ description: 'of a matter sent back, the stage it goes to', examples: ['promemoria'] }).optional(),
  }),
  delegateStage: z.strictObject({ ...stage, body, reference: text.meta({ description: 'where the delegation is written' }) }),
  adoptMinutes: z.strictObject({ ...stage, extract: sha256.meta({ description: 'the SHA-256 of the extract' }).optional() }),
  correct: z.strictObject({
    version: z.int().positive().meta({ description: 'the version of the entry to correct' }),
    correction: z.literal('note').default('note').meta({ description: 'note: the reason says what should be read instead' }),
  }),
} satisfies Record<ReferralCommandType, z.ZodObject>;

export type ReferralInput<T extends ReferralCommandType> = z.output<(typeof referralInputs)[T]>;

/** A referral's command as a person gives it. */
export type ReferralRequest = { [T in ReferralCommandType]: { type: T; input: ReferralInput<T> } }[ReferralCommandType];
