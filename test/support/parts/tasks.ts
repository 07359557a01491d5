import type { TasksCommand, TasksEvent, TasksRefusal } from '#core/agreement/tasks/types.ts';
import type { Side } from './side.ts';
import type { Refusal } from '#core/agreement/refusals.ts';

/** One of each, about what exists in the small agreement. */
export const tasksCommands: { [T in TasksCommand['type']]: Extract<TasksCommand, { type: T }> } = {
  takeTask: { type: 'takeTask', deadline: 'rapport', person: 'handlaggaren' },
  releaseTask: { type: 'releaseTask', deadline: 'kursrapport' },
  nameDeputy: { type: 'nameDeputy', person: 'handlaggaren', deputy: 'sklchef', from: '2012-07-01', to: '2012-07-31' },
  handOver: { type: 'handOver', from: 'handlaggaren', to: 'sklchef' },
  addPerson: { type: 'addPerson', person: 'nykomlingen', organisation: 'skl', roles: ['handler'] },
  optOut: { type: 'optOut', person: 'handlaggaren', kinds: ['measureReport'] },
  optIn: { type: 'optIn', person: 'handlaggaren', kinds: [] },
};

const cycle = 'planned consultation preparation negotiation signing approval inForce evaluation finalReporting'.split(' ');

/** The phases in which each is possible: written out from the domain, and not from the table that they are to check. */
export const tasksPossible: Record<TasksCommand['type'], readonly string[]> = {
  takeTask: cycle,
  releaseTask: cycle,
  nameDeputy: cycle,
  handOver: cycle,
  addPerson: cycle,
  optOut: cycle,
  optIn: cycle,
};

/** What a possible command still waits for in a life that went the straightest way. */
export const tasksWaitsFor: Partial<Record<TasksCommand['type'], Refusal['code']>> = { optIn: 'notOptedOut' };

export const tasksBodies: { [T in TasksEvent['type']]: Extract<TasksEvent, { type: T }> } = {
  taskTaken: { type: 'taskTaken', deadline: 'rapport', person: 'handlaggaren' },
  taskReleased: { type: 'taskReleased', deadline: 'rapport', person: 'handlaggaren' },
  deputyNamed: { type: 'deputyNamed', person: 'handlaggaren', deputy: 'sklchef', from: '2012-07-01', to: '2012-07-31' },
  tasksHandedOver: { type: 'tasksHandedOver', from: 'handlaggaren', to: 'sklchef', deadlines: ['rapport', 'kursrapport'] },
  personAdded: { type: 'personAdded', person: 'nykomlingen', organisation: 'skl', roles: ['handler'] },
  optedOut: { type: 'optedOut', person: 'handlaggaren', kinds: [] },
  optedIn: { type: 'optedIn', person: 'handlaggaren', kinds: ['measureReport'] },
};

/** Whose act each is. */
export const tasksActs: Record<TasksCommand['type'], Side> = {
  takeTask: 'debtor or party',
  releaseTask: 'debtor or party',
  nameDeputy: 'debtor or party',
  handOver: 'debtor or party',
  addPerson: 'debtor or party',
  optOut: 'debtor or party',
  optIn: 'debtor or party',
};

/** What is answered to whoever would judge what they owe themselves. */
export const tasksOwn: Partial<Record<TasksCommand['type'], Refusal['code']>> = {};

/** Those that need a reason. */
export const tasksReasons: TasksCommand['type'][] = [];

const person = 'handlaggaren';

/** One of each, and what its Swedish text must say: the field and what would be right. */
export const tasksRefusals: { [K in TasksRefusal['code']]: [Extract<TasksRefusal, { code: K }>, RegExp] } = {
  taskTakenAlready: [{ code: 'taskTakenAlready', deadline: 'rapport', person }, /handlaggaren.*deadline.*en annan person/],
  taskNotTaken: [{ code: 'taskNotTaken', deadline: 'rapport' }, /deadline.*registratorn/],
  taskOver: [{ code: 'taskOver', deadline: 'rapport', status: 'met' }, /deadline.*öppen uppgift/],
  nothingToHandOver: [{ code: 'nothingToHandOver', person }, /from.*Ange den/],
  handOverToOneself: [{ code: 'handOverToOneself', person }, /to.*någon annan/],
  deputyForOneself: [{ code: 'deputyForOneself', person }, /deputy.*någon annan/],
  deputyPeriodReversed: [{ code: 'deputyPeriodReversed', from: '2012-07-31', to: '2012-07-01' }, /to.*from.*sista dag/],
  personKnown: [{ code: 'personKnown', person, organisation: 'skl' }, /person.*Provförbundet.*annat id/],
  rolesMissing: [{ code: 'rolesMissing', possible: ['handler', 'registrar'] }, /roles.*handler och registrar/],
  unknownKind: [{ code: 'unknownKind', kind: 'x', known: ['accounting'] }, /kinds.*accounting/],
  notOptedOut: [{ code: 'notOptedOut', person }, /person.*behöver/],
};
