import type { Lang } from '#core/texts/lang.ts';

export const whatIfWords = {
  sv: {
    summary: 'vad som skulle följa av något, på en kopia; inget ändras',
    move: 'en frist med annat datum: FRIST=DATUM; får anges flera gånger',
    late: 'en fas som slutar så många dagar för sent: FAS=21d; får anges flera gånger',
    heading: 'Vad som skulle bli annorlunda',
    none: 'Inget skulle bli annorlunda.',
    assumed: 'Antaget i båda fallen: alla gör sitt på sista dagen, och det som inte har någon dag görs när fasen börjar.',
    obstacles: 'Hinder som de ser ut nu, och som antas vara ur vägen i tid',
    nothingSupposed: 'inget är antaget',
    nothingSupposedRemedy: 'ange --move FRIST=DATUM eller --late FAS=21d',
    badMove: (given: string) => `--move: ${given} är inte FRIST=DATUM`,
    badMoveRemedy: 'skriv som finalReport=2014-10-01',
    badLate: (given: string) => `--late: ${given} är inte FAS=DAGAR`,
    badLateRemedy: (phases: string) => `skriv som negotiation=21d, med 1–999 dagar; faserna är ${phases}`,
  },
  en: {
    summary: 'what would follow from something, on a copy; nothing changes',
    move: 'a deadline with another date: DEADLINE=DATE; may be given several times',
    late: 'a phase that ends so many days late: PHASE=21d; may be given several times',
    heading: 'What would be otherwise',
    none: 'Nothing would be otherwise.',
    assumed:
      'Assumed in both cases: everybody does their part on the last day, and what has no day is done when its phase begins.',
    obstacles: 'Obstacles as things stand, assumed to be out of the way in time',
    nothingSupposed: 'nothing is supposed',
    nothingSupposedRemedy: 'give --move DEADLINE=DATE or --late PHASE=21d',
    badMove: (given: string) => `--move: ${given} is not DEADLINE=DATE`,
    badMoveRemedy: 'write it as finalReport=2014-10-01',
    badLate: (given: string) => `--late: ${given} is not PHASE=DAYS`,
    badLateRemedy: (phases: string) => `write it as negotiation=21d, with 1–999 days; the phases are ${phases}`,
  },
} as const satisfies Record<Lang, object>;
