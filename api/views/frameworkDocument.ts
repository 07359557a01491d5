import { z } from 'zod';
import { phases } from '#core/agreement/phases.ts';
import { deadlineStatuses } from '#core/deadlines/deadline.ts';
import { frameworkPhases } from '#core/framework/phases.ts';
import { day, named, titled, world } from './pieces.ts';

const head = {
  id: z.string().meta({ description: 'the short id', examples: ['framework:evidensbaserad-praktik'] }),
  chain: z.string(),
  ...world,
};
const summaryShape = {
  ...head,
  title: z.string(),
  phase: z.enum(frameworkPhases),
  phaseName: z.string(),
  validFrom: day.nullable(),
  validUntil: day.nullable(),
};

export const frameworkSummaryDocument = z.object(summaryShape).meta({ id: 'FrameworkSummary' });
export type FrameworkSummary = z.output<typeof frameworkSummaryDocument>;

const yearStatus = z.enum(['expected', 'planned', 'opening', 'opened', 'notOpened']);

const yearDocument = z.object({
  year: z.int().meta({ examples: [2012] }),
  status: yearStatus,
  statusName: z.string(),
  opensOn: day,
  openedOn: day.nullable(),
  waits: z.boolean().meta({ description: 'its day has come, and it waits for the framework to be valid' }),
  code: z.string().nullable().meta({ description: 'why it was not opened' }),
  phase: z.enum(phases).nullable().meta({ description: 'where its agreement stands; null where it is not open' }),
});

const commissionDocument = z.object({
  commission: titled,
  from: titled,
  number: z.string().nullable(),
  debtor: titled,
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      dueOn: day,
      writtenDueOn: day.meta({ description: 'as the framework was written; another day means that it was moved' }),
      status: z.enum(deadlineStatuses),
      doneOn: day.nullable(),
    }),
  ),
});

export const frameworkDocument = z
  .object({
    ...summaryShape,
    since: day.nullable(),
    versionHash: z.string().meta({ description: 'SHA-256 of what the parties sign' }),
    coordinator: named,
    parties: z.array(
      z.object({
        party: titled,
        signatory: named,
        authorised: z.object({ on: day, by: titled, inAllEssentials: z.boolean() }).nullable(),
        signedOn: day.nullable(),
        refusedOn: day.nullable(),
      }),
    ),
    approvals: z.array(z.object({ body: titled, approvedOn: day.nullable(), rejectedOn: day.nullable() })),
    withdrawal: z.object({ party: titled, on: day }).nullable(),
    consultationGroup: z.array(titled),
    years: z.array(yearDocument),
    next: z
      .object({ year: z.int(), opensOn: day })
      .nullable()
      .meta({ description: 'the next year; null where no more is opened' }),
    commissions: z.array(commissionDocument),
    uncovered: z
      .object({ areas: z.array(titled), goals: z.array(titled) })
      .meta({ description: 'what no running measure serves' }),
  })
  .meta({ id: 'Framework' });

const measure = z.object({ year: z.int(), measure: z.string(), title: z.string() });
const goal = z.object({ id: z.string(), title: z.string(), measures: z.array(measure) });
const covered = {
  areas: z.array(z.object({ ...goal.shape, goals: z.array(goal) })),
  uncovered: z
    .object({ areas: z.array(z.string()), goals: z.array(z.string()) })
    .meta({ description: 'areas and goals that no measure serves' }),
  unassigned: z.array(measure).meta({ description: 'measures that do not say which area they serve' }),
  unknown: z
    .array(z.object({ ...measure.shape, area: z.string(), goal: z.string().nullable() }))
    .meta({ description: 'measures that name an area or goal which the framework does not have' }),
};

export const coverageDocument = z
  .object({
    ...head,
    today: day,
    now: z.object(covered),
    years: z.array(
      z.object({
        year: z.int(),
        phase: z.enum(phases).nullable(),
        ...covered,
        broken: z
          .array(z.object({ ...measure.shape, continues: z.object({ year: z.int(), measure: z.string() }) }))
          .meta({ description: 'measures that continue one which is not there' }),
      }),
    ),
  })
  .meta({ id: 'Coverage' });

export type FrameworkDocument = z.output<typeof frameworkDocument>;
