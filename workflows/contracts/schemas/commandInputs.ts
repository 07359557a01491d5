import { z } from 'zod';
import type { CommandType } from '#core/agreement/commands.ts';
import { consultationInputs } from './parts/consultation.ts';
import { negotiationInputs } from './parts/negotiation.ts';
import { decisionsInputs, routeInputs } from './parts/decisions.ts';
import { fundsInputs } from './parts/funds.ts';
import { recipientsInputs } from './parts/recipients.ts';
import { followUpInputs } from './parts/followUp.ts';
import { datesInputs } from './parts/dates.ts';
import { tasksInputs } from './parts/tasks.ts';
import { civilDate, deadlineId, evidence, id, money, reminderPlan, text, versionRef } from './pieces.ts';

const party = id.meta({ description: 'the organisation that is the party', examples: ['skl'] });
const versionHash = versionRef.meta({ description: 'the version that it is about: its number as v2, or its SHA-256' });

export type EvidenceInput = z.output<typeof evidence>;

/** The three parts of a report (PM); `reasons` says that goals were not met. */
const reportContent = z
  .union([
    z.literal('nothing'),
    z.strictObject({
      activities: text.meta({ description: 'the activities carried out' }),
      development: text.meta({ description: 'how the work developed against its goals' }),
      reasons: text.meta({ description: 'why goals were not met; leave it out where they were' }).optional(),
    }),
  ])
  .meta({ description: 'activities, development and, where goals were not met, reasons; or `nothing`', examples: ['nothing'] });

const span = z.strictObject({ from: civilDate, to: civilDate });

/** What is given replaces what was, whole. */
const ruleChanges = z
  .strictObject({
    windows: z.strictObject({ consultation: span, negotiation: span, evaluation: span }).optional(),
    signingBy: civilDate.optional(),
    reminderPlans: z.record(id, reminderPlan).optional(),
    escalateFromDaysOverdue: z
      .int()
      .meta({ description: 'a whole number of days', examples: [7] })
      .optional(),
  })
  .meta({ description: 'the rules that change' });

/** What the corrected entry should have said; `note` leaves it to the reason. */
const correction = z
  .union([
    z.literal('note'),
    z.strictObject({ doneOn: civilDate }),
    z.strictObject({ used: money, unspent: money }),
    z.strictObject({ amount: money }),
  ])
  .meta({ description: 'note, {doneOn}, {used, unspent} or {amount}', examples: ['note'] });

const deadlineOnly = z.strictObject({ deadline: deadlineId });
const partyOnly = z.strictObject({ party });
const nothing = z.strictObject({});

/**
 * What each command says, as a person writes it: amounts with their unit, texts as they are. One schema for the API, the command line,
 * scripts and forms; `toCommand` makes commands of them.
 */
export const commandInputs = {
  open: nothing,
  adoptBasis: nothing,
  openNextPhaseEarly: nothing,
  acceptVersion: z.strictObject({ party, versionHash }),
  authorise: routeInputs.authorise,
  sign: routeInputs.sign,
  refuseToSign: partyOnly,
  approve: routeInputs.approve,
  reject: routeInputs.reject,
  reopenNegotiation: nothing,
  lapse: nothing,
  terminate: partyOnly,
  meetDeadline: deadlineOnly,
  letGo: deadlineOnly,
  handInReport: z.strictObject({ deadline: deadlineId, content: reportContent }),
  returnReport: z.strictObject({ deadline: deadlineId, newDueOn: civilDate }),
  acceptReport: deadlineOnly,
  reportDeviation: z.strictObject({ measure: id, description: text }),
  account: z.strictObject({ area: id, used: money, unspent: money }),
  repay: z.strictObject({ area: id, amount: money }),
  adoptEvaluation: nothing,
  changeRules: z.strictObject({
    changes: ruleChanges,
    consents: z
      .array(z.strictObject({ party, evidence }))
      .default([])
      .meta({ description: 'each party that agreed, and where that can be read' }),
  }),
  correct: z.strictObject({
    version: z.int().positive().meta({ description: 'the version of the entry to correct' }),
    correction,
  }),
  ...consultationInputs,
  ...negotiationInputs,
  ...decisionsInputs,
  ...fundsInputs,
  ...recipientsInputs,
  ...followUpInputs,
  ...datesInputs,
  ...tasksInputs,
} satisfies Record<CommandType, z.ZodObject>;

export type CommandInput<T extends CommandType> = z.output<(typeof commandInputs)[T]>;

/** A command as a person gives it. */
export type CommandRequest = { [T in CommandType]: { type: T; input: CommandInput<T> } }[CommandType];
