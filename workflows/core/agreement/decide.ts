import { unknownPerson } from '#core/act/recorder.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import { ok } from '#core/result.ts';
import { withAtHand } from './atHand.ts';
import type { Command, Envelope, YearCommand } from './commands.ts';
import { refusePlainly, wrongDateOrProof, wrongPhase } from './decide/checks.ts';
import * as conclusion from './decide/conclusion.ts';
import type { Context, Decision } from './decide/context.ts';
import { after, consequence, refuse } from './decide/context.ts';
import { doerOf, recorderOf, roleFor } from './decide/doer.ts';
import * as duties from './decide/duties.ts';
import * as governance from './decide/governance.ts';
import * as money from './decide/money.ts';
import { open } from './decide/opening.ts';
import { consultationDecisions } from './consultation/decide.ts';
import { negotiationDecisions } from './negotiation/decide.ts';
import { decisionsDecisions } from './decisions/decide.ts';
import { fundsDecisions } from './funds/decide.ts';
import { recipientsDecisions } from './recipients/decide.ts';
import { followUpDecisions } from './followUp/decide.ts';
import { datesDecisions } from './dates/decide.ts';
import { unreckoned } from './dates/reckon.ts';
import { tasksDecisions } from './tasks/decide.ts';
import { peopleOf } from './tasks/people.ts';
import type { Decisions } from './parts.ts';
import { isOver } from './phases.ts';
import type { State } from './state.ts';

/** What a command comes to at `now`: the events to record, or a refusal that says what to do about it. Pure and total. */
export function decide(state: State | null, envelope: Envelope, now: Instant): Decision {
  const { command } = envelope;
  if (command.type === 'open') {
    if (state !== null) return refuse({ code: 'alreadyOpened' });
    return refuseOr(refusePlainly(null, envelope), () => open({ ...envelope, command }, now, decide));
  }
  if (state === null) return refuse({ code: 'notOpened' });
  const plain = refusePlainly(state, envelope) ?? wrongPhase(state, envelope);
  if (plain !== null) return refuse(plain);
  const recorder = recorderOf(state, envelope.actor);
  if (recorder === null) return refuse(unknownPerson(peopleOf(state), 'actor.person', envelope.actor.person));
  const role = roleFor(state, command, recorder);
  if (!role.ok) return role;
  const doer = doerOf(state, envelope, recorder);
  if (!doer.ok) return doer;
  const today = civilDateOf(now);
  const context: Context = { state, envelope, command, doer: doer.value, role: role.value.role, now, today };
  return refuseOr(wrongDateOrProof(state, envelope, today, role.value.onBehalf), () =>
    withReckonedDates(context, sayingWhatWasAtHand(context, decideOne(context))),
  );
}

/** Messages of other processes are nobody's decision here. */
function sayingWhatWasAtHand({ state, envelope }: Context, decision: Decision): Decision {
  if (!decision.ok || envelope.actor.authenticated === 'process') return decision;
  return ok(decision.value.map((event) => withAtHand(state, event)));
}

/** What an act moves takes along the dates that are reckoned from it. */
function withReckonedDates(context: Context, decision: Decision): Decision {
  if (!decision.ok) return decision;
  const folded = after(context.state, decision.value);
  if (isOver(folded.phase)) return decision;
  return ok([...decision.value, ...unreckoned(folded).map((body) => consequence(context, body))]);
}

const refuseOr = (refusal: ReturnType<typeof refusePlainly>, otherwise: () => Decision): Decision =>
  refusal === null ? otherwise() : refuse(refusal);

const yearDecisions: Decisions<YearCommand> = {
  open: () => refuse({ code: 'alreadyOpened' }),
  adoptBasis: conclusion.adoptBasis,
  openNextPhaseEarly: conclusion.openNextPhaseEarly,
  acceptVersion: conclusion.acceptVersion,
  authorise: conclusion.authorise,
  sign: conclusion.sign,
  refuseToSign: conclusion.refuseToSign,
  approve: conclusion.approve,
  reject: conclusion.reject,
  reopenNegotiation: conclusion.reopenNegotiation,
  lapse: conclusion.lapse,
  terminate: conclusion.terminate,
  adoptEvaluation: conclusion.adoptEvaluation,
  meetDeadline: duties.meetDeadline,
  letGo: duties.letGo,
  handInReport: duties.handInReport,
  returnReport: duties.returnReport,
  acceptReport: duties.acceptReport,
  reportDeviation: duties.reportDeviation,
  account: money.account,
  repay: money.repay,
  changeRules: governance.changeRules,
  correct: governance.correct,
};

const decisions: Decisions<Command> = {
  ...yearDecisions,
  ...consultationDecisions,
  ...negotiationDecisions,
  ...decisionsDecisions,
  ...fundsDecisions,
  ...recipientsDecisions,
  ...followUpDecisions,
  ...datesDecisions,
  ...tasksDecisions,
};

/** Each decision is told a context with its own command, which a look-up by type cannot tell the compiler. */
const decideOne = (context: Context): Decision => (decisions[context.command.type] as (context: Context) => Decision)(context);
