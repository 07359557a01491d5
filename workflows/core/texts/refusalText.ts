import type { Definition } from '#core/agreement/definition.ts';
import type { Refusal } from '#core/agreement/refusals.ts';
import type { Lang } from './lang.ts';
import { namesOf } from './names.ts';
import { refusalInEnglish } from './refusalEn.ts';
import { refusalInSwedish } from './refusalSv.ts';

/**
 * What is wrong, in which field, and what would be right. With the agreement's definition ids are given their names; without it they
 * stand for themselves. Faults of a definition keep the English of the file's own words.
 */
export function explainRefusal(refusal: Refusal, lang: Lang, definition: Definition | null = null): string {
  const names = namesOf(definition);
  return lang === 'sv' ? refusalInSwedish(refusal, names) : refusalInEnglish(refusal, names);
}
