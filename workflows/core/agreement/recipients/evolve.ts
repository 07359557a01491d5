import type { ActRef } from '#core/act/event.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { type Deadline, newDeadline } from '#core/deadlines/deadline.ts';
import type { Definition } from '../definition.ts';
import { effectiveDueOn } from '../folding.ts';
import { booksOf } from '../funds/booked.ts';
import { measurePost } from '../funds/posts.ts';
import type { Evolutions } from '../parts.ts';
import type { State } from '../state.ts';
import { letterId, requisitionId, roundOf, termsOf } from './terms.ts';
import type { LetterAnswer, MeasureRound, RecipientsEvent, RecipientsState } from './types.ts';

/** Before anything has happened. */
export const emptyRecipients = (_definition: Definition): RecipientsState => ({});

const into = (state: State, measure: string, change: Partial<MeasureRound>): State => ({
  ...state,
  recipients: { ...state.recipients, [measure]: { ...roundOf(state, measure), ...change } },
});

/** Many deadlines at once, each of which changes the same map. */
const withDeadlines = (state: State, deadlines: readonly Deadline[]): State => ({
  ...state,
  deadlines: { ...state.deadlines, ...Object.fromEntries(deadlines.map((one) => [one.id, one])) },
});

const changed = (state: State, ids: readonly string[], change: Partial<Deadline>): State =>
  withDeadlines(
    state,
    ids.flatMap((id) => {
      const deadline = state.deadlines[id];
      return deadline?.status === 'open' ? [{ ...deadline, ...change }] : [];
    }),
  );

export const recipientsEvolutions: Evolutions<RecipientsEvent> = {
  distributed: (state, { measure, amountOre, shares }, act) =>
    toRequisition(into(state, measure, { distribution: { ...act, amountOre }, shares }), measure, shares, act),
  lettersAsked: (state, { measure, answerBy, recipients }, act) => {
    const { answers } = roundOf(state, measure);
    const asked = new Set(recipients);
    const still = Object.fromEntries(Object.entries(answers).filter(([id]) => !asked.has(id)));
    const deadlines = recipients.map((recipient) => letterDeadline(state, measure, recipient, answerBy, act));
    return withDeadlines(into(state, measure, { answers: still }), deadlines);
  },
  lettersClosed: (state, { measure, silent }, act) => {
    const answer: LetterAnswer = { ...act, kind: 'silent', late: false };
    const left = leaving(state, measure, silent, answer);
    const closed = changed(
      left,
      silent.map((id) => letterId(measure, id)),
      { status: 'silent', done: act },
    );
    return changed(
      closed,
      silent.map((id) => requisitionId(measure, id)),
      { status: 'waived', done: act },
    );
  },
  letterGiven: (state, { measure, organisation, late }, act) => {
    const { answers } = roundOf(state, measure);
    const given: LetterAnswer = { ...act, kind: 'given', late };
    return answered(into(state, measure, { answers: { ...answers, [organisation]: given } }), measure, organisation, act);
  },
  moneyDeclined: (state, { measure, organisation, late }, act) => {
    const left = leaving(state, measure, [organisation], { ...act, kind: 'declined', late });
    const met = answered(left, measure, organisation, act);
    return changed(met, [requisitionId(measure, organisation)], { status: 'waived', done: act });
  },
};

/** Their money is undistributed again, but for what they already took. */
function leaving(state: State, measure: string, ids: readonly string[], answer: LetterAnswer): State {
  const { shares, answers } = roundOf(state, measure);
  const books = booksOf(state);
  const kept = ids.flatMap((id) =>
    shares[id] === undefined ? [] : [[id, books(measurePost(state, measure, id)).committedOre] as const],
  );
  return into(state, measure, {
    shares: { ...shares, ...Object.fromEntries(kept) },
    answers: { ...answers, ...Object.fromEntries(ids.map((id) => [id, answer])) },
  });
}

/** A late answer meets the date that was let pass, too. */
function answered(state: State, measure: string, organisation: string, act: ActRef): State {
  const id = letterId(measure, organisation);
  const deadline = state.deadlines[id];
  return deadline === undefined ? state : withDeadlines(state, [{ ...deadline, status: 'met', done: act }]);
}

const titleOf = ({ definition }: State, measure: string): string =>
  definition.measures.find(({ id }) => id === measure)?.title ?? measure;

/** Silence is an answer of no kind and keeps nothing open. */
function letterDeadline(state: State, measure: string, recipient: string, answerBy: CivilDate, act: ActRef): Deadline {
  const by = termsOf(state, measure)?.distributedBy ?? '';
  return newDeadline(
    {
      id: letterId(measure, recipient),
      title: `Avsiktsförklaring: ${titleOf(state, measure)}`,
      kind: 'letterOfIntent',
      mode: 'owed',
      metBy: 'act',
      plan: 'answer',
      dueOn: effectiveDueOn(answerBy, state.rules),
      debtor: recipient,
      creditor: by,
      measure,
      handler: null,
      source: 'lettersAsked',
      setBy: by,
      binds: false,
    },
    act.doneOn,
  );
}

/** Whoever has a share requisitions it by the text's last day; money that nobody asks for keeps nothing open. */
function toRequisition(state: State, measure: string, shares: Record<string, number>, act: ActRef): State {
  const terms = termsOf(state, measure);
  if (terms?.requisitionBy == null) return state;
  const { dueOn, source } = terms.requisitionBy;
  const added = Object.entries(shares)
    .filter(([recipient, ore]) => ore > 0 && state.deadlines[requisitionId(measure, recipient)] === undefined)
    .map(([recipient]) =>
      newDeadline(
        {
          id: requisitionId(measure, recipient),
          title: `Rekvisition: ${titleOf(state, measure)}`,
          kind: 'requisition',
          mode: 'owed',
          metBy: 'act',
          plan: 'answer',
          dueOn: effectiveDueOn(dueOn, state.rules),
          debtor: recipient,
          creditor: terms.distributedBy,
          measure,
          handler: null,
          source,
          binds: false,
        },
        act.doneOn,
      ),
    );
  return withDeadlines(state, added);
}
