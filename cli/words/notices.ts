import type { Lang } from '#core/texts/lang.ts';

const sv = {
  command: 'hur varje notis står, det ovissa först',
  settle: 'avgör en formell notis som är oviss: resend (sänd om) eller accept (den kom fram)',
  bounced: 'anteckna att ett brev kom tillbaka',
  verdict: 'resend eller accept',
  wrongVerdict: (given: string) => `${given} är inget av resend och accept.`,
  templates: 'mallarna för brev',
  preview: 'visa ett brev med exempel på allt, eller av ett slag',
  previewOut: 'fil att skriva HTML till; annars skrivs textdelen ut',
  kindOf: (kinds: string) => `ett av ${kinds}`,
  unknownKind: (given: string, kinds: string) => `${given} är inget slag av notis. Slag som finns: ${kinds}.`,
  written: (file: string) => `Skrivet: ${file}`,
  kind: 'Slag',
  about: 'Om',
  why: 'Varför eller när',
  formal: 'formell',
  reminder: 'påminnelse',
  information: 'upplysning',
  events: {
    personAdded: 'tillagd',
    taskTaken: 'uppgift tagen',
    taskReleased: 'uppgift lämnad tillbaka',
    tasksHandedOver: 'uppgifter överlämnade',
    deputyNamed: 'ersättare utsedd',
    submitted: 'kvittens',
    passedOn: 'skickat vidare',
  } as Record<string, string>,
  needsWho: '--as och --reason saknas.',
  needsWhoRemedy: 'Ange vem som avgör (--as PERSON) och varför (--reason TEXT).',
  unknownPerson: (person: string) => `${person} är ingen som berörs av brevet.`,
  unknownPersonRemedy: 'Ange id för en person i överenskommelsen; npx arscykel show ID visar dem.',
  notUnknown: (status: string) => `Ingenting i brevet är ovisst (${status}).`,
  notSent: (status: string) => `Brevet har inte gått (${status}), så det kan inte ha kommit tillbaka.`,
  remedies: {
    notUnknown: 'npx arscykel notices visar vad som är ovisst.',
    notSent: 'npx arscykel notices visar hur det står.',
  },
  judged: {
    resend: (notices: number) =>
      `Sänds om: ${notices === 1 ? 'en notis' : `${notices} notiser`}, med samma innehåll och Message-ID.`,
    accept: (notices: number) => `Antecknat som framkommet: ${notices === 1 ? 'en notis' : `${notices} notiser`}.`,
    bounced: (notices: number) =>
      `Antecknat som inte framkommet: ${notices === 1 ? 'en notis' : `${notices} notiser`}; samordnaren får veta det.`,
  },
};

const en: typeof sv = {
  command: 'how every notice stands, what nobody knows first',
  settle: 'settle a formal notice that is unknown: resend, or accept that it arrived',
  bounced: 'record that a mail came back',
  verdict: 'resend or accept',
  wrongVerdict: (given) => `${given} is neither resend nor accept.`,
  templates: 'the templates of mails',
  preview: 'show a mail with an example of everything, or of one kind',
  previewOut: 'file to write HTML to; otherwise the text part is printed',
  kindOf: (kinds) => `one of ${kinds}`,
  unknownKind: (given, kinds) => `${given} is no kind of notice. Known kinds: ${kinds}.`,
  written: (file) => `Written: ${file}`,
  kind: 'Kind',
  about: 'About',
  why: 'Why or when',
  formal: 'formal',
  reminder: 'reminder',
  information: 'information',
  events: {
    personAdded: 'added',
    taskTaken: 'task taken',
    taskReleased: 'task put back',
    tasksHandedOver: 'tasks handed over',
    deputyNamed: 'deputy named',
    submitted: 'receipt',
    passedOn: 'passed on',
  },
  needsWho: '--as and --reason are missing.',
  needsWhoRemedy: 'Say who settles it (--as PERSON) and why (--reason TEXT).',
  unknownPerson: (person) => `${person} is nobody whom the mail concerns.`,
  unknownPersonRemedy: 'Give the id of a person of the agreement; npx arscykel show ID shows them.',
  notUnknown: (status) => `Nothing in the mail is unknown (${status}).`,
  notSent: (status) => `The mail has not left (${status}), so it cannot have come back.`,
  remedies: {
    notUnknown: 'npx arscykel notices shows what is unknown.',
    notSent: 'npx arscykel notices shows how it stands.',
  },
  judged: {
    resend: (notices) =>
      `Sent again: ${notices === 1 ? 'one notice' : `${notices} notices`}, with the same content and Message-ID.`,
    accept: (notices) => `Recorded as arrived: ${notices === 1 ? 'one notice' : `${notices} notices`}.`,
    bounced: (notices) =>
      `Recorded as not delivered: ${notices === 1 ? 'one notice' : `${notices} notices`}; the coordinator is told.`,
  },
};

export const noticeWords: Readonly<Record<Lang, typeof sv>> = { sv, en };
