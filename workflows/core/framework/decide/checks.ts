import { unknownPerson } from '#core/act/recorder.ts';
import { wrongDateOrProofOf } from '#core/act/acting.ts';
import { type CivilDate, isCivilDate } from '#core/calendar/civilDate.ts';
import type { FrameworkEnvelope } from '../commands.ts';
import type { FrameworkDefinition } from '../definition.ts';
import type { FrameworkRefusal } from '../refusals.ts';
import type { FrameworkState } from '../state.ts';
import { frameworkRules } from '../tables.ts';
import { recorderOf, roleFor } from './doer.ts';

/**
 * What no later event can mend: unknown people and things, roles that never may, dates that are none.
 * A workflow may refuse these before it takes a command in, since the answer is the same whenever it is asked.
 */
export function refuseFrameworkPlainly(state: FrameworkState | null, envelope: FrameworkEnvelope): FrameworkRefusal | null {
  const malformed = notDates(envelope);
  if (malformed !== null) return malformed;
  if (state === null || envelope.command.type === 'open') return null;
  const { definition } = state;
  const unknown = unknownReference(definition, envelope);
  if (unknown !== null) return unknown;
  const recorder = recorderOf(definition, envelope.actor);
  if (recorder === null) return unknownPerson(definition.people, 'actor.person', envelope.actor.person);
  const role = roleFor(definition, envelope.command, recorder);
  return role.ok ? null : role.refusal;
}

function notDates({ command, doneOn }: FrameworkEnvelope): FrameworkRefusal | null {
  const dates: [string, CivilDate][] = [['doneOn', doneOn]];
  if (command.type === 'moveCommissionDate') dates.push(['dueOn', command.dueOn]);
  if ((command.type === 'planYear' || command.type === 'replanYear') && command.opensOn !== null)
    dates.push(['opensOn', command.opensOn]);
  if (command.type === 'correct' && command.correction.kind === 'doneOn')
    dates.push(['correction.doneOn', command.correction.doneOn]);
  const wrong = dates.find(([, value]) => !isCivilDate(value));
  return wrong === undefined ? null : { code: 'notADate', field: wrong[0], value: wrong[1] };
}

function unknownReference(definition: FrameworkDefinition, { command }: FrameworkEnvelope): FrameworkRefusal | null {
  const ids = (list: readonly { id: string }[]): string[] => list.map((one) => one.id);
  const items = definition.commissions.filter(({ id }) => 'commission' in command && id === command.commission);
  const known: Record<string, string[]> = {
    party: definition.parties.map((party) => party.organisation),
    body: definition.organisations.flatMap((organisation) => ids(organisation.bodies)),
    signatory: ids(definition.people),
    commission: ids(definition.commissions),
    item: items.flatMap((commission) => ids(commission.items)),
  };
  for (const [field, value] of Object.entries(command)) {
    const valid = Object.hasOwn(known, field) ? known[field] : undefined;
    if (valid !== undefined && typeof value === 'string' && !valid.includes(value))
      return { code: 'unknown', field, value, known: valid };
  }
  return null;
}

export function wrongPhase(state: FrameworkState, { command }: FrameworkEnvelope): FrameworkRefusal | null {
  const { possibleIn } = frameworkRules[command.type];
  return possibleIn.includes(state.phase)
    ? null
    : { code: 'wrongPhase', command: command.type, phase: state.phase, possibleIn: [...possibleIn] };
}

/**
 * The act may lie before the day the system was told of the framework: one that is in force already is entered act by act, each on its own
 * day.
 */
export function wrongDateOrProof(envelope: FrameworkEnvelope, today: CivilDate, onBehalf: boolean): FrameworkRefusal | null {
  const { needsReason } = frameworkRules[envelope.command.type];
  return wrongDateOrProofOf(envelope, { today, earliest: null, onBehalf, needsReason });
}
