import type { Lang } from '#core/texts/lang.ts';

export const explainWords = {
  sv: {
    summary: 'hur en frist fått sitt datum, och varje påminnelse om den',
    deadline: 'fristens id',
    unknown: (id: string) => `där finns ingen frist ${id}`,
    known: (ids: string) => `fristerna är ${ids}`,
    meant: (id: string) => `menade du ${id}?`,
    date: 'Datumet',
    reminders: 'Påminnelserna',
    past: 'avklarad',
    planned: 'planerad',
    none: 'inga',
    day: 'Dag',
    state: 'Läge',
    why: 'Varför',
  },
  en: {
    summary: 'how a deadline came to its date, and every reminder of it',
    deadline: "the deadline's id",
    unknown: (id: string) => `there is no deadline ${id}`,
    known: (ids: string) => `the deadlines are ${ids}`,
    meant: (id: string) => `did you mean ${id}?`,
    date: 'The date',
    reminders: 'The reminders',
    past: 'done with',
    planned: 'planned',
    none: 'none',
    day: 'Day',
    state: 'State',
    why: 'Why',
  },
} as const satisfies Record<Lang, object>;
