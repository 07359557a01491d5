import { attested, counted, fieldName, type Names, ofCopy, rowName, type Said, sum } from './findingParts.ts';

const svTables: Names = { process: 'ärendet', phaseSpan: 'fas', deadline: 'frist' };

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

export const verifyFindingsSv: Said = {
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
  commandUnlike: ({ command, row, events }) =>
    `begäran ${command} är antecknad som ${row === '' ? 'ingens' : `${row}:s`}, men händelserna säger att ${events === '' ? 'ingen person' : events} registrerade dem`,
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
  readingDiffers: ({ organisation, version, row, events }, { item }) =>
    `läsrätten för ${organisation} till filen ${sum(item)} är ändrad: raden säger ${row}, men filen sändes dit i händelse ${version}, ${events}`,
  readingMissing: ({ organisation }, { item }) => `sände filen ${sum(item)} till ${organisation}, som inte får läsa den`,
  readingOfNothing: ({ organisation }, { item }) =>
    `${organisation} får läsa filen ${sum(item)}, som ingen händelse har sänt dit`,
};
