import { unknownPerson } from '#core/act/recorder.ts';
import { wrongDateOrProofOf } from '#core/act/acting.ts';
import { type CivilDate, isCivilDate } from '#core/calendar/civilDate.ts';
import type { ReferralCommand, ReferralEnvelope } from '../commands.ts';
import { isPlannable } from '../plannable.ts';
import type { ReferralRefusal } from '../refusals.ts';
import { stageTerms } from '../reading.ts';
import type { ReferralState } from '../state.ts';
import { referralRules } from '../tables.ts';
import { recorderOf, roleFor } from './doer.ts';

/** What no later event can mend: dates that are none, unknown people and things, roles that never may. */
export function refusePlainly(state: ReferralState | null, envelope: ReferralEnvelope): ReferralRefusal | null {
  const malformed = notDates(state, envelope);
  if (malformed !== null) return malformed;
  if (state === null || envelope.command.type === 'open') return null;
  const unknown = unknownReference(state, envelope.command);
  if (unknown !== null) return unknown;
  const recorder = recorderOf(state.definition, envelope.actor);
  if (recorder === null) return unknownPerson(state.definition.people, 'actor.person', envelope.actor.person);
  const role = roleFor(state.definition, envelope.command, recorder);
  return role.ok ? null : role.refusal;
}

function notDates(state: ReferralState | null, { command, doneOn }: ReferralEnvelope): ReferralRefusal | null {
  if (!isCivilDate(doneOn)) return { code: 'notADate', field: 'doneOn', value: doneOn };
  for (const field of ['answerBy', 'until'] as const) {
    const value = field in command ? (command as Partial<Record<typeof field, CivilDate | null>>)[field] : null;
    if (typeof value === 'string' && !(state === null ? isCivilDate(value) : isPlannable(state.rules, value)))
      return { code: 'notADate', field, value };
  }
  const decision = 'decision' in command ? command.decision : null;
  for (const field of ['decidedOn', 'adoptedOn', 'dispatchedOn'] as const) {
    const value = decision?.[field] ?? null;
    if (value !== null && !isCivilDate(value)) return { code: 'notADate', field: `decision.${field}`, value };
  }
  return null;
}

function unknownReference(state: ReferralState, command: ReferralCommand): ReferralRefusal | null {
  const known = state.definition.organisations.map(({ id }) => id);
  const unknown = (field: string, value: string, valid: string[]): ReferralRefusal => ({
    code: 'unknown',
    field,
    value,
    known: valid,
  });
  // An organisation that was never named may answer; what it is called is asked for where it is decided.
  if ('organisation' in command && command.type !== 'answer' && !known.includes(command.organisation))
    return unknown('organisation', command.organisation, known);
  const named = 'organisations' in command ? (command.organisations ?? []) : [];
  const stranger = named.find((id) => !known.includes(id));
  if (stranger !== undefined) return unknown('organisations', stranger, known);
  if (!('stage' in command)) return null;
  const terms = stageTerms(state, command.organisation);
  if (terms.length === 0) return { code: 'noStages', organisation: command.organisation };
  if (!terms.some(({ id }) => id === command.stage))
    return unknown(
      'stage',
      command.stage,
      terms.map(({ id }) => id),
    );
  if (!('body' in command)) return null;
  const bodies = state.definition.organisations.find(({ id }) => id === command.organisation)?.bodies.map(({ id }) => id) ?? [];
  return bodies.includes(command.body) ? null : unknown('body', command.body, bodies);
}

export function wrongPhase(state: ReferralState, { command: { type } }: ReferralEnvelope): ReferralRefusal | null {
  const { possibleIn, whileSuspended } = referralRules[type];
  if (!possibleIn.includes(state.phase))
    return { code: 'wrongPhase', command: type, phase: state.phase, possibleIn: [...possibleIn] };
  return state.suspendedOn === null || whileSuspended ? null : { code: 'suspended', command: type, since: state.suspendedOn };
}

export function wrongDateOrProof(
  envelope: ReferralEnvelope,
  today: CivilDate,
  onBehalf: boolean,
  earliest: CivilDate,
): ReferralRefusal | null {
  const { needsReason } = referralRules[envelope.command.type];
  return wrongDateOrProofOf(envelope, { today, earliest, onBehalf, needsReason });
}
