import type { MailContent, MailNotice } from '../../../activities/ports/mail.ts';
import type { State } from '#core/agreement/state.ts';
import { allOf, type Lang, type Text } from '#core/texts/lang.ts';
import { words } from './words.ts';

/** An agreement that the mail is about: what it is called, why this recipient is told, its registration numbers. */
export interface Footer {
  title: string;
  reason: string;
  numbers: string;
}

const reasons = {
  registrar: {
    sv: 'du är registrator hos en organisation som har ett ansvar enligt överenskommelsen',
    en: 'you are the registrar of an organisation with a duty under the agreement',
  },
  coordinator: { sv: 'du är samordnare för överenskommelsen', en: 'you coordinate the agreement' },
  handler: { sv: 'du är handläggare för uppgiften', en: 'you handle the task' },
  superior: {
    sv: 'din organisation har angett dig som den som får veta när något är försenat',
    en: 'your organisation named you as the one to be told when something is late',
  },
  named: { sv: 'du är angiven som mottagare i överenskommelsen', en: 'the agreement names you as a recipient' },
} satisfies Record<string, Text>;

export function agreementFooters({ recipient, notices }: MailContent, lang: Lang): Footer[] {
  const byChain = new Map<string, MailNotice[]>();
  for (const notice of notices) byChain.set(notice.chain, [...(byChain.get(notice.chain) ?? []), notice]);
  return [...byChain.values()].flatMap((list) => {
    const state = list[0]?.state;
    if (state === undefined) return [];
    const why = [...new Set(list.map((notice) => reasonOf(recipient.ref, notice)))].map((reason) => reasons[reason][lang]);
    return [{ title: state.definition.title, reason: allOf(why, lang), numbers: numbersOf(recipient.ref, state, lang) }];
  });
}

function reasonOf(recipient: string, notice: MailNotice): keyof typeof reasons {
  const { definition, deadlines } = notice.state;
  if (recipient.startsWith('registrar:')) return 'registrar';
  const id = recipient.slice('person:'.length);
  const deadline = notice.kind === 'reminder' ? deadlines[notice.deadline] : undefined;
  if (deadline?.handler === id) return 'handler';
  if (id === definition.coordinator) return 'coordinator';
  return definition.organisations.some(({ superior }) => superior === id) ? 'superior' : 'named';
}

/** The sender's is the coordinator's organisation's. */
function numbersOf(recipient: string, { definition }: State, lang: Lang): string {
  const organisationOf = (person: string): string | undefined => definition.people.find(({ id }) => id === person)?.organisation;
  const numberOf = (organisation: string | undefined): string | null =>
    definition.organisations.find(({ id }) => id === organisation)?.registrationNumber ?? null;
  const id = recipient.slice(recipient.indexOf(':') + 1);
  const theirs = recipient.startsWith('registrar:') ? id : organisationOf(id);
  const ours = organisationOf(definition.coordinator);
  const say = words[lang];
  const [our, your] = [numberOf(ours), numberOf(theirs)];
  if (ours === theirs) return our === null ? '' : say.number(our);
  return [our === null ? [] : say.ourNumber(our), your === null ? [] : say.yourNumber(your)].flat().join(', ');
}
