import type { Lang } from '#core/texts/lang.ts';
import { en } from './en.ts';
import { sv, type Words } from './sv.ts';

export type { Words } from './sv.ts';

export const wordsIn = (lang: Lang): Words => (lang === 'sv' ? sv : en);
