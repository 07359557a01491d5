import { describe, expect, test } from 'vitest';
import type { FrameworkCommand } from '#core/framework/commands.ts';
import { explainFrameworkRefusal } from '#core/texts/framework/refusals.ts';
import { text } from '../../support/agreements.ts';
import { approve, HASH, Life, noon, open, platform, rules, sign, signed, valid } from './platform.ts';

const OTHER = 'e5'.repeat(32);
const withdraw: FrameworkCommand = { type: 'withdraw', party: 'skl' };

describe('signing', () => {
  test('a substitute signs where the body authorised the signatory or whom they put in their place', () => {
    expect(signed().now.signatures['staten']).toMatchObject({ signatory: 'statssekreteraren', doneOn: '2010-06-21' });
  });

  test('nobody signs for a party before its body has authorised', () => {
    const life = new Life().does(open(), '2010-06-14');
    expect(life.tries(sign('staten', 'ministern'), noon('2010-06-18'))).toMatchObject({
      code: 'notAuthorised',
      authorised: null,
    });
  });

  test('a party without an authorising body is bound by who signs by office, and by nobody else', () => {
    const other = {
      ...platform,
      people: [...platform.people, { id: 'vikarien', organisation: 'skl', roles: ['signatory' as const] }],
    };
    const life = new Life().does(open(other), '2010-06-14');
    expect(life.tries(sign('skl', 'vikarien'), noon('2010-06-18'))).toMatchObject({
      code: 'notAuthorised',
      authorised: 'verkstallande',
    });
    expect(life.tries(sign('skl', 'verkstallande'), noon('2010-06-18'))).toBeNull();
  });

  test('another text is signed only in all essentials the same, with its differences listed, and then by every party', () => {
    const life = new Life().does(open(), '2010-06-14').does(
      {
        type: 'authorise',
        party: 'staten',
        body: 'regeringen',
        signatory: 'ministern',
        orSubstitute: false,
        inAllEssentials: true,
        meeting: text('III-8'),
      },
      '2010-06-17',
    );
    expect(life.tries(sign('staten', 'ministern', OTHER), noon('2010-06-21'))).toMatchObject({ code: 'otherVersion' });
    const listed: FrameworkCommand = { ...sign('staten', 'ministern', OTHER), differences: text('diff') } as FrameworkCommand;
    life.does(listed, '2010-06-21');
    expect(life.tries(sign('skl', 'verkstallande', HASH), noon('2010-06-22'))).toMatchObject({
      code: 'otherVersion',
      current: OTHER,
    });
    life.does(sign('skl', 'verkstallande', OTHER), '2010-06-22');
    expect(life.tries(approve, noon('2010-09-03'))).toMatchObject({ code: 'otherVersion', current: OTHER });
  });

  test('an authorisation for the text alone covers no other text, whatever is said of it', () => {
    const life = new Life().does(open(), '2010-06-14').does(
      {
        type: 'authorise',
        party: 'staten',
        body: 'regeringen',
        signatory: 'ministern',
        orSubstitute: false,
        inAllEssentials: false,
        meeting: null,
      },
      '2010-06-17',
    );
    const other = { ...sign('staten', 'ministern', OTHER), differences: text('diff') } as FrameworkCommand;
    expect(life.tries(other, noon('2010-06-21'))).toMatchObject({ code: 'otherVersion', current: HASH });
  });

  test('a refusal to sign has a reason and is told to all; a new text begins again from the authorisation', () => {
    const life = new Life().does(open(), '2010-06-14').does(sign('skl', 'verkstallande'), '2010-06-16');
    const refuseToSign: FrameworkCommand = { type: 'refuseToSign', party: 'staten' };
    expect(life.tries(refuseToSign, noon('2010-06-18'), { reason: null })).toMatchObject({ code: 'reasonMissing' });
    life.does(refuseToSign, '2010-06-18');
    expect(life.notices.map(({ recipient }) => recipient)).toEqual(['registrar:staten', 'registrar:skl', 'person:samordnaren']);
    const revise = { type: 'revise', definition: { ...platform, title: 'Ändrad' }, versionHash: OTHER } as const;
    expect(life.tries({ ...revise, versionHash: HASH }, noon('2010-06-20'))).toMatchObject({ code: 'sameText' });
    life.does(revise, '2010-06-21');
    expect(life.now).toMatchObject({ phase: 'signing', versionHash: OTHER, signatures: {}, refusals: {} });
  });
});

describe('validity', () => {
  test('the framework is valid from the last approval’s own date, entered later', () => {
    const life = signed().does(approve, '2010-09-10', { on: '2010-09-03' });
    expect(life.now).toMatchObject({ phase: 'valid', validFrom: '2010-09-03' });
    expect(life.events.find(({ body }) => body.type === 'phaseBegan' && body.phase === 'valid')?.recordedAt).toBe(
      noon('2010-09-10'),
    );
  });

  test('of several bodies the one that decided last begins the validity, whoever was entered last', () => {
    const both = { ...platform, rules: { ...rules, approvals: ['regeringen', 'styrelsen'] } };
    const life = signed(both)
      .does({ ...approve, body: 'styrelsen' } as FrameworkCommand, '2010-09-03')
      .does({ ...approve, body: 'regeringen' } as FrameworkCommand, '2010-09-20', { on: '2010-07-01' });
    expect(life.now.validFrom).toBe('2010-09-03');
  });

  test('where no body has to approve, the last signature makes it valid', () => {
    expect(signed({ ...platform, rules: { ...rules, approvals: [] } }).now).toMatchObject({
      phase: 'valid',
      validFrom: '2010-06-22',
    });
  });

  test('what was done before the system knew the framework is entered act by act on its own days, with evidence', () => {
    const life = new Life().does(open(), '2024-03-01');
    const authorised: FrameworkCommand = {
      type: 'authorise',
      party: 'staten',
      body: 'regeringen',
      signatory: 'ministern',
      orSubstitute: true,
      inAllEssentials: true,
      meeting: null,
    };
    expect(life.tries(authorised, noon('2024-03-01'), { on: '2010-06-17', evidence: null })).toMatchObject({
      code: 'evidenceMissing',
    });
    life
      .does(authorised, '2024-03-01', { on: '2010-06-17' })
      .does(sign('staten', 'ministern'), '2024-03-01', { on: '2010-06-21' })
      .does(sign('skl', 'verkstallande'), '2024-03-01', { on: '2010-06-22' })
      .does(approve, '2024-03-01', { on: '2010-09-03' });
    expect(life.now.validFrom).toBe('2010-09-03');
    expect(life.now.phases.map(({ phase, from, to }) => [phase, from, to])).toEqual([
      ['signing', '2010-06-22', '2010-06-22'],
      ['approval', '2010-06-22', '2010-09-03'],
      ['valid', '2010-09-03', null],
    ]);
    expect(Object.keys(life.now.years)).toEqual(['2026']);
  });

  test('a rejection has a reason, and nothing is approved after it until there is a new text', () => {
    const life = signed();
    const reject: FrameworkCommand = { type: 'reject', body: 'styrelsen' };
    expect(life.tries(reject, noon('2010-09-03'), { reason: null })).toMatchObject({ code: 'reasonMissing' });
    life.does(reject, '2010-09-03');
    expect(life.tries(approve, noon('2010-09-04'))).toMatchObject({ code: 'afterRejection' });
    expect(life.tries({ type: 'lapse' }, noon('2010-09-05'))).toBeNull();
    expect(life.now.phase).toBe('lapsed');
  });

  test('a party withdraws on its own day with a reason, and everybody is told', () => {
    const life = valid();
    expect(life.tries(withdraw, noon('2013-03-01'), { reason: null, by: 'handlaggaren' })).toMatchObject({
      code: 'reasonMissing',
    });
    const before = life.notices.length;
    life.does(withdraw, '2013-03-05', { on: '2013-03-01', by: 'handlaggaren' });
    expect(life.now).toMatchObject({ phase: 'ended', validUntil: '2013-03-01', withdrawal: { party: 'skl' } });
    const told = life.notices.slice(before).filter(({ about }) => about === 'withdrawn');
    expect(told.map(({ recipient }) => recipient)).toEqual(['registrar:staten', 'registrar:skl', 'person:samordnaren']);
    expect(told.every(({ formal }) => formal)).toBe(true);
  });

  test('the right day of the last approval is the first day of validity', () => {
    const life = valid();
    const approval = life.events.find(({ body }) => body.type === 'approved')?.version ?? 0;
    life.does({ type: 'correct', version: approval, correction: { kind: 'doneOn', doneOn: '2010-09-01' } }, '2010-10-01');
    expect(life.now.validFrom).toBe('2010-09-01');
    const tooEarly: FrameworkCommand = {
      type: 'correct',
      version: approval,
      correction: { kind: 'doneOn', doneOn: '2010-06-01' },
    };
    expect(life.tries(tooEarly, noon('2010-10-01'))).toMatchObject({ code: 'correctionDoesNotFit' });
  });

  test('an auditor changes nothing, and a stranger’s organisation signs for nobody', () => {
    const life = signed();
    expect(life.tries(approve, noon('2010-09-03'), { by: 'granskaren' })).toMatchObject({ code: 'notAllowed' });
    const refusal = life.tries(approve, noon('2010-09-03'), { by: 'utredaren' });
    expect(refusal).toMatchObject({ code: 'notAllowed', needed: 'skl' });
    if (refusal === null) throw new Error('it was done');
    expect(explainFrameworkRefusal(refusal, 'sv', platform)).toBe(
      'utredaren (handläggare, utvarderaren) får inte godkänna. Det får någon hos skl.',
    );
  });
});
