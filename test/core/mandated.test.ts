import { expect, test } from 'vitest';
import { type MandateKept, mandateFreesOn, mandatesAfter, mandatesKeeping } from '#core/around/mandated.ts';

const keep = { for: 'years', years: 5, after: 'closed' } as const;
const mandate: MandateKept = {
  mandate: 'M1',
  auditor: 'granskaren',
  grantedBy: ['registratorn'],
  expiresOn: '2013-12-31',
  revokedOn: null,
};

test('a name in a mandate is kept until as many years after its last day as the rule says', () => {
  expect(mandateFreesOn(mandate, keep)).toBe('2019-01-01');
  expect(mandatesKeeping([mandate], 'granskaren', keep, '2018-12-31')).toMatchObject([{ mandate: 'M1', freesOn: '2019-01-01' }]);
  expect(mandatesKeeping([mandate], 'granskaren', keep, '2019-01-01')).toEqual([]);
});

test('a mandate that is taken back ends that day', () => {
  expect(mandateFreesOn({ ...mandate, revokedOn: '2013-06-30' }, keep)).toBe('2018-06-30');
});

test('while a mandate has no end, or no rule lets persons go, whoever it names is kept', () => {
  expect(mandateFreesOn({ expiresOn: null, revokedOn: null }, keep)).toBeNull();
  expect(mandateFreesOn(mandate, null)).toBeNull();
  expect(mandateFreesOn(mandate, { for: 'ever' })).toBeNull();
});

test('whoever gave or entered a mandate is kept with the auditor, and nobody else', () => {
  expect(mandatesKeeping([mandate], 'registratorn', keep, '2014-01-01')).toHaveLength(1);
  expect(mandatesKeeping([mandate], 'nagon', keep, '2014-01-01')).toEqual([]);
});

test('what the record says of a mandate is gathered entry by entry', () => {
  const by = { doneBy: null, recordedBy: { person: 'registratorn', role: 'registrar', authenticated: 'claimed' } } as const;
  const terms = {
    mandate: 'M1',
    by: 'Fullmäktige',
    auditor: 'granskaren',
    over: { kind: 'all' },
    from: null,
    until: null,
  } as const;
  const granted = { type: 'mandateGranted', ...terms, expiresOn: '2013-12-31' } as const;
  const given = mandatesAfter([], { body: granted, doneOn: '2013-01-10', ...by });
  expect(given).toEqual([mandate]);
  const revoked = { type: 'mandateRevoked', mandate: 'M1', by: 'Fullmäktige' } as const;
  expect(mandatesAfter(given, { body: revoked, doneOn: '2013-06-30', ...by })).toEqual([{ ...mandate, revokedOn: '2013-06-30' }]);
});
