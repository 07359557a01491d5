import type { Lang } from '#core/texts/lang.ts';
import type { CheckKind } from '../../../audit/verify/finding.ts';
import type { Verification } from '../../../audit/verify/verify.ts';

interface VerifyWords {
  summary: string;
  id: string;
  all: string;
  rehearsal: string;
  receipt: string;
  checkpoint: string;
  key: string;
  every: string;
  unknownRehearsal: (id: string) => string;
  unknownRehearsalRemedy: string;
  oneOf: string;
  oneOfRemedy: string;
  live: string;
  ofRehearsal: (id: string) => string;
  sound: string;
  faults: (count: number) => string;
  kinds: Record<CheckKind, string>;
  chains: (chains: number, events: string, size: string) => string;
  noCheckpoints: (events: string) => string;
  checkpoints: (checked: number, number: number, at: string) => string;
  uncovered: (events: string, chains: number) => string;
  covered: string;
  waiting: (entries: string) => string;
  archives: (checked: number, waiting: number, withoutEntry: number) => string;
  documents: (checked: number, named: number, gone: number) => string;
  texts: (checked: number, gone: number) => string;
  readModel: (gone: Verification['readModel']) => string;
  heads: string;
  root: (chains: number) => string;
  columns: { chain: string; event: string; hash: string };
  more: (count: number) => string;
  place: { event: (version: number) => string; checkpoint: (number: number) => string; part: string; file: string; text: string };
  progress: (percent: number) => string;
  receiptHolds: (chain: string, version: number) => string;
  receiptFails: (chain: string, version: number) => string;
  checkpointHolds: (number: number, world: string) => string;
  checkpointFails: (number: number, world: string) => string;
  attestedBy: (number: number, at: string) => string;
  notYetAttested: string;
  ownKeys: string;
}

const several = (count: number | string, one: string, many: string): string => `${count} ${String(count) === '1' ? one : many}`;
const some = (count: number, text: string): string => (count === 0 ? '' : text);

const sv: VerifyWords = {
  summary: 'kontrollera att inget i registret har ändrats: kedjor, kontrollpunkter, kopior, handlingar, texter och det som visas',
  id: 'överenskommelse, ram eller remiss; annars hela registret',
  all: 'hela registret och alla repetitioner',
  rehearsal: 'en repetition i stället för registret',
  receipt: 'ett sparat kvitto, att hålla mot registret',
  checkpoint: 'en sparad kontrollpunkt, att hålla mot registret',
  key: 'en öppen nyckel som du har sparat (PEM); den nyckel som signerar ska leda tillbaka till den',
  every: 'alla fel, inte bara det första av varje slag',
  unknownRehearsal: (id) => `det finns ingen repetition ${id}`,
  unknownRehearsalRemedy: 'se vilka som finns med "arscykel rehearsals"',
  oneOf: 'kvitto, kontrollpunkt, ärende och --all kan inte kontrolleras på en gång',
  oneOfRemedy: 'kör kommandot en gång för varje',
  live: 'Registret',
  ofRehearsal: (id) => `Repetitionen ${id}`,
  sound: 'inget fel',
  faults: (count) => several(count, 'fel', 'fel'),
  kinds: {
    chains: 'Kedjor',
    checkpoints: 'Kontrollpunkter',
    archives: 'Den andra uppteckningen',
    documents: 'Handlingar',
    texts: 'Texter',
    readModel: 'Det som visas',
  },
  chains: (chains, events, size) =>
    `${several(chains, 'kedja', 'kedjor')}, ${several(events, 'händelse', 'händelser')} (${size}), från första till sista`,
  noCheckpoints: (events) => `ingen gjord än; ${several(events, 'händelse', 'händelser')} är inte intygade`,
  checkpoints: (checked, number, at) => `${checked} signerade, den senaste nr ${number}, ${at}`,
  uncovered: (events, chains) =>
    `; ${several(events, 'nyare händelse', 'nyare händelser')} i ${several(chains, 'kedja', 'kedjor')} är inte intygade än`,
  covered: '; alla händelser är intygade',
  waiting: (entries) => `; ${several(entries, 'anteckning', 'anteckningar')} väntar på att tas in i sin kedja`,
  archives: (checked, waiting, withoutEntry) =>
    [
      several(checked, 'sparad kopia', 'sparade kopior'),
      some(withoutEntry, `${withoutEntry} av dem utan anteckning om när de lades undan`),
      some(waiting, several(waiting, 'del väntar på att läggas undan', 'delar väntar på att läggas undan')),
    ]
      .filter((part) => part !== '')
      .join('; '),
  documents: (checked, named, gone) =>
    `${several(checked, 'fil', 'filer')}, ${several(named, 'hänvisning', 'hänvisningar')}${some(gone, `, ${gone} till gallrade eller raderade`)}`,
  texts: (checked, gone) =>
    `${several(checked, 'text är', 'texter är')} vad händelserna förband sig till${some(gone, `; ${gone} gallrade eller raderade`)}`,
  readModel: ({ processes, rows, readings, own }) =>
    `${several(processes, 'ärende', 'ärenden')}, ${several(rows, 'rad', 'rader')} och ${several(readings, 'läsrätt', 'läsrätter')} till sända filer, byggda på nytt ur händelserna${some(own, `; ${several(own, 'läsrätt', 'läsrätter')} till egna filer står inte i någon händelse och är inte prövade`)}`,
  heads: 'Kedjornas slut',
  root: (chains) => `Merklerot över ${several(chains, 'kedjas slut', 'kedjors slut')} (RFC 6962)`,
  columns: { chain: 'Kedja', event: 'Händelse', hash: 'Kontrollsumma (SHA-256)' },
  more: (count) => `och ${count} till; --every visar dem`,
  place: {
    event: (version) => `händelse ${version}`,
    checkpoint: (number) => `kontrollpunkt ${number}`,
    part: 'del',
    file: 'fil',
    text: 'text',
  },
  progress: (percent) => `Kontrollerar … ${percent} %`,
  receiptHolds: (chain, version) => `Kvittot stämmer: ${chain}, händelse ${version}`,
  receiptFails: (chain, version) => `Kvittot stämmer inte: ${chain}, händelse ${version}`,
  checkpointHolds: (number, world) =>
    `Kontrollpunkt ${number} (${world}) stämmer: varje kedja går vidare från där den slutade då`,
  checkpointFails: (number, world) => `Kontrollpunkt ${number} (${world}) stämmer inte`,
  attestedBy: (number, at) => `Intygad av kontrollpunkt ${number}, ${at}`,
  notYetAttested: 'Ingen kontrollpunkt täcker händelsen än',
  ownKeys: 'Prövad mot nycklarna i databasen; ange en som du själv har sparat med --key',
};

const en: VerifyWords = {
  summary: 'verify that nothing recorded has been changed: chains, checkpoints, copies, documents, texts and what is shown',
  id: 'agreement, framework or referral; else the whole record',
  all: 'the whole record and every rehearsal',
  rehearsal: 'a rehearsal instead of the record',
  receipt: 'a kept receipt, to hold against the record',
  checkpoint: 'a kept checkpoint, to hold against the record',
  key: 'a public key that you kept (PEM), which the one that signs must lead back to',
  every: 'every fault, not only the first of each kind',
  unknownRehearsal: (id) => `there is no rehearsal ${id}`,
  unknownRehearsalRemedy: 'see which there are with "arscykel rehearsals"',
  oneOf: 'a receipt, a checkpoint, a matter and --all cannot be verified at once',
  oneOfRemedy: 'run the command once for each',
  live: 'The record',
  ofRehearsal: (id) => `The rehearsal ${id}`,
  sound: 'no fault',
  faults: (count) => several(count, 'fault', 'faults'),
  kinds: {
    chains: 'Chains',
    checkpoints: 'Checkpoints',
    archives: 'The second record',
    documents: 'Documents',
    texts: 'Texts',
    readModel: 'What is shown',
  },
  chains: (chains, events, size) =>
    `${several(chains, 'chain', 'chains')}, ${several(events, 'event', 'events')} (${size}), from first to last`,
  noCheckpoints: (events) => `none made yet; ${several(events, 'event is', 'events are')} not attested`,
  checkpoints: (checked, number, at) => `${checked} signed, the newest no ${number}, ${at}`,
  uncovered: (events, chains) =>
    `; ${several(events, 'newer event', 'newer events')} in ${several(chains, 'chain', 'chains')} not attested yet`,
  covered: '; every event is attested',
  waiting: (entries) => `; ${several(entries, 'entry waits', 'entries wait')} to be taken into its chain`,
  archives: (checked, waiting, withoutEntry) =>
    [
      several(checked, 'kept copy', 'kept copies'),
      some(withoutEntry, `${withoutEntry} of them without an entry of when they were put away`),
      some(waiting, several(waiting, 'part waits to be put away', 'parts wait to be put away')),
    ]
      .filter((part) => part !== '')
      .join('; '),
  documents: (checked, named, gone) =>
    `${several(checked, 'file', 'files')}, ${several(named, 'reference', 'references')}${some(gone, `, ${gone} to what was disposed of or erased`)}`,
  texts: (checked, gone) =>
    `${several(checked, 'text is', 'texts are')} what the events committed to${some(gone, `; ${gone} disposed of or erased`)}`,
  readModel: ({ processes, rows, readings, own }) =>
    `${several(processes, 'matter', 'matters')}, ${several(rows, 'row', 'rows')} and ${several(readings, 'right', 'rights')} to read sent files, rebuilt from the events${some(own, `; ${several(own, 'right', 'rights')} to files of one's own are in no event and not checked`)}`,
  heads: 'Where the chains end',
  root: (chains) => `Merkle root over the ${several(chains, 'end', 'ends')} of chains (RFC 6962)`,
  columns: { chain: 'Chain', event: 'Event', hash: 'Checksum (SHA-256)' },
  more: (count) => `and ${count} more; --every shows them`,
  place: {
    event: (version) => `event ${version}`,
    checkpoint: (number) => `checkpoint ${number}`,
    part: 'part',
    file: 'file',
    text: 'text',
  },
  progress: (percent) => `Verifying … ${percent} %`,
  receiptHolds: (chain, version) => `The receipt holds: ${chain}, event ${version}`,
  receiptFails: (chain, version) => `The receipt does not hold: ${chain}, event ${version}`,
  checkpointHolds: (number, world) => `Checkpoint ${number} (${world}) holds: every chain goes on from where it ended then`,
  checkpointFails: (number, world) => `Checkpoint ${number} (${world}) does not hold`,
  attestedBy: (number, at) => `Attested by checkpoint ${number}, ${at}`,
  notYetAttested: 'No checkpoint covers the event yet',
  ownKeys: "Checked with the database's own keys; name one that you kept with --key",
};

export const verifyWords: Readonly<Record<Lang, VerifyWords>> = { sv, en };
