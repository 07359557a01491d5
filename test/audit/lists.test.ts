import { buffer as bytesOf } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { csvOf } from '../../audit/lists/csv.ts';
import type { List } from '../../audit/lists/list.ts';
import { MOST_ROWS, xlsxOf } from '../../audit/lists/xlsx.ts';

const columns = [
  { key: 'what', title: 'Vad', kind: 'text' },
  { key: 'doneOn', title: 'Gjort', kind: 'day' },
  { key: 'recordedAt', title: 'Registrerat', kind: 'instant' },
  { key: 'amountOre', title: 'Belopp', kind: 'ore' },
] as const;

const row = { what: 'Utbetalning', doneOn: '2012-06-29', recordedAt: '2012-06-30T22:30:05.120Z', amountOre: -1_350_050 };
const listOf = (...texts: string[]): List => ({ title: 'Händelser', columns, rows: texts.map((what) => ({ ...row, what })) });

async function partsOf(lists: readonly List[]): Promise<Record<string, string>> {
  const zip = await fromBufferPromise(await xlsxOf(lists), { lazyEntries: true });
  const parts: Record<string, string> = {};
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry);
    parts[entry.fileName] = (await bytesOf(stream)).toString('utf8');
  }
  return parts;
}

describe('a list as CSV', () => {
  it('has a line of keys and a line for each row, and quotes what needs it', () => {
    const [head, first, second, end] = csvOf(listOf('Betalt, enligt "rekvisition"', 'två\r\nrader')).split(/\r\n(?!rader)/);
    expect(head).toBe('what,doneOn,recordedAt,amountOre');
    expect(first).toBe('"Betalt, enligt ""rekvisition""",2012-06-29,2012-06-30T22:30:05.120Z,-1350050');
    expect(second).toBe('"två\r\nrader",2012-06-29,2012-06-30T22:30:05.120Z,-1350050');
    expect(end).toBe('');
  });

  it.each(['=1+1', '+46', '-cmd', '@SUM(A1)', '\t=1', '＝1'])(
    'gives %j, which would be taken for a formula, an apostrophe',
    (text) => {
      expect(csvOf(listOf(text)).split('\r\n')[1]).toMatch(/^"?'/);
    },
  );

  it('gives one also to what would begin a cell where the other character stands between columns', () => {
    expect(csvOf(listOf('Betalt;=1+1'))).toContain("Betalt;'=1+1");
    expect(csvOf(listOf('Betalt,@SUM(A1)'), { delimiter: ';' })).toContain("Betalt,'@SUM(A1)");
    expect(csvOf(listOf('Betalt; i rätt tid'))).toContain('Betalt; i rätt tid');
  });

  it('leaves an amount below zero a number', () => {
    expect(csvOf(listOf('a'))).toContain(',-1350050');
  });

  it('leaves what is not known empty', () => {
    expect(csvOf({ ...listOf(), rows: [{ ...row, doneOn: null }] })).toContain('Utbetalning,,2012');
  });
});

describe('a list as a spreadsheet', () => {
  it('has text as text whatever it begins with, and no formula', async () => {
    const parts = await partsOf([listOf('=1+1', '+46', '@SUM(A1)')]);
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';
    expect(sheet).not.toContain('<f>');
    expect((parts['xl/sharedStrings.xml'] ?? '') + sheet).toContain('=1+1');
  });

  it('shows a late evening in June as the morning it is in Sweden, days as days and öre as kronor', async () => {
    const sheet = (await partsOf([listOf('a')]))['xl/worksheets/sheet1.xml'] ?? '';
    const values = [...sheet.matchAll(/<v>([-\d.]+)<\/v>/g)].map(([, value]) => Number(value));
    // Days since 1899-12-30.
    expect(values).toContain(41_089);
    expect(values.some((value) => Math.abs(value - (41_091 + (30 * 60 + 5) / 86_400)) < 1e-6)).toBe(true);
    expect(values).toContain(-13_500.5);
  });

  it('cuts a text that no cell can hold, and says so', async () => {
    const parts = await partsOf([listOf('x'.repeat(40_000))]);
    const longest = Math.max(
      ...[
        ...Object.values(parts)
          .join('')
          .matchAll(/x+ \[…\]/g),
      ].map(([text]) => text.length),
    );
    expect(longest).toBe(32_767);
  });

  it('stays readable when a text holds characters that XML cannot', async () => {
    const all = Object.values(await partsOf([listOf('a\u0001b<&')])).join('');
    expect(all).not.toContain('\u0001');
    expect(all).toContain('ab&lt;&amp;');
  });

  it('gives sheets of one name names of their own', async () => {
    const book = (await partsOf([listOf('a'), listOf('b'), { ...listOf('c'), title: 'a/b' }]))['xl/workbook.xml'] ?? '';
    expect([...book.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'Händelser',
      'Händelser 2',
      'a b',
    ]);
  });

  it('refuses more rows than a sheet holds, and says what to do', () => {
    const rows = Array.from<(typeof columns)[number], typeof row>({ length: MOST_ROWS }, () => row);
    expect(() => xlsxOf([{ ...listOf(), rows }])).toThrow(/CSV/);
  });
});
