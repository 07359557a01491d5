import type { Command, Envelope } from '../commands.ts';
import type { Role } from '#core/act/people.ts';
import { coordinatorsOrganisation, doerAmong, notAllowed, type Recorder, recorderAmong } from '#core/act/recorder.ts';
import type { Actor } from '#core/act/envelope.ts';
import type { Doer } from '#core/act/event.ts';
import type { Refusal } from '../refusals.ts';
import type { State } from '../state.ts';
import { commandRules, permission } from '../tables.ts';
import { peopleOf } from '../tasks/people.ts';
import type { Result } from '#core/result.ts';
import { ok, refused } from '#core/result.ts';

/** The organisations whose act a command can be, from whom the table says it belongs to. */
function organisationsOf(state: State, command: Command): string[] {
  const { definition } = state;
  const { actOf, whose } = commandRules[command.type];
  switch (actOf) {
    case 'coordinator':
    case 'process':
      return [coordinatorsOrganisation(definition)];
    case 'organisation':
      return 'organisation' in command ? [command.organisation] : [];
    case 'whose':
      return whose?.(state, command) ?? [];
    case 'party':
      return 'party' in command ? [command.party] : [];
    case 'body':
      return 'body' in command
        ? definition.organisations.filter((one) => one.bodies.some((body) => body.id === command.body)).map((one) => one.id)
        : [];
    case 'debtor':
    case 'creditor':
      return counterparts(state, command, actOf);
  }
}

function counterparts(state: State, command: Command, side: 'debtor' | 'creditor'): string[] {
  const { definition } = state;
  if ('deadline' in command && typeof command.deadline === 'string')
    return Object.values(state.deadlines)
      .filter((one) => one.id === command.deadline)
      .map((one) => one[side]);
  if ('measure' in command) return definition.measures.filter((one) => one.id === command.measure).map((one) => one[side]);
  if (!('area' in command)) return [];
  const accounting = definition.deadlines.filter((one) => one.metBy === 'accounts');
  const owing = accounting.length > 0 ? accounting : definition.measures.filter((one) => one.area === command.area);
  return [...new Set(owing.map((one) => one[side]))];
}

/** Who records: somebody the agreement knows, whoever holds a link for an organisation, or another process; null for a stranger. */
export function recorderOf(state: State, actor: Actor): Recorder | null {
  return recorderAmong(peopleOf(state), actor, coordinatorsOrganisation(state.definition));
}

/** In which role the recorder may enter this command, and whether on behalf of somebody else. */
export function roleFor(
  state: State,
  command: Command,
  person: Recorder,
): Result<{ role: Role | 'process'; onBehalf: boolean }, Refusal> {
  const organisations = organisationsOf(state, command);
  const isMember = organisations.includes(person.organisation);
  const rights = person.roles.map((role) => ({ role, may: permission(role, command.type) }));
  const own = rights.find(({ role, may }) => may === 'own' && (role === 'coordinator' || role === 'process' || isMember));
  if (own !== undefined) return ok({ role: own.role, onBehalf: false });
  const onBehalf = rights.find(({ may }) => may === 'onBehalf');
  if (onBehalf !== undefined) return ok({ role: onBehalf.role, onBehalf: true });
  const wouldAccept = command.type === 'acceptReport' || command.type === 'returnReport';
  if (wouldAccept && state.deadlines[command.deadline]?.debtor === person.organisation) {
    return refused({ code: 'ownReport', deadline: command.deadline, organisation: person.organisation });
  }
  const { actOf } = commandRules[command.type];
  const isCreditors = actOf === 'creditor' || actOf === 'whose';
  if (isCreditors && 'deadline' in command && state.deadlines[command.deadline]?.debtor === person.organisation) {
    return refused({ code: 'ownDuty', deadline: command.deadline, organisation: person.organisation });
  }
  const needed = commandRules[command.type].actOf === 'coordinator' ? 'coordinator' : organisations.join(', ');
  return refused(notAllowed(command.type, person, needed));
}

/** Whose act it was: the organisation, its body where the command names one, the person where known. */
export function doerOf(state: State, envelope: Envelope, recorder: Recorder): Result<Doer, Refusal> {
  const { command, doneBy } = envelope;
  const body = 'body' in command ? command.body : null;
  return doerAmong(peopleOf(state), { organisations: organisationsOf(state, command), body, doneBy, recorder });
}
