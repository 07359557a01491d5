import { type Kind, kinds } from '#core/act/model.ts';
import { z } from 'zod';
import type { CommandType } from '#core/agreement/commands.ts';
import { inputsOf, refusalCodesOf } from './kinds.ts';
import { civilDate, deadlineId, evidence, id, localMinute, text, title } from './pieces.ts';

const refused = (code: z.ZodType<string>) =>
  z
    .union([
      z.literal('refused'),
      z.strictObject({ refused: code.meta({ description: 'the refusal’s code', examples: ['wrongPhase'] }) }),
    ])
    .meta({ description: 'refused, or {refused: <code>}, for a step that must not succeed', examples: ['refused'] });

const selector = z
  .union([
    z.enum(['areas', 'measures', 'recipients', 'asked']),
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
    description:
      'repeats the step: a list of ids, areas, measures, recipients, asked (of a referral), or {deadlines: {kind, dueOn, area}}',
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
  on: z
    .union([z.int(), z.string()])
    .meta({
      description: 'which process it is for: framework, a year, or a referral’s name; else the only agreement',
      examples: [2012],
    })
    .optional(),
  at: localMinute.meta({ description: 'when it is recorded, by the clock in Sweden', examples: ['2011-06-20T14:00'] }),
  by: id.meta({ description: 'the person who records it', examples: ['samordnare'] }),
  ...act,
  doneOn: act.doneOn
    .meta({ description: 'the day it was done; else the day it is recorded', examples: ['2011-06-20'] })
    .optional(),
  evidence: evidence.optional(),
  expect: refused(z.string()).optional(),
  name: id.meta({ description: 'a name for later steps to refer to', examples: ['redovisning-forskning'] }).optional(),
};

const plannedYear = z.int().meta({ description: 'the year whose file the script names under agreements', examples: [2013] });

/** Whether a step names one of the script's agreements by its year, in the place of that agreement's file. */
export const namesItsYear = (kind: Kind, type: string): boolean =>
  kind === 'framework' && (type === 'planYear' || type === 'replanYear');

/** What a step says of the command itself. The id that it is repeated for, the version to accept and what is missing are seen to later. */
export function stepInput(kind: Kind, type: string): z.ZodObject {
  const input = inputsOf[kind][type];
  if (input === undefined) throw new RangeError(`${type} is no command of a ${kind}`);
  if (namesItsYear(kind, type))
    return z.strictObject({ year: plannedYear, ...input.omit({ agreement: true, files: true }).shape });
  if (type !== 'correct') return input.partial();
  const step = id.meta({ description: 'the name of the step to correct', examples: ['redovisning-forskning'] });
  return z.strictObject({ step, ...input.omit({ version: true }).shape });
}

const anyInput = z
  .record(z.string(), z.unknown())
  .meta({ description: 'what the command says', examples: [{ deadline: 'finalReport' }] });
const aFile = (what: string, example: string) =>
  title.meta({ description: `${what} file, beside this one`, examples: [example] });
const year = z
  .string()
  .superRefine((given, context) => {
    if (!/^\d{4}$/.test(given))
      context.addIssue({
        code: 'custom',
        message: `${JSON.stringify(given)} is no year`,
        params: { remedy: 'write a year, such as 2012' },
      });
  })
  .meta({ description: 'a year', examples: ['2012'], pattern: '^\\d{4}$' });
const referralName = id.meta({ description: 'the name that steps call a referral by', examples: ['stockholm'] });
const pastActTypes = (Object.keys(inputsOf.agreement) as CommandType[]).filter((type) => type !== 'open' && type !== 'correct');
const command = (types: z.ZodType<string>) => types.meta({ description: 'the command', examples: ['adoptBasis'] });

const stepEntry = z.strictObject({ do: command(z.string()), ...recorded, with: anyInput.optional() });
const pastActEntry = z.strictObject({
  do: z.enum(pastActTypes).meta({ description: 'the command', examples: ['adoptBasis'] }),
  ...act,
  with: anyInput.optional(),
});

/** The processes that the script plays, each in a file of its own. */
const played = {
  framework: aFile('the framework’s', 'framework.yaml').optional(),
  agreement: aFile('the agreement’s', 'agreement.yaml').optional(),
  agreements: z
    .record(year, aFile('that year’s agreement’s', 'agreement-2013.yaml'))
    .meta({ description: 'the agreements by year, where there are several', examples: [{ 2012: 'agreement.yaml' }] })
    .optional(),
  referrals: z
    .record(referralName, aFile('that referral’s', 'referral-stockholm.yaml'))
    .meta({
      description: 'the referrals by the names that steps call them by',
      examples: [{ stockholm: 'referral-stockholm.yaml' }],
    })
    .optional(),
};

/** Who did what when, recorded by whom when: docs/agreement-file.md explains every field. What a step says of its command depends on which process it is for: `inputsOf` and `stepInput` know. */
export const scriptFile = z.strictObject({
  ...played,
  steps: z.array(stepEntry).meta({ description: 'the steps, in the order in which they are recorded' }),
});

/** What had been done when the system took an agreement over. */
export const takeOverFile = z.strictObject({ acts: z.array(pastActEntry).meta({ description: 'what was done, in order' }) });

/** The same two for editors, which can tell what each command says while it is written. */
export const editorScriptFile = z.strictObject({
  ...played,
  steps: z.array(z.union(kinds.flatMap(stepBranches))),
});
export const editorTakeOverFile = z.strictObject({
  acts: z.array(z.union(pastActTypes.map((type) => branch('agreement', type, act)))),
});

function stepBranches(kind: Kind) {
  const fields = { ...recorded, expect: refused(z.enum(refusalCodesOf[kind])).optional() };
  return Object.keys(inputsOf[kind]).map((type) => branch(kind, type, fields));
}

function branch(kind: Kind, type: string, fields: z.ZodRawShape) {
  return z.strictObject({ do: z.literal(type), ...fields, with: stepInput(kind, type).optional() });
}

export type ScriptFile = z.output<typeof scriptFile>;
export type StepEntry = z.output<typeof stepEntry>;
export type Selector = z.output<typeof selector>;
export type Expectation = NonNullable<StepEntry['expect']>;
