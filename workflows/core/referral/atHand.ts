import { type AtHand, atHandOn, type Gathered, SAYS_WHAT_WAS_AT_HAND } from '#core/act/atHand.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { ReferralDeciding, ReferralEventBody, ReferralProposed } from './events.ts';
import { answerOf, preceding, stageDeadlineId, stageTerms } from './reading.ts';
import type { ReferralState } from './state.ts';

type Of<T extends ReferralDeciding> = Extract<ReferralEventBody, { type: T }>;
type Hands = { readonly [T in ReferralDeciding]: (state: ReferralState, body: Of<T>) => Gathered };

/** A decision with what stood in the record before it; everything else as it is. `state` is the one that it was decided in. */
export function withAtHand(state: ReferralState, event: ReferralProposed): ReferralProposed {
  const { body, doneOn } = event;
  if (state.rules.engine < SAYS_WHAT_WAS_AT_HAND || !isDeciding(body)) return event;
  return { ...event, body: { ...body, atHand: handOf(state, body, doneOn) } };
}

const isDeciding = (body: ReferralEventBody): body is Of<ReferralDeciding> => Object.hasOwn(hands, body.type);

/** Each is told a body of its own type, which a look-up by type cannot tell the compiler. */
const handOf = (state: ReferralState, body: Of<ReferralDeciding>, doneOn: CivilDate): AtHand =>
  atHandOn(doneOn, (hands[body.type] as (state: ReferralState, body: ReferralEventBody) => Gathered)(state, body));

/** What these stages of a body's own handling came to, beside what the question was sent with. */
function onStages(state: ReferralState, organisation: string, stages: readonly string[]): Gathered {
  const own = state.stages[organisation] ?? {};
  const each = stages.flatMap((id) => {
    const stage = own[id];
    return stage === undefined ? [] : [{ id, stage }];
  });
  return {
    text: state.versionHash,
    acts: each.flatMap(({ id, stage }) => [
      ...Object.values(stage.inner),
      stage.done === null ? null : { ...stage.done, deadline: stageDeadline(state, organisation, id) },
    ]),
    documents: [...state.definition.documents, ...each.flatMap(({ stage }) => [stage.document, stage.decision?.extract ?? null])],
  };
}

function stageDeadline({ deadlines }: ReferralState, organisation: string, stage: string): string | null {
  const id = stageDeadlineId(organisation, stage);
  return deadlines[id] === undefined ? null : id;
}

const hands: Hands = {
  answered: (state, { organisation, question }) => {
    const stages = stageTerms(state, organisation).map(({ id }) => id);
    const own = onStages(state, organisation, stages);
    return { ...own, acts: [...(own.acts ?? []), answerOf(state, organisation, question)] };
  },
  stageDecided: (state, { organisation, stage }) => {
    const before = preceding(stageTerms(state, organisation), stage);
    return onStages(state, organisation, [...before, stage]);
  },
};
