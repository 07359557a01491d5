import { unknownPerson } from '#core/act/recorder.ts';
import { wrongDateOrProofOf } from '#core/act/acting.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { isCivilDate } from '#core/calendar/civilDate.ts';
import type { Envelope } from '../commands.ts';
import type { Refusal } from '../refusals.ts';
import { whileValid } from '../phases.ts';
import { recipientsOf } from '../recipients/terms.ts';
import type { State } from '../state.ts';
import { commandRules } from '../tables.ts';
import { peopleNamed, peopleOf } from '../tasks/people.ts';
import { recorderOf, roleFor } from './doer.ts';

/**
 * What no later event can mend: unknown people and things, roles that never may, dates that are none.
 * A workflow may refuse these before it takes a command in, since the answer is the same whenever it is asked.
 */
export function refusePlainly(state: State | null, envelope: Envelope): Refusal | null {
  const malformed = notDates(envelope);
  if (malformed !== null) return malformed;
  if (state === null || envelope.command.type === 'open') return null;
  const unknown = unknownReference(state, envelope) ?? noRecipient(state, envelope);
  if (unknown !== null) return unknown;
  const recorder = recorderOf(state, envelope.actor);
  if (recorder === null) return unknownPerson(peopleOf(state), 'actor.person', envelope.actor.person);
  const role = roleFor(state, envelope.command, recorder);
  return role.ok ? null : role.refusal;
}

const dateMoves: readonly string[] = ['moveDeadline', 'askExtension', 'extendDeadline'];

/** By the names that dates have in commands. */
function notDates(envelope: Envelope): Refusal | null {
  const { command } = envelope;
  const dates: [string, CivilDate][] = [['doneOn', envelope.doneOn]];
  if ('to' in command && dateMoves.includes(command.type)) dates.push(['to', command.to]);
  for (const [field, value] of Object.entries(command)) {
    if (typeof value === 'string' && /(?:On|answerBy)$/.test(field)) dates.push([field, value]);
  }
  if (command.type === 'correct' && command.correction.kind === 'doneOn')
    dates.push(['correction.doneOn', command.correction.doneOn]);
  const wrong = dates.find(([, value]) => !isCivilDate(value));
  return wrong === undefined ? null : { code: 'notADate', field: wrong[0], value: wrong[1] };
}

function unknownReference(state: State, envelope: Envelope): Refusal | null {
  // A message speaks of its sender's ids.
  if (commandRules[envelope.command.type].actOf === 'process') return null;
  const { definition } = state;
  const ids = (list: { id: string }[]): string[] => list.map((one) => one.id);
  const known: Record<string, string[]> = {
    party: definition.parties.map((party) => party.organisation),
    body: definition.organisations.flatMap((organisation) => ids(organisation.bodies)),
    signatory: ids(peopleOf(state)),
    ...peopleNamed(state, envelope.command),
    deadline: Object.keys(state.deadlines),
    organisation: ids(definition.organisations),
    measure: ids(definition.measures),
    area: ids(definition.areas),
  };
  for (const [field, value] of Object.entries(envelope.command)) {
    const valid = known[field];
    if (valid !== undefined && typeof value === 'string' && !valid.includes(value))
      return { code: 'unknown', field, value, known: valid };
  }
  return null;
}

/** Before anybody is told whose money it is: nobody's, where it is no recipient's. */
function noRecipient(state: State, { command }: Envelope): Refusal | null {
  if (!('recipient' in command) || command.recipient === null || command.measure === null) return null;
  const { measure, recipient } = command;
  const known = recipientsOf(state, measure);
  return known.includes(recipient) ? null : { code: 'notARecipient', measure, recipient, known: known.length };
}

export function wrongPhase(state: State, envelope: Envelope): Refusal | null {
  const { type } = envelope.command;
  const { possibleIn } = commandRules[type];
  return possibleIn.includes(state.phase)
    ? null
    : { code: 'wrongPhase', command: type, phase: state.phase, possibleIn: [...possibleIn] };
}

export function wrongDateOrProof(state: State, envelope: Envelope, today: CivilDate, onBehalf: boolean): Refusal | null {
  const { needsReason } = commandRules[envelope.command.type];
  return wrongDateOrProofOf(envelope, { today, earliest: earliestDoneOn(state, envelope), onBehalf, needsReason });
}

function earliestDoneOn(state: State, envelope: Envelope): CivilDate {
  const { boundToPhase, possibleIn } = commandRules[envelope.command.type];
  const first = state.phases[0]?.from ?? envelope.doneOn;
  if (boundToPhase) return state.phases.at(-1)?.from ?? first;
  if (possibleIn.every((phase) => whileValid.includes(phase))) return state.validFrom ?? first;
  return first;
}
