import type { ReferralCommandType } from '#core/referral/commands.ts';
import type { ReferralDefinition } from '#core/referral/definition.ts';
import { referralRules } from '#core/referral/tables.ts';
import type { Subject, Titles } from '../repeat.ts';
import type { LoadedReferral } from './loadReferral.ts';

/** What the entries about a referral are checked against. */
export function referralSubject({ definition, versionHash }: LoadedReferral): Subject {
  return {
    people: definition.people.map(({ id }) => id),
    needsReason: (type) => referralRules[type as ReferralCommandType].needsReason,
    defaults: { versionHash },
    repeatable: ['organisation', 'body'],
    titlesOf: (field) => titlesOf(definition, field),
    // Organisations that nobody asked may answer.
    mayCome: (field) => field === 'organisation',
    chosenIds: (selector, field) =>
      selector === 'asked' && field === 'organisation' ? definition.asked.map(({ organisation }) => organisation) : null,
  };
}

function titlesOf({ organisations, people, asked }: ReferralDefinition, field: string): Titles | null {
  const titles = (list: readonly { id: string; title: string }[]): Titles => new Map(list.map(({ id, title }) => [id, title]));
  switch (field) {
    case 'organisation':
      return titles(organisations);
    case 'body':
      return titles(organisations.flatMap(({ bodies }) => bodies));
    case 'stage':
    case 'returnTo':
      return titles(asked.flatMap(({ stages }) => stages));
    case 'handler':
      return new Map(people.map(({ id }) => [id, id]));
    default:
      return null;
  }
}
