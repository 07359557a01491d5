import type { Deadline } from '#core/deadlines/deadline.ts';
import { ok } from '#core/result.ts';
import { isPlannable } from '#core/deadlines/plannable.ts';
import type { FrameworkRefusal } from '../refusals.ts';
import { type FrameworkState, itemDeadline } from '../state.ts';
import type { FrameworkDecision, Of } from './context.ts';
import { act, refuse } from './context.ts';

type Command = 'moveCommissionDate' | 'meetCommission' | 'letGoCommission';

/** The commission's date. That it exists is settled before any command's own rule is asked. */
function dateOf({ deadlines }: FrameworkState, commission: string, item: string): Deadline {
  const deadline = deadlines[itemDeadline(commission, item)];
  if (deadline === undefined) throw new Error(`unknown date past the check for unknown references: ${commission}:${item}`);
  return deadline;
}

function done(deadline: Deadline, command: Command): FrameworkRefusal | null {
  return deadline.done === null ? null : { code: 'alreadyDone', command, what: deadline.id, doneOn: deadline.done.doneOn };
}

/** Only who gave the commission moves its dates. */
export function moveCommissionDate(context: Of<'moveCommissionDate'>): FrameworkDecision {
  const { state, command, envelope } = context;
  const { commission, item, dueOn } = command;
  const deadline = dateOf(state, commission, item);
  const refusal = done(deadline, 'moveCommissionDate');
  if (refusal !== null) return refuse(refusal);
  if (dueOn === deadline.dueOn) return refuse({ code: 'dateUnchanged', dueOn });
  if (dueOn < envelope.doneOn) return refuse({ code: 'dueDateInPast', dueOn, earliest: envelope.doneOn });
  if (!isPlannable(state.rules.reminderPlans[deadline.plan] ?? [], dueOn))
    return refuse({ code: 'notADate', field: 'dueOn', value: dueOn });
  return ok([act(context, { type: 'commissionDateMoved', commission, item, dueOn })]);
}

export function meetCommission(context: Of<'meetCommission'>): FrameworkDecision {
  const { commission, item } = context.command;
  const refusal = done(dateOf(context.state, commission, item), 'meetCommission');
  return refusal === null ? ok([act(context, { type: 'commissionReported', commission, item })]) : refuse(refusal);
}

export function letGoCommission(context: Of<'letGoCommission'>): FrameworkDecision {
  const { commission, item } = context.command;
  const refusal = done(dateOf(context.state, commission, item), 'letGoCommission');
  return refusal === null ? ok([act(context, { type: 'commissionLetGo', commission, item })]) : refuse(refusal);
}
