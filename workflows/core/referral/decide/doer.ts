import type { Actor } from '#core/act/envelope.ts';
import type { Doer } from '#core/act/event.ts';
import type { Role } from '#core/act/people.ts';
import { ok, refused, type Result } from '#core/result.ts';
import type { ReferralCommand, ReferralEnvelope } from '../commands.ts';
import type { ReferralDefinition } from '../definition.ts';
import type { ReferralRefusal } from '../refusals.ts';
import { referralPermission, referralRules } from '../tables.ts';

export interface Recorder {
  id: string;
  organisation: string;
  roles: (Role | 'process')[];
}

/** The organisation whose act a command is. */
function organisationOf(definition: ReferralDefinition, command: ReferralCommand): string {
  switch (referralRules[command.type].actOf) {
    case 'coordinator':
      return definition.people.find(({ id }) => id === definition.coordinator)?.organisation ?? '';
    case 'asker':
      return definition.asker.organisation;
    case 'organisation':
    case 'received':
      return 'organisation' in command ? command.organisation : '';
  }
}

export function unknownPerson({ people }: ReferralDefinition, field: string, person: string): ReferralRefusal {
  return { code: 'unknownPerson', field, person, known: people.map(({ id }) => id) };
}

/** Who records: somebody the referral knows, whoever holds a link for an organisation, or another process; null for a stranger. */
export function recorderOf(definition: ReferralDefinition, actor: Actor): Recorder | null {
  if (actor.authenticated === 'link') return { id: actor.person, organisation: actor.organisation, roles: ['handler'] };
  if (actor.authenticated === 'process') return { id: actor.person, organisation: '', roles: ['process'] };
  return definition.people.find(({ id }) => id === actor.person) ?? null;
}

/** In which role the recorder may enter this command, and whether on behalf of somebody else. Nobody grants what they asked for. */
export function roleFor(
  definition: ReferralDefinition,
  command: ReferralCommand,
  recorder: Recorder,
): Result<{ role: Role | 'process'; onBehalf: boolean }, ReferralRefusal> {
  const organisation = organisationOf(definition, command);
  if (command.type === 'grantExtension' && recorder.organisation === command.organisation)
    return refused({ code: 'ownExtension', organisation: command.organisation });
  const asker = definition.asker.organisation;
  const place = { isMember: recorder.organisation === organisation, isAskers: recorder.organisation === asker };
  const rights = recorder.roles.map((role) => ({ role, may: referralPermission(role, command.type, place) }));
  const right = rights.find(({ may }) => may === 'own') ?? rights.find(({ may }) => may === 'onBehalf');
  if (right !== undefined) return ok({ role: right.role, onBehalf: right.may === 'onBehalf' });
  const isReceived = referralRules[command.type].actOf === 'received';
  const isCoordinators = referralRules[command.type].actOf === 'coordinator';
  return refused({
    code: 'notAllowed',
    command: command.type,
    person: recorder.id,
    roles: recorder.roles.filter((role) => role !== 'process'),
    organisation: recorder.organisation,
    needed: isCoordinators ? ['coordinator'] : isReceived ? [organisation, asker] : [organisation],
  });
}

/** Whose act it was: the organisation, its body where the command names one, the person where known. */
export function doerOf(definition: ReferralDefinition, { command, doneBy }: ReferralEnvelope): Result<Doer, ReferralRefusal> {
  const organisation = organisationOf(definition, command);
  if (doneBy !== null) {
    const person = definition.people.find(({ id }) => id === doneBy);
    if (person === undefined) return refused(unknownPerson(definition, 'doneBy', doneBy));
    if (person.organisation !== organisation)
      return refused({ code: 'notThatPerson', field: 'doneBy', person: doneBy, organisation });
  }
  return ok({ organisation, body: bodyOf(command), person: doneBy });
}

function bodyOf(command: ReferralCommand): string | null {
  if ('body' in command) return command.body;
  return 'decision' in command ? (command.decision?.body ?? null) : null;
}
