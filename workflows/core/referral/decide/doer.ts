import type { Actor } from '#core/act/envelope.ts';
import type { Doer } from '#core/act/event.ts';
import type { Role } from '#core/act/people.ts';
import { coordinatorsOrganisation, doerAmong, notAllowed, type Recorder, recorderAmong } from '#core/act/recorder.ts';
import { ok, refused, type Result } from '#core/result.ts';
import type { ReferralCommand, ReferralEnvelope } from '../commands.ts';
import type { ReferralDefinition } from '../definition.ts';
import type { ReferralRefusal } from '../refusals.ts';
import { referralPermission, referralRules } from '../tables.ts';

/** The organisation whose act a command is. */
function organisationOf(definition: ReferralDefinition, command: ReferralCommand): string {
  switch (referralRules[command.type].actOf) {
    case 'coordinator':
      return coordinatorsOrganisation(definition);
    case 'asker':
      return definition.asker.organisation;
    case 'organisation':
    case 'received':
      return 'organisation' in command ? command.organisation : '';
  }
}

/** Who records: somebody the referral knows, whoever holds a link for an organisation, or another process; null for a stranger. */
export function recorderOf(definition: ReferralDefinition, actor: Actor): Recorder | null {
  return recorderAmong(definition.people, actor, '');
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
  const needed = isCoordinators ? ['coordinator'] : isReceived ? [organisation, asker] : [organisation];
  return refused(notAllowed(command.type, recorder, needed));
}

/** Whose act it was: the organisation, its body where the command names one, the person where known. */
export function doerOf(
  definition: ReferralDefinition,
  { command, doneBy }: ReferralEnvelope,
  recorder: Recorder,
): Result<Doer, ReferralRefusal> {
  const organisations = [organisationOf(definition, command)];
  return doerAmong(definition.people, { organisations, body: bodyOf(command), doneBy, recorder });
}

function bodyOf(command: ReferralCommand): string | null {
  if ('body' in command) return command.body;
  return 'decision' in command ? (command.decision?.body ?? null) : null;
}
