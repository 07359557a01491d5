import type { LetterStanding, MissingKind, ReportStanding } from '#core/agreement/recipients/overview.ts';
import type { Lang } from '#core/texts/lang.ts';

interface MoneyWords {
  money: string;
  recipients: string;
  everyRecipient: string;
  onlyMeasure: string;
  onlyMissing: string;
  asCsv: string;
  notFollowed: string;
  columns: { setAside: string; paid: string; unpaid: string; used: string; back: string; left: string; what: string };
  all: string;
  undivided: string;
  ofRecipients: (count: number) => string;
  intentions: string;
  year: string;
  intended: string;
  appropriated: string;
  setAside: string;
  notSettled: string;
  requisitions: string;
  id: string;
  on: string;
  asked: string;
  granted: string;
  paid: string;
  late: string;
  payments: string;
  event: string;
  reclaims: string;
  returned: string;
  noRecipients: string;
  unknownMeasure: (id: string) => string;
  known: (meant: string | null, known: string) => string;
  recipient: string;
  share: string;
  letter: string;
  report: string;
  missing: string;
  complete: string;
  shared: (amount: string, on: string | null) => string;
  of: (complete: number, all: number) => string;
  letters: Readonly<Record<LetterStanding, string>>;
  reports: Readonly<Record<ReportStanding, string>>;
  kinds: Readonly<Record<MissingKind, string>>;
}

export const moneyWords: Readonly<Record<Lang, MoneyWords>> = {
  sv: {
    money: 'var varje öre är, från anslaget till mottagaren',
    recipients: 'mottagarna av medel, och vad som fattas av vem',
    everyRecipient: 'varje mottagare för sig',
    onlyMeasure: 'bara den insatsen',
    onlyMissing: 'bara dem som något fattas av',
    asCsv: 'som CSV, med belopp i ören',
    notFollowed: 'Utbetalningar följs inte här: det redovisade räknas som betalt.',
    columns: {
      setAside: 'Avsatt',
      paid: 'Betalt',
      unpaid: 'Ej betalt',
      used: 'Använt',
      back: 'Åter',
      left: 'Kvar',
      what: 'Vad',
    },
    all: 'Hela överenskommelsen',
    undivided: 'inte vidare fördelat',
    ofRecipients: (count) => `${count} mottagare (--recipients visar var och en)`,
    intentions: 'Avsikter',
    year: 'År',
    intended: 'Avsett',
    appropriated: 'Anslaget',
    setAside: 'Avsatt',
    notSettled: '–',
    requisitions: 'Rekvisitioner',
    id: 'Id',
    on: 'Datum',
    asked: 'Begärt',
    granted: 'Beviljat',
    paid: 'Betalt',
    late: 'för sent',
    payments: 'Utbetalningar',
    event: 'Händelse',
    reclaims: 'Återkrav',
    returned: 'Inkommet',
    noRecipients: 'Ingen insats medel fördelas på mottagare här.',
    unknownMeasure: (id) => `${id} är ingen insats vars medel fördelas på mottagare.`,
    known: (meant, known) => `${meant === null ? '' : `Menade du ${meant}? `}De som finns: ${known === '' ? 'inga' : known}.`,
    recipient: 'Mottagare',
    share: 'Andel',
    letter: 'Avsikt',
    report: 'Rapport',
    missing: 'Fattas',
    complete: 'klart',
    shared: (amount, on) => (on === null ? 'inte fördelat än' : `${amount} fördelade ${on}`),
    of: (complete, all) => `${complete} av ${all} mottagare har inget utestående`,
    letters: { notAsked: '–', waiting: 'väntas', given: 'lämnad', declined: 'avstod', silent: 'teg' },
    reports: { none: '–', waiting: 'väntas', handedIn: 'lämnad', accepted: 'godtagen' },
    kinds: {
      letter: 'avsiktsförklaring',
      requisition: 'rekvisition',
      decision: 'svar på rekvisition',
      payment: 'utbetalning',
      report: 'rapport',
      acceptance: 'svar på rapport',
      account: 'redovisning',
      repayment: 'återbetalning',
      reclaim: 'återkrävda medel',
    },
  },
  en: {
    money: 'where every öre is, from the appropriation to the recipient',
    recipients: 'the recipients of money, and what is missing of whom',
    everyRecipient: 'each recipient by itself',
    onlyMeasure: 'that measure only',
    onlyMissing: 'only those that something is missing of',
    asCsv: 'as CSV, with amounts in öre',
    notFollowed: 'Payments are not followed here: what is accounted for counts as paid.',
    columns: {
      setAside: 'Set aside',
      paid: 'Paid',
      unpaid: 'Not paid',
      used: 'Used',
      back: 'Back',
      left: 'Left',
      what: 'What',
    },
    all: 'The whole agreement',
    undivided: 'not divided further',
    ofRecipients: (count) => `${count} recipients (--recipients lists each)`,
    intentions: 'Intentions',
    year: 'Year',
    intended: 'Intended',
    appropriated: 'Appropriated',
    setAside: 'Set aside',
    notSettled: '–',
    requisitions: 'Requisitions',
    id: 'Id',
    on: 'Date',
    asked: 'Asked for',
    granted: 'Granted',
    paid: 'Paid',
    late: 'late',
    payments: 'Payments',
    event: 'Event',
    reclaims: 'Reclaims',
    returned: 'Come back',
    noRecipients: 'No measure’s money is shared between recipients here.',
    unknownMeasure: (id) => `${id} is no measure whose money is shared between recipients.`,
    known: (meant, known) =>
      `${meant === null ? '' : `Did you mean ${meant}? `}Those there are: ${known === '' ? 'none' : known}.`,
    recipient: 'Recipient',
    share: 'Share',
    letter: 'Letter',
    report: 'Report',
    missing: 'Missing',
    complete: 'complete',
    shared: (amount, on) => (on === null ? 'not distributed yet' : `${amount} distributed ${on}`),
    of: (complete, all) => `${complete} of ${all} recipients lack nothing`,
    letters: { notAsked: '–', waiting: 'awaited', given: 'given', declined: 'declined', silent: 'silent' },
    reports: { none: '–', waiting: 'awaited', handedIn: 'handed in', accepted: 'accepted' },
    kinds: {
      letter: 'letter of intent',
      requisition: 'requisition',
      decision: 'answer to the requisition',
      payment: 'payment',
      report: 'report',
      acceptance: 'answer to the report',
      account: 'accounts',
      repayment: 'repayment',
      reclaim: 'reclaimed money',
    },
  },
};
