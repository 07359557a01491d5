import type { Lang } from '#core/texts/lang.ts';

interface Words {
  product: string;
  late: string;
  today: string;
  ahead: string;
  formal: string;
  failed: string;
  passedOnToYou: string;
  receiptOf: string;
  open: string;
  noAccount: string;
  rehearsed: string;
  why: string;
  closing: string;
  explained: string;
  toRegistrar: (organisation: string) => string;
  hello: (name: string | null) => string;
  lead: (count: number, day: string) => string;
  more: (count: number) => string;
  due: (day: string) => string;
  wasDue: (day: string) => string;
  owed: (debtor: string, creditor: string) => string;
  watched: (debtor: string, creditor: string) => string;
  measure: (title: string) => string;
  source: (source: string) => string;
  done: (day: string, recorded: string) => string;
  doneIn: (days: string) => string;
  allOfThem: (command: 'referral' | 'log', id: string) => string;
  notReached: (whom: string, address: string | null) => string;
  itWas: (subject: string) => string;
  answered: (reason: string) => string;
  remedy: string;
  ourNumber: (number: string) => string;
  yourNumber: (number: string) => string;
  number: (number: string) => string;
  passedOn: (name: string, role: string) => string;
  submittedBy: (name: string, role: string, at: string) => string;
  theirNumber: (number: string) => string;
  attached: (name: string, sha256: string) => string;
  receipt: (version: number, hash: string) => string;
  calendar: string;
}

/** What a button says, by the command that it leads to. */
export const askWords: Readonly<Record<Lang, Readonly<Record<string, string>>>> = {
  sv: {
    handInReport: 'Lämna redovisningen',
    meetDeadline: 'Anteckna som gjort',
    account: 'Redovisa medlen',
    giveStatement: 'Lämna yttrande',
    completeAction: 'Anteckna åtgärden som gjord',
    giveLetter: 'Lämna avsiktsförklaring',
    requisition: 'Rekvirera medel',
    answer: 'Svara på remissen',
  },
  en: {
    handInReport: 'Hand in the report',
    meetDeadline: 'Record it as done',
    account: 'Account for the funds',
    giveStatement: 'Give a statement',
    completeAction: 'Record the action as done',
    giveLetter: 'Give a letter of intent',
    requisition: 'Requisition funds',
    answer: 'Answer the referral',
  },
};

export const words: Readonly<Record<Lang, Words>> = {
  sv: {
    product: 'Årscykel',
    late: 'Försenat',
    today: 'Förfaller i dag',
    ahead: 'Kommande',
    formal: 'Att känna till',
    failed: 'Kom inte fram',
    passedOnToYou: 'Skickat vidare till dig',
    receiptOf: 'Kvittens',
    open: 'Öppna uppgiften',
    noAccount:
      'Knapparna öppnas utan konto och är bara till dig: ska en kollega göra det, skicka uppgiften vidare på sidan och inte med mejlet.',
    rehearsed: 'I en repetition går knappen inte att öppna.',
    why: 'Därför får du det här',
    closing: 'Mejlet är skickat automatiskt och går inte att svara på.',
    explained: 'Varför nu',
    toRegistrar: (organisation) => `Till registratorn, ${organisation}`,
    hello: (name) => (name === null ? 'Hej!' : `Hej ${name}!`),
    lead: (count, day) =>
      count === 1 ? `En sak att veta, som läget är ${day}.` : `${count} saker att veta, som läget är ${day}.`,
    more: (count) => `(+${count} till)`,
    due: (day) => `Förfaller ${day}`,
    wasDue: (day) => `Förföll ${day}`,
    owed: (debtor, creditor) => `${debtor} lämnar till ${creditor}`,
    watched: (debtor, creditor) => `Bevakat datum: ${debtor} lämnar till ${creditor}`,
    measure: (title) => `Insats: ${title}`,
    source: (source) => (source === 'assumed' ? 'Datumet är antaget' : `Datumet kommer från: ${source}`),
    done: (day, recorded) => `Gjort ${day}, antecknat ${recorded}`,
    doneIn: (days) => `Gjort ${days}`,
    allOfThem: (command, id) =>
      `${command === 'referral' ? 'Sammanställningen visar dem alla' : 'Alla står i loggen'}: npx arscykel ${command} ${id}`,
    notReached: (whom, address) => `Ett mejl till ${whom}${address === null ? '' : ` (${address})`} kom inte fram`,
    itWas: (subject) => `Mejlet: ${subject}`,
    answered: (reason) => `Orsak: ${reason}`,
    remedy: 'Rätta adressen, och meddela mottagaren på annat sätt.',
    ourNumber: (number) => `vårt dnr ${number}`,
    yourNumber: (number) => `ert dnr ${number}`,
    number: (number) => `dnr ${number}`,
    passedOn: (name, role) => `Skickat vidare av ${name}, ${role}`,
    submittedBy: (name, role, at) => `Lämnat av ${name}, ${role}, ${at}`,
    theirNumber: (number) => `Ert dnr: ${number}`,
    attached: (name, sha256) => `Bilaga: ${name} (SHA-256 ${sha256})`,
    receipt: (version, hash) => `Antecknat som händelse ${version}, kvittens ${hash}`,
    calendar: 'Datumen ligger i den bifogade kalenderfilen; ett senare mejl ändrar eller tar bort dem.',
  },
  en: {
    product: 'Årscykel',
    late: 'Overdue',
    today: 'Due today',
    ahead: 'Coming up',
    formal: 'For your information',
    failed: 'Not delivered',
    passedOnToYou: 'Passed on to you',
    receiptOf: 'Receipt',
    open: 'Open the task',
    noAccount:
      'The buttons open without an account and are for you alone: where a colleague is to do it, pass the task on from its page, not with this mail.',
    rehearsed: 'In a rehearsal the button cannot be opened.',
    why: 'Why you get this',
    closing: 'This mail was sent automatically and cannot be answered.',
    explained: 'Why now',
    toRegistrar: (organisation) => `To the registrar, ${organisation}`,
    hello: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
    lead: (count, day) => (count === 1 ? `One thing to know, as of ${day}.` : `${count} things to know, as of ${day}.`),
    more: (count) => `(+${count} more)`,
    due: (day) => `Due ${day}`,
    wasDue: (day) => `Was due ${day}`,
    owed: (debtor, creditor) => `${debtor} hands in to ${creditor}`,
    watched: (debtor, creditor) => `Watched date: ${debtor} hands in to ${creditor}`,
    measure: (title) => `Measure: ${title}`,
    source: (source) => (source === 'assumed' ? 'The date is assumed' : `The date comes from: ${source}`),
    done: (day, recorded) => `Done ${day}, recorded ${recorded}`,
    doneIn: (days) => `Done ${days}`,
    allOfThem: (command, id) =>
      `${command === 'referral' ? 'The compilation shows them all' : 'All of them are in the log'}: npx arscykel ${command} ${id}`,
    notReached: (whom, address) => `A mail to ${whom}${address === null ? '' : ` (${address})`} was not delivered`,
    itWas: (subject) => `The mail: ${subject}`,
    answered: (reason) => `Reason: ${reason}`,
    remedy: 'Correct the address, and tell the recipient in another way.',
    ourNumber: (number) => `our number ${number}`,
    yourNumber: (number) => `your number ${number}`,
    number: (number) => `number ${number}`,
    passedOn: (name, role) => `Passed on by ${name}, ${role}`,
    submittedBy: (name, role, at) => `Given by ${name}, ${role}, ${at}`,
    theirNumber: (number) => `Your number: ${number}`,
    attached: (name, sha256) => `Attachment: ${name} (SHA-256 ${sha256})`,
    receipt: (version, hash) => `Recorded as event ${version}, receipt ${hash}`,
    calendar: 'The dates are in the attached calendar file; a later mail changes them or takes them out.',
  },
};
