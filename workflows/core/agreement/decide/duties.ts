import type { Command } from '../commands.ts';
import { isPlannable } from '../dates/plannable.ts';
import { feedbackOf } from '../followUp/feedback.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import type { Context, Decision } from './context.ts';
import { accepted, act, refuse } from './context.ts';

type Of<T extends Command['type']> = Context<Extract<Command, { type: T }>>;

const howElse = { report: ['handInReport'], accounts: ['account', 'repay'], entry: ['meetDeadline'], act: [] } as const;

/** The deadline a command is about. That it exists is settled before any command's own rule is asked. */
function deadlineOf(context: Context, id: string): Deadline {
  const deadline = context.state.deadlines[id];
  if (deadline === undefined) throw new Error(`unknown deadline past the check for unknown references: ${id}`);
  return deadline;
}

const metOtherwise = (deadline: Deadline): Decision =>
  refuse({ code: 'metOtherwise', deadline: deadline.id, metBy: deadline.metBy, use: [...howElse[deadline.metBy]] });

export function meetDeadline(context: Of<'meetDeadline'>): Decision {
  const deadline = deadlineOf(context, context.command.deadline);
  if (deadline.metBy !== 'entry') return metOtherwise(deadline);
  if (deadline.done !== null)
    return refuse({ code: 'alreadyDone', command: 'meetDeadline', what: deadline.id, doneOn: deadline.done.doneOn });
  return accepted(context, [act(context, { type: 'deadlineMet', deadline: deadline.id })]);
}

export function letGo(context: Of<'letGo'>): Decision {
  const deadline = deadlineOf(context, context.command.deadline);
  if (deadline.mode !== 'watched') return refuse({ code: 'notWatched', deadline: deadline.id });
  if (deadline.done !== null)
    return refuse({ code: 'alreadyDone', command: 'letGo', what: deadline.id, doneOn: deadline.done.doneOn });
  return accepted(context, [act(context, { type: 'deadlineLetGo', deadline: deadline.id })]);
}

export function handInReport(context: Of<'handInReport'>): Decision {
  const { command } = context;
  const deadline = deadlineOf(context, command.deadline);
  if (deadline.metBy !== 'report') return metOtherwise(deadline);
  if (deadline.done !== null)
    return refuse({ code: 'alreadyDone', command: 'handInReport', what: deadline.id, doneOn: deadline.done.doneOn });
  return accepted(context, [act(context, { type: 'reportHandedIn', deadline: deadline.id, content: command.content })]);
}

/** The report that waits for its creditor's answer, or why there is none. */
function handedIn(context: Context, id: string, command: 'returnReport' | 'acceptReport'): Decision | null {
  const deadline = deadlineOf(context, id);
  if (deadline.metBy !== 'report') return metOtherwise(deadline);
  if (deadline.done === null) return refuse({ code: 'notHandedIn', deadline: id });
  if (deadline.accepted) return refuse({ code: 'alreadyDone', command, what: id, doneOn: deadline.done.doneOn });
  if (context.envelope.doneOn < deadline.done.doneOn) {
    return refuse({ code: 'doneTooEarly', doneOn: context.envelope.doneOn, earliest: deadline.done.doneOn });
  }
  return null;
}

export function returnReport(context: Of<'returnReport'>): Decision {
  const { command, envelope } = context;
  const refusal = handedIn(context, command.deadline, 'returnReport');
  if (refusal !== null) return refusal;
  if (command.newDueOn < envelope.doneOn)
    return refuse({ code: 'dueDateInPast', newDueOn: command.newDueOn, earliest: envelope.doneOn });
  if (!isPlannable(context.state, deadlineOf(context, command.deadline).plan, command.newDueOn))
    return refuse({ code: 'notADate', field: 'newDueOn', value: command.newDueOn });
  return accepted(context, [act(context, { type: 'reportReturned', deadline: command.deadline, newDueOn: command.newDueOn })]);
}

export function acceptReport(context: Of<'acceptReport'>): Decision {
  const { command } = context;
  const refusal = handedIn(context, command.deadline, 'acceptReport');
  if (refusal !== null) return refusal;
  const feedback = feedbackOf(context, { kind: 'report', deadline: command.deadline });
  return accepted(context, [act(context, { type: 'reportAccepted', deadline: command.deadline }), ...feedback]);
}

export function reportDeviation(context: Of<'reportDeviation'>): Decision {
  const { measure, description } = context.command;
  return accepted(context, [act(context, { type: 'deviationReported', measure, description })]);
}
