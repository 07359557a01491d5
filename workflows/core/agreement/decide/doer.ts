import type { Command, Envelope } from '../commands.ts';
import type { Definition, PersonRoles, Role } from '../definition.ts';
import type { Doer } from '../events.ts';
import type { Refusal } from '../refusals.ts';
import type { State } from '../state.ts';
import { commandRules, permission } from '../tables.ts';
import type { Result } from '#core/result.ts';
import { ok, refused } from '#core/result.ts';

/** The organisations whose act a command can be, from whom the table says it belongs to. */
function organisationsOf(state: State, command: Command): string[] {
  const { definition } = state;
  switch (commandRules[command.type].actOf) {
    case 'coordinator':
      return [coordinatorsOrganisation(definition)];
    case 'party':
      return 'party' in command ? [command.party] : [];
    case 'body':
      return 'body' in command
        ? definition.organisations.filter((one) => one.bodies.some((body) => body.id === command.body)).map((one) => one.id)
        : [];
    case 'debtor':
    case 'creditor':
      return counterparts(state, command, commandRules[command.type].actOf === 'debtor' ? 'debtor' : 'creditor');
  }
}

function counterparts(state: State, command: Command, side: 'debtor' | 'creditor'): string[] {
  const { definition } = state;
  if ('deadline' in command) return definition.deadlines.filter((one) => one.id === command.deadline).map((one) => one[side]);
  if ('measure' in command) return definition.measures.filter((one) => one.id === command.measure).map((one) => one[side]);
  if (!('area' in command)) return [];
  const accounting = definition.deadlines.filter((one) => one.metBy === 'accounts');
  const owing = accounting.length > 0 ? accounting : definition.measures.filter((one) => one.area === command.area);
  return [...new Set(owing.map((one) => one[side]))];
}

function coordinatorsOrganisation(definition: Definition): string {
  return definition.people.find((person) => person.id === definition.coordinator)?.organisation ?? '';
}

export function unknownPerson(definition: Definition, field: string, person: string): Refusal {
  return { code: 'unknownPerson', field, person, known: definition.people.map((one) => one.id) };
}

/** In which role the recorder may enter this command, and whether on behalf of somebody else. */
export function roleFor(state: State, command: Command, person: PersonRoles): Result<{ role: Role; onBehalf: boolean }, Refusal> {
  const organisations = organisationsOf(state, command);
  const isMember = organisations.includes(person.organisation);
  const rights = person.roles.map((role) => ({ role, may: permission(role, command.type) }));
  const own = rights.find(({ role, may }) => may === 'own' && (role === 'coordinator' || isMember));
  if (own !== undefined) return ok({ role: own.role, onBehalf: false });
  const onBehalf = rights.find(({ may }) => may === 'onBehalf');
  if (onBehalf !== undefined) return ok({ role: onBehalf.role, onBehalf: true });
  const wouldAccept = command.type === 'acceptReport' || command.type === 'returnReport';
  if (wouldAccept && state.definition.deadlines.find((one) => one.id === command.deadline)?.debtor === person.organisation) {
    return refused({ code: 'ownReport', deadline: command.deadline, organisation: person.organisation });
  }
  const needed = commandRules[command.type].actOf === 'coordinator' ? 'coordinator' : organisations.join(', ');
  return refused({
    code: 'notAllowed',
    command: command.type,
    person: person.id,
    roles: person.roles,
    organisation: person.organisation,
    needed,
  });
}

/** Whose act it was: the organisation, its body where the command names one, the person where known. */
export function doerOf(state: State, envelope: Envelope, recorder: PersonRoles): Result<Doer, Refusal> {
  const { command, doneBy } = envelope;
  const organisations = organisationsOf(state, command);
  const doer = doneBy === null ? null : state.definition.people.find((person) => person.id === doneBy);
  if (doer === undefined) return refused(unknownPerson(state.definition, 'doneBy', doneBy ?? ''));
  if (doer !== null && !organisations.includes(doer.organisation)) {
    return refused({ code: 'notThatPerson', field: 'doneBy', person: doer.id, organisation: organisations.join(', ') });
  }
  const recorders = organisations.find((id) => id === recorder.organisation);
  const organisation = doer?.organisation ?? recorders ?? organisations[0] ?? recorder.organisation;
  return ok({ organisation, body: 'body' in command ? command.body : null, person: doneBy });
}
