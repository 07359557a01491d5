import { expect, test } from 'vitest';
import { ExportTooLarge, requireFits } from '../../../audit/export/zip.ts';

const files = (count: number, bytes: number) => Array.from({ length: count }, (_, i) => ({ path: `documents/${i}`, bytes }));

test('a record with more files or bytes than a plain ZIP holds is refused, and one below is not', () => {
  expect(() => requireFits(files(60_000, 1_000))).not.toThrow();
  expect(() => requireFits(files(66_000, 10))).toThrow(ExportTooLarge);
  expect(() => requireFits(files(200, 25_000_000))).toThrow(/200 files and 5\d{9} bytes/);
});
