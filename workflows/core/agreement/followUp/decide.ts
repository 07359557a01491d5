import { ok } from '#core/result.ts';
import { isPlannable } from '../dates/plannable.ts';
import { accepted, act, type Context, type Decision, refuse } from '../decide/context.ts';
import type { Decisions } from '../parts.ts';
import type { Refusal } from '../refusals.ts';
import { assessorsOf, deviationIds, measureOfDeviation, openActions } from './following.ts';
import type { FollowUpCommand } from './types.ts';

type Of<T extends FollowUpCommand['type']> = Context<Extract<FollowUpCommand, { type: T }>>;

export const followUpDecisions: Decisions<FollowUpCommand> = {
  planAction,
  completeAction,
  followUpAction,
  enterFinding(context) {
    const { organisation, measure, finding: text, document } = context.command;
    const finding = `finding-${context.state.followUp.findings.length + 1}`;
    return accepted(context, [act(context, { type: 'findingEntered', finding, organisation, measure, text, document })]);
  },
  assessMeasure,
  proposeRevision(context) {
    const { party, measure, area, proposal } = context.command;
    const revision = `revision-${context.state.followUp.revisions.length + 1}`;
    return ok([act(context, { type: 'revisionProposed', revision, party, measure, area, proposal })]);
  },
  fetchFeedback,
};

/** An id that this part has numbered, or why it is none. */
function noSuch(field: 'deviation' | 'finding' | 'feedback', value: string, known: readonly string[]): Refusal | null {
  return known.includes(value) ? null : { code: 'noSuch', field, value, known: [...known] };
}

/** The measure of a deviation that somebody names, or the answer to whoever names one that nobody reported. */
function ofDeviation({ state }: Context, deviation: string) {
  const measure = measureOfDeviation(state, deviation);
  if (measure !== null) return { ok: true, measure } as const;
  return refuse({ code: 'noSuch', field: 'deviation', value: deviation, known: deviationIds(state) });
}

/** Owed by who is to do it to whom the measure is owed to. */
function planAction(context: Of<'planAction'>): Decision {
  const { state, command, envelope } = context;
  const { deviation, organisation, dueOn, action } = command;
  const found = ofDeviation(context, deviation);
  if (!found.ok) return found;
  const { measure } = found;
  if (organisation === measure.creditor) return refuse({ code: 'owedToItself', field: 'organisation', organisation });
  if (dueOn < envelope.doneOn) return refuse({ code: 'dueTooEarly', field: 'dueOn', given: dueOn, earliest: envelope.doneOn });
  if (!isPlannable(state, 'answer', dueOn)) return refuse({ code: 'notADate', field: 'dueOn', value: dueOn });
  const deadline = nextAction(context, deviation);
  const body = { type: 'actionPlanned', deviation, deadline, measure: measure.id, organisation, dueOn, action } as const;
  return accepted(context, [act(context, body)]);
}

/** `action:deviation-1`, then `action:deviation-1-2`, …: the first that no deadline has, also where the agreement's text calls one so. */
function nextAction({ state }: Context, deviation: string): string {
  const first = `action:${deviation}`;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? first : `${first}-${number}`;
    if (state.deadlines[id] === undefined) return id;
  }
}

function completeAction(context: Of<'completeAction'>): Decision {
  const { state, command } = context;
  const { deadline, result } = command;
  const actions = state.followUp.actions.map((one) => one.deadline);
  if (!actions.includes(deadline)) return refuse({ code: 'notAnAction', deadline, actions });
  const done = state.deadlines[deadline]?.done ?? null;
  if (done !== null) return refuse({ code: 'alreadyDone', command: 'completeAction', what: deadline, doneOn: done.doneOn });
  return accepted(context, [act(context, { type: 'actionCompleted', deadline, result })]);
}

/** Whom the measure is owed to says how it went; while an action is open there is nothing to say it of. */
function followUpAction(context: Of<'followUpAction'>): Decision {
  const { deviation, resolved, outcome } = context.command;
  const found = ofDeviation(context, deviation);
  if (!found.ok) return found;
  const actions = openActions(context.state, deviation);
  if (actions.length > 0) return refuse({ code: 'actionsOpen', deviation, actions });
  const measure = found.measure.id;
  return accepted(context, [act(context, { type: 'deviationFollowedUp', deviation, measure, resolved, outcome })]);
}

/** Nobody assesses a measure that they carry out. */
function assessMeasure(context: Of<'assessMeasure'>): Decision {
  const { state, command } = context;
  const { party, measure, outcome, assessment, findings } = command;
  const mayAssess = assessorsOf(state, measure);
  if (!mayAssess.includes(party)) return refuse({ code: 'ownMeasure', measure, party, mayAssess });
  const known = state.followUp.findings.map(({ id }) => id);
  const unknown = findings.find((id) => !known.includes(id));
  if (unknown !== undefined) return refuse({ code: 'noSuch', field: 'finding', value: unknown, known });
  const considered = [...new Set(findings)];
  return ok([act(context, { type: 'measureAssessed', party, measure, outcome, assessment, findings: considered })]);
}

/** Opening it is an act of its own, and recorded once for each organisation. */
function fetchFeedback(context: Of<'fetchFeedback'>): Decision {
  const { state, command } = context;
  const { organisation, feedback: id } = command;
  const unknown = noSuch(
    'feedback',
    id,
    state.followUp.feedback.map((one) => one.id),
  );
  const feedback = state.followUp.feedback.find((one) => one.id === id);
  if (unknown !== null || feedback === undefined)
    return refuse(unknown ?? { code: 'noSuch', field: 'feedback', value: id, known: [] });
  if (!feedback.to.includes(organisation))
    return refuse({ code: 'feedbackForOthers', feedback: id, organisation, to: feedback.to });
  const before = feedback.fetched[organisation];
  if (before !== undefined) return refuse({ code: 'alreadyDone', command: 'fetchFeedback', what: id, doneOn: before.doneOn });
  return ok([act(context, { type: 'feedbackFetched', feedback: id, organisation })]);
}
