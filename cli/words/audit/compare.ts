import type { Lang } from '#core/texts/lang.ts';
import type { CompareCode } from '../../../audit/compare/compare.ts';
import type { NoteCode } from '../../../audit/compare/differences.ts';

/** `fields`: paths in the event's JSON, or `hash`. `expected` and `found` are short. */
export interface Said {
  fields: string;
  expected: string;
  found: string;
}

export interface CompareWords {
  compare: string;
  replay: string;
  kept: string;
  id: string;
  same: (versions: number) => string;
  parts: (parts: number, entries: number, kept: number) => string;
  partners: (ids: readonly string[]) => string;
  followed: (parts: number) => string;
  notFollowed: (part: string) => string;
  differences: (count: number) => string;
  none: string;
  incomplete: string;
  doubtful: string;
  version: (from: number, to: number) => string;
  part: (id: string) => string;
  notes: string;
  findings: { [C in CompareCode]: (said: Said) => string };
  noted: { [C in NoteCode]: string };
  fieldNames: (fields: string) => string;
}

const several = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const sv: CompareWords = {
  compare: 'jämför de två uppteckningarna, händelse för händelse, med vad reglerna gör av det som begärdes',
  replay: 'låt dagens program följa den andra uppteckningen och pröva om allt i den',
  kept: 'bara ur de sparade kopiorna',
  id: 'överenskommelse, ram eller remiss',
  same: (versions) =>
    `${several(versions, 'händelse är densamma', 'händelser är desamma')} på tre sätt: i databasen, i den andra uppteckningen, och omprövad ur det som begärdes`,
  parts: (parts, entries, kept) =>
    `Den andra uppteckningen: ${several(parts, 'del', 'delar')}, ${several(entries, 'steg', 'steg')}; ${several(kept, 'sparad kopia', 'sparade kopior')}, ${parts - kept} ur motorn`,
  partners: (ids) => `Meddelanden jämförda med: ${ids.join(', ')}`,
  followed: (parts) => `Dagens program gör detsamma som då i ${several(parts, 'del', 'delar')}`,
  notFollowed: (part) => `Dagens program gör något annat än då i del ${part}`,
  differences: (count) => several(count, 'skillnad', 'skillnader'),
  none: 'Ingen skillnad',
  incomplete: 'Ingen skillnad i det som finns till hands, men allt finns inte till hands',
  doubtful: 'Ingen skillnad, men allt kan inte omprövas',
  version: (from, to) => (from === to ? `händelse ${from}` : `händelse ${from}–${to}`),
  part: (id) => `del ${id}`,
  notes: 'Att veta',
  findings: {
    recordDiffers: ({ fields }) => `databasen säger annat än den andra uppteckningen och reglerna: ${fields}`,
    secondDiffers: ({ fields }) => `den andra uppteckningen säger annat än databasen och reglerna: ${fields}`,
    rulesDiffer: ({ fields }) =>
      `reglerna gör annat av det som begärdes än vad som står i databasen och den andra uppteckningen: ${fields}`,
    allDiffer: ({ fields }) => `databasen, den andra uppteckningen och reglerna säger var sitt: ${fields}`,
    recordLacks: () => 'saknas i databasen, men finns i den andra uppteckningen',
    secondLacks: () => 'finns i databasen, men saknas i den andra uppteckningen',
    notAsked: () => 'ingen har begärt den: det som skulle ha lett till den finns inte i den andra uppteckningen',
    otherTime: () => 'är registrerad vid en tid som den andra uppteckningen inte känner',
    otherEntries: () => 'reglerna gör fler eller färre händelser av det som begärdes',
    secondGap: () => 'händelsen före saknas i den andra uppteckningen',
    toldOtherwise: () => 'den andra uppteckningen säger olika saker om den på två ställen',
    carriedDiffers: () => 'läget som nästa del började från är inte det som händelserna leder till',
    messageDiffers: () => 'ett meddelande mellan två ärenden är inte detsamma hos båda',
    unreadable: () => 'den andra uppteckningen kan inte läsas härifrån',
    copyUnreadable: () => 'den sparade kopian kan inte läsas',
    copyChecksum: ({ expected, found }) =>
      `den sparade kopian har inte sin kontrollsumma: väntad ${expected.slice(0, 16)}…, funnen ${found.slice(0, 16)}…`,
    copyOther: ({ expected, found }) =>
      `den sparade kopian är inte den som lades undan: antecknad ${expected.slice(0, 16)}…, funnen ${found.slice(0, 16)}…`,
    copyIncomplete: ({ expected, found }) => `den sparade kopian är inte hel: ${expected} steg väntade, ${found} finns`,
    partLost: () => 'delen finns varken som sparad kopia eller i motorn',
  },
  noted: {
    underway: 'registreras just nu och har inte nått den andra uppteckningen; jämförd så långt som båda har kommit',
    cutOff: 'registrerad när programmet avbröts och började om: den andra uppteckningen har händelsen men inte stunden',
    askingLost:
      'den andra uppteckningen fick veta av den efteråt och har inte det som begärde den, så att den inte kan omprövas; så blir det när allt avbryts på en gång, och så ser det ut när någon skriver i databasen – håll den mot kvittot och mot den som gjorde den',
    unreached:
      'den andra uppteckningen är inte till hands: ingen läsbar kopia är sparad, och motorn är inte tillfrågad eller svarar inte',
  },
  fieldNames: (fields) => fields.replace(/\bhash$/, 'kontrollsumma'),
};

const en: CompareWords = {
  compare: 'compare the two records, event by event, with what the rules make of what was asked',
  replay: "let today's program follow the second record, and decide all of it again",
  kept: 'from the kept copies alone',
  id: 'agreement, framework or referral',
  same: (versions) =>
    `${several(versions, 'event is the same', 'events are the same')} three ways: in the database, in the second record, and decided again from what was asked`,
  parts: (parts, entries, kept) =>
    `The second record: ${several(parts, 'part', 'parts')}, ${several(entries, 'step', 'steps')}; ${several(kept, 'kept copy', 'kept copies')}, ${parts - kept} from the engine`,
  partners: (ids) => `Messages compared with: ${ids.join(', ')}`,
  followed: (parts) => `Today's program does as then in ${several(parts, 'part', 'parts')}`,
  notFollowed: (part) => `Today's program does otherwise than then in part ${part}`,
  differences: (count) => several(count, 'difference', 'differences'),
  none: 'No difference',
  incomplete: 'No difference in what is at hand, but not all is at hand',
  doubtful: 'No difference, but not all of it can be decided again',
  version: (from, to) => (from === to ? `event ${from}` : `events ${from}–${to}`),
  part: (id) => `part ${id}`,
  notes: 'To be known',
  findings: {
    recordDiffers: ({ fields }) => `the database says otherwise than the second record and the rules: ${fields}`,
    secondDiffers: ({ fields }) => `the second record says otherwise than the database and the rules: ${fields}`,
    rulesDiffer: ({ fields }) =>
      `the rules make something else of what was asked than what the database and the second record say: ${fields}`,
    allDiffer: ({ fields }) => `the database, the second record and the rules each say something else: ${fields}`,
    recordLacks: () => 'is missing in the database, and stands in the second record',
    secondLacks: () => 'stands in the database, and is missing in the second record',
    notAsked: () => 'nobody asked for it: what should have led to it is not in the second record',
    otherTime: () => 'is recorded at a time that the second record does not know',
    otherEntries: () => 'the rules make more or fewer events of what was asked',
    secondGap: () => 'the event before it is missing in the second record',
    toldOtherwise: () => 'the second record says different things of it in two places',
    carriedDiffers: () => 'what the next part began from is not what the events lead to',
    messageDiffers: () => 'a message between two matters is not the same with both',
    unreadable: () => 'the second record cannot be read from here on',
    copyUnreadable: () => 'the kept copy cannot be read',
    copyChecksum: ({ expected, found }) =>
      `the kept copy does not have its checksum: expected ${expected.slice(0, 16)}…, found ${found.slice(0, 16)}…`,
    copyOther: ({ expected, found }) =>
      `the kept copy is not the one that was put away: noted ${expected.slice(0, 16)}…, found ${found.slice(0, 16)}…`,
    copyIncomplete: ({ expected, found }) => `the kept copy is not whole: ${expected} steps expected, ${found} there`,
    partLost: () => 'the part is neither kept as a copy nor with the engine',
  },
  noted: {
    underway: 'is being recorded and has not reached the second record; compared as far as both have come',
    cutOff: 'recorded when the program was interrupted and began again: the second record has the event, not its moment',
    askingLost:
      'the second record was told of it afterwards and does not hold what asked for it, so it cannot be decided again; it comes to this when everything is interrupted at once, and it looks like this when somebody writes in the database – hold it against the receipt and whoever did it',
    unreached:
      'the second record is not at hand: no copy that can be read is kept, and the engine was not asked or does not answer',
  },
  fieldNames: (fields) => fields,
};

export const compareWords: Readonly<Record<Lang, CompareWords>> = { sv, en };
