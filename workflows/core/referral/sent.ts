import { type Sent, sentTo } from '#core/act/sent.ts';
import type { ReferralEvent } from './events.ts';
import { answerOf } from './reading.ts';
import { isOwnHandling } from './seen.ts';
import type { ReferralState } from './state.ts';

/**
 * The files that an event of a referral sent: the question's to those it is put to, an answer's and what any act rests on to who asked. What
 * a body's own handling comes to stays in its organisation until it answers. `state` has the event folded in.
 */
export function sentInReferral(event: ReferralEvent, state: ReferralState): Sent[] {
  const { body, evidence, doneBy } = event;
  const own = doneBy === null ? [] : [doneBy.organisation];
  const proof = evidence?.kind === 'document' ? evidence.sha256 : null;
  if (isOwnHandling(body)) return sentTo(own, [...filesOfHandling(body), proof]);
  const between = [...own, state.definition.asker.organisation];
  return [...sentTo(between, [proof]), ...filesOf(event, state, between)];
}

function filesOf({ body }: ReferralEvent, state: ReferralState, between: readonly string[]): Sent[] {
  const { documents, asked } = state.definition;
  switch (body.type) {
    case 'opened':
      return sentTo([...between, ...asked.map(({ organisation }) => organisation)], documents);
    case 'askedMore':
      // A changed question went out with documents of its own, which the state does not hold.
      return state.questions.length === 1 ? sentTo([...between, ...body.organisations], documents) : [];
    case 'reconsulted':
      return sentTo([...between, ...body.organisations], body.documents);
    case 'answered':
      // Where the body's stages are followed here, the decision that goes out with the answer is the last stage's.
      return sentTo(between, [body.document, answerOf(state, body.organisation, body.question)?.decision?.extract]);
    default:
      return [];
  }
}

function filesOfHandling(body: Extract<ReferralEvent['body'], { stage: string }>): (string | null)[] {
  switch (body.type) {
    case 'stageFinished':
    case 'stageAnswered':
      return [body.document];
    case 'stageDecided':
      return [body.decision.extract];
    case 'minutesAdopted':
      return [body.extract];
    case 'stageDelegated':
      return [];
  }
}
