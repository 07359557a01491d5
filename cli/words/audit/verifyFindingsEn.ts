import { attested, fieldName, type Names, ofCopy, rowName, type Said, sum } from './findingParts.ts';

const enTables: Names = { process: 'the matter', phaseSpan: 'phase', deadline: 'deadline' };

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

export const verifyFindingsEn: Said = {
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
  commandUnlike: ({ command, row, events }) =>
    `the request ${command} is noted as sent by ${row === '' ? 'nobody' : row}, and the events say that ${events === '' ? 'no person' : events} recorded them`,
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
  readingDiffers: ({ organisation, version, row, events }, { item }) =>
    `the right of ${organisation} to read the file ${sum(item)} was changed: its row says ${row}, and the file was sent there in event ${version}, ${events}`,
  readingMissing: ({ organisation }, { item }) => `sent the file ${sum(item)} to ${organisation}, which may not read it`,
  readingOfNothing: ({ organisation }, { item }) => `${organisation} may read the file ${sum(item)}, which no event sent there`,
};
