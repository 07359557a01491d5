import { expect, test } from 'vitest';
import type { Role } from '#core/act/people.ts';
import type { FrameworkCommand, FrameworkCommandType } from '#core/framework/commands.ts';
import { type FrameworkPhase, frameworkPhases } from '#core/framework/phases.ts';
import { frameworkCommandTypes, frameworkPermission, frameworkRules } from '#core/framework/tables.ts';
import { frameworkCommandName, frameworkPhaseName } from '#core/texts/framework/names.ts';
import { describeFrameworkEvent } from '#core/texts/framework/events.ts';
import { reason } from '../../support/agreements.ts';
import { approve, HASH, Life, noon, open, plan, platform, sign, signed, valid } from './platform.ts';

const commission = { commission: 'utvardering', item: 'delrapport' };
const samples: { readonly [T in FrameworkCommandType]: Extract<FrameworkCommand, { type: T }> } = {
  open: open() as Extract<FrameworkCommand, { type: 'open' }>,
  authorise: {
    type: 'authorise',
    party: 'staten',
    body: 'regeringen',
    signatory: 'ministern',
    orSubstitute: true,
    inAllEssentials: false,
    meeting: reason,
  },
  sign: sign('skl', 'verkstallande') as Extract<FrameworkCommand, { type: 'sign' }>,
  refuseToSign: { type: 'refuseToSign', party: 'skl' },
  approve: approve as Extract<FrameworkCommand, { type: 'approve' }>,
  reject: { type: 'reject', body: 'styrelsen' },
  revise: { type: 'revise', definition: platform, versionHash: HASH },
  lapse: { type: 'lapse' },
  withdraw: { type: 'withdraw', party: 'skl' },
  planYear: plan(2012) as Extract<FrameworkCommand, { type: 'planYear' }>,
  replanYear: { ...plan(2012), type: 'replanYear' } as Extract<FrameworkCommand, { type: 'replanYear' }>,
  unplanYear: { type: 'unplanYear', year: 2012 },
  openYear: { type: 'openYear', year: 2012 },
  noteYear: { type: 'noteYear', year: 2012 },
  moveCommissionDate: { type: 'moveCommissionDate', ...commission, dueOn: '2013-01-15' },
  meetCommission: { type: 'meetCommission', ...commission },
  letGoCommission: { type: 'letGoCommission', ...commission },
  correct: { type: 'correct', version: 1, correction: { kind: 'note' } },
};

const lives: Readonly<Record<FrameworkPhase, () => Life>> = {
  signing: () => new Life().does(open(), '2010-06-14'),
  approval: () => signed(),
  valid: () => valid(),
  ended: () => valid().does({ type: 'withdraw', party: 'skl' }, '2010-10-01'),
  lapsed: () => signed().does({ type: 'lapse' }, '2010-10-01'),
};

test.each(frameworkPhases)('in the stage %s exactly the commands of the table are possible', (phase) => {
  for (const type of frameworkCommandTypes.filter((one) => one !== 'open')) {
    const refusal = lives[phase]().tries(samples[type], noon('2010-10-02'));
    const isPossible = frameworkRules[type].possibleIn.includes(phase);
    expect(refusal?.code === 'wrongPhase', `${type} in ${phase}: ${JSON.stringify(refusal)}`).toBe(!isPossible);
  }
});

test('before a framework is open nothing but opening it is possible, and it is opened once', () => {
  for (const type of frameworkCommandTypes.filter((one) => one !== 'open'))
    expect(new Life().tries(samples[type], noon('2010-06-14'))).toMatchObject({ code: 'notOpened' });
  expect(lives.signing().tries(samples.open, noon('2010-06-15'))).toMatchObject({ code: 'alreadyOpened' });
});

test('every command that the table says needs a reason is refused without one', () => {
  for (const type of frameworkCommandTypes.filter((one) => frameworkRules[one].needsReason)) {
    const [phase] = frameworkRules[type].possibleIn;
    if (phase === undefined) throw new Error(`${type} is never possible`);
    const by = frameworkRules[type].actOf === 'commissioner' ? 'statssekreteraren' : 'samordnaren';
    expect(lives[phase]().tries(samples[type], noon('2010-10-02'), { reason: null, by }), type).toMatchObject({
      code: 'reasonMissing',
    });
  }
});

test('the coordinator enters others’ acts on their behalf only with evidence, and auditors and other processes nothing', () => {
  const roles: Role[] = ['coordinator', 'signatory', 'handler', 'registrar', 'auditor'];
  for (const type of frameworkCommandTypes) {
    const isOwn = frameworkRules[type].actOf === 'coordinator';
    expect(roles.map((role) => frameworkPermission(role, type))).toEqual([
      isOwn ? 'own' : 'onBehalf',
      ...Array.from({ length: 3 }, () => (isOwn ? 'no' : 'own')),
      'no',
    ]);
    expect(frameworkPermission('process', type)).toBe('no');
  }
  expect(signed().tries(approve, noon('2010-09-03'), { evidence: null })).toMatchObject({
    code: 'evidenceMissing',
    because: 'onBehalf',
  });
});

test('commands, stages and events have words in both languages', () => {
  for (const lang of ['sv', 'en'] as const) {
    for (const type of frameworkCommandTypes) expect(frameworkCommandName(type, lang)).not.toBe('');
    for (const phase of frameworkPhases) expect(frameworkPhaseName(phase, lang)).not.toBe('');
    const life = valid().does(plan(2012), '2010-12-01');
    life.wake(noon('2011-02-01'));
    for (const event of life.events) expect(describeFrameworkEvent(event, platform, lang)).toMatch(/^\p{L}/u);
  }
});
