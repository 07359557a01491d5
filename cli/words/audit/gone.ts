import type { Lang } from '#core/texts/lang.ts';

/** Of what was disposed of and erased. */
export const goneWords = {
  sv: {
    noMatter: 'inget ärende',
    how: (how: string, by: string) => `${how}, ${by}`,
    total: (how: string, count: number, what: string) => `Sammanlagt ${how}: ${count} (${what})`,
  },
  en: {
    noMatter: 'no matter',
    how: (how: string, by: string) => `${how}, ${by}`,
    total: (how: string, count: number, what: string) => `Altogether ${how}: ${count} (${what})`,
  },
} as const satisfies Record<Lang, object>;
