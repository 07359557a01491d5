import { noStaffing, type Staffing, withDeputy, withOptIn, withOptOut } from '#core/tasks/staffing.ts';
import type { Definition } from '../definition.ts';
import { withDeadline } from '../folding.ts';
import type { Evolutions } from '../parts.ts';
import type { State } from '../state.ts';
import type { TasksEvent, TasksState } from './types.ts';

/** Before anything has happened. */
export const emptyTasks = (_definition: Definition): TasksState => noStaffing;

const withTasks = (state: State, change: (tasks: Staffing) => Staffing): State => ({ ...state, tasks: change(state.tasks) });

export const tasksEvolutions: Evolutions<TasksEvent> = {
  taskTaken: (state, { deadline, person }) => withDeadline(state, deadline, { handler: person }),
  taskReleased: (state, { deadline }) => withDeadline(state, deadline, { handler: null }),
  tasksHandedOver: (state, { deadlines, to }) =>
    deadlines.reduce((folded, id) => withDeadline(folded, id, { handler: to }), state),
  deputyNamed: (state, { person, deputy, from, to }) =>
    withTasks(state, (tasks) => withDeputy(tasks, { person, deputy, from, to })),
  personAdded: (state, { person, organisation, roles }) =>
    withTasks(state, (tasks) => ({ ...tasks, people: [...tasks.people, { id: person, organisation, roles }] })),
  optedOut: (state, { person, kinds }) => withTasks(state, (tasks) => withOptOut(tasks, person, kinds)),
  optedIn: (state, { person, kinds }) => withTasks(state, (tasks) => withOptIn(tasks, person, kinds)),
};
