import fc from 'fast-check';
import { expect } from 'vitest';
import { addDays, type CivilDate } from '#core/calendar/civilDate.ts';
import type { FrameworkCommand } from '#core/framework/commands.ts';
import { frameworkModel } from '#core/framework/model.ts';
import { approve, type Life, noon, plan, signed, yearText } from './platform.ts';

// Lives of frameworks as people might live them, for properties that hold of every life.

export const YEARS = [2012, 2013, 2014] as const;
const someYear = fc.constantFrom(...YEARS);

export type Step =
  | { kind: 'command'; command: FrameworkCommand; by: string }
  /** Some days pass: the system sleeps through them, or wakes whenever it asked to. */
  | { kind: 'days'; days: number; asleep: boolean }
  /** The oldest message arrives, or is refused. */
  | { kind: 'deliver'; refusedBy: string | null };

const byParty = { by: 'statssekreteraren' };
const commands: fc.Arbitrary<Step> = fc
  .oneof(
    fc.constant({ command: approve, by: 'handlaggaren' }),
    someYear.map((year) => ({ command: plan(year), by: 'samordnaren' })),
    fc.record({ year: someYear, days: fc.integer({ min: -40, max: 140 }) }).map(({ year, days }) => ({
      command: { ...plan(year, yearText(year), addDays(`${year - 1}-02-01`, days)), type: 'replanYear' } as FrameworkCommand,
      by: 'samordnaren',
    })),
    someYear.map((year) => ({ command: { type: 'unplanYear' as const, year }, by: 'samordnaren' })),
    someYear.map((year) => ({ command: { type: 'openYear' as const, year }, by: 'samordnaren' })),
    fc.integer({ min: 0, max: 900 }).map((days) => ({
      command: {
        type: 'moveCommissionDate' as const,
        commission: 'utvardering',
        item: 'slutrapport',
        dueOn: addDays('2012-06-01', days),
      },
      ...byParty,
    })),
    fc.constant({ command: { type: 'meetCommission' as const, commission: 'utvardering', item: 'delrapport' }, by: 'utredaren' }),
  )
  .map(({ command, by }) => ({ kind: 'command', command, by }));

const withdrawal: Step = { kind: 'command', command: { type: 'withdraw', party: 'staten' }, by: 'statssekreteraren' };

export const someStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: commands },
  { weight: 1, arbitrary: fc.constant(withdrawal) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('days'), days: fc.integer({ min: 0, max: 260 }), asleep: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('deliver'),
      refusedBy: fc.option(fc.constantFrom('faultyDefinition', 'alreadyOpened', 'wrongPhase'), { freq: 3 }),
    }),
  },
);

/** Lives through the steps, and looks at the framework after each. */
export function lived(steps: readonly Step[], look: (life: Life) => void): Life {
  const life = signed();
  let today: CivilDate = '2010-07-01';
  for (const step of steps) {
    if (step.kind === 'command') life.tries(step.command, noon(today), { by: step.by });
    else if (step.kind === 'deliver' && life.now.outgoing.length > 0) life.delivers(noon(today), step.refusedBy);
    else if (step.kind === 'days') today = passed(life, today, step);
    life.wake(noon(today));
    const wake = frameworkModel.nextWake(life.now);
    if (wake !== null) expect(wake > noon(today), `wakes at ${wake}, and it is ${today}`).toBe(true);
    look(life);
  }
  return life;
}

function passed(life: Life, today: CivilDate, { days, asleep }: Extract<Step, { kind: 'days' }>): CivilDate {
  const until = addDays(today, days);
  if (asleep) return until;
  for (let wake = frameworkModel.nextWake(life.now); wake !== null && wake <= noon(until); ) {
    life.wake(wake);
    wake = frameworkModel.nextWake(life.now);
  }
  return until;
}
