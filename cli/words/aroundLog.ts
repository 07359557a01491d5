import type { Lang } from '#core/texts/lang.ts';

export const aroundLogWords = {
  sv: {
    access: 'det som hänt kring den: nekade kommandon, vad det blev av notiser, läsningar, utlämnanden',
    id: 'överenskommelsens, ramverkets eller remissens id; system för det som inte hör till någon av dem',
    nothing: 'Ingenting är antecknat.',
    nobodyNamed: 'ingen namngiven',
    byLink: 'den som har länken',
    noted: (when: string, who: string | null) => (who === null ? `antecknat ${when}` : `antecknat ${when}, ${who}`),
  },
  en: {
    access: 'what happened around it: refused commands, what became of notices, reads, what was handed out',
    id: 'id of the agreement, framework or referral; system for what belongs to none of them',
    nothing: 'Nothing is recorded.',
    nobodyNamed: 'nobody named',
    byLink: 'whoever holds the link',
    noted: (when: string, who: string | null) => (who === null ? `recorded ${when}` : `recorded ${when}, ${who}`),
  },
} as const satisfies Record<Lang, object>;
