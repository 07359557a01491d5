import type { Lang } from '#core/texts/lang.ts';

interface Words {
  product: string;
  late: string;
  today: string;
  ahead: string;
  formal: string;
  failed: string;
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
  notReached: (whom: string, address: string | null) => string;
  itWas: (subject: string) => string;
  answered: (reason: string) => string;
  remedy: string;
  ourNumber: (number: string) => string;
  yourNumber: (number: string) => string;
  number: (number: string) => string;
}

export const words: Readonly<Record<Lang, Words>> = {
  sv: {
    product: 'Årscykel',
    late: 'Försenat',
    today: 'Förfaller i dag',
    ahead: 'Kommande',
    formal: 'Att känna till',
    failed: 'Kom inte fram',
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
    notReached: (whom, address) => `Ett mejl till ${whom}${address === null ? '' : ` (${address})`} kom inte fram`,
    itWas: (subject) => `Mejlet: ${subject}`,
    answered: (reason) => `Orsak: ${reason}`,
    remedy: 'Rätta adressen, och meddela mottagaren på annat sätt.',
    ourNumber: (number) => `vårt dnr ${number}`,
    yourNumber: (number) => `ert dnr ${number}`,
    number: (number) => `dnr ${number}`,
  },
  en: {
    product: 'Årscykel',
    late: 'Overdue',
    today: 'Due today',
    ahead: 'Coming up',
    formal: 'For your information',
    failed: 'Not delivered',
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
    notReached: (whom, address) => `A mail to ${whom}${address === null ? '' : ` (${address})`} was not delivered`,
    itWas: (subject) => `The mail: ${subject}`,
    answered: (reason) => `Reason: ${reason}`,
    remedy: 'Correct the address, and tell the recipient in another way.',
    ourNumber: (number) => `our number ${number}`,
    yourNumber: (number) => `your number ${number}`,
    number: (number) => `number ${number}`,
  },
};
