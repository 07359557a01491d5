import type { Lang } from '#core/texts/lang.ts';
import type { ReadBy } from '../../../audit/asOf/asOf.ts';

/** Days and amounts come as people read them. */
export interface AsOfWords {
  asOf: string;
  id: string;
  day: string;
  done: string;
  all: string;
  as: string;
  wrongDay: (given: string) => string;
  wrongDayRemedy: string;
  timeWithDone: (given: string) => string;
  timeWithDoneRemedy: (day: string) => string;
  /** Of one day, and of two; what of the record it rests on. */
  on: (day: string) => string;
  at: (day: string, time: string) => string;
  reading: Readonly<Record<ReadBy, string>>;
  notThere: Readonly<Record<ReadBy, (day: string) => string>>;
  firstEntry: (day: string) => string;
  head: string;
  headText: (version: number, recordedAt: string) => string;
  nothingRecorded: string;
  restsOn: (version: number, recordedAt: string) => string;
  hash: string;
  phase: string;
  since: (day: string) => string;
  validity: string;
  notValid: string;
  validFrom: (from: string, until: string | null) => string;
  text: string;
  textOf: (number: number | null, hash: string) => string;
  tabled: (count: number) => string;
  tasks: string;
  tasksText: (tasks: { open: number; taken: number; overdue: number; waiting: number }) => string;
  decisions: (count: number, shown: number) => string;
  noDecisions: string;
  deadlines: (open: number, all: number) => string;
  more: (count: number) => string;
  money: string;
  columns: { budget: string; paid: string; used: string; left: string; area: string };
  notYetKnown: string;
  notYetKnownText: Readonly<Record<ReadBy, string>>;
  allKnown: string;
  recorded: (when: string, who: string | null) => string;
  laterRecorded: (when: string, who: string | null) => string;
  newPart: string;
  ownHandling: string;
}

const sv: AsOfWords = {
  asOf: 'hur något var en viss dag, efter vad som då var registrerat eller gjort',
  id: 'överenskommelse, ram eller remiss',
  day: 'dagen (2012-03-01), eller en tidpunkt svensk tid (2012-03-01T10:00)',
  done: 'efter vad som var gjort den dagen, också det som registrerades senare',
  all: 'alla beslut och alla frister, inte bara de närmaste',
  as: 'vem som läser: någon i ärendet, eller en granskare inom sitt mandat; annars läser den som sköter maskinen',
  wrongDay: (given) => `${given} är varken en dag eller en tidpunkt`,
  wrongDayRemedy: 'Skriv en dag mellan 1996 och 2098 som 2012-03-01, eller en tidpunkt som 2012-03-01T10:00.',
  timeWithDone: (given) => `${given} är en tidpunkt, och vad som var gjort räknas i hela dagar`,
  timeWithDoneRemedy: (day) => `Skriv ${day} i stället, eller ta bort --done.`,
  on: (day) => `Så som det var vid slutet av ${day}`,
  at: (day, time) => `Så som det var ${day} klockan ${time}`,
  reading: {
    recorded: 'efter vad som då var registrerat',
    done: 'efter vad som då var gjort, även det som registrerades senare',
  },
  notThere: {
    recorded: (day) => `Ingenting var öppnat i registret ${day}.`,
    done: (day) => `Ingenting var gjort ${day}.`,
  },
  firstEntry: (day) => `Den första händelsen registrerades ${day}.`,
  head: 'Kedjan då',
  headText: (version, recordedAt) => `händelse ${version}, registrerad ${recordedAt}`,
  nothingRecorded: 'ingenting var registrerat',
  restsOn: (version, recordedAt) => `svaret bygger på hela kedjan, till händelse ${version} (${recordedAt})`,
  hash: 'Dess hash',
  phase: 'Fas',
  since: (day) => `sedan ${day}`,
  validity: 'Gäller',
  notValid: 'inte',
  validFrom: (from, until) => (until === null ? `från ${from}` : `${from} till ${until}`),
  text: 'Text',
  textOf: (number, hash) => (number === null ? hash : `version ${number}, ${hash}`),
  tabled: (count) => `${count} versioner framlagda`,
  tasks: 'Uppgifter',
  tasksText: ({ open, taken, overdue, waiting }) =>
    [
      open === 0 ? 'inga öppna' : `${open} öppna`,
      ...(taken === 0 ? [] : [`${taken} tagna av någon`]),
      ...(overdue === 0 ? [] : [`${overdue} försenade`]),
      ...(waiting === 0 ? [] : [`${waiting} redovisningar väntar på att godtas`]),
    ].join(', '),
  decisions: (count, shown) => (shown < count ? `Beslut hittills (${count}, de ${shown} senaste)` : `Beslut hittills (${count})`),
  noDecisions: 'Inga beslut var fattade.',
  deadlines: (open, all) => `Frister (${open} öppna av ${all})`,
  more: (count) => `… och ${count} till, med --all`,
  money: 'Pengar',
  columns: { budget: 'Budget', paid: 'Utbetalt', used: 'Använt', left: 'Kvar', area: 'Område' },
  notYetKnown: 'Gjort, men ännu inte känt i registret',
  notYetKnownText: {
    recorded: 'Detta var gjort då men registrerades senare. Det räknas inte ovan.',
    done: 'Detta var gjort då men registrerades senare. Det räknas ovan, men ingen som läste registret den dagen kunde se det.',
  },
  allKnown: 'Allt som var gjort var också registrerat.',
  recorded: (when, who) => (who === null ? `registrerat ${when}` : `registrerat ${when} av ${who}`),
  laterRecorded: (when, who) => (who === null ? `registrerat först ${when}` : `registrerat först ${when} av ${who}`),
  newPart: 'Den andra uppteckningen går vidare i en ny del',
  ownHandling: 'Ett organs egen beredning',
};

const en: AsOfWords = {
  asOf: 'how something stood on a day, by what was recorded or done by then',
  id: 'agreement, framework or referral',
  day: 'the day (2012-03-01), or a time by the clock in Sweden (2012-03-01T10:00)',
  done: 'by what had been done by that day, also what was recorded later',
  all: 'all decisions and all deadlines, not only the nearest',
  as: 'who reads: somebody in the matter, or an auditor within their mandate; otherwise whoever runs the machine reads',
  wrongDay: (given) => `${given} is neither a day nor a time`,
  wrongDayRemedy: 'Write a day between 1996 and 2098 as 2012-03-01, or a time as 2012-03-01T10:00.',
  timeWithDone: (given) => `${given} is a time, and what had been done is counted in whole days`,
  timeWithDoneRemedy: (day) => `Write ${day} instead, or leave --done out.`,
  on: (day) => `As it was at the end of ${day}`,
  at: (day, time) => `As it was on ${day} at ${time}`,
  reading: {
    recorded: 'by what had been recorded by then',
    done: 'by what had been done by then, also what was recorded later',
  },
  notThere: {
    recorded: (day) => `Nothing had been opened in the record on ${day}.`,
    done: (day) => `Nothing had been done on ${day}.`,
  },
  firstEntry: (day) => `The first event was recorded on ${day}.`,
  head: 'The chain then',
  headText: (version, recordedAt) => `event ${version}, recorded ${recordedAt}`,
  nothingRecorded: 'nothing was recorded',
  restsOn: (version, recordedAt) => `the answer rests on the whole chain, to event ${version} (${recordedAt})`,
  hash: 'Its hash',
  phase: 'Phase',
  since: (day) => `since ${day}`,
  validity: 'Valid',
  notValid: 'not',
  validFrom: (from, until) => (until === null ? `from ${from}` : `${from} to ${until}`),
  text: 'Text',
  textOf: (number, hash) => (number === null ? hash : `version ${number}, ${hash}`),
  tabled: (count) => `${count} versions tabled`,
  tasks: 'Tasks',
  tasksText: ({ open, taken, overdue, waiting }) =>
    [
      open === 0 ? 'none open' : `${open} open`,
      ...(taken === 0 ? [] : [`${taken} taken by somebody`]),
      ...(overdue === 0 ? [] : [`${overdue} overdue`]),
      ...(waiting === 0 ? [] : [`${waiting} reports wait to be accepted`]),
    ].join(', '),
  decisions: (count, shown) =>
    shown < count ? `Decisions so far (${count}, the latest ${shown})` : `Decisions so far (${count})`,
  noDecisions: 'Nothing had been decided.',
  deadlines: (open, all) => `Deadlines (${open} open of ${all})`,
  more: (count) => `… and ${count} more, with --all`,
  money: 'Money',
  columns: { budget: 'Budget', paid: 'Paid', used: 'Used', left: 'Left', area: 'Area' },
  notYetKnown: 'Done, but not yet known to the record',
  notYetKnownText: {
    recorded: 'This had been done by then and was recorded later. It does not count above.',
    done: 'This had been done by then and was recorded later. It counts above, but nobody who read the record that day could see it.',
  },
  allKnown: 'All that had been done was recorded too.',
  recorded: (when, who) => (who === null ? `recorded ${when}` : `recorded ${when} by ${who}`),
  laterRecorded: (when, who) => (who === null ? `recorded only ${when}` : `recorded only ${when} by ${who}`),
  newPart: 'The second record goes on in a new part',
  ownHandling: 'A body’s own handling',
};

export const asOfWords: Readonly<Record<Lang, AsOfWords>> = { sv, en };
