import type { MailContent, MailNotice } from '../../../activities/ports/mail.ts';
import { allOf, type Lang, type Text } from '#core/texts/lang.ts';
import type { Matter } from '#core/texts/matter.ts';
import { words } from './words.ts';

/** A process that the mail is about: what it is called, why this recipient is told, its registration numbers. */
export interface Footer {
  title: string;
  reason: string;
  numbers: string;
}

const reasons = {
  registrar: {
    sv: 'du är registrator hos en organisation som berörs',
    en: 'you are the registrar of an organisation that it concerns',
  },
  coordinator: { sv: 'du är samordnare', en: 'you coordinate it' },
  handler: { sv: 'du är handläggare för uppgiften', en: 'you handle the task' },
  superior: {
    sv: 'din organisation har angett dig som den som får veta när något är försenat',
    en: 'your organisation named you as the one to be told when something is late',
  },
  passedOn: { sv: 'en kollega har skickat uppgiften vidare till dig', en: 'a colleague passed the task on to you' },
  named: { sv: 'du är angiven som mottagare', en: 'you are named as a recipient' },
} satisfies Record<string, Text>;

export function footersOf({ recipient, notices }: MailContent, lang: Lang): Footer[] {
  const byChain = new Map<string, MailNotice[]>();
  for (const notice of notices) byChain.set(notice.chain, [...(byChain.get(notice.chain) ?? []), notice]);
  return [...byChain.values()].flatMap((list) => {
    const matter = list[0]?.matter;
    if (matter === undefined) return [];
    const why = [...new Set(list.map((notice) => reasonOf(recipient.ref, notice)))].map((reason) => reasons[reason][lang]);
    return [{ title: matter.title, reason: allOf(why, lang), numbers: numbersOf(recipient.ref, matter, lang) }];
  });
}

function reasonOf(recipient: string, notice: MailNotice): keyof typeof reasons {
  const { matter } = notice;
  if (recipient.startsWith('registrar:')) return 'registrar';
  const id = recipient.slice('person:'.length);
  if (notice.kind === 'passedOn') return 'passedOn';
  const deadline = notice.kind === 'reminder' ? matter.deadlines.find((one) => one.id === notice.deadline) : undefined;
  if (deadline?.handler === id) return 'handler';
  if (id === matter.coordinator) return 'coordinator';
  return matter.organisations.some(({ superior }) => superior === id) ? 'superior' : 'named';
}

/** The sender's is the coordinator's organisation's. */
function numbersOf(recipient: string, { people, organisations, coordinator }: Matter, lang: Lang): string {
  const organisationOf = (person: string): string | undefined => people.find(({ id }) => id === person)?.organisation;
  const numberOf = (organisation: string | undefined): string | null =>
    organisations.find(({ id }) => id === organisation)?.registrationNumber ?? null;
  const id = recipient.slice(recipient.indexOf(':') + 1);
  const theirs = recipient.startsWith('registrar:') ? id : organisationOf(id);
  const ours = organisationOf(coordinator);
  const say = words[lang];
  const [our, your] = [numberOf(ours), numberOf(theirs)];
  if (ours === theirs) return our === null ? '' : say.number(our);
  return [our === null ? [] : say.ourNumber(our), your === null ? [] : say.yourNumber(your)].flat().join(', ');
}
