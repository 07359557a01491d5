import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { parseAgreement } from '../../../infra/definition/loadAgreement.ts';

let example = '';
beforeAll(async () => {
  example = await readFile('examples/invented/agreement.yaml', 'utf8');
});

const withReckoned = (lines: string): string => `${example}
reckonedDeadlines:
  kungorande:
    title: Kungörande
    source: assumed
${lines}`;

const mistakes = (text: string): string[] => {
  const loaded = parseAgreement(text, 'a.yaml');
  return loaded.ok ? [] : loaded.mistakes.map(({ path, message, remedy }) => `${path}: ${message} → ${remedy}`);
};

test('a date may be reckoned from the last approval, or in business days from another deadline', () => {
  const loaded = parseAgreement(withReckoned('    from: validity\n    days: 14\n'), 'a.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
  expect(loaded.definition.terms?.dates?.dependent).toMatchObject([
    {
      deadline: { id: 'kungorande', debtor: 'exempelbygden', plan: 'answer' },
      base: { kind: 'validity' },
      days: 14,
      count: 'days',
    },
  ]);
  expect(mistakes(withReckoned('    from: due:finalReport\n    businessDays: -10\n'))).toEqual([]);
});

test('what cannot be reckoned is a mistake with its remedy', () => {
  expect(mistakes(withReckoned('    from: midsummer\n    days: 1\n'))).toEqual([
    'reckonedDeadlines.kungorande.from: "midsummer" is nothing to reckon from → write validity, basisAdopted, evaluationAdopted, due:<deadline> or met:<deadline>',
  ]);
  expect(mistakes(withReckoned('    from: due:nothing\n    days: 1\n'))[0]).toContain(
    'reckonedDeadlines.kungorande.from: "nothing" is no known deadline',
  );
  expect(mistakes(withReckoned('    from: validity\n'))[0]).toContain('give one of days and businessDays');
  expect(mistakes(withReckoned('    from: validity\n    days: 1\n    plan: often\n'))[0]).toContain(
    '"often" is no known reminder plan',
  );
});

test('an agreement that says nothing of it has the hash that it had', () => {
  const loaded = parseAgreement(example, 'a.yaml');
  expect(loaded.ok && 'terms' in loaded.definition).toBe(false);
});
