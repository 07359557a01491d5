import { z } from 'zod';
import type { CommandType } from '#core/agreement/commands.ts';
import type { Refusal, YearRefusal } from '#core/agreement/refusals.ts';
import { partRefusalCodes } from '#core/texts/refusalText.ts';
import { commandTypes } from '#core/agreement/tables.ts';
import { commandInputs, correction } from './commandInputs.ts';
import { civilDate, deadlineId, evidence, id, localMinute, text, title } from './pieces.ts';

const knownCodes = {
  notOpened: true,
  alreadyOpened: true,
  openingPassed: true,
  faultyDefinition: true,
  faultyTakeOver: true,
  wrongPhase: true,
  nothingToOpenEarly: true,
  unknownPerson: true,
  unknown: true,
  notAllowed: true,
  ownReport: true,
  notThatPerson: true,
  doneInFuture: true,
  doneTooEarly: true,
  doneTooLate: true,
  notADate: true,
  evidenceMissing: true,
  reasonMissing: true,
  otherVersion: true,
  alreadyDone: true,
  notAuthorised: true,
  wrongBody: true,
  afterRejection: true,
  nothingRejected: true,
  notWatched: true,
  metOtherwise: true,
  notHandedIn: true,
  dueDateInPast: true,
  notMoney: true,
  budgetMismatch: true,
  tooMuchRepaid: true,
  notAccounted: true,
  repaidExceedsUnspent: true,
  faultyRules: true,
  consentMissing: true,
  nothingToCorrect: true,
  correctionDoesNotFit: true,
  cannotRecord: true,
} as const satisfies Record<YearRefusal['code'], true>;
const refusalCodes: Refusal['code'][] = [...(Object.keys(knownCodes) as YearRefusal['code'][]), ...partRefusalCodes];

const expectation = z
  .union([
    z.literal('refused'),
    z.strictObject({ refused: z.enum(refusalCodes).meta({ description: 'the refusal’s code', examples: ['wrongPhase'] }) }),
  ])
  .meta({ description: 'refused, or {refused: <code>}, for a step that must not succeed', examples: ['refused'] });

const selector = z
  .union([
    z.enum(['areas', 'measures']),
    z.array(deadlineId),
    z.strictObject({
      deadlines: z.strictObject({
        kind: id.meta({ description: 'only deadlines of this kind', examples: ['measureReport'] }).optional(),
        dueOn: civilDate
          .meta({ description: 'only deadlines due on this day by the agreement', examples: ['2013-03-31'] })
          .optional(),
        area: id.meta({ description: 'only deadlines of this area’s measures', examples: ['forskning'] }).optional(),
      }),
    }),
  ])
  .meta({
    description: 'repeats the step: a list of ids, areas, measures, or {deadlines: {kind, dueOn, area}}',
    examples: [{ deadlines: { kind: 'measureReport', dueOn: '2013-03-31' } }],
  });

const act = {
  doneOn: civilDate.meta({ description: 'the day the act was done', examples: ['2012-01-31'] }),
  doneBy: id.meta({ description: 'the person who did it', examples: ['skl-vd'] }).optional(),
  reason: text.meta({ description: 'why', examples: ['Parterna är inte eniga om beloppen.'] }).optional(),
  forEach: selector.optional(),
  note: text.meta({ description: 'a remark for who reads the script' }).optional(),
};

const recorded = {
  at: localMinute.meta({ description: 'when it is recorded, by the clock in Sweden', examples: ['2011-06-20T14:00'] }),
  by: id.meta({ description: 'the person who records it', examples: ['samordnare'] }),
  ...act,
  doneOn: act.doneOn
    .meta({ description: 'the day it was done; else the day it is recorded', examples: ['2011-06-20'] })
    .optional(),
  evidence: evidence.optional(),
  expect: expectation.optional(),
  name: id.meta({ description: 'a name for later steps to refer to', examples: ['redovisning-forskning'] }).optional(),
};

/** What a step says of the command itself. The id that it is repeated for, the version to accept and what is missing are seen to later. */
export function stepInput(type: CommandType): z.ZodObject {
  if (type !== 'correct') return (commandInputs[type] as z.ZodObject).partial();
  const step = id.meta({ description: 'the name of the step to correct', examples: ['redovisning-forskning'] });
  return z.strictObject({ step, correction });
}

const anyInput = z
  .record(z.string(), z.unknown())
  .meta({ description: 'what the command says', examples: [{ deadline: 'finalReport' }] });
const agreement = title.meta({ description: 'the agreement’s file, beside this one', examples: ['agreement.yaml'] });
const pastActTypes = commandTypes.filter((type) => type !== 'open' && type !== 'correct');
const oneOf = (types: readonly CommandType[]) => z.enum(types).meta({ description: 'the command', examples: ['adoptBasis'] });

const stepEntry = z.strictObject({ do: oneOf(commandTypes), ...recorded, with: anyInput.optional() });
const pastActEntry = z.strictObject({ do: oneOf(pastActTypes), ...act, with: anyInput.optional() });

/** Who did what when, recorded by whom when: docs/agreement-file.md explains every field. `stepInput` checks each `with`. */
export const scriptFile = z.strictObject({
  agreement,
  steps: z.array(stepEntry).meta({ description: 'the steps, in the order in which they are recorded' }),
});

/** What had been done when the system took an agreement over. */
export const takeOverFile = z.strictObject({ acts: z.array(pastActEntry).meta({ description: 'what was done, in order' }) });

/** The same two for editors, which can tell what each command says while it is written. */
export const editorScriptFile = z.strictObject({
  agreement,
  steps: z.array(z.union(commandTypes.map((type) => branch(type, recorded)))),
});
export const editorTakeOverFile = z.strictObject({ acts: z.array(z.union(pastActTypes.map((type) => branch(type, act)))) });

function branch(type: CommandType, fields: z.ZodRawShape) {
  return z.strictObject({ do: z.literal(type), ...fields, with: stepInput(type).optional() });
}

export type StepEntry = z.output<typeof stepEntry>;
export type Selector = z.output<typeof selector>;
export type Expectation = z.output<typeof expectation>;
