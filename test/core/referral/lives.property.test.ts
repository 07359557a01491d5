import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#core/calendar/civilDate.ts';
import { compile, countsOf, type Spread, type Tally } from '#core/referral/compilation.ts';
import { readReferral, type ReferralState } from '#core/referral/state.ts';
import { describeReferralEvent } from '#core/texts/referral/events.ts';
import { explainReferralRefusal } from '#core/texts/referral/refusals.ts';
import { answer, because, onPaper, play, words } from '../../support/referrals.ts';
import { days, definitionOf, FIRST_DAY, many, type Move, moveOf } from './randomLives.ts';

const spread = (how: Spread): number => Object.values(how).reduce((sum, count) => sum + count, 0);

function rightSums({ asked: all, answered, declined, silent, late, how, unasked }: Tally): void {
  expect(answered + declined + silent).toBe(all);
  expect(spread(how)).toBe(answered);
  expect(spread(unasked.how)).toBe(unasked.answered);
  expect(late).toBeLessThanOrEqual(answered);
}

/** What the answers say, reckoned from the events alone and in another way. */
function reckoned(played: ReturnType<typeof play>) {
  const heard = new Map<string, 'answered' | 'declined'>();
  for (const { body } of played.events) {
    if (body.type === 'declined') heard.set(`${body.question}/${body.organisation}`, 'declined');
    if (body.type === 'answered') heard.set(`${body.question}/${body.organisation}`, 'answered');
  }
  return played.state().questions.map(({ number, asked: those }) => {
    const of = (how: string) => those.filter((id) => heard.get(`${number}/${id}`) === how).length;
    const all = [...heard].filter(([key, how]) => how === 'answered' && key.startsWith(`${number}/`)).length;
    return {
      question: number,
      asked: those.length,
      answered: of('answered'),
      declined: of('declined'),
      unasked: all - of('answered'),
    };
  });
}

/** Lives it, and finds every sum right, every word sayable, no reminder twice, and the state as JSON keeps it. */
function expectRight(ids: readonly string[], answerBy: string | null, moves: readonly Move[]): void {
  const played = play(definitionOf(ids, answerBy), FIRST_DAY);
  let today = FIRST_DAY;
  for (const { after, make } of moves) {
    today = addDays(today, after);
    const refusal = played.tell(today, 'samordnaren', make(today), { ...onPaper, ...because });
    if (refusal === null) continue;
    for (const lang of ['sv', 'en'] as const)
      expect(explainReferralRefusal(refusal, lang, played.state().definition)).not.toMatch(/undefined|null/);
  }
  played.pass(addDays(today, 200));
  const compiled = compile(played.state());
  for (const { whole, parts } of compiled) {
    rightSums(whole);
    for (const { tally, questions } of parts) for (const one of [tally, ...questions.map((q) => q.tally)]) rightSums(one);
  }
  expect(countsOf(compiled)).toMatchObject(reckoned(played));
  const { closing } = played.state();
  if (closing !== null)
    for (const { asked: all, answered, declined, silent } of closing.counts) expect(answered + declined + silent).toBe(all);
  for (const event of played.events)
    expect(describeReferralEvent(event, played.state().definition, 'sv')).not.toMatch(/undefined|null/);
  const reminders = played.notices
    .filter(({ kind }) => kind === 'reminder')
    .map((n) => [n.deadline, n.dueOn, n.occasion, n.recipient].join());
  expect(new Set(reminders).size).toBe(reminders.length);
  const stored = JSON.parse(JSON.stringify(played.state())) as ReferralState;
  expect(readReferral(stored)).toEqual(played.state());
}

describe('whatever happens to a referral', () => {
  const anyDay = fc.option(days.map((later) => addDays(FIRST_DAY, later + 10)));

  test('the sums of its compilation are right, every word of it can be said, and time always finds its way', () => {
    const lives = fc.property(anyDay, fc.array(moveOf(many(6)), { maxLength: 60 }), (answerBy, moves) =>
      expectRight(many(6), answerBy, moves),
    );
    fc.assert(lives, { numRuns: 150 });
  });

  test('the same with 290 that are asked', () => {
    const moves = fc.array(moveOf(many(290)), { minLength: 400, maxLength: 400, size: 'max' });
    fc.assert(
      fc.property(anyDay, moves, (answerBy, all) => expectRight(many(290), answerBy, all)),
      { numRuns: 2, endOnFailure: true },
    );
  }, 60_000);

  test('290 that all answer on the last day stay small and quick', () => {
    const ids = many(290);
    const played = play(definitionOf(ids, '2012-06-29'), FIRST_DAY);
    played.pass('2012-06-28');
    const begun = performance.now();
    for (const id of ids) {
      const items = ['helheten', 'q1', 'q2'].map((item) => ({
        item,
        position: 'supportsPartly' as const,
        text: words(`text-${id}-${item}-2f1c8a9e-2a0b-4a52`),
        requests: [words(`request-${id}-${item}-2f1c8a9e-2a0b-4a52`)],
      }));
      played.act('2012-06-29', 'samordnaren', answer(id, 'supports', { items }), onPaper);
    }
    const msEach = (performance.now() - begun) / ids.length;
    expect(msEach).toBeLessThan(25);
    expect(JSON.stringify(played.state()).length).toBeLessThan(1_000_000);
    expect(Math.max(...played.events.slice(1).map((event) => JSON.stringify(event).length))).toBeLessThan(100_000);
    expect(compile(played.state())[0]?.whole).toMatchObject({ asked: 290, answered: 290, late: 0, silent: 0 });
    const reminded = played.events.filter(({ body }) => body.type === 'reminded');
    expect(reminded.map(({ body }) => (body.type === 'reminded' ? body.reminders.length : 0))).toEqual([290, 290, 290]);
  });
});
