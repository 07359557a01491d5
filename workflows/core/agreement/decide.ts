import type { Instant } from '#core/calendar/instant.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import { assertNever } from '#core/result.ts';
import type { Command, Envelope } from './commands.ts';
import { refusePlainly, wrongDateOrProof, wrongPhase } from './decide/checks.ts';
import * as conclusion from './decide/conclusion.ts';
import type { Context, Decision } from './decide/context.ts';
import { refuse } from './decide/context.ts';
import { doerOf, roleFor, unknownPerson } from './decide/doer.ts';
import * as duties from './decide/duties.ts';
import * as governance from './decide/governance.ts';
import * as money from './decide/money.ts';
import { open } from './decide/opening.ts';
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
  const recorder = state.definition.people.find((person) => person.id === envelope.actor.person);
  if (recorder === undefined) return refuse(unknownPerson(state.definition, 'actor.person', envelope.actor.person));
  const role = roleFor(state, command, recorder);
  if (!role.ok) return role;
  const doer = doerOf(state, envelope, recorder);
  if (!doer.ok) return doer;
  const today = civilDateOf(now);
  const context: Context = { state, envelope, command, doer: doer.value, role: role.value.role, now, today };
  return refuseOr(wrongDateOrProof(state, envelope, today, role.value.onBehalf), () => decideOne(context));
}

const refuseOr = (refusal: ReturnType<typeof refusePlainly>, otherwise: () => Decision): Decision =>
  refusal === null ? otherwise() : refuse(refusal);

/** The context with its command narrowed: one place to say so instead of one cast a command. */
const narrowed = <C extends Command>(context: Context, command: C): Context<C> => ({
  ...context,
  command,
  envelope: { ...context.envelope, command },
});

function decideOne(context: Context): Decision {
  const { command } = context;
  switch (command.type) {
    case 'open':
      return refuse({ code: 'alreadyOpened' });
    case 'adoptBasis':
      return conclusion.adoptBasis(narrowed(context, command));
    case 'openNextPhaseEarly':
      return conclusion.openNextPhaseEarly(narrowed(context, command));
    case 'acceptVersion':
      return conclusion.acceptVersion(narrowed(context, command));
    case 'authorise':
      return conclusion.authorise(narrowed(context, command));
    case 'sign':
      return conclusion.sign(narrowed(context, command));
    case 'refuseToSign':
      return conclusion.refuseToSign(narrowed(context, command));
    case 'approve':
      return conclusion.approve(narrowed(context, command));
    case 'reject':
      return conclusion.reject(narrowed(context, command));
    case 'reopenNegotiation':
      return conclusion.reopenNegotiation(narrowed(context, command));
    case 'lapse':
      return conclusion.lapse(narrowed(context, command));
    case 'terminate':
      return conclusion.terminate(narrowed(context, command));
    case 'adoptEvaluation':
      return conclusion.adoptEvaluation(narrowed(context, command));
    case 'meetDeadline':
      return duties.meetDeadline(narrowed(context, command));
    case 'letGo':
      return duties.letGo(narrowed(context, command));
    case 'handInReport':
      return duties.handInReport(narrowed(context, command));
    case 'returnReport':
      return duties.returnReport(narrowed(context, command));
    case 'acceptReport':
      return duties.acceptReport(narrowed(context, command));
    case 'reportDeviation':
      return duties.reportDeviation(narrowed(context, command));
    case 'account':
      return money.account(narrowed(context, command));
    case 'repay':
      return money.repay(narrowed(context, command));
    case 'changeRules':
      return governance.changeRules(narrowed(context, command));
    case 'correct':
      return governance.correct(narrowed(context, command));
    default:
      return assertNever(command);
  }
}
