import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { keptKindNames } from '#core/around/retention.ts';
import { parseRetention } from '../../../infra/definition/keeping/loadRetention.ts';
import { loadMasks } from '../../../infra/definition/keeping/loadMasks.ts';

const example = readFileSync('examples/keeping/retention.yaml', 'utf8');
const mistakesIn = (text: string) => {
  const parsed = parseRetention(text, 'retention.yaml', 'sv');
  return parsed.ok ? [] : parsed.mistakes.map(({ line, path, message }) => ({ line, path, message }));
};

test('the example has a rule for every kind, each with the decision that it rests on', () => {
  const parsed = parseRetention(example, 'retention.yaml', 'sv');
  expect(parsed.ok && parsed.rules.map(({ kind }) => kind)).toEqual(keptKindNames);
  expect(parsed.ok && parsed.rules.find(({ kind }) => kind === 'mails')).toEqual({
    kind: 'mails',
    keep: { for: 'years', years: 2, after: 'recorded' },
    ground: { body: 'Arkivnämnden', decidedOn: '2026-03-10', paragraph: '31' },
  });
});

test('a rule that would break the chains is refused at its line, with the reason, beside every other mistake', () => {
  const faulty = example
    .replace('events: { keep: forever }', 'events: { years: 10, after: closed }')
    .replace('drafts: { years: 1, after: closed }', 'drafts: { years: 0, after: closed }')
    .replace(/^ {2}links:.*\n/m, '');
  const lineOf = (key: string) => faulty.split('\n').findIndex((line) => line.startsWith(`  ${key}:`)) + 1;
  expect(mistakesIn(faulty)).toEqual([
    { line: 8, path: 'kinds.links', message: 'links is missing' },
    { line: lineOf('events'), path: 'kinds.events', message: expect.stringContaining('hoplänkad') },
    { line: lineOf('drafts'), path: 'kinds.drafts.years', message: '0 is not possible for years' },
  ]);
});

test('the example of what is kept back can be read, and every mask has its ground', async () => {
  const loaded = await loadMasks('examples/keeping/masks.yaml');
  expect(loaded.ok && loaded.masks.every((mask) => 'ground' in mask && mask.ground.startsWith('OSL'))).toBe(true);
});
