// Money is whole öre (1/100 krona) in a safe integer, at most 2^53 − 1 öre or some 90 trillion kronor. It never passes through a binary
// fraction, so nothing is rounded except where a total is shared, and there no öre is lost.

const ORE_PER_KRONA = 100;
/** 0.1 million kronor: what the platform's agreements count in. */
const ORE_PER_TENTH_MILLION = 10_000_000;
const NO_BREAK_SPACE = '\u00a0';
const MINUS = '\u2212';
const WRITTEN = /^(\d+|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+)(?:[.,](\d+))?[ \u00a0\u2009\u202f]?(mnkr|kr)$/;

/** Whether the number is an amount: a safe integer, 0 or more. */
export function isOre(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

/** @throws RangeError when a term is not an amount, or the sum is above 2^53 − 1: a bug. */
export function sumOre(list: readonly number[]): number {
  let sum = 0;
  for (const ore of list) sum = amount(sum + amount(ore));
  return sum;
}

/**
 * Shares a total in proportion to the weights, by largest remainder: each share is its exact part rounded down, and the öre left over
 * go one each to the largest remainders, the earlier in the list first where they tie. The shares always add up to the total.
 * @throws RangeError unless the total is an amount and the weights are non-negative safe integers, not all 0.
 */
export function shareByLargestRemainder(totalOre: number, weights: readonly number[]): number[] {
  const total = BigInt(amount(totalOre));
  const parts = weights.map((weight) => {
    if (!isOre(weight)) throw new RangeError(`Not a weight: ${weight}. Weights are non-negative whole numbers.`);
    return BigInt(weight);
  });
  const sum = parts.reduce((a, b) => a + b, 0n);
  if (sum === 0n) throw new RangeError('Nothing to share by: at least one weight must be above 0.');
  const shares = parts.map((part) => (total * part) / sum);
  const left = Number(shares.reduce((rest, share) => rest - share, total));
  const remainders = parts.map((part, index) => ({ index, remainder: (total * part) % sum }));
  remainders.sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of remainders.slice(0, left)) shares[index] = (shares[index] ?? 0n) + 1n;
  return shares.map(Number);
}

/**
 * In Swedish: '84,5 mnkr' for whole tenths of a million, else '1 234 567,89 kr', without decimals for whole kronor. Its spaces are
 * no-break spaces (U+00A0). Differences may be negative. @throws RangeError when it is not a safe integer.
 */
export function formatSv(ore: number): string {
  const { sign, whole, decimals, inMillions } = shown(ore, NO_BREAK_SPACE);
  const number = decimals === '' ? whole : `${whole},${decimals}`;
  return `${sign}${number}${NO_BREAK_SPACE}${inMillions ? 'mnkr' : 'kr'}`;
}

/** In English: 'SEK 84.5 million' for whole tenths of a million, else 'SEK 1,234,567.89'. Its spaces are plain. Otherwise as `formatSv`. */
export function formatEn(ore: number): string {
  const { sign, whole, decimals, inMillions } = shown(ore, ',');
  const number = decimals === '' ? whole : `${whole}.${decimals}`;
  return `${sign}SEK ${number}${inMillions ? ' million' : ''}`;
}

/** What amounts are counted in: tenths of a million kronor, whole kronor, or kronor and öre. */
export type MoneyUnit = 'mnkr' | 'kr' | 'ore';

/** The coarsest unit that shows each of them whole. */
export function unitOf(list: readonly number[]): MoneyUnit {
  if (list.every((ore) => ore % ORE_PER_TENTH_MILLION === 0)) return 'mnkr';
  return list.every((ore) => ore % ORE_PER_KRONA === 0) ? 'kr' : 'ore';
}

/** In Swedish, without the unit, which the amount is whole in: '10,0', '1 234 567' or '1 234 567,00'; nothing is '0'. */
export function figureSv(ore: number, unit: MoneyUnit): string {
  const { sign, whole, decimals } = shownIn(ore, NO_BREAK_SPACE, unit);
  return decimals === '' ? `${sign}${whole}` : `${sign}${whole},${decimals}`;
}

/** In English, as `figureSv`: '10.0', '1,234,567' or '1,234,567.00'. */
export function figureEn(ore: number, unit: MoneyUnit): string {
  const { sign, whole, decimals } = shownIn(ore, ',', unit);
  return decimals === '' ? `${sign}${whole}` : `${sign}${whole}.${decimals}`;
}

/**
 * The amount in öre that a person wrote: '84.5 mnkr', '84,5 mnkr', '1 234 567,89 kr', '1234567.89 kr', '500 000 kr', and whatever
 * `formatSv` writes of an amount. Null for anything else, for fractions of an öre and for more than 2^53 − 1 öre; so what was meant is
 * never guessed: the unit is required, groups are of three, and both '.' and ',' are decimal signs.
 */
export function parseMoney(text: string): number | null {
  const match = WRITTEN.exec(text.trim());
  if (match === null) return null;
  const [, whole = '', fraction = '', unit] = match;
  const decimals = unit === 'mnkr' ? 8 : 2; // digits from the unit down to the öre
  if (fraction.length > decimals) return null;
  const ore = Number(whole.replace(/[^0-9]/g, '') + fraction.padEnd(decimals, '0'));
  return isOre(ore) ? ore : null;
}

function amount(ore: number): number {
  if (!isOre(ore)) throw new RangeError(`Not an amount: ${ore} öre. Amounts are whole öre from 0 to 2^53 − 1.`);
  return ore;
}

interface Shown {
  sign: string;
  whole: string;
  decimals: string;
  inMillions: boolean;
}

function shown(ore: number, separator: string): Shown {
  const size = amount(Math.abs(ore));
  const sign = ore < 0 ? MINUS : '';
  const inMillions = size !== 0 && size % ORE_PER_TENTH_MILLION === 0;
  if (inMillions) {
    const tenths = size / ORE_PER_TENTH_MILLION;
    const decimals = tenths % 10 === 0 ? '' : String(tenths % 10);
    return { sign, whole: grouped(Math.floor(tenths / 10), separator), decimals, inMillions };
  }
  const rest = size % ORE_PER_KRONA;
  const decimals = rest === 0 ? '' : String(rest).padStart(2, '0');
  return { sign, whole: grouped((size - rest) / ORE_PER_KRONA, separator), decimals, inMillions };
}

function shownIn(ore: number, separator: string, unit: MoneyUnit): Omit<Shown, 'inMillions'> {
  const size = amount(Math.abs(ore));
  if (size === 0) return { sign: '', whole: '0', decimals: '' };
  const sign = ore < 0 ? MINUS : '';
  const per = unit === 'mnkr' ? 10 * ORE_PER_TENTH_MILLION : ORE_PER_KRONA;
  const rest = size % per;
  const whole = grouped((size - rest) / per, separator);
  if (unit === 'mnkr') return { sign, whole, decimals: String(rest / ORE_PER_TENTH_MILLION) };
  return { sign, whole, decimals: unit === 'kr' ? '' : String(rest).padStart(2, '0') };
}

function grouped(whole: number, separator: string): string {
  return String(whole).replace(/\B(?=(?:\d{3})+$)/g, separator);
}
