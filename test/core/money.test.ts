import {
  figureEn,
  figureSv,
  formatEn,
  formatSv,
  isOre,
  parseMoney,
  shareByLargestRemainder,
  sumOre,
  unitOf,
} from '#core/money.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const MNKR = 100_000_000;
const amounts = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const weights = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 20 }), amounts), { minLength: 1, maxLength: 30 })
  .filter((list) => list.some((weight) => weight > 0));

describe('an amount', () => {
  test('is whole öre, never negative, never above 2^53 − 1', () => {
    expect([0, 1, 135 * MNKR, Number.MAX_SAFE_INTEGER].map(isOre)).toEqual([true, true, true, true]);
    const others = [-1, 0.5, Number.MAX_SAFE_INTEGER + 1, Number.NaN, Number.POSITIVE_INFINITY];
    expect(others.map(isOre)).toEqual([false, false, false, false, false]);
  });
});

describe('a sum', () => {
  test('of the five areas of 2012 is the frame of 135 million', () => {
    expect(sumOre([84.5, 39.5, 5.5, 5, 0.5].map((millions) => millions * MNKR))).toBe(135 * MNKR);
    expect(sumOre([])).toBe(0);
  });

  test('that would no longer be exact is a bug, and so is a term that is no amount', () => {
    expect(sumOre([Number.MAX_SAFE_INTEGER, 0])).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => sumOre([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
    expect(() => sumOre([2, -1])).toThrow(RangeError);
    expect(() => sumOre([0.5, 0.5])).toThrow(RangeError);
  });
});

describe('shares by largest remainder', () => {
  test('give the öre left over to the largest remainders, and to the earlier where they tie', () => {
    expect(shareByLargestRemainder(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(shareByLargestRemainder(101, [1, 1, 1])).toEqual([34, 34, 33]);
    expect(shareByLargestRemainder(10, [1, 3, 2])).toEqual([2, 5, 3]); // 1.67, 5.00, 3.33
    expect(shareByLargestRemainder(1, [1, 0, 2])).toEqual([0, 0, 1]);
  });

  test('keep their last öre where floating point would lose it', () => {
    expect(shareByLargestRemainder(9_007_199_254_740_991, [1, 1])).toEqual([4_503_599_627_370_496, 4_503_599_627_370_495]);
    expect(shareByLargestRemainder(9_007_199_254_740_991, [9_007_199_254_740_990, 1])).toEqual([9_007_199_254_740_990, 1]);
  });

  test('add up to the total, each within an öre of its exact part, nothing to a weight of 0', () => {
    fc.assert(
      fc.property(amounts, weights, (total, list) => {
        const shares = shareByLargestRemainder(total, list);
        expect(shares).toHaveLength(list.length);
        expect(sumOre(shares)).toBe(total);
        const sum = list.reduce((a, b) => a + BigInt(b), 0n);
        for (const [index, weight] of list.entries()) {
          const offBy = BigInt(shares[index] ?? -1) * sum - BigInt(total) * BigInt(weight);
          expect(-sum < offBy && offBy < sum).toBe(true);
          if (weight === 0) expect(shares[index]).toBe(0);
        }
      }),
    );
  });

  test('never round down a remainder larger than one rounded up, nor an equal one that stands before it', () => {
    fc.assert(
      fc.property(amounts, weights, (total, list) => {
        const sum = list.reduce((a, b) => a + BigInt(b), 0n);
        const parts = shareByLargestRemainder(total, list).map((share, index) => {
          const exact = BigInt(total) * BigInt(list[index] ?? 0);
          return { index, remainder: exact % sum, isUp: BigInt(share) > exact / sum };
        });
        for (const up of parts.filter((part) => part.isUp)) {
          for (const down of parts.filter((part) => !part.isUp)) {
            expect(down.remainder < up.remainder || (down.remainder === up.remainder && down.index > up.index)).toBe(true);
          }
        }
      }),
    );
  });

  test('refuse a total that is no amount and weights that share nothing', () => {
    expect(() => shareByLargestRemainder(-1, [1])).toThrow(/amount/);
    expect(() => shareByLargestRemainder(1.5, [1])).toThrow(/amount/);
    expect(() => shareByLargestRemainder(1, [1, -1])).toThrow(/weight/);
    expect(() => shareByLargestRemainder(1, [0.5])).toThrow(/weight/);
    expect(() => shareByLargestRemainder(1, [0, 0])).toThrow(/above 0/);
    expect(() => shareByLargestRemainder(0, [])).toThrow(/above 0/);
  });
});

describe('money as people read it', () => {
  test.each([
    [84.5 * MNKR, '84,5_mnkr', 'SEK 84.5 million'],
    [135 * MNKR, '135_mnkr', 'SEK 135 million'],
    [0.1 * MNKR, '0,1_mnkr', 'SEK 0.1 million'],
    [1_234.5 * MNKR, '1_234,5_mnkr', 'SEK 1,234.5 million'],
    [123_456_789, '1_234_567,89_kr', 'SEK 1,234,567.89'],
    [84_550_000_00, '84_550_000_kr', 'SEK 84,550,000'],
    [99_999_99, '99_999,99_kr', 'SEK 99,999.99'],
    [5, '0,05_kr', 'SEK 0.05'],
    [0, '0_kr', 'SEK 0'],
    [-0.5 * MNKR, '−0,5_mnkr', '−SEK 0.5 million'],
    [-12_345_60, '−12_345,60_kr', '−SEK 12,345.60'],
    [Number.MAX_SAFE_INTEGER, '90_071_992_547_409,91_kr', 'SEK 90,071,992,547,409.91'],
  ])('%i öre is %s (_ a no-break space), %s', (ore, sv, en) => {
    expect(formatSv(ore)).toBe(sv.replaceAll('_', '\u00a0'));
    expect(formatEn(ore)).toBe(en);
  });

  test('is never made of what is not whole öre', () => {
    for (const ore of [0.5, Number.NaN, 2 ** 53, -(2 ** 53)]) {
      expect(() => formatSv(ore)).toThrow(RangeError);
      expect(() => formatEn(ore)).toThrow(RangeError);
    }
  });
});

describe('money as people write it', () => {
  test.each([
    ['84.5 mnkr', 84.5 * MNKR],
    ['84,5 mnkr', 84.5 * MNKR],
    ['84,5\u00a0mnkr', 84.5 * MNKR],
    ['84,50 mnkr', 84.5 * MNKR],
    ['135 mnkr', 135 * MNKR],
    ['1 234,5 mnkr', 1_234.5 * MNKR],
    ['0,12345678 mnkr', 12_345_678],
    ['1 234 567,89 kr', 123_456_789],
    ['1\u202f234\u202f567,89\u00a0kr', 123_456_789],
    ['1234567.89 kr', 123_456_789],
    ['500 000 kr', 500_000_00],
    ['500000kr', 500_000_00],
    ['  0,5 kr ', 50],
    ['0 kr', 0],
    ['90 071 992 547 409,91 kr', Number.MAX_SAFE_INTEGER],
  ])('%j is %i öre', (text, ore) => {
    expect(parseMoney(text)).toBe(ore);
  });

  test.each([
    '',
    'kr',
    '500 000',
    '500 000 SEK',
    '-5 kr',
    '84,5 Mnkr',
    '1,234,567.89 kr',
    '1.234 kr',
    '1.234.567 kr',
    '50 00 kr',
    '1 2345 kr',
    '1234 567 kr',
    '5,123 kr',
    '0,123456789 mnkr',
    ',5 mnkr',
    '5, kr',
    '1e3 kr',
    '٥ kr',
    '500 000 kr extra',
    '90 071 992 547 409,92 kr',
    `${'9'.repeat(400)} kr`,
  ])('%j is not guessed at', (text) => {
    expect(parseMoney(text)).toBeNull();
  });

  test('is read back as what was shown', () => {
    const roundish = fc.oneof(
      amounts,
      fc.integer({ min: 0, max: 900_000 }).map((tenths) => tenths * (MNKR / 10)),
    );
    fc.assert(
      fc.property(roundish, (ore) => {
        expect(parseMoney(formatSv(ore))).toBe(ore);
      }),
    );
  });
});

test('amounts that stand beside one another are all in the coarsest unit that shows each of them whole', () => {
  const shown = (list: number[]) => list.map((ore) => [figureSv(ore, unitOf(list)), figureEn(ore, unitOf(list))]);
  expect(shown([1_080_000_000, 50_000_000, 0, -20_000_000])).toEqual([
    ['10,8', '10.8'],
    ['0,5', '0.5'],
    ['0', '0'],
    ['\u22120,2', '\u22120.2'],
  ]);
  expect(shown([1_080_000_000, 212_000_000])).toEqual([
    ['10\u00a0800\u00a0000', '10,800,000'],
    ['2\u00a0120\u00a0000', '2,120,000'],
  ]);
  expect(shown([100_000_001, 100])).toEqual([
    ['1\u00a0000\u00a0000,01', '1,000,000.01'],
    ['1,00', '1.00'],
  ]);
});
