import { describe, expect, test } from 'vitest';
import { evolve } from '#core/agreement/evolve.ts';
import type { EventBody, StoredEvent } from '#core/agreement/events.ts';
import type { NoticeDraft } from '#core/act/notice.ts';
import { noticesOf } from '#core/agreement/notices.ts';
import type { State } from '#core/agreement/state.ts';
import { definition, event, opened, TUESDAY } from '../../activities/record/fixtures.ts';

const stored = (body: EventBody, version: number, recordedAt = TUESDAY): StoredEvent => ({
  ...event(body, recordedAt),
  chain: 'agreement:test-frame:2012',
  version,
  hash: '',
  commandId: 'c',
  wallTime: TUESDAY,
  codeVersion: '',
});

const start = evolve(null, stored(opened().body, 1)) as State;

function told(body: EventBody, recordedAt = TUESDAY): NoticeDraft[] {
  const next = stored(body, 2, recordedAt);
  return noticesOf(next, evolve(start, next) ?? start);
}

const recipients = (drafts: NoticeDraft[]) => drafts.map(({ recipient }) => recipient);
const everyParty = ['registrar:staten', 'registrar:forbundet', 'person:p-sam'];

describe('who is told of what', () => {
  test.each<[string, EventBody]>([
    ['that the agreement is in force', { type: 'phaseBegan', phase: 'inForce', on: '2012-05-08', early: false }],
    ['that a party refused to sign', { type: 'signingRefused', party: 'forbundet' }],
    ['of a rejection', { type: 'rejected', body: 'styrelsen' }],
    ['that negotiation is open again', { type: 'negotiationReopened' }],
    ['of lapse', { type: 'lapsed' }],
    ['of termination', { type: 'terminated', party: 'staten' }],
  ])('every party’s registrar and the coordinator are told %s, once each and formally', (_what, body) => {
    const drafts = told(body);
    expect(recipients(drafts)).toEqual(everyParty);
    expect(drafts[0]).toMatchObject({
      kind: 'event',
      about: body.type,
      causedBy: 2,
      formal: true,
      occasion: null,
      deadline: null,
    });
  });

  test('a report returned or accepted is told to the debtor’s registrar, and to the handler who took the task', () => {
    const returned = told({ type: 'reportReturned', deadline: 'rapport', newDueOn: '2013-05-31' });
    const about = { deadline: 'rapport', dueOn: '2013-05-31', formal: true };
    expect(returned).toMatchObject([
      { ...about, recipient: 'registrar:forbundet' },
      { ...about, recipient: 'person:p-hand' },
    ]);
    expect(recipients(told({ type: 'reportAccepted', deadline: 'slutrapport' }))).toEqual(['registrar:forbundet']);
  });

  test('a report handed in is told to the creditor’s registrar, who has it to accept', () => {
    const drafts = told({ type: 'reportHandedIn', deadline: 'rapport', content: { kind: 'nothingToReport' } });
    expect(recipients(drafts)).toEqual(['registrar:staten']);
  });

  test('a deviation is told to the creditor of its measure and to the coordinator', () => {
    const [measure] = definition.measures;
    const drafts = told({ type: 'deviationReported', measure: measure?.id ?? '', description: { textId: 't', commitment: '' } });
    expect(recipients(drafts)).toEqual(['registrar:staten', 'person:p-sam']);
  });

  test('a reminder makes one notice per recipient, with every moment it stands for', () => {
    const reminder = { deadline: 'rapport', dueOn: '2013-03-31', occasion: -14, stands: [-30, -14] };
    const sendAfter = '2013-03-15T07:00:00.000Z';
    const drafts = told({
      type: 'reminded',
      sendAfter,
      reminders: [{ ...reminder, recipients: ['person:p-hand', 'registrar:forbundet', 'person:p-hand'] }],
    });
    expect(recipients(drafts)).toEqual(['person:p-hand', 'registrar:forbundet']);
    expect(drafts[0]).toMatchObject({
      kind: 'reminder',
      about: 'reminded',
      occasion: -14,
      occasions: [-30, -14],
      sendAfter,
      formal: false,
    });
  });

  test('an overdue phase is told to those whom the event names, at its own time', () => {
    const sendAfter = '2012-01-11T07:00:00.000Z';
    const drafts = told({
      type: 'phaseOverdue',
      phase: 'signing',
      lastDay: '2012-01-10',
      sendAfter,
      recipients: ['person:p-sam'],
    });
    expect(drafts).toMatchObject([{ kind: 'event', recipient: 'person:p-sam', sendAfter, formal: false }]);
  });

  test.each<EventBody>([
    { type: 'runStarted', runId: 'r' },
    { type: 'phaseBegan', phase: 'signing', on: '2012-01-02', early: false },
    { type: 'repaid', area: 'omrade', amountOre: 1 },
    { type: 'deadlineMet', deadline: 'slutrapport' },
  ])('nobody is told of $type', (body) => expect(told(body)).toEqual([]));

  test('what was done before the take-over tells nobody anything', () => {
    const acts = [{ body: { type: 'rejected', body: 'styrelsen' } as const, doneOn: '2012-02-01', doneBy: null, reason: null }];
    const takenOver = stored({ type: 'takenOver', definition, versionHash: 'v', acts, passedOver: {} }, 1);
    expect(noticesOf(takenOver, evolve(null, takenOver) as State)).toEqual([]);
  });
});

describe('when an event is told', () => {
  test.each([
    ['in the day: the next morning, with all else that day brings', '2012-05-08T08:00:00.000Z', '2012-05-09T06:00:00.000Z'],
    ['before 08:00: the same morning', '2012-05-08T05:59:59.999Z', '2012-05-08T06:00:00.000Z'],
    ['on a Friday: on Monday', '2012-05-11T09:00:00.000Z', '2012-05-14T06:00:00.000Z'],
    ['on Midsummer Eve at noon: on Monday', '2012-06-22T10:00:00.000Z', '2012-06-25T06:00:00.000Z'],
    ['in winter 08:00 is an hour later in UTC', '2012-01-10T06:30:00.000Z', '2012-01-10T07:00:00.000Z'],
  ])('%s', (_when, recordedAt, sendAfter) => {
    const [draft] = told({ type: 'lapsed' }, recordedAt);
    expect(draft?.sendAfter).toBe(sendAfter);
  });
});
