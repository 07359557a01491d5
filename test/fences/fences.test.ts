import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkout } from './checkout.ts';
import { longFiles } from './text.ts';
import { describeViolation, violations } from './violations.ts';

test('the checkout keeps every fence', () => {
  const files = checkout();
  const long = longFiles(files);
  if (long.length > 0) console.warn(`Growing long:\n${long.join('\n')}`);
  expect(files.map((file) => file.path)).toContain('test/fences/fences.test.ts');
  expect(violations(files).map(describeViolation)).toEqual([]);
});

test('the tests run on the Node that the project pins, whatever the system has', () => {
  const settings: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(settings).toMatchObject({ dependencies: { node: process.versions.node } });
});
