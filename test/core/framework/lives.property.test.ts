import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMs, civilDateOf, instantAt } from '#core/calendar/instant.ts';
import { frameworkModel } from '#core/framework/model.ts';
import { approve, plan, signed } from './platform.ts';
import { lived, someStep, YEARS } from './randomLives.ts';

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
