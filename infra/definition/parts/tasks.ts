import type { TasksCommand } from '#core/agreement/tasks/types.ts';
import type { PartCommands } from './parts.ts';

/** The commands that somebody's inputs say. A new person's name and address go into the directory, and never into a command. */
export const tasksToCommand: PartCommands<TasksCommand> = {
  takeTask: (input) => Promise.resolve({ type: 'takeTask', ...input }),
  releaseTask: (input) => Promise.resolve({ type: 'releaseTask', ...input }),
  nameDeputy: (input) => Promise.resolve({ type: 'nameDeputy', ...input }),
  handOver: (input) => Promise.resolve({ type: 'handOver', ...input }),
  addPerson: ({ person, organisation, roles }) => Promise.resolve({ type: 'addPerson', person, organisation, roles }),
  optOut: (input) => Promise.resolve({ type: 'optOut', ...input }),
  optIn: (input) => Promise.resolve({ type: 'optIn', ...input }),
};
