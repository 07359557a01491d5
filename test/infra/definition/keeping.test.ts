import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keptKindNames } from '#core/around/retention.ts';
import { parseRetention } from '../../../infra/definition/keeping/loadRetention.ts';
import { loadMasks } from '../../../infra/definition/keeping/loadMasks.ts';

const example = readFileSync('examples/keeping/retention.yaml', 'utf8');
const mistakesIn = (text: string) => {
  const parsed = parseRetention(text, 'retention.yaml');
  return parsed.ok ? [] : parsed.mistakes.map(({ line, path, message }) => ({ line, path, message }));
};

test('the example has a rule for every kind, each with the decision that it rests on', () => {
  const parsed = parseRetention(example, 'retention.yaml');
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
    { line: lineOf('events'), path: 'kinds.events', message: expect.stringContaining('linked to the next') },
    { line: lineOf('drafts'), path: 'kinds.drafts.years', message: '0 is not possible for years' },
  ]);
});

test('what can be kept in no other way is asked for as it must be', () => {
  const parsed = parseRetention(example.replace(/^ {2}accessEntries:.*\n/m, ''), 'retention.yaml');
  expect(parsed.ok ? [] : parsed.mistakes.map(({ remedy }) => remedy)).toEqual([
    expect.stringMatching(/^add accessEntries: \{ ?keep: forever ?\}/),
  ]);
});

test('a mistake in what is kept back names the field, and those that there are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'arscykel-masks-'));
  const file = join(folder, 'masks.yaml');
  const ground = 'ground: OSL 21 kap. 3 §';
  const masks = [
    'passage: x, grund: OSL 21 kap. 3 §',
    `passage: "", ${ground}`,
    `entry: fyra, ${ground}`,
    `pasage: y, ${ground}`,
  ];
  await writeFile(file, ['masks:', ...masks.map((one) => `  - { ${one} }`), `  - { vad: y }`].join('\n'));
  const loaded = await loadMasks(file);
  expect(loaded.ok ? [] : loaded.mistakes.map(({ line, message, remedy }) => [line, message, remedy])).toEqual([
    [2, '"grund" is not a field here', 'did you mean ground? (known: passage, ground)'],
    [3, 'passage is empty', expect.any(String)],
    [4, 'entry should be a number, and is a text: "fyra"', expect.stringContaining('whole number in the log')],
    [5, '"pasage" is not a field here', 'did you mean passage? (known: passage, ground)'],
    [6, 'this says nothing that is to be kept back', expect.stringContaining('passage, text, entry and document')],
  ]);
  await rm(folder, { recursive: true });
});

test('the example of what is kept back can be read, and every mask has its ground', async () => {
  const loaded = await loadMasks('examples/keeping/masks.yaml');
  expect(loaded.ok && loaded.masks.every((mask) => 'ground' in mask && mask.ground.startsWith('OSL'))).toBe(true);
});
