import { parseMoney } from '#core/money.ts';
import type { Path } from './mistake.ts';
import type { YamlSource } from './yamlSource.ts';

const COMMA = 'inside { } a comma separates fields';
const DECIMALS = /^\d+[ \u00a0\u2009\u202f]?(?:mnkr|mkr|kr)$/;

/** An amount such as `{ used: 4,8 mnkr }`, which YAML reads as the field `used` and another one called `8 mnkr`. */
export interface SplitAmount {
  /** The key that the second half became. */
  rest: string;
  message: string;
  remedy: string;
}

/** Whether the value at the path is the first half of an amount that its decimal comma split; null where it is not. */
export function splitAmount(source: YamlSource, path: Path): SplitAmount | null {
  const range = source.rangeOf(path);
  if (range === null) return null;
  const whole = source.text.slice(range.start, range.end).trim();
  const rest = /^\s*,\s*([^,{}[\]:\n]+?)\s*[,}]/.exec(source.text.slice(range.end, range.end + 100))?.[1];
  if (rest === undefined || !/^\d[\d \u00a0\u2009\u202f]*$/.test(whole) || !DECIMALS.test(rest)) return null;
  const [point, comma] = ['.', ','].map((sign) => inMillions(`${whole}${sign}${rest}`));
  return { rest, message: `${whole},${rest} is cut in two: ${COMMA}`, remedy: `write ${point}, or put it in quotes: "${comma}"` };
}

/** What to do about a key that stands twice, where it is but the decimals of two amounts; null for any other key. */
export function splitKeyRemedy(key: unknown): string | null {
  return DECIMALS.test(String(key)) ? `${COMMA}: write amounts with a decimal point, or put them in quotes` : null;
}

/** The remedy for an amount whose unit is another word for millions; null for anything else. */
export function meantAmount(value: unknown): string | null {
  if (typeof value !== 'string' || parseMoney(value) !== null) return null;
  const meant = inMillions(value);
  return parseMoney(meant) === null ? null : `did you mean ${meant}? (millions are mnkr)`;
}

function inMillions(text: string): string {
  return text.trim().replace(/\s*(?:mkr|msek|mn kr|mn|milj\.? ?kr|miljoner(?: kr| kronor)?)$/i, ' mnkr');
}
