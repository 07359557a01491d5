import { expect, test } from 'vitest';
import { entryNow } from '#core/around/entry.ts';
import type { AroundEvent } from '#core/around/events.ts';
import { aroundAsSeen } from '#core/referral/seenAround.ts';
import { asSeen, isSeenDeadline, type Sees, seesNone, seesOf } from '#core/referral/seen.ts';
import { describeReferralEvent } from '#core/texts/referral/events.ts';
import { because, decision, type Played, play, withStages } from '../../support/referrals.ts';

/** A city whose inner referral, memorandum and council have each done their part, the council with a reason. */
function handled(): Played {
  const played = play(withStages);
  const organisation = 'storstad';
  const by = 'storregistratorn';
  for (const body of ['kontoret', 'socialnamnden'])
    played.act('2012-04-10', by, {
      type: 'answerStage',
      organisation,
      stage: 'internremiss',
      body,
      position: 'opposes',
      document: null,
    });
  played.act('2012-04-12', by, { type: 'finishStage', organisation, stage: 'promemoria', position: null, document: null });
  const back = decision('beredningen', '2012-04-16', { outcome: 'sentBack' });
  played.act(
    '2012-04-16',
    by,
    {
      type: 'decideStage',
      organisation,
      stage: 'beredning',
      decision: back,
      position: null,
      until: null,
      returnTo: 'promemoria',
    },
    because,
  );
  played.pass('2012-06-30');
  return played;
}

function sees(person: string): Sees {
  const found = seesOf(withStages, person);
  if (found === null) throw new Error(`${person} is not known`);
  return found;
}

const NOW = '2012-05-01T08:00:00.000Z';
const STAGES = /internremiss|promemoria|beredning|socialnamnden|stage-|styrelse/;

test('a body’s own handling is hidden from the asker and from other bodies, but not that something was recorded', () => {
  const { events } = handled();
  for (const looks of [sees('samordnaren'), sees('lillregistratorn'), seesNone]) {
    const seen = events.map((event) => asSeen(event, looks));
    expect(seen.map(({ version, hash }) => [version, hash])).toEqual(events.map(({ version, hash }) => [version, hash]));
    expect(JSON.stringify(seen.map(({ body }) => (body.type === 'opened' ? body.definition.asked : body)))).not.toMatch(STAGES);
    const hidden = seen.filter(({ body }) => body.type === 'ownHandling');
    expect(hidden.length).toBeGreaterThanOrEqual(4);
    for (const { doneBy, reason, evidence, recordedBy } of hidden)
      expect([doneBy, reason, evidence, recordedBy.person]).toEqual([null, null, null, null]);
    expect(describeReferralEvent(hidden[0] ?? { body: { type: 'ownHandling' } }, withStages, 'sv')).toContain('egen beredning');
  }
});

test('the body itself sees its own handling, and so does an auditor', () => {
  const { events } = handled();
  for (const person of ['storregistratorn', 'granskaren'])
    expect(events.map((event) => asSeen(event, sees(person)))).toEqual(events);
});

test('reminders of answers that leave with those of hidden stages are still seen', () => {
  const { events } = handled();
  const seen = events.map((event) => asSeen(event, sees('samordnaren')));
  const reminded = seen.flatMap(({ body }) => (body.type === 'reminded' ? body.reminders.map(({ deadline }) => deadline) : []));
  expect(new Set(reminded)).toEqual(new Set(['answer:storstad', 'answer:lillstad', 'answer:mellanstad']));
});

test('deadlines of stages are seen where the stages are', () => {
  const deadlines = Object.values(handled().state().deadlines);
  const of = (person: string) => deadlines.filter((one) => isSeenDeadline(one, sees(person))).map(({ id }) => id);
  expect(of('storregistratorn').some((id) => STAGES.test(id))).toBe(true);
  expect(of('samordnaren')).toEqual(['answer:storstad', 'answer:lillstad', 'answer:mellanstad']);
});

test('whom the referral does not know is told so', () => {
  expect(seesOf(withStages, 'ingen')).toBeNull();
});

test('what a body is told of its own stages, and what it tries in vain, is hidden from others around the referral too', () => {
  const state = handled().state();
  const stage = Object.keys(state.deadlines).find((id) => id.startsWith('stage-')) ?? '';
  const told = {
    type: 'noticeSettled',
    notice: 'n',
    mail: null,
    recipient: 'registrar:storstad',
    about: 'reminded',
    causedBy: 3,
    deadline: stage,
    outcome: 'sent',
    messageId: null,
  } as const;
  const refused = { type: 'commandRefused', command: 'decideStage', code: 'wrongPhase', commandId: 'c' } as const;
  const storstad = { person: 'storregistratorn', role: 'none', authenticated: 'claimed' } as const;
  const read = { type: 'personalDataRead', what: 'log', persons: 1, texts: 0, documents: [] as string[] } as const;
  const around = [told, refused, read].map((body, index) => ({ ...entryOf(body, storstad), version: index + 1 }));
  const typesFor = (looks: Sees) => around.map((event) => aroundAsSeen(event, state, looks).body.type);
  expect(stage).not.toBe('');
  expect(typesFor(sees('storregistratorn'))).toEqual(['noticeSettled', 'commandRefused', 'personalDataRead']);
  expect(typesFor(sees('samordnaren'))).toEqual(['ownHandling', 'ownHandling', 'personalDataRead']);
  expect(aroundAsSeen(around[1] as AroundEvent, state, seesNone).recordedBy.person).toBeNull();
});

function entryOf(body: AroundEvent['body'], by: AroundEvent['recordedBy']): AroundEvent {
  const chain = 'referral:prov/access';
  const stored = { version: 1, hash: 'ab'.repeat(32), commandId: 'around:1', wallTime: NOW, codeVersion: 'test', engine: 1 };
  return { ...entryNow(chain, body, by, NOW), ...stored };
}
