import type { Actor } from '#core/act/envelope.ts';
import type { Doer } from '#core/act/event.ts';
import type { Role } from '#core/act/people.ts';
import { coordinatorsOrganisation, doerAmong, notAllowed, type Recorder, recorderAmong } from '#core/act/recorder.ts';
import type { Result } from '#core/result.ts';
import { ok, refused } from '#core/result.ts';
import type { FrameworkCommand, FrameworkEnvelope } from '../commands.ts';
import type { FrameworkDefinition } from '../definition.ts';
import type { FrameworkRefusal } from '../refusals.ts';
import { frameworkPermission, frameworkRules } from '../tables.ts';

/** The organisations whose act a command can be, from whom the table says it belongs to. */
function organisationsOf(definition: FrameworkDefinition, command: FrameworkCommand): string[] {
  switch (frameworkRules[command.type].actOf) {
    case 'coordinator':
      return [coordinatorsOrganisation(definition)];
    case 'party':
      return 'party' in command ? [command.party] : [];
    case 'body':
      return 'body' in command
        ? definition.organisations.filter((one) => one.bodies.some((body) => body.id === command.body)).map((one) => one.id)
        : [];
    case 'commissioner':
      return commissionsOf(definition, command).map(({ from }) => from);
    case 'commissioned':
      return commissionsOf(definition, command).flatMap(({ debtor, from }) => [debtor, from]);
  }
}

const commissionsOf = (definition: FrameworkDefinition, command: FrameworkCommand) =>
  'commission' in command ? definition.commissions.filter(({ id }) => id === command.commission) : [];

/** Who records: somebody the framework knows, whoever holds a link for an organisation, or another process; null for a stranger. */
export function recorderOf(definition: FrameworkDefinition, actor: Actor): Recorder | null {
  return recorderAmong(definition.people, actor, coordinatorsOrganisation(definition));
}

/** In which role the recorder may enter this command, and whether on behalf of somebody else. */
export function roleFor(
  definition: FrameworkDefinition,
  command: FrameworkCommand,
  person: Recorder,
): Result<{ role: Role | 'process'; onBehalf: boolean }, FrameworkRefusal> {
  const organisations = organisationsOf(definition, command);
  const isMember = organisations.includes(person.organisation);
  const rights = person.roles.map((role) => ({ role, may: frameworkPermission(role, command.type) }));
  const own = rights.find(({ role, may }) => may === 'own' && (role === 'coordinator' || isMember));
  if (own !== undefined) return ok({ role: own.role, onBehalf: false });
  const onBehalf = rights.find(({ may }) => may === 'onBehalf');
  if (onBehalf !== undefined) return ok({ role: onBehalf.role, onBehalf: true });
  const needed = frameworkRules[command.type].actOf === 'coordinator' ? 'coordinator' : organisations.join(', ');
  return refused(notAllowed(command.type, person, needed));
}

/** Whose act it was: the organisation, its body where the command names one, the person where known. */
export function doerOf(
  definition: FrameworkDefinition,
  envelope: FrameworkEnvelope,
  recorder: Recorder,
): Result<Doer, FrameworkRefusal> {
  const { command, doneBy } = envelope;
  const body = 'body' in command ? command.body : null;
  return doerAmong(definition.people, { organisations: organisationsOf(definition, command), body, doneBy, recorder });
}
