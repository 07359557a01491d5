import { anyOf, type Lang } from './lang.ts';

/** More ids than this help nobody to find the one that was meant. */
const SHOWN = 8;

/** What could have been given instead: all of it where that is little, else those that begin most like what was given. */
export function choices(known: readonly string[], given: string, lang: Lang): string {
  if (known.length <= SHOWN + 1) return anyOf(known, lang);
  const alike = new Map(known.map((id) => [id, sameBeginning(id, given)]));
  const nearest = known.toSorted((a, b) => (alike.get(b) ?? 0) - (alike.get(a) ?? 0)).slice(0, SHOWN);
  const others = known.length - nearest.length;
  return anyOf([...nearest, lang === 'sv' ? `någon av ${others} andra` : `one of ${others} others`], lang);
}

function sameBeginning(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}
