import type { Definition } from '#core/agreement/definition.ts';
import { agreementModel } from '#core/agreement/model.ts';
import { addDays, type CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deadline, definitionOf, envelopeOf, watched } from '../../support/agreements.ts';
import { type Lived, livedTo, opened } from '../../support/lives.ts';

/** The reminders that left, or are still true when they would: deadline, due date, moment. */
function remindersOf(lived: Lived): string[] {
  return lived
    .events()
    .flatMap(({ body }) => (body.type === 'reminded' ? body.reminders : []))
    .flatMap(({ deadline: id, dueOn, stands }) => stands.map((offset) => `${id} ${dueOn} ${offset}`));
}

const dueOn = (lived: Lived, id: string): CivilDate | undefined => lived.state().deadlines[id]?.dueOn;

describe('a watched date is moved by whoever gave the commission', () => {
  const move = (lived: Lived, to: CivilDate): Lived =>
    lived.does({ type: 'moveDeadline', deadline: 'slutrapport', to }, { by: 'statssekreteraren' });

  test('1 September, 1 October and back: no reminder for a date that no longer holds, none twice', () => {
    const lived = livedTo('finalReporting').liveUntil('2014-06-10');
    move(lived, '2014-10-01').liveUntil('2014-07-03');
    move(lived, '2014-09-01').liveUntil('2014-10-31');
    const told = remindersOf(lived).filter((one) => one.startsWith('slutrapport'));
    expect(new Set(told).size).toBe(told.length);
    expect(told).toContain('slutrapport 2014-09-01 -90');
    expect(told).toContain('slutrapport 2014-10-01 -90');
    expect(told.filter((one) => one.includes('2014-10-01'))).toEqual(['slutrapport 2014-10-01 -90']);
    expect(told.filter((one) => one.includes('2014-09-01'))).toHaveLength(9);
  });

  test('a queued reminder does not leave once its date has moved', () => {
    const lived = livedTo('finalReporting').liveUntil('2014-06-03', 7, 55);
    const queued = { deadline: 'slutrapport', dueOn: '2014-09-01' };
    expect(agreementModel.stillStands(lived.state(), queued)).toBe(true);
    expect(agreementModel.stillStands(move(lived, '2014-10-01').state(), queued)).toBe(false);
  });

  test('whose commission it is cannot move it, nor can the coordinator without evidence', () => {
    const lived = livedTo('inForce');
    const command = { type: 'moveDeadline', deadline: 'slutrapport', to: '2014-10-01' } as const;
    expect(lived.tries(command, { by: 'utredaren' })).toEqual({
      code: 'ownDuty',
      deadline: 'slutrapport',
      organisation: 'utvarderaren',
    });
    expect(lived.tries(command, { evidence: null })).toMatchObject({ code: 'evidenceMissing', because: 'onBehalf' });
  });
});

describe('a date in the text', () => {
  test('is not moved, but its creditor may give more time and take that back', () => {
    const lived = livedTo('inForce');
    expect(lived.tries({ type: 'moveDeadline', deadline: 'rapport', to: '2013-05-31' }, { by: 'statssekreteraren' })).toEqual({
      code: 'standsInText',
      deadline: 'rapport',
      creditor: 'staten',
    });
    lived.does({ type: 'extendDeadline', deadline: 'rapport', to: '2013-05-31' }, { by: 'statssekreteraren' });
    expect(dueOn(lived, 'rapport')).toBe('2013-05-31');
    lived.does({ type: 'moveDeadline', deadline: 'rapport', to: '2013-04-30' }, { by: 'statssekreteraren' });
    expect(dueOn(lived, 'rapport')).toBe('2013-04-30');
    expect(
      lived.tries({ type: 'moveDeadline', deadline: 'rapport', to: '2013-03-30' }, { by: 'statssekreteraren' }),
    ).toMatchObject({
      code: 'standsInText',
    });
    expect(lived.state().dates.changes.rapport?.map(({ kind, from, to, by }) => [kind, from, to, by])).toEqual([
      ['extended', '2013-03-31', '2013-05-31', 'staten'],
      ['moved', '2013-05-31', '2013-04-30', 'staten'],
    ]);
  });

  test('the debtor asks, and is answered once', () => {
    const lived = livedTo('inForce');
    const ask = { type: 'askExtension', deadline: 'rapport', to: '2013-05-31' } as const;
    lived.does(ask, { by: 'handlaggaren' }).does({ type: 'declineExtension', deadline: 'rapport' }, { by: 'statssekreteraren' });
    expect(lived.tries({ type: 'declineExtension', deadline: 'rapport' }, { by: 'statssekreteraren' })).toEqual({
      code: 'nothingAsked',
      deadline: 'rapport',
    });
    lived
      .does(ask, { by: 'handlaggaren' })
      .does({ type: 'extendDeadline', deadline: 'rapport', to: '2013-04-30' }, { by: 'statssekreteraren' });
    expect(lived.state().dates.asked).toEqual({});
    expect(dueOn(lived, 'rapport')).toBe('2013-04-30');
  });

  test('nobody can waive what they owe', () => {
    const lived = livedTo('inForce');
    const waive = { type: 'waiveDeadline', deadline: 'plan' } as const;
    expect(lived.tries(waive, { by: 'handlaggaren' })).toEqual({ code: 'ownDuty', deadline: 'plan', organisation: 'skl' });
    expect(lived.tries(waive, { by: 'samordnaren', evidence: null })).toMatchObject({ code: 'evidenceMissing' });
    lived.does(waive, { by: 'statssekreteraren' });
    expect(lived.state().deadlines.plan?.status).toBe('waived');
    expect(lived.tries(waive, { by: 'statssekreteraren' })).toEqual({ code: 'notOpen', deadline: 'plan', status: 'waived' });
    lived.does({ type: 'reopenDeadline', deadline: 'plan', dueOn: '2012-09-03' }, { by: 'statssekreteraren' });
    expect(lived.state().deadlines.plan).toMatchObject({ status: 'open', dueOn: '2012-09-03', done: null });
  });

  test('while it is suspended nobody is reminded, and it moves by the days it stood', () => {
    const lived = livedTo('inForce').liveUntil('2012-05-02');
    lived.does({ type: 'suspendDeadline', deadline: 'plan' }, { by: 'statssekreteraren' }).liveUntil('2012-06-20');
    const meanwhile = lived.events().filter(({ recordedAt }) => recordedAt > '2012-05-02T10');
    expect(
      meanwhile.flatMap(({ body }) => (body.type === 'reminded' ? body.reminders : [])).filter((one) => one.deadline === 'plan'),
    ).toEqual([]);
    lived.does({ type: 'resumeDeadline', deadline: 'plan' }, { by: 'statssekreteraren' });
    expect(dueOn(lived, 'plan')).toBe(addDays('2012-06-01', 49));
    expect(lived.tries({ type: 'resumeDeadline', deadline: 'plan' }, { by: 'statssekreteraren' })).toMatchObject({
      code: 'notSuspended',
    });
  });
});

describe('a date that is reckoned', () => {
  const terms = (): NonNullable<Definition['terms']> => {
    const { dueOn: _none, ...kungorande } = deadline('kungorande', '2012-01-01', { plan: 'answer' });
    const { dueOn: _either, ...handlingar } = deadline('handlingar', '2012-01-01', { plan: 'answer', creditor: 'staten' });
    return {
      dates: {
        commissions: {},
        dependent: [
          { deadline: kungorande, base: { kind: 'validity' }, days: 14, count: 'days' },
          { deadline: handlingar, base: { kind: 'due', deadline: 'slutrapport' }, days: -10, count: 'businessDays' },
        ],
      },
    };
  };

  test('14 days after the last approval, whenever that is entered; 10 business days before another, wherever that moves', () => {
    const lived = livedTo('inForce', definitionOf({ terms: terms() }));
    expect(dueOn(lived, 'kungorande')).toBe(addDays(lived.state().validFrom ?? '', 14));
    expect(dueOn(lived, 'handlingar')).toBe('2014-08-18');
    lived.does({ type: 'moveDeadline', deadline: 'slutrapport', to: '2014-10-01' }, { by: 'statssekreteraren' });
    expect(dueOn(lived, 'handlingar')).toBe('2014-09-17');
    const told = lived.events().filter(({ body }) => body.type === 'dateReckoned');
    expect(told.map(({ body }) => (body.type === 'dateReckoned' ? [body.deadline, body.from, body.to] : []))).toContainEqual([
      'handlingar',
      '2014-08-18',
      '2014-09-17',
    ]);
  });

  test('is not known before its base', () => {
    expect(dueOn(opened(definitionOf({ terms: terms() })), 'kungorande')).toBeUndefined();
  });
});

describe("a framework's commission", () => {
  const following = (): Definition =>
    definitionOf({
      deadlines: [deadline('slutrapport', '2014-09-01', watched)],
      terms: { dates: { dependent: [], commissions: { slutrapport: { commission: 'utvardering', item: 'final' } } } },
    });
  const framework = { authenticated: 'process', person: 'framework:provplattformen' } as const;
  const tell = (lived: Lived, command: Parameters<typeof envelopeOf>[0]) =>
    agreementModel.decide(lived.state(), { ...envelopeOf(command, civilDateOf(lived.now())), actor: framework }, lived.now());

  test('moves the dates that watch it, and says so where none does', () => {
    const lived = livedTo('inForce', following());
    const moved = { type: 'commissionDateMoved', commission: 'utvardering', item: 'final', dueOn: '2014-10-01' } as const;
    const decision = tell(lived, moved);
    expect(decision.ok && decision.value.map(({ body }) => body)).toEqual([
      { type: 'deadlineMoved', deadline: 'slutrapport', from: '2014-09-01', to: '2014-10-01', commission: 'utvardering' },
    ]);
    const other = tell(lived, { ...moved, item: 'interim-1' });
    expect(other.ok && other.value.map(({ body }) => body.type)).toEqual(['commissionNoted']);
  });

  test('a report delivered meets them on its own day', () => {
    const lived = livedTo('inForce', following());
    const decision = tell(lived, {
      type: 'commissionReported',
      commission: 'utvardering',
      item: 'final',
      reportedOn: '2012-03-01',
    });
    expect(decision.ok && decision.value.map(({ body, doneOn }) => [body.type, doneOn])).toEqual([['deadlineMet', '2012-03-01']]);
  });
});

test('however a date is moved, extended, suspended and back, no moment of a plan is told twice for the same date', () => {
  const step = fc.record({
    days: fc.integer({ min: 1, max: 60 }),
    act: fc.constantFrom('move', 'suspend', 'resume', 'waive', 'reopen'),
    to: fc.integer({ min: 0, max: 120 }),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const lived = livedTo('finalReporting').liveUntil('2014-05-01');
      const by = { by: 'statssekreteraren' };
      for (const { days, act, to } of steps) {
        lived.liveUntil(addDays(civilDateOf(lived.now()), days));
        const date = addDays(civilDateOf(lived.now()), to);
        if (act === 'move') lived.tries({ type: 'moveDeadline', deadline: 'slutrapport', to: date }, by);
        if (act === 'suspend') lived.tries({ type: 'suspendDeadline', deadline: 'slutrapport' }, by);
        if (act === 'resume') lived.tries({ type: 'resumeDeadline', deadline: 'slutrapport' }, by);
        if (act === 'waive') lived.tries({ type: 'waiveDeadline', deadline: 'slutrapport' }, by);
        if (act === 'reopen') lived.tries({ type: 'reopenDeadline', deadline: 'slutrapport', dueOn: date }, by);
        if (lived.state().phase !== 'finalReporting') return;
      }
      const told = remindersOf(lived).filter((one) => one.startsWith('slutrapport'));
      expect(new Set(told).size).toBe(told.length);
    }),
    { numRuns: 60 },
  );
});
