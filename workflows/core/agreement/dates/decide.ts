import { addDays, type CivilDate, daysBetween, maxDate } from '#core/calendar/civilDate.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import { ok } from '#core/result.ts';
import type { Command } from '../commands.ts';
import { accepted, act, type Context, type Decision, refuse } from '../decide/context.ts';
import type { Decisions } from '../parts.ts';
import { effectiveDueOn } from '../folding.ts';
import type { Refusal } from '../refusals.ts';
import { isPlannable } from './plannable.ts';
import type { DatesCommand, DatesEvent } from './types.ts';

type Of<T extends DatesCommand['type']> = Context<Extract<Command, { type: T }>>;

/** The deadline a command is about. That it exists is settled before any command's own rule is asked. */
function deadlineOf(context: Context, id: string): Deadline {
  const deadline = context.state.deadlines[id];
  if (deadline === undefined) throw new Error(`unknown deadline past the check for unknown references: ${id}`);
  return deadline;
}

function notOpen({ id, status }: Deadline): Refusal | null {
  return status === 'open' ? null : { code: 'notOpen', deadline: id, status };
}

/** Acts on a date come in the order they were done: one entered late does not undo what was decided after it. */
function beforeTheLast({ state, envelope: { doneOn } }: Context, { id, suspendedOn, done }: Deadline): Refusal | null {
  const people = (state.dates.changes[id] ?? []).filter(({ kind }) => kind !== 'reckoned' && kind !== 'commission');
  const earliest = [...people.map((one) => one.doneOn), suspendedOn ?? doneOn, done?.doneOn ?? doneOn].reduce(maxDate);
  return doneOn < earliest ? { code: 'doneTooEarly', doneOn, earliest } : null;
}

/** A new date lies ahead of the act that sets it, and every reminder of it can be planned. */
function unusable(context: Context, deadline: Deadline, to: CivilDate, field: string): Refusal | null {
  const { doneOn } = context.envelope;
  if (to < doneOn) return { code: 'dueDateInPast', field, newDueOn: to, earliest: doneOn };
  return unplannable(context, deadline, to, field) ?? beforeTheLast(context, deadline);
}

const unplannable = ({ state }: Context, { plan }: Deadline, to: CivilDate, field: string): Refusal | null =>
  isPlannable(state, plan, to) ? null : { code: 'notADate', field, value: to };

/** What stands in the text is only given more time, or has an extension taken back: never less than the text gives. */
function againstText({ state }: Context, deadline: Deadline, to: CivilDate): Refusal | null {
  if (deadline.setBy !== 'text' || deadline.mode === 'watched') return null;
  const reckoned = state.dates.changes[deadline.id]?.findLast(({ kind }) => kind === 'reckoned')?.to;
  const written = state.definition.deadlines.find(({ id }) => id === deadline.id)?.dueOn ?? reckoned ?? deadline.dueOn;
  const takesBack = to < deadline.dueOn && to >= written;
  return takesBack ? null : { code: 'standsInText', deadline: deadline.id, creditor: deadline.creditor };
}

function moveDeadline(context: Of<'moveDeadline'>): Decision {
  const { deadline: id, to } = context.command;
  const deadline = deadlineOf(context, id);
  const { dueOn } = deadline;
  const same = (): Refusal | null =>
    effectiveDueOn(to, context.state.rules) === dueOn ? { code: 'sameDate', deadline: id, dueOn } : null;
  const refusal =
    notOpen(deadline) ??
    unplannable(context, deadline, to, 'to') ??
    same() ??
    unusable(context, deadline, to, 'to') ??
    againstText(context, deadline, to);
  if (refusal !== null) return refuse(refusal);
  return accepted(context, [act(context, { type: 'deadlineMoved', deadline: id, from: dueOn, to })]);
}

/** More time than there is: a later day, also once it has moved to a business day. */
function notMoreTime(context: Context, deadline: Deadline, to: CivilDate): Refusal | null {
  const { dueOn } = deadline;
  const refusal = notOpen(deadline) ?? unplannable(context, deadline, to, 'to');
  if (refusal !== null) return refusal;
  if (effectiveDueOn(to, context.state.rules) <= dueOn) return { code: 'notLater', field: 'to', given: to, dueOn };
  return unusable(context, deadline, to, 'to');
}

function askExtension(context: Of<'askExtension'>): Decision {
  const { deadline: id, to } = context.command;
  const deadline = deadlineOf(context, id);
  const refusal = notMoreTime(context, deadline, to);
  return refusal === null ? ok([act(context, { type: 'extensionAsked', deadline: id, to })]) : refuse(refusal);
}

function extendDeadline(context: Of<'extendDeadline'>): Decision {
  const { deadline: id, to } = context.command;
  const deadline = deadlineOf(context, id);
  const refusal = notMoreTime(context, deadline, to);
  if (refusal !== null) return refuse(refusal);
  return accepted(context, [act(context, { type: 'deadlineExtended', deadline: id, from: deadline.dueOn, to })]);
}

function declineExtension(context: Of<'declineExtension'>): Decision {
  const { deadline } = context.command;
  const { doneOn } = context.envelope;
  const refusal = notOpen(deadlineOf(context, deadline));
  if (refusal !== null) return refuse(refusal);
  const asked = context.state.dates.asked[deadline];
  if (asked === undefined) return refuse({ code: 'nothingAsked', deadline });
  if (doneOn < asked.doneOn) return refuse({ code: 'doneTooEarly', doneOn, earliest: asked.doneOn });
  return ok([act(context, { type: 'extensionDeclined', deadline })]);
}

function suspendDeadline(context: Of<'suspendDeadline'>): Decision {
  const deadline = deadlineOf(context, context.command.deadline);
  const { id, suspendedOn } = deadline;
  const stopped: Refusal | null = suspendedOn === null ? null : { code: 'alreadySuspended', deadline: id, since: suspendedOn };
  const refusal = notOpen(deadline) ?? stopped ?? beforeTheLast(context, deadline);
  return refusal === null ? ok([act(context, { type: 'deadlineSuspended', deadline: id })]) : refuse(refusal);
}

function resumeDeadline(context: Of<'resumeDeadline'>): Decision {
  const { doneOn } = context.envelope;
  const deadline = deadlineOf(context, context.command.deadline);
  const { id, suspendedOn, dueOn } = deadline;
  const closed = notOpen(deadline);
  if (closed !== null) return refuse(closed);
  if (suspendedOn === null) return refuse({ code: 'notSuspended', deadline: id });
  const to = addDays(dueOn, daysBetween(suspendedOn, doneOn));
  const refusal = beforeTheLast(context, deadline) ?? unplannable(context, deadline, to, 'dueOn');
  if (refusal !== null) return refuse(refusal);
  return accepted(context, [act(context, { type: 'deadlineResumed', deadline: id, from: dueOn, to })]);
}

function waiveDeadline(context: Of<'waiveDeadline'>): Decision {
  const deadline = deadlineOf(context, context.command.deadline);
  const refusal = notOpen(deadline);
  if (refusal !== null) return refuse(refusal);
  return accepted(context, [act(context, { type: 'deadlineWaived', deadline: deadline.id })]);
}

/** What was met by an entry, waived or let go is owed again, with a new date; a report is returned instead. */
function reopenDeadline(context: Of<'reopenDeadline'>): Decision {
  const { deadline: id, dueOn } = context.command;
  const deadline = deadlineOf(context, id);
  if (deadline.status === 'open') return refuse({ code: 'stillOpen', deadline: id });
  const metOtherwise = deadline.status === 'met' && deadline.metBy !== 'entry';
  const use = deadline.metBy === 'report' ? (['returnReport'] as const) : (['correct'] as const);
  if (metOtherwise) return refuse({ code: 'metOtherwise', deadline: id, metBy: deadline.metBy, use: [...use] });
  const refusal = unusable(context, deadline, dueOn, 'dueOn');
  if (refusal !== null) return refuse(refusal);
  return accepted(context, [act(context, { type: 'deadlineReopened', deadline: id, from: deadline.dueOn, to: dueOn })]);
}

/** The deadlines here that watch the item of the commission and still wait for it. */
function watching(context: Context, { commission, item }: { commission: string; item: string }): Deadline[] {
  const followed = Object.entries(context.state.definition.terms?.dates?.commissions ?? {});
  return followed.flatMap(([id, one]) => {
    const deadline = context.state.deadlines[id];
    return one.commission === commission && one.item === item && deadline?.status === 'open' ? [deadline] : [];
  });
}

function commissionDateMoved(context: Of<'commissionDateMoved'>): Decision {
  const { commission, item, dueOn } = context.command;
  const followers = watching(context, context.command);
  // It may be told of late: a date that has passed by then is the commission's date all the same.
  const refusal = followers.map((one) => unplannable(context, one, dueOn, 'dueOn')).find((one) => one !== null);
  if (refusal !== undefined) return refuse(refusal);
  const moved = followers.filter((one) => one.dueOn !== effectiveDueOn(dueOn, context.state.rules));
  if (moved.length === 0) return ok([act(context, { type: 'commissionNoted', commission, item, on: dueOn })]);
  const events = moved.map(
    ({ id, dueOn: from }): DatesEvent => ({ type: 'deadlineMoved', deadline: id, from, to: dueOn, commission }),
  );
  return accepted(
    context,
    events.map((body) => act(context, body)),
  );
}

function commissionReported(context: Of<'commissionReported'>): Decision {
  const { commission, item, reportedOn } = context.command;
  const waiting = watching(context, context.command);
  if (waiting.length === 0) return ok([act(context, { type: 'commissionNoted', commission, item, on: reportedOn })]);
  const events = waiting.map(({ id }) => ({ ...act(context, { type: 'deadlineMet', deadline: id }), doneOn: reportedOn }));
  return accepted(context, events);
}

export const datesDecisions: Decisions<DatesCommand> = {
  moveDeadline,
  askExtension,
  extendDeadline,
  declineExtension,
  suspendDeadline,
  resumeDeadline,
  waiveDeadline,
  reopenDeadline,
  commissionDateMoved,
  commissionReported,
};
