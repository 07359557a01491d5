import { expect, test } from 'vitest';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { startOfDay } from '#core/calendar/instant.ts';
import type { FrameworkCommand } from '#core/framework/commands.ts';
import { Life, noon, plan, valid } from './platform.ts';

const OPENING = startOfDay('2011-02-01');
const move = (dueOn: CivilDate, item = 'delrapport'): FrameworkCommand => ({
  type: 'moveCommissionDate',
  commission: 'utvardering',
  item,
  dueOn,
});
const hand = (item = 'delrapport'): FrameworkCommand => ({ type: 'meetCommission', commission: 'utvardering', item });

function running(): Life {
  const life = valid().does(plan(2012), '2010-12-01');
  life.wake(OPENING);
  life.delivers(OPENING);
  return life;
}

test('only who gave the commission moves its dates, with a reason: not the one who owes it', () => {
  const life = running();
  expect(life.tries(move('2012-12-01'), noon('2012-05-01'), { by: 'utredaren' })).toMatchObject({
    code: 'notAllowed',
    needed: 'staten',
  });
  expect(life.tries(move('2012-12-01'), noon('2012-05-01'), { by: 'statssekreteraren', reason: null })).toMatchObject({
    code: 'reasonMissing',
  });
  expect(life.tries(move('2012-12-01'), noon('2012-05-01'), { by: 'statssekreteraren' })).toBeNull();
  expect(life.now.deadlines['utvardering:delrapport']?.dueOn).toBe('2012-12-01');
});

test('running years are told of a date that moved, and of a report that was handed in', () => {
  const life = running();
  life.does(move('2012-12-01'), '2012-05-01', { by: 'statssekreteraren' });
  expect(life.delivers(noon('2012-05-01'))).toMatchObject({
    to: 'agreement:provplattformen:2012',
    command: { type: 'commissionDateMoved', commission: 'utvardering', item: 'delrapport', dueOn: '2012-12-01' },
  });
  life.does(hand(), '2012-11-28', { by: 'utredaren', on: '2012-11-27' });
  expect(life.delivers(noon('2012-11-28'))).toMatchObject({
    command: { type: 'commissionReported', commission: 'utvardering', item: 'delrapport', reportedOn: '2012-11-27' },
  });
  expect(life.now.deadlines['utvardering:delrapport']).toMatchObject({ status: 'met', done: { doneOn: '2012-11-27' } });
});

test('a year whose text was settled before the date moved is told as soon as it is open', () => {
  const life = valid().does(plan(2012), '2010-12-01').does(move('2012-12-01'), '2011-01-10', { by: 'statssekreteraren' });
  expect(life.now.outgoing).toEqual([]);
  life.wake(OPENING);
  expect(life.delivers(OPENING)).toMatchObject({ command: { type: 'open' } });
  expect(life.delivers(OPENING)).toMatchObject({ command: { type: 'commissionDateMoved', dueOn: '2012-12-01' } });
});

test('a year that does not take the message is told of to the coordinator', () => {
  const life = running();
  life.does(move('2012-12-01'), '2012-05-01', { by: 'statssekreteraren' });
  life.delivers(noon('2012-05-01'), 'wrongPhase');
  expect(life.now.outgoing).toEqual([]);
  expect(life.notices.filter(({ about }) => about === 'messageDelivered').map(({ recipient }) => recipient)).toEqual([
    'person:samordnaren',
  ]);
});

test('a report that is in has no date to move, and is handed in once', () => {
  const life = running().does(hand(), '2012-10-30', { by: 'utredaren' });
  expect(life.tries(move('2012-12-01'), noon('2012-10-31'), { by: 'statssekreteraren' })).toMatchObject({ code: 'alreadyDone' });
  expect(life.tries(hand(), noon('2012-10-31'), { by: 'utredaren' })).toMatchObject({ code: 'alreadyDone' });
});

test('a date moved there and back again leaves no reminder of the day between, and none twice', () => {
  const life = valid();
  life.wake(noon('2012-10-02')); // 30 days before 1 November
  life.does(move('2012-12-01'), '2012-10-05', { by: 'statssekreteraren' });
  life.does(move('2012-11-01'), '2012-10-08', { by: 'statssekreteraren' });
  life.wake(noon('2012-11-08'));
  const reminders = life.notices.filter(({ kind, deadline }) => kind === 'reminder' && deadline === 'utvardering:delrapport');
  const toCoordinator = reminders.filter(({ recipient }) => recipient === 'person:samordnaren');
  expect(toCoordinator.map(({ dueOn, occasions }) => [dueOn, occasions])).toEqual([
    ['2012-11-01', [-30]],
    ['2012-11-01', [-7, 0, 7]],
  ]);
});

test('a date that is no later than it was moves nothing, and one before the decision is none', () => {
  const life = running();
  expect(life.tries(move('2012-11-01'), noon('2012-05-01'), { by: 'statssekreteraren' })).toMatchObject({
    code: 'dateUnchanged',
  });
  expect(life.tries(move('2012-04-01'), noon('2012-05-01'), { by: 'statssekreteraren' })).toMatchObject({
    code: 'dueDateInPast',
  });
});
