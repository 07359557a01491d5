import { atHandBy, type Gathered, type Hands } from '#core/act/atHand.ts';
import type { ReferralDeciding, ReferralEventBody } from './events.ts';
import { answerOf, preceding, stageDeadlineId, stageTerms } from './reading.ts';
import type { ReferralState } from './state.ts';

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

const hands: Hands<ReferralState, ReferralEventBody, ReferralDeciding> = {
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

export const withAtHand = atHandBy(hands);
