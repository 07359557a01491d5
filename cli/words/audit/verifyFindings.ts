import type { Lang } from '#core/texts/lang.ts';
import type { Place } from '../../../audit/finding.ts';
import type { Code } from '../../../audit/verify/finding.ts';

type Facts = Readonly<Record<string, string | number>>;
type Said = { [C in Code]: (facts: Facts, place: Place) => string };

/** Enough of a checksum to compare by eye. */
const SHOWN = 16;
const sum = (value: string | number | undefined): string => {
  const text = String(value ?? '');
  return text.length > SHOWN && /^[0-9a-f]+$/.test(text) ? `${text.slice(0, SHOWN)}…` : text;
};

const sv: Said = {
  eventMissing: ({ missing, next, expected }) =>
    expected === undefined
      ? Number(missing) > 1
        ? `saknas, och ${Number(missing) - 1} till: nästa som finns är händelse ${next}`
        : `saknas: nästa som finns är händelse ${next}`
      : `saknas, fast den är intygad med kontrollsumman ${sum(expected)}`,
  eventExtra: ({ after }) => `står efter händelse ${after}: den finns två gånger eller har fått en annan plats`,
  notOnPrevious: ({ previous, last }) =>
    `hör inte ihop med händelsen före: den registrerades på en händelse med kontrollsumman ${sum(previous)}, men händelsen före har ${sum(last)}; något före den har bytts ut, satts in eller räknats om`,
  contentChanged: ({ stated, computed }) =>
    `har ändrats: antecknad kontrollsumma ${sum(stated)}, innehållet ger ${sum(computed)}`,
  notCanonical: ({ byte, character }) =>
    `har en text som programmet inte kan ha skrivit (byte ${Number(byte) + 1}${character === '' ? ': den tar slut' : `, tecknet ${character}`})`,
  columnDiffers: ({ column, said, row }) =>
    `raden har ändrats: ${fieldName(column, svFields)} är ${row}, men händelsens egen text säger ${said === '' ? 'inget' : said}`,
  queryCopyDiffers: () => 'den kopia av händelsen som sökningar läser har ändrats',
  recordedBackwards: ({ before, at }) => `är registrerad ${at}, tidigare än händelsen före (${before})`,
  newestMissing: ({ head, last }) => `saknas: kedjan ska sluta vid händelse ${head}, men den sista som finns är händelse ${last}`,
  beyondHead: ({ head }) => `finns, fast kedjan ska sluta vid händelse ${head}`,
  otherHead: ({ noted, last }) =>
    `är kedjans sista med kontrollsumman ${sum(last)}, men kedjans slut är antecknat som ${sum(noted)}`,
  noEvents: ({ version }) => `alla händelser saknas: kedjan ska sluta vid händelse ${version}`,
  noHead: () => 'kedjan har händelser, men är struken ur förteckningen över kedjor',
  chainOfNoKind: () => 'kedjan hör inte till något slag av ärende',
  rehearsalStruck: () => 'repetitionen har kedjor, men är struken ur förteckningen över repetitioner',
  commandOfNothing: ({ command }) => `begäran ${command} pekar på den, men den är inte vad som registrerades på begäran`,
  eventWithoutCommand: ({ command }) => `är registrerad på begäran ${command}, som inte finns antecknad`,
  otherDatabase: ({ expected, found }) => `gäller en annan databas: ${expected} väntad, ${found} funnen`,
  otherWorld: ({ expected, found }) => `gäller ett annat register: ${expected} väntat, ${found} funnet`,
  signatureWrong: (_facts, { item }) => `är inte signerad med nyckeln ${item}: texten, signaturen eller nyckeln är utbytt`,
  keyUnknown: (_facts, { item }) => `är signerad med nyckeln ${item}, som ingen känner`,
  keyForged: ({ found }, { item }) =>
    `nyckeln ${item} är utbytt: den som ligger där är ${found === 'no key' ? 'ingen nyckel' : found}`,
  endorsementForged: ({ endorsedBy }, { item }) => `nyckeln ${item} säger sig vara godkänd av ${endorsedBy}, men är det inte`,
  keyNotTrusted: (_facts, { item }) => `är signerad med nyckeln ${item}, och inget leder till den från den sparade nyckeln`,
  keyNotIntroduced: (_facts, { item }) =>
    `nyckeln ${item} ligger bland nycklarna, men ingen händelse i kedjan system säger att den togs i bruk så: den är insatt eller utbytt`,
  keyMissing: (_facts, { item }) => `nyckeln ${item} togs i bruk enligt kedjan system, men ligger inte bland nycklarna`,
  checkpointRowChanged: () => 'raden har ändrats: tiden eller nyckeln bredvid är en annan än i den signerade texten',
  putInAfterwards: ({ written, signed }, { checkpoint }) =>
    `säger sig vara skriven ${written}, men finns inte i kontrollpunkt ${checkpoint} från ${signed}: den är insatt efteråt, eller så gick en klocka fel`,
  checkpointMissing: () => 'saknas i registret',
  checkpointOther: ({ expected, found }) =>
    `är en annan i registret: ${sum(expected ?? 'en kontrollpunkt')} väntad, ${sum(found)} funnen`,
  previousUnlike: ({ expected, found }) =>
    `följer inte på kontrollpunkten före: den har ${sum(expected)}, men ${sum(found)} står angiven; någon av dem är utbytt`,
  timeUnlike: ({ expected, found }) => `är gjord ${found}, före kontrollpunkten innan (${expected})`,
  rootUnlike: () => 'intygar andra kedjeslut än de som ligger vid den: något av dem har ändrats, lagts till eller tagits bort',
  countsUnlike: ({ expected, found }) =>
    `intygar ${counted(expected, ' kedjor', ' händelser')}, men vid den ligger ${counted(found, ' kedjor', ' händelser')}`,
  chainMissing: (_facts, { checkpoint }) => `hela kedjan saknas${attested(checkpoint, ', fast den är intygad i kontrollpunkt')}`,
  chainShorter: ({ expected, found }, { checkpoint }) =>
    `kedjan slutar vid händelse ${found}, men gick till händelse ${expected}${attested(checkpoint, ' enligt kontrollpunkt')}: de nyaste är borttagna`,
  chainForked: ({ expected, found }, { checkpoint }) =>
    `är en annan än den som intygats${attested(checkpoint, ' i kontrollpunkt')}: kontrollsumman var ${sum(expected)} och är nu ${sum(found)}; kedjan har räknats om`,
  eventChanged: () => 'har ändrats: innehållet ger inte dess kontrollsumma',
  linkBroken: () => 'hör inte ihop med händelsen före',
  outsideMissing: () => 'saknas på platsen utanför databasen',
  outsideOther: () => 'är en annan på platsen utanför databasen',
  archiveChanged: ({ noted, computed }) =>
    `den sparade kopian har ändrats: antecknad kontrollsumma ${sum(noted)}, innehållet ger ${sum(computed)}`,
  archiveUnreadable: () => 'den sparade kopian kan inte packas upp och läsas',
  archiveCount: ({ noted, counted: found }) => `den sparade kopian har ${found} steg, antecknade är ${noted}`,
  archiveNotAsRecorded: ({ recorded, found }) =>
    `den sparade kopian är inte den som lades undan: ${ofCopy(recorded, 'steg')} då, ${ofCopy(found, 'steg')} nu`,
  archiveMissing: () => 'har upphört för mer än en vecka sedan, och ingen kopia är sparad',
  archiveRemoved: () => 'kopian lades undan men är borttagen',
  archiveOfNothing: () => 'en kopia är sparad av en del som kedjan inte känner',
  documentChanged: ({ computed }) => `filen har ändrats: innehållet ger ${sum(computed)}`,
  documentSize: ({ noted, bytes }) => `filen har ${bytes} byte, antecknade är ${noted}`,
  documentMissing: (_facts, { item }) => `hänvisar till filen ${sum(item)}, som saknas utan att vara gallrad eller raderad`,
  textChanged: ({ commitment, computed }) =>
    `texten eller dess salt har ändrats: händelsen förband sig till ${sum(commitment)}, texten ger ${sum(computed)}`,
  textMissing: () => 'texten saknas utan att vara gallrad eller raderad',
  unfoldable: ({ why }) => `går inte att följa: ${why}`,
  processMissing: () => 'ärendet har händelser men visas inte',
  processOfNothing: () => 'ärendet visas, fast inga händelser har öppnat det',
  rowDiffers: ({ table, field, row, events }, { item }) =>
    `${rowName(table, item, svTables)} visas fel: ${fieldName(field, svFields)} är ${row}, händelserna ger ${events}`,
  rowMissing: ({ table }, { item }) => `${rowName(table, item, svTables)} följer av händelserna men visas inte`,
  rowOfNothing: ({ table }, { item }) => `${rowName(table, item, svTables)} visas, men följer inte av någon händelse`,
  rowUnreadable: ({ why }) => `det som visas går inte att läsa: ${why}`,
};

const en: Said = {
  eventMissing: ({ missing, next, expected }) =>
    expected === undefined
      ? Number(missing) > 1
        ? `is missing, and ${Number(missing) - 1} more: the next there is, is event ${next}`
        : `is missing: the next there is, is event ${next}`
      : `is missing, though it is attested with the checksum ${sum(expected)}`,
  eventExtra: ({ after }) => `comes after event ${after}: it is there twice, or was given another place`,
  notOnPrevious: ({ previous, last }) =>
    `does not belong with the event before: it was recorded onto one with the checksum ${sum(previous)}, and the one before has ${sum(last)}; something before it was exchanged, put in or hashed anew`,
  contentChanged: ({ stated, computed }) =>
    `was changed: the noted checksum is ${sum(stated)}, the content gives ${sum(computed)}`,
  notCanonical: ({ byte, character }) =>
    `has a text that the program cannot have written (byte ${Number(byte) + 1}${character === '' ? ': it ends' : `, the character ${character}`})`,
  columnDiffers: ({ column, said, row }) =>
    `its row was changed: ${fieldName(column, enFields)} is ${row}, and the event's own text says ${said === '' ? 'nothing' : said}`,
  queryCopyDiffers: () => 'the copy of the event that searches read was changed',
  recordedBackwards: ({ before, at }) => `is recorded at ${at}, earlier than the event before (${before})`,
  newestMissing: ({ head, last }) =>
    `is missing: the chain should end with event ${head}, and the last there is, is event ${last}`,
  beyondHead: ({ head }) => `is there, though the chain should end with event ${head}`,
  otherHead: ({ noted, last }) =>
    `is the chain's last with the checksum ${sum(last)}, and the chain's end is noted as ${sum(noted)}`,
  noEvents: ({ version }) => `all events are missing: the chain should end with event ${version}`,
  noHead: () => 'the chain has events, and is struck from the list of chains',
  chainOfNoKind: () => 'the chain belongs to no kind of matter',
  rehearsalStruck: () => 'the rehearsal has chains, and is struck from the list of rehearsals',
  commandOfNothing: ({ command }) => `the request ${command} points to it, and it is not what was recorded at that request`,
  eventWithoutCommand: ({ command }) => `is recorded at the request ${command}, which is not noted`,
  otherDatabase: ({ expected, found }) => `is of another database: ${expected} expected, ${found} found`,
  otherWorld: ({ expected, found }) => `is of another record: ${expected} expected, ${found} found`,
  signatureWrong: (_facts, { item }) => `is not signed with the key ${item}: the text, the signature or the key was exchanged`,
  keyUnknown: (_facts, { item }) => `is signed with the key ${item}, which nobody knows`,
  keyForged: ({ found }, { item }) =>
    `the key ${item} was exchanged: what lies there is ${found === 'no key' ? 'no key' : String(found)}`,
  endorsementForged: ({ endorsedBy }, { item }) => `the key ${item} says that ${endorsedBy} endorsed it, which is not so`,
  keyNotTrusted: (_facts, { item }) => `is signed with the key ${item}, and nothing leads to it from the key that was kept`,
  keyNotIntroduced: (_facts, { item }) =>
    `the key ${item} is among the keys, and no event in the chain system says that it was introduced so: it was put in or exchanged`,
  keyMissing: (_facts, { item }) => `the key ${item} was introduced, says the chain system, and is not among the keys`,
  checkpointRowChanged: () => 'its row was changed: the time or the key beside it is not that of the signed text',
  putInAfterwards: ({ written, signed }, { checkpoint }) =>
    `says that it was written at ${written}, and is not in checkpoint ${checkpoint} of ${signed}: it was put in afterwards, or a clock was wrong`,
  checkpointMissing: () => 'is missing in the record',
  checkpointOther: ({ expected, found }) =>
    `is another one in the record: ${sum(expected ?? 'a checkpoint')} expected, ${sum(found)} found`,
  previousUnlike: ({ expected, found }) =>
    `does not follow on the checkpoint before: that has ${sum(expected)}, and ${sum(found)} is named; one of them was exchanged`,
  timeUnlike: ({ expected, found }) => `was made at ${found}, before the checkpoint before it (${expected})`,
  rootUnlike: () => 'attests other ends of chains than lie beside it: one of them was changed, added or taken away',
  countsUnlike: ({ expected, found }) => `attests ${expected}, and beside it lie ${found}`,
  chainMissing: (_facts, { checkpoint }) =>
    `the whole chain is missing${attested(checkpoint, ', though it is attested in checkpoint')}`,
  chainShorter: ({ expected, found }, { checkpoint }) =>
    `the chain ends with event ${found}, and went to event ${expected}${attested(checkpoint, ' by checkpoint')}: the newest were taken away`,
  chainForked: ({ expected, found }, { checkpoint }) =>
    `is another than was attested${attested(checkpoint, ' in checkpoint')}: its checksum was ${sum(expected)} and now is ${sum(found)}; the chain was hashed anew`,
  eventChanged: () => 'was changed: its content does not give its checksum',
  linkBroken: () => 'does not belong with the event before',
  outsideMissing: () => 'is missing at the place outside the database',
  outsideOther: () => 'is another one at the place outside the database',
  archiveChanged: ({ noted, computed }) =>
    `the kept copy was changed: the noted checksum is ${sum(noted)}, the content gives ${sum(computed)}`,
  archiveUnreadable: () => 'the kept copy cannot be unpacked and read',
  archiveCount: ({ noted, counted: found }) => `the kept copy has ${found} steps, and ${noted} are noted`,
  archiveNotAsRecorded: ({ recorded, found }) =>
    `the kept copy is not the one that was put away: ${ofCopy(recorded, 'steps')} then, ${ofCopy(found, 'steps')} now`,
  archiveMissing: () => 'ended more than a week ago, and no copy is kept',
  archiveRemoved: () => 'a copy was put away and is gone',
  archiveOfNothing: () => 'a copy is kept of a part that the chain does not know',
  documentChanged: ({ computed }) => `the file was changed: its content gives ${sum(computed)}`,
  documentSize: ({ noted, bytes }) => `the file has ${bytes} bytes, and ${noted} are noted`,
  documentMissing: (_facts, { item }) =>
    `refers to the file ${sum(item)}, which is missing and was neither disposed of nor erased`,
  textChanged: ({ commitment, computed }) =>
    `the text or its salt was changed: the event committed to ${sum(commitment)}, the text gives ${sum(computed)}`,
  textMissing: () => 'the text is missing and was neither disposed of nor erased',
  unfoldable: ({ why }) => `cannot be followed: ${why}`,
  processMissing: () => 'the matter has events and is not shown',
  processOfNothing: () => 'the matter is shown, and no event opened it',
  rowDiffers: ({ table, field, row, events }, { item }) =>
    `${rowName(table, item, enTables)} is shown wrong: ${fieldName(field, enFields)} is ${row}, the events give ${events}`,
  rowMissing: ({ table }, { item }) => `${rowName(table, item, enTables)} follows from the events and is not shown`,
  rowOfNothing: ({ table }, { item }) => `${rowName(table, item, enTables)} is shown and follows from no event`,
  rowUnreadable: ({ why }) => `what is shown cannot be read: ${why}`,
};

type Names = Readonly<Record<string, string>>;

const svTables: Names = { process: 'ärendet', phaseSpan: 'fas', deadline: 'frist' };
const enTables: Names = { process: 'the matter', phaseSpan: 'phase', deadline: 'deadline' };

const svFields: Names = {
  chain: 'kedjan',
  version: 'numret',
  type: 'slaget',
  doneOn: 'dagen då den gjordes',
  recordedAt: 'tiden då den registrerades',
  wallTime: 'klockslaget då den registrerades',
  commandId: 'begäran',
  title: 'titeln',
  phase: 'fasen',
  dueOn: 'förfallodagen',
  status: 'läget',
  accepted: 'godkänd',
  fromOn: 'första dagen',
  toOn: 'sista dagen',
  validFrom: 'gäller från',
  validUntil: 'gäller till',
  closedAt: 'avslutad',
  openedAt: 'öppnad',
};
const enFields: Names = {
  chain: 'the chain',
  version: 'the number',
  type: 'the kind',
  doneOn: 'the day it was done',
  recordedAt: 'the time it was recorded',
  wallTime: "the clock's time of recording",
  commandId: 'the request',
  title: 'the title',
  phase: 'the phase',
  dueOn: 'the due date',
  status: 'the status',
  accepted: 'accepted',
  fromOn: 'the first day',
  toOn: 'the last day',
  validFrom: 'valid from',
  validUntil: 'valid until',
  closedAt: 'closed',
  openedAt: 'opened',
};

const fieldName = (field: string | number | undefined, names: Names): string => names[String(field)] ?? String(field);

function rowName(table: string | number | undefined, item: string | undefined, names: Names): string {
  const name = names[String(table)] ?? String(table);
  return item === undefined || item === '' ? name : `${name} ${item}`;
}

const attested = (checkpoint: number | undefined, words: string): string =>
  checkpoint === undefined ? '' : `${words} ${checkpoint}`;

/** What was put away: checksum and number of steps. */
function ofCopy(told: string | number | undefined, steps: string): string {
  const [sha256 = '', count = ''] = String(told).split(' ');
  return `${sum(sha256)}, ${count} ${steps}`;
}

const counted = (told: string | number | undefined, chains: string, events: string): string =>
  String(told)
    .replace(/ chains?/, chains)
    .replace(/ events?/, events);

export const verifyFindings: Readonly<Record<Lang, Said>> = { sv, en };
