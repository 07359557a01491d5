import { z } from 'zod';
import { deadlineStatuses } from '#core/deadlines/deadline.ts';
import { day, instant, money, named, phaseCode, titled, world } from './pieces.ts';

const summaryShape = {
  id: z.string().meta({ description: 'the short id', examples: ['agreement:evidensbaserad-praktik:2012'] }),
  chain: z.string().meta({ description: 'the full id' }),
  ...world,
  title: z.string(),
  framework: z.string(),
  year: z.int().meta({ examples: [2012] }),
  phase: phaseCode,
  phaseName: z.string(),
  validFrom: day.nullable(),
  validUntil: day.nullable(),
  version: z
    .int()
    .positive()
    .meta({ description: 'of the newest event', examples: [71] }),
  wakesAt: instant.nullable().meta({ description: 'when time next brings something' }),
  openedAt: instant,
  closedAt: instant.nullable(),
};

export const agreementSummaryDocument = z.object(summaryShape).meta({ id: 'AgreementSummary' });

const actedDocument = z.object({ on: day, by: named.nullable() });

const areaDocument = z.object({
  id: z.string(),
  title: z.string(),
  budget: money,
  used: money.nullable(),
  unspent: money.nullable(),
  outstanding: money.nullable().meta({ description: 'unspent and not returned; null while not accounted for' }),
  measures: z.array(z.object({ id: z.string(), title: z.string(), amount: money.nullable(), debtor: titled, creditor: titled })),
});

export const agreementDocument = z
  .object({
    ...summaryShape,
    versionHash: z.string().meta({ description: 'SHA-256 of what the parties accept, sign and approve' }),
    phases: z.array(z.object({ phase: phaseCode, name: z.string(), from: day, to: day.nullable(), recordedAt: instant })),
    next: z.object({
      phaseEndsBy: day.nullable().meta({ description: 'the last day of the phase, where it has one' }),
      deadline: z
        .object({ id: z.string(), title: z.string(), dueOn: day })
        .nullable()
        .meta({ description: 'the earliest open one' }),
      commands: z.array(z.string()).meta({ description: 'the commands that the phase takes' }),
    }),
    parties: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        signatory: named,
        authorised: actedDocument.nullable(),
        acceptedOn: day.nullable(),
        signed: actedDocument.nullable(),
      }),
    ),
    approvals: z.array(z.object({ body: titled, approvedOn: day.nullable() })),
    rejection: z.object({ body: titled, on: day }).nullable(),
    termination: z.object({ party: titled, on: day }).nullable(),
    frame: money,
    areas: z.array(areaDocument),
    deadlines: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        dueOn: day,
        status: z.enum(deadlineStatuses),
        doneOn: day.nullable(),
        accepted: z.boolean(),
      }),
    ),
    deviations: z.array(z.object({ measure: titled, on: day, version: z.int() })),
    owed: z
      .object({ deadlines: z.array(z.string()), areas: z.array(z.string()) })
      .meta({ description: 'what keeps it from closing' }),
    registrationNumbers: z.array(z.object({ organisation: titled, number: z.string() })),
    coordinator: named,
  })
  .meta({ id: 'Agreement' });

export type AgreementSummaryView = z.output<typeof agreementSummaryDocument>;
export type AgreementView = z.output<typeof agreementDocument>;
