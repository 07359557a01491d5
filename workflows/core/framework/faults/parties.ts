import { type Finding, finding } from '#core/agreement/faults/finding.ts';
import { notOneOf, unknownReference } from '#core/agreement/faults/parties.ts';
import type { Role } from '#core/act/people.ts';
import type { FrameworkDefinition, FrameworkParty } from '../definition.ts';

/** Organisations, people and parties belong together; the coordinator and every signatory have their roles. */
export function partyFindings(definition: FrameworkDefinition): Finding[] {
  const { organisations, people, parties, coordinator, consultationGroup } = definition;
  const known = organisations.map(({ id }) => id);
  const stranger = (path: string, organisation: string): Finding[] =>
    known.includes(organisation) ? [] : [unknownReference(path, organisation, 'organisation', known)];
  return [
    ...people.flatMap(({ organisation }, index) => stranger(`people.${index}.organisation`, organisation)),
    ...organisations.flatMap(({ id, superior }, index) =>
      superior === null ? [] : member(definition, `organisations.${index}.superior`, superior, id, null),
    ),
    ...member(definition, 'coordinator', coordinator, null, 'coordinator'),
    ...consultationGroup.flatMap(({ organisation }, index) =>
      organisation === null ? [] : stranger(`consultationGroup.${index}.organisation`, organisation),
    ),
    ...(parties.length >= 2
      ? []
      : [finding('parties', `a framework has two parties or more, not ${parties.length}`, 'name each party')]),
    ...parties.flatMap((party, index) => partyFinding(definition, party, index)),
    ...approvalFindings(definition),
  ];
}

function partyFinding(definition: FrameworkDefinition, party: FrameworkParty, index: number): Finding[] {
  const path = `parties.${index}`;
  const organisation = definition.organisations.find(({ id }) => id === party.organisation);
  if (organisation === undefined) {
    const known = definition.organisations.map(({ id }) => id);
    return [unknownReference(`${path}.organisation`, party.organisation, 'organisation', known)];
  }
  const twice = definition.parties.findIndex((other) => other.organisation === party.organisation) < index;
  const bodies = organisation.bodies.map(({ id }) => id);
  const { authorisedBy } = party;
  return [
    ...(twice ? [finding(`${path}.organisation`, `${party.organisation} is a party twice`, 'name it once')] : []),
    ...(authorisedBy === null || bodies.includes(authorisedBy)
      ? []
      : [notOneOf(`${path}.authorisedBy`, authorisedBy, `body of ${organisation.id}`, bodies)]),
    ...member(definition, `${path}.signatory`, party.signatory, organisation.id, 'signatory'),
  ];
}

/** The person is known, is of the organisation and has the role, where these are given. */
function member(
  { people }: FrameworkDefinition,
  path: string,
  id: string,
  organisation: string | null,
  role: Role | null,
): Finding[] {
  const index = people.findIndex((one) => one.id === id);
  const person = people[index];
  if (person === undefined) {
    const known = people.map((one) => one.id);
    return [unknownReference(path, id, 'person', known)];
  }
  const elsewhere = organisation !== null && person.organisation !== organisation;
  const lacks = role !== null && !person.roles.includes(role);
  return [
    ...(elsewhere
      ? [
          finding(
            path,
            `${id} is of ${person.organisation}, not of ${organisation}`,
            `name somebody of ${organisation}, or correct the organisation of ${id}`,
            [`people.${index}.organisation`],
          ),
        ]
      : []),
    ...(lacks
      ? [finding(path, `${id} has not the role ${role}`, `add ${role} to the roles of ${id}`, [`people.${index}.roles`])]
      : []),
  ];
}

function approvalFindings({ rules, organisations }: FrameworkDefinition): Finding[] {
  const bodies = organisations.flatMap((organisation) => organisation.bodies.map(({ id }) => id));
  return rules.approvals.flatMap((body, index) => {
    const path = `rules.approvals.${index}`;
    if (!bodies.includes(body)) return [unknownReference(path, body, 'body', bodies)];
    return rules.approvals.indexOf(body) < index ? [finding(path, `${body} stands twice`, 'name each body once')] : [];
  });
}
