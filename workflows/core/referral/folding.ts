import type { BodyDecision, MemberStatement } from '#core/act/decision.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { type Deadline, newDeadline } from '#core/deadlines/deadline.ts';
import { answerDeadlineId } from './reading.ts';
import type { KeptDecision, KeptWords, ReferralState } from './state.ts';

/** Some deadlines of the state changed at once: one copy however many they are. */
export function changing(
  state: ReferralState,
  ids: readonly string[],
  change: (deadline: Deadline) => Partial<Deadline> | null,
): ReferralState {
  const deadlines = { ...state.deadlines };
  for (const id of ids) {
    const deadline = deadlines[id];
    const changed = deadline === undefined ? null : change(deadline);
    if (deadline !== undefined && changed !== null) deadlines[id] = { ...deadline, ...changed };
  }
  return { ...state, deadlines };
}

/** An answer's date as it is set for each of the organisations; null sets none. */
export function withAnswerDates(
  state: ReferralState,
  organisations: readonly string[],
  { question, answerBy, askedOn, source }: { question: number; answerBy: CivilDate | null; askedOn: CivilDate; source: string },
): ReferralState {
  if (answerBy === null) return state;
  const deadlines = { ...state.deadlines };
  for (const organisation of organisations) {
    const made = answerDate(state, organisation, question, answerBy, askedOn, source);
    deadlines[made.id] = made;
  }
  return { ...state, deadlines };
}

export function answerDate(
  { definition, handlers }: Pick<ReferralState, 'definition' | 'handlers'>,
  organisation: string,
  question: number,
  answerBy: CivilDate,
  askedOn: CivilDate,
  source: string,
): Deadline {
  return newDeadline(
    {
      id: answerDeadlineId(organisation, question),
      title: definition.title,
      kind: 'answer',
      mode: 'owed',
      metBy: 'act',
      plan: 'answer',
      dueOn: answerBy,
      debtor: organisation,
      creditor: definition.asker.organisation,
      measure: null,
      handler: handlers[organisation] ?? null,
      source,
      setBy: definition.asker.organisation,
    },
    askedOn,
  );
}

/** What rules and lists ask of a decision. */
export function kept(decision: BodyDecision): KeptDecision {
  const { body, decidedOn, paragraph, outcome, adoptedOn, dispatchedOn, extract } = decision;
  return {
    body,
    decidedOn,
    paragraph,
    outcome,
    adoptedOn,
    dispatchedOn,
    extract,
    isDelegated: decision.basis.kind === 'delegation',
    reservations: decision.reservations.map(wordsOf),
    specialStatements: decision.specialStatements.map(wordsOf),
    stoodAside: decision.stoodAside.map(({ textId }) => textId),
  };
}

const wordsOf = ({ by, text }: MemberStatement): KeptWords => ({ by: by.textId, text: text?.textId ?? null });

export const without = <T>(record: Record<string, T>, keys: readonly string[]): Record<string, T> => {
  const copy = { ...record };
  for (const key of keys) delete copy[key];
  return copy;
};
