import { isCivilDate } from '#core/calendar/civilDate.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import { takenBy } from '#core/tasks/staffing.ts';
import { accepted, act, type Context, type Decision, refuse } from '../decide/context.ts';
import type { Decisions } from '../parts.ts';
import type { Refusal } from '../refusals.ts';
import { organisationOf, peopleOf } from './people.ts';
import { ownRoles, type TasksCommand } from './types.ts';

type Of<T extends TasksCommand['type']> = Context<Extract<TasksCommand, { type: T }>>;

function takeTask(context: Of<'takeTask'>): Decision {
  const { state, command } = context;
  const task = openTask(context, command.deadline);
  if ('code' in task) return refuse(task);
  const stranger = notOf(context, 'person', command.person, task.debtor);
  if (stranger !== null) return refuse(stranger);
  if (state.deadlines[command.deadline]?.handler === command.person) return refuse({ ...command, code: 'taskTakenAlready' });
  return accepted(context, [act(context, { type: 'taskTaken', deadline: command.deadline, person: command.person })]);
}

function releaseTask(context: Of<'releaseTask'>): Decision {
  const task = openTask(context, context.command.deadline);
  if ('code' in task) return refuse(task);
  const { handler: person, id: deadline } = task;
  if (person === null) return refuse({ code: 'taskNotTaken', deadline });
  return accepted(context, [act(context, { type: 'taskReleased', deadline, person })]);
}

function openTask(context: Context, id: string): Deadline | Refusal {
  const task = context.state.deadlines[id];
  if (task === undefined) throw new Error(`unknown deadline past the check for unknown references: ${id}`);
  return task.status === 'open' ? task : { code: 'taskOver', deadline: id, status: task.status };
}

function nameDeputy(context: Of<'nameDeputy'>): Decision {
  const { person, deputy, from, to } = context.command;
  const wrong = Object.entries({ from, to }).find(([, value]) => !isCivilDate(value));
  if (wrong !== undefined) return refuse({ code: 'notADate', field: wrong[0], value: wrong[1] });
  if (from > to) return refuse({ code: 'deputyPeriodReversed', from, to });
  if (person === deputy) return refuse({ code: 'deputyForOneself', person });
  const stranger = notOf(context, 'deputy', deputy, organisationOf(context.state, person) ?? '');
  if (stranger !== null) return refuse(stranger);
  return accepted(context, [act(context, { type: 'deputyNamed', person, deputy, from, to })]);
}

function handOver(context: Of<'handOver'>): Decision {
  const { from, to } = context.command;
  if (from === to) return refuse({ code: 'handOverToOneself', person: from });
  const stranger = notOf(context, 'to', to, organisationOf(context.state, from) ?? '');
  if (stranger !== null) return refuse(stranger);
  const deadlines = takenBy(Object.values(context.state.deadlines), from);
  if (deadlines.length === 0) return refuse({ code: 'nothingToHandOver', person: from });
  return accepted(context, [act(context, { type: 'tasksHandedOver', from, to, deadlines })]);
}

function addPerson(context: Of<'addPerson'>): Decision {
  const { person, organisation, roles } = context.command;
  const known = organisationOf(context.state, person);
  if (known !== null) return refuse({ code: 'personKnown', person, organisation: known });
  if (roles.length === 0) return refuse({ code: 'rolesMissing', possible: [...ownRoles] });
  return accepted(context, [act(context, { type: 'personAdded', person, organisation, roles: [...new Set(roles)] })]);
}

function optOut(context: Of<'optOut'>): Decision {
  const { person, kinds } = context.command;
  const refusal = unknownKind(context, kinds);
  return refusal === null ? accepted(context, [act(context, { type: 'optedOut', person, kinds })]) : refuse(refusal);
}

function optIn(context: Of<'optIn'>): Decision {
  const { person, kinds } = context.command;
  if (context.state.tasks.optOuts[person] === undefined) return refuse({ code: 'notOptedOut', person });
  const refusal = unknownKind(context, kinds);
  return refusal === null ? accepted(context, [act(context, { type: 'optedIn', person, kinds })]) : refuse(refusal);
}

function unknownKind({ state }: Context, kinds: readonly string[]): Refusal | null {
  const known = [...new Set(Object.values(state.deadlines).map(({ kind }) => kind))];
  const kind = kinds.find((one) => !known.includes(one));
  return kind === undefined ? null : { code: 'unknownKind', kind, known };
}

function notOf({ state }: Context, field: string, person: string, organisation: string): Refusal | null {
  const theirs = organisationOf(state, person);
  if (theirs === null) return { code: 'unknownPerson', field, person, known: peopleOf(state).map(({ id }) => id) };
  return theirs === organisation ? null : { code: 'notThatPerson', field, person, organisation };
}

export const tasksDecisions: Decisions<TasksCommand> = {
  takeTask,
  releaseTask,
  nameDeputy,
  handOver,
  addPerson,
  optOut,
  optIn,
};
