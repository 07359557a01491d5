import type { Recipient } from '#core/act/event.ts';
import type { ProcessState } from '#core/models.ts';
import { namingOf, wordsOf } from '../kinds.ts';
import { organisationNames } from '../naming.ts';
import type { AroundNames } from './around.ts';

/** What ids stand for in the access chain of a process, or in a system chain, which is of none. `people`, `texts`: by id, where known. */
export function aroundNames(
  matter: ProcessState | null,
  people: Readonly<Record<string, string>>,
  texts: Readonly<Record<string, string>>,
): AroundNames {
  const person = (id: string): string => people[id] ?? id;
  const words = matter === null ? null : wordsOf(matter.kind);
  const definition = matter === null ? null : namingOf(matter);
  const { recipient } = organisationNames(matter?.state.definition.organisations);
  return {
    command: (type, lang) => words?.command(type, lang) ?? type,
    title: (id, lang) => words?.title(id, definition, lang) ?? id,
    person,
    recipient: (to: Recipient, lang) => (to.startsWith('person:') ? person(to.slice('person:'.length)) : recipient(to, lang)),
    written: ({ textId }) => texts[textId] ?? null,
  };
}
