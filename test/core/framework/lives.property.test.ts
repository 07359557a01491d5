import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type CivilDate } from '#core/calendar/civilDate.ts';
import { addMs, civilDateOf, instantAt } from '#core/calendar/instant.ts';
import type { FrameworkCommand } from '#core/framework/commands.ts';
import { frameworkModel } from '#core/framework/model.ts';
import { approve, Life, noon, plan, signed, yearText } from './platform.ts';

const YEARS = [2012, 2013, 2014] as const;
const someYear = fc.constantFrom(...YEARS);

type Step =
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

const someStep: fc.Arbitrary<Step> = fc.oneof(
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
function lived(steps: readonly Step[], look: (life: Life) => void): Life {
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

test('a year is opened once, whatever the order of validity, planning, downtime, withdrawal and refusals', () => {
  fc.assert(
    fc.property(fc.array(someStep, { maxLength: 30 }), (steps) => {
      const life = lived(steps, ({ now, events }) => {
        for (const year of YEARS) {
          const opened = events.filter(({ body }) => body.type === 'yearOpened' && body.year === year);
          const opening = events.filter(({ body }) => body.type === 'yearOpening' && body.year === year);
          const failed = events.filter(({ body }) => body.type === 'yearNotOpened' && body.year === year);
          expect(opened.length).toBeLessThanOrEqual(1);
          // Sent again only once the message before was refused.
          expect(opening.length - failed.length - opened.length).toBeOneOf([0, 1]);
          const messages = now.outgoing.filter(({ to, command }) => to.endsWith(`:${year}`) && command.type === 'open');
          expect(messages.length).toBe(opening.length - failed.length - opened.length);
        }
      });
      // Planned, due, and the framework valid: then it has been opened.
      for (const { status, opensOn } of Object.values(life.now.years))
        if (status === 'planned' && life.now.phase === 'valid')
          expect(opensOn > civilDateOf(addMs(life.events.at(-1)?.recordedAt ?? '', 0))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('nothing is opened before the framework is valid unless the coordinator says so, and nothing after it has ended', () => {
  fc.assert(
    fc.property(fc.array(someStep, { maxLength: 30 }), (steps) => {
      const { events } = lived(steps, () => {});
      let phase: string = 'approval';
      for (const { body, recordedBy } of events) {
        if (body.type === 'phaseBegan') phase = body.phase;
        if (body.type !== 'yearOpening') continue;
        if (recordedBy.role === 'time') expect(phase).toBe('valid');
        expect(phase).not.toBe('ended');
      }
    }),
    { numRuns: 200 },
  );
});

test('the state is the fold of its events, and survives being stored', () => {
  fc.assert(
    fc.property(fc.array(someStep, { maxLength: 25 }), (steps) => {
      const { events, now } = lived(steps, () => {});
      const folded = events.reduce<typeof now | null>((state, event) => frameworkModel.evolve(state, event), null);
      expect(folded).toEqual(now);
      expect(frameworkModel.readState(JSON.parse(JSON.stringify(now)))).toEqual(now);
    }),
    { numRuns: 60 },
  );
});

test('the text of a year leaves the framework once it is opened, so that a framework of many years stays small', () => {
  const life = signed().does(approve, '2010-09-03', { by: 'handlaggaren' });
  const sizes = YEARS.map((year) => {
    life.does(plan(year), `${year - 2}-12-01`);
    life.wake(instantAt(`${year - 1}-02-01`, 0));
    life.delivers(instantAt(`${year - 1}-02-01`, 0));
    return JSON.stringify(life.now).length;
  });
  expect((sizes[2] ?? 0) - (sizes[1] ?? 0)).toBeLessThan(2000);
});
