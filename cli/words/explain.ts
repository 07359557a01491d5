import type { Lang } from '#core/texts/lang.ts';

export const explainWords = {
  sv: {
    summary: 'hur en frist fått sitt datum, och varje påminnelse om den',
    deadline: 'fristens id',
    unknown: (id: string) => `överenskommelsen har ingen frist ${id}`,
    known: (ids: string) => `fristerna är ${ids}`,
    date: 'Datumet',
    reminders: 'Påminnelserna',
    sent: 'har gått',
    planned: 'planerad',
    none: 'inga: den är inte öppen',
    day: 'Dag',
    state: 'Läge',
    why: 'Varför',
  },
  en: {
    summary: 'how a deadline came to its date, and every reminder of it',
    deadline: "the deadline's id",
    unknown: (id: string) => `the agreement has no deadline ${id}`,
    known: (ids: string) => `the deadlines are ${ids}`,
    date: 'The date',
    reminders: 'The reminders',
    sent: 'has left',
    planned: 'planned',
    none: 'none: it is not open',
    day: 'Day',
    state: 'State',
    why: 'Why',
  },
} as const satisfies Record<Lang, object>;
