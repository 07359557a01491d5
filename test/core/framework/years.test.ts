import { describe, expect, test } from 'vitest';
import { startOfDay } from '#core/calendar/instant.ts';
import type { FrameworkCommand } from '#core/framework/commands.ts';
import { frameworkModel } from '#core/framework/model.ts';
import { approve, HASH, noon, plan, platform, rules, signed, valid, YEAR_HASH, yearText } from './platform.ts';

const OPENING = startOfDay('2011-02-01');

describe('a year is opened on its date', () => {
  test('the year’s agreement is opened on the first day of its consultation, with its text as planned', () => {
    const life = valid().does(plan(2012), '2010-12-01');
    expect(life.now.years[2012]).toMatchObject({ status: 'planned', opensOn: '2011-02-01' });
    expect(frameworkModel.nextWake(life.now)).toBe(OPENING);
    expect(life.wake(OPENING)).toContain('yearOpening');
    const message = life.delivers(OPENING);
    expect(message).toMatchObject({
      to: 'agreement:provplattformen:2012',
      command: { type: 'open', versionHash: YEAR_HASH, takeOver: null, definition: { year: 2012 } },
    });
    expect(life.now.years[2012]).toMatchObject({ status: 'opened', openedOn: '2011-02-01' });
  });

  test('its text leaves the framework with the message that opens it', () => {
    const life = valid().does(plan(2012), '2010-12-01');
    life.wake(OPENING);
    life.delivers(OPENING);
    expect(life.now.years[2012]).toMatchObject({ definition: null, versionHash: YEAR_HASH });
    expect(life.now.outgoing).toEqual([]);
    expect(JSON.stringify(life.now)).not.toContain('Provöverenskommelsen');
  });

  test('a standstill over the date opens it once, when the system wakes', () => {
    const life = valid().does(plan(2012), '2010-12-01');
    expect(life.wake(noon('2011-05-20')).filter((type) => type === 'yearOpening')).toHaveLength(1);
    expect(life.wake(noon('2011-05-21')).filter((type) => type === 'yearOpening')).toHaveLength(0);
    expect(life.now.outgoing).toHaveLength(1);
  });

  test('a text that comes after its day opens the year at once', () => {
    const life = valid().does(plan(2012), '2011-02-15');
    expect(life.types().slice(-2)).toEqual(['yearPlanned', 'yearOpening']);
  });

  test('a framework that is not valid on the day opens nothing, tells the coordinator once, and opens the moment it is valid', () => {
    const life = signed().does(plan(2012), '2010-12-01');
    expect(life.wake(OPENING)).toEqual(['yearWaits']);
    expect(life.wake(noon('2011-02-20'))).toEqual([]);
    expect(life.notices.filter(({ about }) => about === 'yearWaits').map(({ recipient }) => recipient)).toEqual([
      'person:samordnaren',
    ]);
    life.does(approve, '2011-03-04');
    expect(life.now.years[2012]?.status).toBe('opening');
  });

  test('the coordinator may open a year before its day, or although the framework is not valid, with a reason', () => {
    const life = signed().does(plan(2012), '2010-12-01');
    const openYear: FrameworkCommand = { type: 'openYear', year: 2012 };
    expect(life.tries(openYear, noon('2011-01-10'), { reason: null })).toMatchObject({ code: 'reasonMissing' });
    life.does(openYear, '2011-01-10');
    expect(life.now.outgoing).toHaveLength(1);
  });

  test('an opening that is refused is told to the coordinator with its code, and the year can be planned again', () => {
    const life = valid().does(plan(2012), '2010-12-01');
    life.wake(OPENING);
    life.delivers(OPENING, 'faultyDefinition');
    expect(life.now.years[2012]).toMatchObject({ status: 'notOpened', code: 'faultyDefinition' });
    expect(life.notices.filter(({ about }) => about === 'yearNotOpened').map(({ recipient }) => recipient)).toEqual([
      'person:samordnaren',
    ]);
    life.does(plan(2012), '2011-02-03');
    expect(life.now.years[2012]?.status).toBe('opening');
  });

  test('a year that was imported by hand meanwhile is one of the framework’s all the same', () => {
    const life = valid().does(plan(2012), '2010-12-01');
    life.wake(OPENING);
    life.delivers(OPENING, 'alreadyOpened');
    expect(life.now.years[2012]).toMatchObject({ status: 'opened', code: 'alreadyOpened' });
  });
});

describe('a year’s text', () => {
  test('is asked for from the day the framework is valid, and its coordinator reminded well before the day', () => {
    const life = valid();
    expect(life.now.deadlines['yearText-2012']).toMatchObject({ dueOn: '2011-02-01', handler: 'samordnaren', status: 'open' });
    life.wake(noon('2010-12-03'));
    const reminders = life.notices.filter(({ kind, deadline }) => kind === 'reminder' && deadline === 'yearText-2012');
    expect(reminders).toMatchObject([{ recipient: 'person:samordnaren', occasions: [-60] }]);
  });

  test('is there once it is planned, and nobody is reminded of it any more', () => {
    const life = valid().does(plan(2012), '2010-10-01');
    expect(life.now.deadlines['yearText-2012']?.status).toBe('met');
    life.wake(noon('2011-01-31'));
    expect(life.notices.filter(({ kind }) => kind === 'reminder')).toEqual([]);
  });

  test('nothing opens by itself without it', () => {
    const life = valid();
    life.wake(noon('2011-08-01'));
    expect(life.types()).not.toContain('yearOpening');
    expect(life.now.years[2012]?.status).toBe('expected');
  });

  test('of the next year is asked for when this year’s day has passed', () => {
    const life = valid();
    life.wake(noon('2011-02-01'));
    expect(Object.keys(life.now.years)).toEqual(['2012']);
    life.wake(startOfDay('2011-02-02'));
    expect(life.now.years[2013]).toMatchObject({ status: 'expected', opensOn: '2012-02-01' });
  });

  test('is asked for of no year after the last', () => {
    const life = valid({ ...platform, rules: { ...rules, rhythm: { ...rules.rhythm, last: 2013 } } });
    life.wake(noon('2019-01-01'));
    expect(Object.keys(life.now.years)).toEqual(['2012', '2013']);
    expect(life.tries(plan(2014), noon('2019-01-01'))).toMatchObject({ code: 'yearOutside', first: 2012, last: 2013 });
  });

  test('is taken back or changed before the year is opened, with a reason, and not afterwards', () => {
    const life = valid().does(plan(2012), '2010-10-01');
    const unplan: FrameworkCommand = { type: 'unplanYear', year: 2012 };
    expect(life.tries(unplan, noon('2010-11-01'), { reason: null })).toMatchObject({ code: 'reasonMissing' });
    life.does(unplan, '2010-11-01');
    expect(life.now.deadlines['yearText-2012']?.status).toBe('open');
    life.does(plan(2012), '2010-11-10');
    expect(life.tries(plan(2012), noon('2010-11-11'))).toMatchObject({ code: 'yearIs', status: 'planned' });
    life.does({ ...plan(2012), type: 'replanYear', opensOn: '2011-03-01' } as FrameworkCommand, '2010-12-01');
    expect(life.wake(OPENING)).not.toContain('yearOpening');
    life.wake(startOfDay('2011-03-01'));
    expect(life.tries(unplan, noon('2011-03-01'))).toMatchObject({ code: 'yearIs', status: 'opening' });
  });

  test('is refused with every fault at once: of another framework, of another year, serving what the framework has not', () => {
    const text = yearText(2013, {
      framework: 'annan',
      measures: definitionMeasures({ area: 'halsa', goal: null }),
    });
    const refusal = valid().tries({ ...plan(2012), definition: text } as FrameworkCommand, noon('2010-12-01'));
    expect(refusal).toMatchObject({ code: 'faultyYear', year: 2012 });
    expect(refusal?.code === 'faultyYear' ? refusal.faults.map(({ path }) => path) : []).toEqual([
      'framework',
      'year',
      'measures.0.serves.area',
    ]);
  });

  test('whose goal is another area’s is refused, and one that serves what there is is taken', () => {
    const wrong = yearText(2012, { measures: definitionMeasures({ area: 'forskning', goal: 'brukarrad' }) });
    expect(valid().tries(plan(2012, wrong), noon('2010-12-01'))).toMatchObject({
      code: 'faultyYear',
      faults: [{ path: 'measures.0.serves.goal' }],
    });
    const right = yearText(2012, { measures: definitionMeasures({ area: 'brukarmedverkan', goal: 'brukarrad' }) });
    expect(valid().tries(plan(2012, right), noon('2010-12-01'))).toBeNull();
  });

  test('that would open after its consultation has closed is refused', () => {
    expect(valid().tries(plan(2012, yearText(2012), '2011-07-01'), noon('2010-12-01'))).toMatchObject({
      code: 'opensTooLate',
      latest: '2011-06-30',
    });
  });
});

describe('when a party has withdrawn', () => {
  test('years that run go on, and no more are opened or asked for', () => {
    const life = valid().does(plan(2012), '2010-12-01');
    life.wake(OPENING);
    life.delivers(OPENING);
    life.does(plan(2013), '2011-12-01').does({ type: 'withdraw', party: 'staten' }, '2012-01-10');
    expect(life.now.years).toMatchObject({
      2012: { status: 'opened' },
      2013: { status: 'notOpened', code: 'frameworkEnded', definition: null },
    });
    const types = life.wake(noon('2012-06-01'));
    expect(types).not.toContain('yearOpening');
    expect(types).not.toContain('yearExpected');
    expect(life.tries(plan(2014), noon('2012-06-01'))).toMatchObject({ code: 'wrongPhase' });
  });

  test('the framework is over once nothing of a commission is watched any longer', () => {
    const life = valid().does({ type: 'withdraw', party: 'staten' }, '2012-01-10');
    expect(frameworkModel.isOver(life.now)).toBe(false);
    for (const item of ['delrapport', 'slutrapport'])
      life.does({ type: 'letGoCommission', commission: 'utvardering', item }, '2012-02-01', { by: 'statssekreteraren' });
    expect(frameworkModel.isOver(life.now)).toBe(true);
    expect(frameworkModel.nextWake(life.now)).toBeNull();
    expect(frameworkModel.summary(life.now)).toMatchObject({ phase: 'ended', year: null, validUntil: '2012-01-10' });
  });
});

test('a year that was opened before the framework was entered is noted as one of its own', () => {
  const life = valid().does({ type: 'noteYear', year: 2012 }, '2011-06-01', { on: '2011-02-01' });
  expect(life.now.years[2012]).toMatchObject({ status: 'opened', openedOn: '2011-02-01' });
  expect(life.now.deadlines['yearText-2012']?.status).toBe('met');
  expect(HASH).toBe(life.now.versionHash);
});

function definitionMeasures(serves: { area: string; goal: string | null }) {
  const [first, ...others] = yearText(2012).measures;
  if (first === undefined) throw new Error('the small agreement has measures');
  return [{ ...first, serves }, ...others];
}
