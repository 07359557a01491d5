import { allOf, anyOf, type Lang } from '../lang.ts';

const MOST_NAMED = 12;

/** Some hundred may be known: as many as help, and how many more. */
export function known(values: readonly string[], lang: Lang): string {
  if (values.length === 0) return lang === 'sv' ? 'inget; här finns inga' : 'none; there are none here';
  const shown = values.slice(0, MOST_NAMED);
  const more = values.length - shown.length;
  if (more > 0) shown.push(lang === 'sv' ? `någon av ${more} till` : `one of ${more} more`);
  return anyOf(shown, lang);
}

export function all(values: readonly string[], lang: Lang): string {
  const shown = values.slice(0, MOST_NAMED);
  const more = values.length - shown.length;
  if (more > 0) shown.push(lang === 'sv' ? `${more} till` : `${more} more`);
  return allOf(shown, lang);
}
