import { describe, expect, test } from 'vitest';
import { compile } from '#core/referral/compilation.ts';
import type { ReferralCommand } from '#core/referral/commands.ts';
import { answer, asked, because, onPaper, play, referral, REFERRAL_HASH } from '../../support/referrals.ts';

const due = (played: ReturnType<typeof play>, id: string) => played.state().deadlines[id]?.dueOn;
const extension = (type: 'askExtension' | 'grantExtension', until: string): ReferralCommand => ({
  type,
  organisation: 'lillstad',
  until,
});
const changed: ReferralCommand = {
  type: 'reconsult',
  parts: [{ id: 'andring', title: 'Ändringen', questions: [], to: null }],
  documents: [],
  organisations: null,
  answerBy: '2012-09-28',
};

describe('the question', () => {
  test('goes to everybody who is asked, formally, with the day to answer by', () => {
    const played = play();
    expect(played.notices.map(({ recipient, deadline, dueOn, formal }) => [recipient, deadline, dueOn, formal])).toEqual([
      ['registrar:storstad', 'answer:storstad', '2012-06-29', true],
      ['registrar:lillstad', 'answer:lillstad', '2012-06-29', true],
      ['registrar:mellanstad', 'answer:mellanstad', '2012-06-29', true],
    ]);
  });

  test('leaves at least the stated answering time', () => {
    const hasty = { ...referral, asked: [asked('lillstad', '2012-05-31')] };
    expect(() => play(hasty)).toThrow('tooShortTime');
    expect(() => play(hasty, '2012-04-01')).not.toThrow();
  });

  test('may be entered later than it was sent, with evidence', () => {
    const command: ReferralCommand = { type: 'open', definition: referral, versionHash: REFERRAL_HASH };
    expect(() => play(referral, '2012-04-10', { doneOn: '2012-04-02' })).toThrow('evidenceMissing');
    const played = play(referral, '2012-04-10', { doneOn: '2012-04-02', ...onPaper });
    expect(played.state().deadlines['answer:lillstad']?.askedOn).toBe('2012-04-02');
    expect(played.tell('2012-04-11', 'samordnaren', command)).toEqual({ code: 'alreadyOpened' });
  });

  test('need not have a day: nothing is due, and an answer is never late', () => {
    const played = play({ ...referral, asked: [asked('lillstad', null)] });
    expect(played.state().deadlines).toEqual({});
    expect(played.tell('2012-05-01', 'lillregistratorn', extension('askExtension', '2012-07-31'), because)).toMatchObject({
      code: 'noDate',
    });
    played.act('2014-05-02', 'lillregistratorn', answer('lillstad', 'supports'));
    expect(compile(played.state())[0]?.whole).toMatchObject({ answered: 1, late: 0 });
    played.act('2014-05-02', 'samordnaren', { type: 'close' });
  });

  test('goes again, the same, only to those who are silent, and never to an earlier day', () => {
    const played = play();
    played.act('2012-05-02', 'lillregistratorn', answer('lillstad', 'supports'));
    played.act('2012-05-02', 'handlaggaren', { type: 'grantExtension', organisation: 'mellanstad', until: '2012-08-31' });
    const again: ReferralCommand = { type: 'resend', organisations: ['lillstad'], answerBy: null };
    expect(played.tell('2012-05-03', 'handlaggaren', again)).toMatchObject({ code: 'notSilent', organisation: 'lillstad' });
    played.act('2012-05-03', 'handlaggaren', { type: 'resend', organisations: null, answerBy: '2012-07-31' });
    expect(played.events.at(-1)?.body).toMatchObject({ type: 'resent', organisations: ['storstad', 'mellanstad'] });
    const sooner: ReferralCommand = { type: 'resend', organisations: null, answerBy: '2012-07-30' };
    expect(played.tell('2012-05-04', 'handlaggaren', sooner)).toMatchObject({ field: 'answerBy', than: '2012-07-31' });
    expect([due(played, 'answer:storstad'), due(played, 'answer:mellanstad')]).toEqual(['2012-07-31', '2012-08-31']);
    expect(compile(played.state())).toHaveLength(1);
  });

  test('that is changed is a new version, and answers to the old stay answers to the old', () => {
    const played = play();
    played.act('2012-05-02', 'lillregistratorn', answer('lillstad', 'supports'));
    expect(played.tell('2012-06-01', 'handlaggaren', changed)).toMatchObject({ code: 'reasonMissing' });
    played.act('2012-06-01', 'handlaggaren', changed, because);
    expect(due(played, 'answer-2:lillstad')).toBe('2012-09-28');
    expect(played.state().deadlines['answer:storstad']?.status).toBe('silent');
    expect(played.state().deadlines['answer:lillstad']?.status).toBe('met');
    played.act('2012-06-05', 'storregistratorn', answer('storstad', 'noObjection'));
    const old = { whole: 'opposes', question: 1 } as const;
    played.act('2012-06-05', 'mellanregistratorn', answer('mellanstad', old.whole, old));
    const [first, second] = compile(played.state());
    expect(first?.whole).toMatchObject({ asked: 3, answered: 2, silent: 1, how: { supports: 1, opposes: 1 } });
    expect(second?.whole).toMatchObject({ asked: 3, answered: 1, silent: 2, how: { noObjection: 1 } });
  });

  test('goes to more organisations as it stands', () => {
    const played = play();
    const more = (id: string): ReferralCommand => ({ type: 'askMore', organisations: [id], answerBy: '2012-07-31' });
    expect(played.tell('2012-05-02', 'handlaggaren', more('lillstad'))).toMatchObject({ code: 'alreadyAsked' });
    expect(played.tell('2012-05-02', 'handlaggaren', more('departementet'))).toMatchObject({ code: 'askerAsked' });
    played.act('2012-05-02', 'handlaggaren', more('grannstad'));
    expect(compile(played.state())[0]?.whole).toMatchObject({ asked: 4, silent: 4 });
    expect(due(played, 'answer:grannstad')).toBe('2012-07-31');
  });
});

describe('more time', () => {
  test('is asked for by who owes the answer and given by who asks, or refused with a reason', () => {
    const played = play();
    expect(played.tell('2012-06-01', 'lillregistratorn', extension('grantExtension', '2012-07-13'))).toMatchObject({
      code: 'ownExtension',
    });
    expect(played.tell('2012-06-01', 'lillregistratorn', extension('askExtension', '2012-06-29'), because)).toMatchObject({
      code: 'notLater',
    });
    played.act('2012-06-01', 'lillregistratorn', extension('askExtension', '2012-07-13'), because);
    expect(due(played, 'answer:lillstad')).toBe('2012-06-29');
    const no: ReferralCommand = { type: 'refuseExtension', organisation: 'lillstad' };
    expect(played.tell('2012-06-04', 'handlaggaren', no)).toMatchObject({ code: 'reasonMissing' });
    played.act('2012-06-04', 'handlaggaren', no, because);
    expect(played.tell('2012-06-04', 'handlaggaren', no, because)).toMatchObject({ code: 'noExtensionAsked' });
    played.act('2012-06-04', 'handlaggaren', extension('grantExtension', '2012-07-06'));
    expect(due(played, 'answer:lillstad')).toBe('2012-07-06');
    expect(played.notices.filter(({ about }) => about.startsWith('extension')).map(({ recipient }) => recipient)).toEqual([
      'registrar:departementet',
      'registrar:lillstad',
      'registrar:lillstad',
    ]);
  });

  test('that is granted makes the reminders of the old day void and plans those of the new', () => {
    const played = play();
    played.pass('2012-06-15');
    played.act('2012-06-18', 'handlaggaren', extension('grantExtension', '2012-07-31'));
    played.pass('2012-07-20');
    const reminded = played.notices.filter(({ kind, recipient }) => kind === 'reminder' && recipient === 'registrar:lillstad');
    expect(reminded.map(({ dueOn, occasion }) => [dueOn, occasion])).toEqual([
      ['2012-06-29', -14],
      ['2012-07-31', -14],
    ]);
  });

  test('a clock that is stopped reminds of nothing, and each day moves by the days it stood', () => {
    const played = play();
    played.act('2012-06-11', 'handlaggaren', { type: 'suspend' }, because);
    played.pass('2012-06-30');
    expect(played.notices.filter(({ kind }) => kind === 'reminder')).toEqual([]);
    expect(played.tell('2012-06-30', 'samordnaren', { type: 'close' })).toMatchObject({ code: 'suspended' });
    played.act('2012-06-30', 'lillregistratorn', answer('lillstad', 'supports'));
    expect(played.state().answers.lillstad?.[1]?.isLate).toBe(false);
    played.act('2012-07-01', 'handlaggaren', { type: 'resume' });
    expect(due(played, 'answer:storstad')).toBe('2012-07-19');
    expect(due(played, 'answer:lillstad')).toBe('2012-06-29');
  });
});

describe('the end', () => {
  test('the coordinator is told when the last answer day is past, and closes then and not before', () => {
    const played = play();
    played.act('2012-05-02', 'lillregistratorn', answer('lillstad', 'supports'));
    played.act(
      '2012-06-01',
      'mellanregistratorn',
      { type: 'askExtension', organisation: 'mellanstad', until: '2012-07-13' },
      because,
    );
    expect(played.tell('2012-07-02', 'samordnaren', { type: 'close' })).toEqual({
      code: 'extensionWaits',
      organisations: ['mellanstad'],
    });
    played.act('2012-07-02', 'handlaggaren', { type: 'grantExtension', organisation: 'mellanstad', until: '2012-07-13' });
    expect(played.tell('2012-07-13', 'samordnaren', { type: 'close' })).toEqual({
      code: 'answersAwaited',
      organisations: ['mellanstad'],
      until: '2012-07-13',
    });
    played.pass('2012-07-16');
    const told = played.events.flatMap(({ body }) => (body.type === 'answerTimePassed' ? [body] : []));
    expect(told.map(({ lastDay, silent, recipients }) => [lastDay, silent, recipients])).toEqual([
      ['2012-06-29', 2, ['person:samordnaren']],
      ['2012-07-13', 2, ['person:samordnaren']],
    ]);
    played.act('2012-07-16', 'samordnaren', { type: 'close' });
    const counts = { question: 1, asked: 3, answered: 1, declined: 0, silent: 2, late: 0, unasked: 0 };
    expect(played.events.at(-1)?.body).toEqual({ type: 'closed', counts: [counts] });
    expect(played.state().deadlines['answer:storstad']?.status).toBe('silent');
  });

  test('an answer that comes when the compilation is made is kept, and the compilation stays as it was fixed', () => {
    const played = play();
    played.pass('2012-07-02');
    played.act('2012-07-03', 'samordnaren', { type: 'close' });
    played.act('2012-07-10', 'lillregistratorn', answer('lillstad', 'opposes'));
    expect(played.state().answers.lillstad?.[1]).toMatchObject({ isLate: true, isAfterClosing: true });
    expect(played.state().closing?.counts[0]).toMatchObject({ answered: 0, silent: 3 });
    expect(compile(played.state())[0]?.whole).toMatchObject({ answered: 1, late: 1, silent: 2 });
    expect(played.tell('2012-07-10', 'handlaggaren', { type: 'resend', organisations: null, answerBy: null })).toMatchObject({
      code: 'wrongPhase',
    });
  });

  test('a withdrawal is told to those who have not answered, and nobody is reminded any more', () => {
    const played = play();
    played.act('2012-05-02', 'lillregistratorn', answer('lillstad', 'supports'));
    played.act('2012-05-03', 'handlaggaren', { type: 'withdraw' }, because);
    expect(played.notices.filter(({ about }) => about === 'withdrawn').map(({ recipient }) => recipient)).toEqual([
      'registrar:storstad',
      'registrar:mellanstad',
    ]);
    played.pass('2012-08-01');
    expect(played.notices.filter(({ kind }) => kind === 'reminder')).toEqual([]);
    expect(Object.values(played.state().deadlines).map(({ status }) => status)).toEqual(['waived', 'met', 'waived']);
  });

  test('reminders that leave together are one event', () => {
    const played = play();
    played.pass('2012-06-15');
    const reminded = played.events.filter(({ body }) => body.type === 'reminded');
    expect(reminded).toHaveLength(1);
    expect(played.notices.filter(({ kind }) => kind === 'reminder')).toHaveLength(3);
  });

  test('whoever has taken the task is reminded, and every formal notice still goes to the registrar', () => {
    const played = play();
    played.act('2012-05-02', 'lillregistratorn', { type: 'takeTask', organisation: 'lillstad', handler: 'lillhandlaggaren' });
    expect(
      played.tell('2012-05-02', 'storregistratorn', { type: 'takeTask', organisation: 'storstad', handler: 'lillhandlaggaren' }),
    ).toMatchObject({ code: 'notThatPerson' });
    expect(played.state().deadlines['answer:lillstad']?.handler).toBe('lillhandlaggaren');
    played.act('2012-06-01', 'handlaggaren', changed, because);
    expect(played.notices.at(-2)?.recipient).toBe('registrar:lillstad');
    played.pass('2012-09-14');
    const recipients = played.notices.filter(({ kind }) => kind === 'reminder').map(({ recipient }) => recipient);
    expect(recipients).toEqual(['registrar:storstad', 'person:lillhandlaggaren', 'registrar:mellanstad']);
  });

  test('nobody acts for the asker but its own people, and an auditor changes nothing', () => {
    const played = play();
    const withdraw: ReferralCommand = { type: 'withdraw' };
    expect(played.tell('2012-05-02', 'lillregistratorn', withdraw, because)).toMatchObject({ code: 'notAllowed' });
    expect(played.tell('2012-05-02', 'granskaren', withdraw, because)).toMatchObject({ code: 'notAllowed' });
    expect(played.tell('2012-05-02', 'handlaggaren', { type: 'close' })).toMatchObject({
      code: 'notAllowed',
      needed: ['coordinator'],
    });
    expect(played.tell('2012-05-02', 'samordnaren', answer('lillstad', 'supports'))).toMatchObject({
      code: 'evidenceMissing',
      because: 'onBehalf',
    });
    played.act('2012-05-02', 'samordnaren', answer('lillstad', 'supports'), onPaper);
  });
});
