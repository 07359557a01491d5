import type { Recipient } from '#core/act/event.ts';
import type { Organisation, Role } from '#core/act/people.ts';
import type { Lang, Text } from './lang.ts';

type RecorderRole = Role | 'process' | 'none';

const roleNames: Readonly<Record<RecorderRole, Text>> = {
  coordinator: { sv: 'samordnare', en: 'coordinator' },
  signatory: { sv: 'undertecknare', en: 'signatory' },
  handler: { sv: 'handläggare', en: 'handler' },
  registrar: { sv: 'registrator', en: 'registrar' },
  auditor: { sv: 'granskare', en: 'auditor' },
  process: { sv: 'ett annat förlopp i systemet', en: 'another process of the system' },
  none: { sv: 'utan roll', en: 'in no role' },
};

export const roleName = (role: RecorderRole, lang: Lang): string => roleNames[role][lang];

/** What an id is called in a list; an id that is not in it stands for itself. */
export function titleIn(list: readonly { id: string; title: string }[] | undefined, id: string): string {
  return list?.find((one) => one.id === id)?.title ?? id;
}

/** What those who take part in a process are called, whatever its kind. */
export interface OrganisationNames {
  organisation: (id: string) => string;
  /** With its organisation where the body's own name does not say it: 'Styrelsen (SKL)'. */
  body: (id: string) => string;
  /** 'registrator, Socialstyrelsen'; a person by reference only. */
  recipient: (recipient: Recipient, lang: Lang) => string;
}

/** `others`: titles of organisations that are not in the list. */
export function organisationNames(
  organisations: readonly Organisation[] = [],
  others: Readonly<Record<string, string>> = {},
): OrganisationNames {
  const organisation = (id: string): string => others[id] ?? titleIn(organisations, id);
  return {
    organisation,
    body(id) {
      const home = organisations.find((one) => one.bodies.some((body) => body.id === id));
      const own = titleIn(home?.bodies, id);
      return home === undefined || own.includes(home.title) ? own : `${own} (${home.title})`;
    },
    recipient(recipient, lang) {
      const id = recipient.slice(recipient.indexOf(':') + 1);
      return recipient.startsWith('registrar:') ? `${roleName('registrar', lang)}, ${organisation(id)}` : id;
    },
  };
}
