import { formatEn, formatSv } from '#core/money.ts';
import type { Lang } from '#core/texts/lang.ts';

export const amount = (ore: number, lang: Lang): string => (lang === 'sv' ? formatSv(ore) : formatEn(ore));
