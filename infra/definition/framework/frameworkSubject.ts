import type { FrameworkCommandType } from '#core/framework/commands.ts';
import type { FrameworkDefinition } from '#core/framework/definition.ts';
import { frameworkRules } from '#core/framework/tables.ts';
import type { Subject, Titles } from '../repeat.ts';
import type { LoadedFramework } from './loadFramework.ts';

/** What the entries about a framework are checked against. */
export function frameworkSubject({ definition, versionHash }: LoadedFramework): Subject {
  return {
    people: definition.people.map(({ id }) => id),
    needsReason: (type) => frameworkRules[type as FrameworkCommandType].needsReason,
    defaults: { versionHash },
    repeatable: ['party', 'body'],
    titlesOf: (field) => titlesOf(definition, field),
    mayCome: () => false,
    chosenIds: () => null,
  };
}

function titlesOf({ organisations, parties, commissions, people }: FrameworkDefinition, field: string): Titles | null {
  const titles = (list: readonly { id: string; title: string }[]): Titles => new Map(list.map(({ id, title }) => [id, title]));
  switch (field) {
    case 'party':
      return titles(organisations.filter(({ id }) => parties.some(({ organisation }) => organisation === id)));
    case 'body':
      return titles(organisations.flatMap(({ bodies }) => bodies));
    case 'commission':
      return titles(commissions);
    case 'item':
      return titles(commissions.flatMap(({ items }) => items));
    case 'signatory':
      return new Map(people.map(({ id }) => [id, id]));
    default:
      return null;
  }
}
