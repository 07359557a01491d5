import { unknownPerson } from '#core/act/recorder.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import { ok } from '#core/result.ts';
import { withAtHand } from './atHand.ts';
import type { FrameworkCommand, FrameworkCommandType, FrameworkEnvelope } from './commands.ts';
import { refuseFrameworkPlainly, wrongDateOrProof, wrongPhase } from './decide/checks.ts';
import * as commission from './decide/commission.ts';
import * as conclusion from './decide/conclusion.ts';
import type { Context, FrameworkDecision } from './decide/context.ts';
import { refuse } from './decide/context.ts';
import { correct } from './decide/correct.ts';
import { doerOf, recorderOf, roleFor } from './decide/doer.ts';
import { openFramework } from './decide/opening.ts';
import * as years from './decide/years.ts';
import type { FrameworkState } from './state.ts';

/** What a command comes to at `now`: the events to record, or a refusal that says what to do about it. Pure and total. */
export function decideFramework(state: FrameworkState | null, envelope: FrameworkEnvelope, now: Instant): FrameworkDecision {
  const { command } = envelope;
  if (command.type === 'open') {
    if (state !== null) return refuse({ code: 'alreadyOpened' });
    const plain = refuseFrameworkPlainly(null, envelope);
    return plain === null ? openFramework({ ...envelope, command }, now) : refuse(plain);
  }
  if (state === null) return refuse({ code: 'notOpened' });
  const plain = refuseFrameworkPlainly(state, envelope) ?? wrongPhase(state, envelope);
  if (plain !== null) return refuse(plain);
  const { definition } = state;
  const recorder = recorderOf(definition, envelope.actor);
  if (recorder === null) return refuse(unknownPerson(definition.people, 'actor.person', envelope.actor.person));
  const role = roleFor(definition, command, recorder);
  if (!role.ok) return role;
  const doer = doerOf(definition, envelope, recorder);
  if (!doer.ok) return doer;
  const today = civilDateOf(now);
  const wrong = wrongDateOrProof(envelope, today, role.value.onBehalf);
  if (wrong !== null) return refuse(wrong);
  const decision = decideOne({ state, envelope, command, doer: doer.value, role: role.value.role, now, today });
  return decision.ok ? ok(decision.value.map((event) => withAtHand(state, event))) : decision;
}

type Decisions = {
  readonly [T in FrameworkCommandType]: (context: Context<Extract<FrameworkCommand, { type: T }>>) => FrameworkDecision;
};

const decisions: Decisions = {
  open: () => refuse({ code: 'alreadyOpened' }),
  authorise: conclusion.authorise,
  sign: conclusion.sign,
  refuseToSign: conclusion.refuseToSign,
  approve: conclusion.approve,
  reject: conclusion.reject,
  revise: conclusion.revise,
  lapse: conclusion.lapse,
  withdraw: conclusion.withdraw,
  planYear: years.planYear,
  replanYear: years.replanYear,
  unplanYear: years.unplanYear,
  openYear: years.openYear,
  noteYear: years.noteYear,
  moveCommissionDate: commission.moveCommissionDate,
  meetCommission: commission.meetCommission,
  letGoCommission: commission.letGoCommission,
  correct,
};

/** Each decision is told a context with its own command, which a look-up by type cannot tell the compiler. */
const decideOne = (context: Context): FrameworkDecision =>
  (decisions[context.command.type] as (context: Context) => FrameworkDecision)(context);
