import type { Role } from '#core/act/people.ts';
import type { Definition, Party } from '../definition.ts';
import { type Finding, finding, listed } from './finding.ts';

const roles: readonly Role[] = ['coordinator', 'signatory', 'handler', 'registrar', 'auditor'];

/** Organisations, people and parties belong together; the coordinator and every signatory have their roles. */
export function partyFindings(definition: Definition): Finding[] {
  const { organisations, people, parties } = definition;
  const known = organisations.map(({ id }) => id);
  const perPerson = people.flatMap((person, index) => [
    ...(known.includes(person.organisation)
      ? []
      : [unknownReference(`people.${index}.organisation`, person.organisation, 'organisation', known)]),
    ...person.roles.flatMap((role, at) =>
      roles.includes(role) ? [] : [notOneOf(`people.${index}.roles.${at}`, role, 'role', roles)],
    ),
  ]);
  const perOrganisation = organisations.flatMap(({ id, superior }, index) =>
    superior === null ? [] : member(definition, `organisations.${index}.superior`, superior, id, null),
  );
  const tooFew =
    parties.length >= 2
      ? []
      : [finding('parties', `an agreement has two parties or more, not ${parties.length}`, 'name each party')];
  return [
    ...perPerson,
    ...perOrganisation,
    ...member(definition, 'coordinator', definition.coordinator, null, 'coordinator'),
    ...tooFew,
    ...parties.flatMap((party, index) => partyFinding(definition, party, index)),
  ];
}

function partyFinding(definition: Definition, party: Party, index: number): Finding[] {
  const path = `parties.${index}`;
  const organisation = definition.organisations.find(({ id }) => id === party.organisation);
  if (organisation === undefined) {
    return [
      unknownReference(
        `${path}.organisation`,
        party.organisation,
        'organisation',
        definition.organisations.map(({ id }) => id),
      ),
    ];
  }
  const twice = definition.parties.findIndex((other) => other.organisation === party.organisation) < index;
  const bodies = organisation.bodies.map(({ id }) => id);
  return [
    ...(twice ? [finding(`${path}.organisation`, `${party.organisation} is a party twice`, 'name it once')] : []),
    ...(bodies.includes(party.authorisedBy)
      ? []
      : [notOneOf(`${path}.authorisedBy`, party.authorisedBy, `body of ${organisation.id}`, bodies)]),
    ...member(definition, `${path}.signatory`, party.signatory, organisation.id, 'signatory'),
  ];
}

/** The person is known, is of the organisation and has the role, where these are given. */
export function member(
  definition: Definition,
  path: string,
  id: string,
  organisation: string | null,
  role: Role | null,
): Finding[] {
  const index = definition.people.findIndex((one) => one.id === id);
  const person = definition.people[index];
  if (person === undefined)
    return [
      unknownReference(
        path,
        id,
        'person',
        definition.people.map((one) => one.id),
      ),
    ];
  const wrong: Finding[] = [];
  if (organisation !== null && person.organisation !== organisation) {
    const remedy = `name somebody of ${organisation}, or correct the organisation of ${id}`;
    wrong.push(
      finding(path, `${id} is of ${person.organisation}, not of ${organisation}`, remedy, [`people.${index}.organisation`]),
    );
  }
  if (role !== null && !person.roles.includes(role)) {
    wrong.push(finding(path, `${id} has not the role ${role}`, `add ${role} to the roles of ${id}`, [`people.${index}.roles`]));
  }
  return wrong;
}

const collections = {
  organisation: 'organisations',
  body: 'organisations',
  person: 'people',
  area: 'areas',
  measure: 'measures',
  'reminder plan': 'rules.reminderPlans',
  deadline: 'deadlines',
} as const;

/** A reference to nothing; it is drawn from the collection that should hold it. */
export function unknownReference(path: string, value: string, what: keyof typeof collections, known: readonly string[]): Finding {
  return finding(path, `${JSON.stringify(value)} is no known ${what}`, `known: ${listed(known)}`, [collections[what]]);
}

export function notOneOf(path: string, value: string, what: string, known: readonly string[]): Finding {
  return finding(path, `${JSON.stringify(value)} is no ${what}`, `known: ${listed(known)}`);
}
