import type { DecisionOutcome } from '#core/act/decision.ts';
import type { Kind } from '#core/act/model.ts';
import type { DeadlineStatus } from '#core/deadlines/deadline.ts';
import type { Lang } from '#core/texts/lang.ts';

interface CertificateWords {
  kind: string;
  matter: Readonly<Record<Kind, string>>;
  about: (what: string, version: number) => string;
  rehearsed: (id: string) => string;
  page: (number: number, of: number) => string;
  foot: (id: string, hash: string) => string;
  subject: string;
  first: Readonly<
    Record<'parties' | 'asker' | 'numbers' | 'period' | 'id' | 'exported' | 'by' | 'program' | 'record' | 'checkpoint', string>
  >;
  period: (from: string, until: string | null) => string;
  notValid: string;
  operator: string;
  upTo: (version: number, hash: string) => string;
  checkpoint: (number: number, at: string, key: string) => string;
  standing: Readonly<Record<'heading' | 'phase' | 'coordinator' | 'entries' | 'open' | 'lastDone', string>>;
  since: (phase: string, day: string) => string;
  openOf: (open: number, all: number) => string;
  course: Readonly<
    Record<'heading' | 'lead' | 'summary' | 'phase' | 'from' | 'to' | 'days' | 'ongoing' | 'entered' | 'referral', string>
  >;
  span: (title: string, from: string, to: string | null) => string;
  decisions: Readonly<
    Record<
      | 'heading'
      | 'lead'
      | 'none'
      | 'body'
      | 'paragraph'
      | 'meeting'
      | 'proposal'
      | 'outcome'
      | 'basis'
      | 'itself'
      | 'delegation'
      | 'reason'
      | 'evidence'
      | 'reservations'
      | 'statements'
      | 'aside'
      | 'adopted'
      | 'dispatched'
      | 'extract'
      | 'more'
      | 'atHand'
      | 'done'
      | 'entered'
      | 'signatory'
      | 'version',
      string
    >
  >;
  outcomes: Readonly<Record<DecisionOutcome, string>>;
  acts: Readonly<
    Record<'heading' | 'lead' | 'summary' | 'event' | 'done' | 'what' | 'recorded' | 'doneBy' | 'reason' | 'evidence', string>
  >;
  left: (count: number) => string;
  dates: Readonly<Record<'heading' | 'lead' | 'none' | 'summary' | 'what' | 'due' | 'owed' | 'done' | 'how' | 'watched', string>>;
  statuses: Readonly<Record<DeadlineStatus, string>>;
  owed: (by: string, to: string) => string;
  inTime: string;
  late: (days: number) => string;
  money: Readonly<
    Record<'heading' | 'lead' | 'summary' | 'area' | 'budget' | 'used' | 'unspent' | 'repaid' | 'left' | 'whole', string>
  >;
  reports: Readonly<
    Record<
      | 'heading'
      | 'lead'
      | 'summary'
      | 'measure'
      | 'handedIn'
      | 'accepted'
      | 'returned'
      | 'evaluation'
      | 'assessed'
      | 'answers'
      | 'who'
      | 'position'
      | 'answered'
      | 'number'
      | 'nothing'
      | 'activities'
      | 'development'
      | 'reasons',
      string
    >
  >;
  evaluated: (day: string) => string;
  notEvaluated: string;
  notices: Readonly<Record<'heading' | 'none', string>>;
  notified: (sent: number, other: number) => string;
  proof: Readonly<
    Record<
      | 'heading'
      | 'lead'
      | 'chain'
      | 'head'
      | 'access'
      | 'checkpoint'
      | 'root'
      | 'database'
      | 'key'
      | 'second'
      | 'erased'
      | 'missing'
      | 'how',
      string
    >
  >;
  second: (kept: number, engine: number, missing: number) => string;
  steps: readonly string[];
}

export const certificateWords: Readonly<Record<Lang, CertificateWords>> = {
  sv: {
    kind: 'Intyg ur akten',
    matter: { agreement: 'överenskommelsen', framework: 'ramöverenskommelsen', referral: 'remissen' },
    about: (what, version) =>
      `Intyget återger vad som är antecknat om ${what} till och med händelse ${version}. Varje uppgift går att kontrollera mot akten som intyget hör till; hur står på sista sidan.`,
    rehearsed: (id) =>
      `Repetition ${id}. Det här har prövats i förväg eller i efterhand och har inte ägt rum i systemets verkliga värld.`,
    page: (number, of) => `sida ${number} av ${of}`,
    foot: (id, hash) => `${id} · ${hash}`,
    subject: 'Intyg ur akten för ett ärende',
    first: {
      parties: 'Parter',
      asker: 'Remitterar',
      numbers: 'Diarienummer',
      period: 'Giltighet',
      id: 'Beteckning',
      exported: 'Uttaget',
      by: 'Uttaget av',
      program: 'Program',
      record: 'Akten når till',
      checkpoint: 'Undertecknad',
    },
    period: (from, until) => (until === null ? `från ${from}` : `${from} – ${until}`),
    notValid: 'inte i kraft',
    operator: 'systemets drift',
    upTo: (version, hash) => `händelse ${version}, ${hash}`,
    checkpoint: (number, at, key) => `kontrollpunkt ${number}, ${at}, nyckel ${key}`,
    standing: {
      heading: 'Läget',
      phase: 'Fas',
      coordinator: 'Samordnare',
      entries: 'Antecknat',
      open: 'Frister',
      lastDone: 'Senast gjort',
    },
    since: (phase, day) => `${phase} sedan ${day}`,
    openOf: (open, all) => `${open} öppna av ${all}`,
    course: {
      heading: 'Förloppet',
      lead: 'En fas börjar den dag då det som inleder den gjordes, vilken dag det än antecknades.',
      summary: 'Faser med första och sista dag',
      phase: 'Fas',
      from: 'Från',
      to: 'Till',
      days: 'Dagar',
      ongoing: 'pågår',
      entered: 'Antecknat',
      referral: 'Remissen',
    },
    span: (title, from, to) => (to === null ? `${title} från ${from}, pågår` : `${title} ${from} till ${to}`),
    decisions: {
      heading: 'Beslut och undertecknanden',
      lead: 'Beslut som fattats utanför systemet står med den dag de fattades och det de antecknades på.',
      none: 'Inget beslut är antecknat.',
      body: 'Beslutat av',
      paragraph: 'Paragraf',
      meeting: 'Sammanträde',
      proposal: 'Förslag',
      outcome: 'Utgång',
      basis: 'Beslutsgrund',
      itself: 'organet självt',
      delegation: 'delegation',
      reason: 'Skäl',
      evidence: 'Underlag',
      reservations: 'Reservationer',
      statements: 'Särskilda uttalanden',
      aside: 'Jäv',
      adopted: 'Justerat',
      dispatched: 'Expedierat',
      extract: 'Protokollsutdrag',
      more: 'Omfattning',
      atHand: 'Förelåg',
      done: 'Dag',
      entered: 'Antecknat',
      signatory: 'Undertecknare',
      version: 'Text',
    },
    outcomes: {
      asProposed: 'enligt förslaget',
      changed: 'med ändring',
      rejected: 'avslag',
      postponed: 'bordläggning',
      sentBack: 'återremiss',
    },
    acts: {
      heading: 'Vad som gjordes och när det antecknades',
      lead: 'Gjort och antecknat är två saker: dagen till vänster är då det gjordes, till höger står när och av vem det antecknades.',
      summary: 'Händelser i ordning, med dag, innehåll och när och av vem de antecknades',
      event: 'Nr',
      done: 'Gjort',
      what: 'Vad',
      recorded: 'Antecknat',
      doneBy: 'Gjort av',
      reason: 'Skäl',
      evidence: 'Underlag',
    },
    left: (count) =>
      `${count} händelser som tiden eller systemet självt förde in – påminnelser, fasgränser och drift – är utelämnade här och står i lists/events.csv.`,
    dates: {
      heading: 'Frister',
      lead: 'En frist är uppfylld av det som gjorts innan dagen är slut.',
      none: 'Inga frister.',
      summary: 'Frister med förfallodag och hur de uppfylldes',
      what: 'Frist',
      due: 'Senast',
      owed: 'Av och till',
      done: 'Uppfylld',
      how: 'Utfall',
      watched: 'bevakad',
    },
    statuses: { open: 'öppen', met: 'uppfylld', letGo: 'inte längre bevakad', waived: 'efterskänkt', silent: 'inget svar kom' },
    owed: (by, to) => (by === to ? by : `${by} till ${to}`),
    inTime: 'i tid',
    late: (days) => (days === 1 ? '1 dag sent' : `${days} dagar sent`),
    money: {
      heading: 'Medel',
      lead: 'Belopp per område så som de senast redovisats.',
      summary: 'Medel per område',
      area: 'Område',
      budget: 'Avtalat',
      used: 'Använt',
      unspent: 'Ej använt',
      repaid: 'Återbetalt',
      left: 'Att återbetala',
      whole: 'Summa',
    },
    reports: {
      heading: 'Redovisning och utvärdering',
      lead: 'Varje insats redovisas av den som utför den och godtas av den som redovisningen är till.',
      summary: 'Redovisningar med dag för inlämning och godtagande',
      measure: 'Redovisning',
      handedIn: 'Lämnad',
      accepted: 'Godtagen',
      returned: 'Återlämnad',
      evaluation: 'Utvärdering',
      assessed: 'Bedömning',
      answers: 'Svar på remissen',
      who: 'Instans',
      position: 'Ställningstagande',
      answered: 'Besvarad',
      number: 'Fråga',
      nothing: 'Inget att redovisa',
      activities: 'Aktiviteter',
      development: 'Utveckling mot målen',
      reasons: 'Målen nåddes inte',
    },
    evaluated: (day) => `Utvärderingen fastställdes ${day}.`,
    notEvaluated: 'Ingen utvärdering är fastställd.',
    notices: { heading: 'Underrättelser', none: 'Inga underrättelser.' },
    notified: (sent, other) =>
      `${sent} underrättelser är sända${other === 0 ? '' : ` och ${other} är inte sända`}. De står en och en, utan adresser, i lists/notices.csv.`,
    proof: {
      heading: 'Så kontrolleras intyget',
      lead: 'Händelserna bildar en kedja där varje händelse förbinder sig till den före. Kedjans slut är undertecknat i en kontrollpunkt, och en andra uppteckning, förd av ett annat system, håller samma hashvärden. Ändras, tas bort eller skjuts något in, stämmer de inte längre med varandra.',
      chain: 'Kedja',
      head: 'Kedjans slut',
      access: 'Kedjan kring ärendet',
      checkpoint: 'Kontrollpunkt',
      root: 'Kontrollpunktens rot',
      database: 'Databas',
      key: 'Nyckel',
      second: 'Andra uppteckningen',
      erased: 'Texter som inte är med',
      missing: 'Handlingar som saknas',
      how: 'Gör så här',
    },
    second: (kept, engine, missing) =>
      [
        `${kept} ${kept === 1 ? 'del' : 'delar'} bevarade`,
        ...(engine === 0 ? [] : [`${engine} ur motorn`]),
        ...(missing === 0 ? [] : [`${missing} var inte åtkomliga`]),
      ].join(', '),
    steps: [
      '1. Kör "node verify.mjs uttag.zip" på en dator med Node 20 eller senare. Inget nät och inget annat program behövs.',
      '2. Jämför nyckelns beteckning ovan med den du har fått på annan väg, eller ge den med --key.',
      '3. Har du ett kvitto eller en kontrollpunkt sedan tidigare, ge dem med --receipt och --checkpoint.',
      'Reglerna står i README.txt, så att den som inte vill lita på verify.mjs kan skriva en egen kontroll.',
    ],
  },
  en: {
    kind: 'Certificate of record',
    matter: { agreement: 'the agreement', framework: 'the framework agreement', referral: 'the referral' },
    about: (what, version) =>
      `This certificate tells what is recorded of ${what} up to event ${version}. Everything in it can be checked against the record that it belongs to; the last page says how.`,
    rehearsed: (id) =>
      `Rehearsal ${id}. This was tried out beforehand or afterwards, and did not take place in the live world of the system.`,
    page: (number, of) => `page ${number} of ${of}`,
    foot: (id, hash) => `${id} · ${hash}`,
    subject: 'Certificate of the record of a matter',
    first: {
      parties: 'Parties',
      asker: 'Asked by',
      numbers: 'Registration numbers',
      period: 'Validity',
      id: 'Id',
      exported: 'Exported',
      by: 'Exported by',
      program: 'Program',
      record: 'The record reaches',
      checkpoint: 'Signed',
    },
    period: (from, until) => (until === null ? `from ${from}` : `${from} – ${until}`),
    notValid: 'not in force',
    operator: 'the operators of the system',
    upTo: (version, hash) => `event ${version}, ${hash}`,
    checkpoint: (number, at, key) => `checkpoint ${number}, ${at}, key ${key}`,
    standing: {
      heading: 'Where it stands',
      phase: 'Phase',
      coordinator: 'Coordinator',
      entries: 'Recorded',
      open: 'Deadlines',
      lastDone: 'Last done',
    },
    since: (phase, day) => `${phase} since ${day}`,
    openOf: (open, all) => `${open} open of ${all}`,
    course: {
      heading: 'Its course',
      lead: 'A phase begins on the day that the act which opens it was done, whatever day it was recorded.',
      summary: 'Phases with their first and last day',
      phase: 'Phase',
      from: 'From',
      to: 'To',
      days: 'Days',
      ongoing: 'ongoing',
      entered: 'Recorded',
      referral: 'The referral',
    },
    span: (title, from, to) => (to === null ? `${title} from ${from}, ongoing` : `${title} ${from} to ${to}`),
    decisions: {
      heading: 'Decisions and signatures',
      lead: 'Decisions that were taken outside the system stand with the day they were taken and what they were recorded on.',
      none: 'No decision is recorded.',
      body: 'Decided by',
      paragraph: 'Paragraph',
      meeting: 'Meeting',
      proposal: 'Proposal',
      outcome: 'Outcome',
      basis: 'Basis',
      itself: 'the body itself',
      delegation: 'delegation',
      reason: 'Reason',
      evidence: 'Evidence',
      reservations: 'Dissents',
      statements: 'Special statements',
      aside: 'Stood aside',
      adopted: 'Minutes adopted',
      dispatched: 'Dispatched',
      extract: 'Extract of minutes',
      more: 'Scope',
      atHand: 'At hand',
      done: 'Day',
      entered: 'Recorded',
      signatory: 'Signatory',
      version: 'Text',
    },
    outcomes: {
      asProposed: 'as proposed',
      changed: 'changed',
      rejected: 'rejected',
      postponed: 'postponed',
      sentBack: 'sent back',
    },
    acts: {
      heading: 'What was done and when it was recorded',
      lead: 'Done and recorded are two things: the day to the left is when it was done; to the right stands when and by whom it was recorded.',
      summary: 'Events in order, with their day, what they say, and when and by whom they were recorded',
      event: 'No.',
      done: 'Done',
      what: 'What',
      recorded: 'Recorded',
      doneBy: 'Done by',
      reason: 'Reason',
      evidence: 'Evidence',
    },
    left: (count) =>
      `${count} events that time or the system itself brought – reminders, ends of phases, operation – are left out here and stand in lists/events.csv.`,
    dates: {
      heading: 'Deadlines',
      lead: 'A deadline is met by what was done before its day ended.',
      none: 'No deadlines.',
      summary: 'Deadlines with their due day and how they were met',
      what: 'Deadline',
      due: 'Due',
      owed: 'By and to',
      done: 'Met',
      how: 'Outcome',
      watched: 'watched',
    },
    statuses: { open: 'open', met: 'met', letGo: 'no longer watched', waived: 'waived', silent: 'no answer came' },
    owed: (by, to) => (by === to ? by : `${by} to ${to}`),
    inTime: 'in time',
    late: (days) => (days === 1 ? '1 day late' : `${days} days late`),
    money: {
      heading: 'Money',
      lead: 'Amounts by area, as last accounted for.',
      summary: 'Money by area',
      area: 'Area',
      budget: 'Agreed',
      used: 'Used',
      unspent: 'Unspent',
      repaid: 'Repaid',
      left: 'To repay',
      whole: 'Sum',
    },
    reports: {
      heading: 'Reports and evaluation',
      lead: 'Each measure is reported by whoever carries it out, and accepted by whom the report is for.',
      summary: 'Reports with the days they were handed in and accepted',
      measure: 'Report',
      handedIn: 'Handed in',
      accepted: 'Accepted',
      returned: 'Returned',
      evaluation: 'Evaluation',
      assessed: 'Assessment',
      answers: 'Answers to the referral',
      who: 'Body',
      position: 'Position',
      answered: 'Answered',
      number: 'Question',
      nothing: 'Nothing to report',
      activities: 'Activities',
      development: 'Development against goals',
      reasons: 'Goals not met',
    },
    evaluated: (day) => `The evaluation was adopted on ${day}.`,
    notEvaluated: 'No evaluation has been adopted.',
    notices: { heading: 'Notices', none: 'No notices.' },
    notified: (sent, other) =>
      `${sent} notices have been sent${other === 0 ? '' : ` and ${other} have not`}. They stand one by one, without addresses, in lists/notices.csv.`,
    proof: {
      heading: 'How to check this certificate',
      lead: 'The events form a chain in which each commits to the one before. The end of the chain is signed in a checkpoint, and a second record, kept by another system, holds the same hashes. Where anything is changed, removed or put in, they no longer agree.',
      chain: 'Chain',
      head: 'End of the chain',
      access: 'Chain around the matter',
      checkpoint: 'Checkpoint',
      root: 'Root of the checkpoint',
      database: 'Database',
      key: 'Key',
      second: 'Second record',
      erased: 'Texts that are not in it',
      missing: 'Missing documents',
      how: 'What to do',
    },
    second: (kept, engine, missing) =>
      [
        `${kept} ${kept === 1 ? 'part' : 'parts'} kept`,
        ...(engine === 0 ? [] : [`${engine} from the engine`]),
        ...(missing === 0 ? [] : [`${missing} were not at hand`]),
      ].join(', '),
    steps: [
      '1. Run "node verify.mjs export.zip" on a computer with Node 20 or later. No network and no other program is needed.',
      '2. Compare the id of the key above with the one you got another way, or give it with --key.',
      '3. If you have a receipt or a checkpoint from before, give them with --receipt and --checkpoint.',
      'The rules are in README.txt, so that whoever does not want to rely on verify.mjs can write a check of their own.',
    ],
  },
};
