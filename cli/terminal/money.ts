import { figureEn, figureSv, formatEn, formatSv, unitOf } from '#core/money.ts';
import type { Lang } from '#core/texts/lang.ts';

export const amount = (ore: number, lang: Lang): string => (lang === 'sv' ? formatSv(ore) : formatEn(ore));

const units = {
  sv: { mnkr: 'Belopp i mnkr', kr: 'Belopp i kr', ore: 'Belopp i kr' },
  en: { mnkr: 'Amounts in SEK million', kr: 'Amounts in SEK', ore: 'Amounts in SEK' },
} as const;

/** Amounts that stand beside one another are read together: all in one unit, said once, with the decimals that the finest needs. */
export function amountsBeside(list: readonly number[], lang: Lang): { unit: string; figure: (ore: number) => string } {
  const unit = unitOf(list);
  return { unit: units[lang][unit], figure: (ore) => (lang === 'sv' ? figureSv(ore, unit) : figureEn(ore, unit)) };
}
