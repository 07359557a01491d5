import { describe, expect, test } from 'vitest';
import { compile } from '#core/referral/compilation.ts';
import { positions } from '#core/referral/definition.ts';
import { answer, because, decision, onPaper, play, words } from '../../support/referrals.ts';

const whole = (played: ReturnType<typeof play>) => compile(played.state())[0]?.whole;

describe('answers', () => {
  test('each of the five words is an answer, and silence is none of them', () => {
    for (const position of positions) {
      const played = play();
      played.act('2012-05-02', 'lillregistratorn', answer('lillstad', position));
      expect(whole(played)).toMatchObject({ asked: 3, answered: 1, silent: 2, declined: 0 });
      expect(whole(played)?.how[position]).toBe(1);
    }
  });

  test('who says that no answer will come is neither silent nor abstaining, and may answer all the same', () => {
    const played = play();
    played.act('2012-05-02', 'lillregistratorn', { type: 'decline', organisation: 'lillstad' });
    expect(whole(played)).toMatchObject({ answered: 0, declined: 1, silent: 2 });
    expect(played.state().deadlines['answer:lillstad']?.status).toBe('letGo');
    played.act('2012-05-03', 'lillregistratorn', answer('lillstad', 'abstains'));
    expect(whole(played)).toMatchObject({ answered: 1, declined: 0, silent: 2 });
    expect(played.state().deadlines['answer:lillstad']?.status).toBe('met');
  });

  test('a late answer is an answer, marked late by its own day and not by the day it is entered', () => {
    const played = play();
    played.act('2012-07-02', 'departementsregistratorn', answer('lillstad', 'supports'), { ...onPaper, doneOn: '2012-06-29' });
    played.act('2012-07-02', 'mellanregistratorn', answer('mellanstad', 'opposes'));
    expect(whole(played)).toMatchObject({ answered: 2, late: 1 });
    expect(played.state().answers.mellanstad?.[1]?.isLate).toBe(true);
  });

  test('who was not asked may answer, known or through the asker’s registrar with evidence', () => {
    const played = play();
    played.act('2012-05-02', 'grannregistratorn', answer('grannstad', 'supports'));
    const letter = answer('famna', 'opposes', { title: 'Famna' });
    expect(played.tell('2012-05-02', 'departementsregistratorn', letter)).toMatchObject({ code: 'evidenceMissing' });
    expect(played.tell('2012-05-02', 'departementsregistratorn', answer('famna', 'opposes'), onPaper)).toMatchObject({
      code: 'titleMissing',
    });
    expect(played.tell('2012-05-02', 'lillregistratorn', letter, onPaper)).toMatchObject({ code: 'notAllowed' });
    played.act('2012-05-02', 'departementsregistratorn', letter, onPaper);
    expect(whole(played)).toMatchObject({ asked: 3, answered: 0, silent: 3, unasked: { answered: 2 } });
    expect(played.state().others).toEqual({ famna: 'Famna' });
  });

  test('an answer says how and what it asks for per part and question', () => {
    const played = play();
    const item = { item: 'fortsatta', position: 'supportsPartly', text: null, requests: [words('feedback')] } as const;
    const unknown = { ...item, item: 'annat', requests: [] };
    expect(played.tell('2012-05-02', 'lillregistratorn', answer('lillstad', 'supports', { items: [unknown] }))).toMatchObject({
      code: 'unknown',
      field: 'items.0.item',
      known: ['helheten', 'fortsatta', 'storstaderna'],
    });
    played.act(
      '2012-05-02',
      'lillregistratorn',
      answer('lillstad', 'supports', { items: [{ ...item, requests: [...item.requests] }] }),
    );
    const [first] = compile(played.state());
    expect(first?.parts[0]?.questions[0]?.tally).toMatchObject({ asked: 3, answered: 1, how: { supportsPartly: 1 } });
    expect(first?.parts[0]?.tally).toMatchObject({ answered: 1, how: { noPosition: 1 } });
    expect(first?.requests).toEqual([{ organisation: 'lillstad', item: 'fortsatta', textId: 'feedback' }]);
  });

  test('a part that is put to some is asked of those alone', () => {
    const played = play();
    const about = { item: 'storstaderna', position: 'noObjection', text: null, requests: [] } as const;
    played.act('2012-05-02', 'lillregistratorn', answer('lillstad', 'supports'));
    const part = () => compile(played.state())[0]?.parts[1]?.tally;
    expect(part()).toMatchObject({ asked: 1, answered: 0, silent: 1, unasked: { answered: 0 } });
    played.act('2012-05-03', 'mellanregistratorn', answer('mellanstad', 'supports', { items: [{ ...about, requests: [] }] }));
    expect(part()).toMatchObject({ asked: 1, silent: 1, unasked: { answered: 1, how: { noObjection: 1 } } });
  });

  test('a second answer takes the place of the first only where it says so, with a reason', () => {
    const played = play();
    played.act('2012-05-02', 'lillregistratorn', answer('lillstad', 'supports'));
    const changed = answer('lillstad', 'opposes', { replaces: true });
    expect(played.tell('2012-05-03', 'lillregistratorn', answer('lillstad', 'opposes'))).toMatchObject({
      code: 'alreadyAnswered',
    });
    expect(played.tell('2012-05-03', 'lillregistratorn', changed)).toMatchObject({ code: 'reasonMissing' });
    played.act('2012-05-03', 'lillregistratorn', changed, because);
    expect(whole(played)).toMatchObject({ answered: 1, how: { supports: 0, opposes: 1 } });
  });

  test('done is not recorded: never in the future, never before the question was put', () => {
    const played = play();
    const given = answer('lillstad', 'supports');
    expect(played.tell('2012-05-02', 'lillregistratorn', given, { doneOn: '2012-05-03' })).toMatchObject({
      code: 'doneInFuture',
    });
    expect(played.tell('2012-05-02', 'lillregistratorn', given, { ...onPaper, doneOn: '2012-04-01' })).toMatchObject({
      code: 'doneTooEarly',
      earliest: '2012-04-02',
    });
    expect(played.tell('2012-05-02', 'lillregistratorn', given, { doneOn: '2012-04-30' })).toMatchObject({
      code: 'evidenceMissing',
      because: 'enteredLater',
    });
  });

  test('an answer that says nothing is none', () => {
    expect(play().tell('2012-05-02', 'lillregistratorn', answer('lillstad', null))).toEqual({ code: 'emptyAnswer' });
  });

  test('the answer is given when the adopted extract is dispatched', () => {
    const played = play();
    const decided = decision('namnden', '2012-05-02');
    const given = (more: object) => answer('lillstad', 'supports', { decision: { ...decided, ...more } });
    expect(played.tell('2012-05-09', 'lillregistratorn', given({}))).toEqual({ code: 'notAdopted', body: 'namnden' });
    expect(played.tell('2012-05-09', 'lillregistratorn', given({ adoptedOn: '2012-05-07', outcome: 'postponed' }))).toMatchObject(
      {
        code: 'notFinal',
      },
    );
    expect(
      played.tell('2012-05-09', 'lillregistratorn', given({ adoptedOn: '2012-05-07', dispatchedOn: '2012-05-08' })),
    ).toMatchObject({ code: 'otherDay', given: '2012-05-08' });
    expect(played.tell('2012-05-09', 'lillregistratorn', given({ adoptedOn: '2012-05-01' }))).toMatchObject({
      code: 'decisionDay',
      wrong: { field: 'adoptedOn', problem: 'before' },
    });
    expect(played.tell('2012-05-09', 'lillregistratorn', given({ body: 'styrelsen', adoptedOn: '2012-05-07' }))).toMatchObject({
      code: 'wrongBody',
      expected: ['namnden'],
    });
    played.act('2012-05-09', 'lillregistratorn', given({ adoptedOn: '2012-05-07' }));
    expect(played.state().answers.lillstad?.[1]).toMatchObject({
      doneOn: '2012-05-09',
      decision: { decidedOn: '2012-05-02', adoptedOn: '2012-05-07', dispatchedOn: '2012-05-09' },
    });
  });

  test('a link’s holder answers for its organisation and no other', () => {
    const played = play();
    const actor = { authenticated: 'link', person: 'lank-1', organisation: 'lillstad', link: 'l1' } as const;
    expect(played.tell('2012-05-02', '', answer('mellanstad', 'supports'), { actor })).toMatchObject({ code: 'notAllowed' });
    played.act('2012-05-02', '', answer('lillstad', 'supports'), { actor });
    played.act('2012-05-02', '', answer('lillstad', 'opposes', { replaces: true }), { actor, ...because });
    expect(whole(played)?.how.opposes).toBe(1);
  });
});
