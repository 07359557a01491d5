import { unknownPerson } from '#core/act/recorder.ts';
import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import { ok } from '#core/result.ts';
import { withAtHand } from './atHand.ts';
import type { ReferralCommand, ReferralCommandType, ReferralEnvelope } from './commands.ts';
import * as answers from './decide/answers.ts';
import * as asking from './decide/asking.ts';
import { refusePlainly, wrongDateOrProof, wrongPhase } from './decide/checks.ts';
import type { Context, ReferralDecision } from './decide/context.ts';
import { refuse } from './decide/context.ts';
import { doerOf, recorderOf, roleFor } from './decide/doer.ts';
import * as ending from './decide/ending.ts';
import * as extensions from './decide/extensions.ts';
import { open } from './decide/opening.ts';
import * as stages from './decide/stages.ts';
import type { ReferralState } from './state.ts';

/** What a command comes to at `now`: the events to record, or a refusal that says what to do about it. Pure and total. */
export function decide(state: ReferralState | null, envelope: ReferralEnvelope, now: Instant): ReferralDecision {
  const { command } = envelope;
  if (command.type === 'open') {
    if (state !== null) return refuse({ code: 'alreadyOpened' });
    const plain = refusePlainly(null, envelope);
    return plain === null ? open({ ...envelope, command }, now) : refuse(plain);
  }
  if (state === null) return refuse({ code: 'notOpened' });
  const plain = refusePlainly(state, envelope) ?? wrongPhase(state, envelope);
  if (plain !== null) return refuse(plain);
  const { definition } = state;
  const recorder = recorderOf(definition, envelope.actor);
  if (recorder === null) return refuse(unknownPerson(definition.people, 'actor.person', envelope.actor.person));
  const role = roleFor(definition, command, recorder);
  if (!role.ok) return role;
  const doer = doerOf(definition, envelope, recorder);
  if (!doer.ok) return doer;
  const today = civilDateOf(now);
  const refusal = wrongDateOrProof(envelope, today, role.value.onBehalf, state.openedOn);
  if (refusal !== null) return refuse(refusal);
  const decision = decideOne({ state, envelope, command, doer: doer.value, ...role.value, now, today });
  return decision.ok ? ok(decision.value.map((event) => withAtHand(state, event))) : decision;
}

type Decisions = {
  readonly [T in ReferralCommandType]: (context: Context<Extract<ReferralCommand, { type: T }>>) => ReferralDecision;
};

const decisions: Decisions = {
  open: () => refuse({ code: 'alreadyOpened' }),
  answer: answers.answer,
  decline: answers.decline,
  askMore: asking.askMore,
  resend: asking.resend,
  reconsult: asking.reconsult,
  askExtension: extensions.askExtension,
  grantExtension: extensions.grantExtension,
  refuseExtension: extensions.refuseExtension,
  suspend: extensions.suspend,
  resume: extensions.resume,
  withdraw: ending.withdraw,
  close: ending.close,
  takeTask: ending.takeTask,
  finishStage: stages.finishStage,
  answerStage: stages.answerStage,
  decideStage: stages.decideStage,
  delegateStage: stages.delegateStage,
  adoptMinutes: stages.adoptMinutes,
  correct: ending.correct,
};

/** Each decision is told a context with its own command, which a look-up by type cannot tell the compiler. */
const decideOne = (context: Context): ReferralDecision =>
  (decisions[context.command.type] as (context: Context) => ReferralDecision)(context);
