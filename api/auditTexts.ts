import type { Text } from '#core/texts/lang.ts';

/** What the API says to auditors, `{name}` standing for a parameter. */
export const auditTexts = {
  noMandate: {
    sv: '{person} har inget mandat att granska som gäller i dag. Ett organ ger det, och det förs in med arscykel audit mandate grant.',
    en: '{person} has no mandate to audit that holds today. A body gives one, and it is entered with arscykel audit mandate grant.',
  },
  notCovered: {
    sv: 'Mandatet för {person} omfattar inte {what}. Det omfattar: {covered}.',
    en: 'The mandate of {person} does not cover {what}. It covers: {covered}.',
  },
  dayNotCovered: {
    sv: 'Mandatet för {person} omfattar inte hela {process} den {day}. Det omfattar: {covered}.',
    en: 'The mandate of {person} does not cover the whole of {process} on {day}. It covers: {covered}.',
  },
  wholeNotCovered: {
    sv: 'Ett uttag är hela ärendet, för all tid, och det omfattar mandatet för {person} inte. Det omfattar: {covered}.',
    en: 'An export is the whole of a matter, of all time, and the mandate of {person} does not cover that. It covers: {covered}.',
  },
  unknownProcess: {
    sv: 'Det finns inget ärende {process}.',
    en: 'There is no matter {process}.',
  },
  unknownQuestion: {
    sv: 'Det finns ingen fråga {name}. De som finns: {known}.',
    en: 'There is no question {name}. Those there are: {known}.',
  },
  takenQuestion: {
    sv: '{name} heter en fråga som följer med. Ge din fråga ett annat namn.',
    en: 'A question that comes along is called {name}. Give yours another name.',
  },
  unknownNote: {
    sv: '{person} har ingen anteckning {note} om {process}.',
    en: '{person} has no note {note} on {process}.',
  },
  unknownEvent: {
    sv: '{process} har ingen händelse {event}.',
    en: '{process} has no event {event}.',
  },
  tooManyEvents: {
    sv: 'Det är fler än {most} händelser. Fråga efter mindre åt gången, till exempel ett år (doneFrom, doneTo).',
    en: 'There are more than {most} events. Ask for less at a time, such as a year (doneFrom, doneTo).',
  },
  tooLongForASheet: {
    sv: 'Ett kalkylblad rymmer inte så många rader. Ta listan som CSV (format=csv).',
    en: 'A spreadsheet does not hold that many rows. Take the list as CSV (format=csv).',
  },
  unacceptableText: {
    sv: 'Anteckningen kan inte sparas: {why}',
    en: 'The note cannot be kept: {why}',
  },
  notADay: {
    sv: '{given} är varken en dag (2012-03-01) eller en tid (2012-03-01T10:00) i åren 1996–2099.',
    en: '{given} is neither a day (2012-03-01) nor a time (2012-03-01T10:00) in the years 1996–2099.',
  },
  daysReversed: {
    sv: '{to} är inte senare än {from}. Ange dagarna i ordning.',
    en: '{to} is not later than {from}. Give the days in order.',
  },
} satisfies Record<string, Text>;
