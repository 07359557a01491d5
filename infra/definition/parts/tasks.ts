import type { TasksCommand, TasksTerms } from '#core/agreement/tasks/types.ts';
import type { AgreementFile } from '#contracts/schemas.ts';
import type { Directory } from '../commandMaker.ts';
import type { Origins } from '../origins.ts';
import type { ActRequest } from '../toCommand.ts';
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

/** Somebody who is added goes into the directory first. */
export function personIn(request: ActRequest): Directory | null {
  if (request.type !== 'addPerson') return null;
  const { person: id, organisation, name, email } = request.input;
  return { people: [{ id, organisation, name, email }], organisations: [] };
}

/** What the file says of tasks; undefined where it says nothing. */
export function tasksTerms({ tasks: said }: AgreementFile, origins: Origins): TasksTerms | undefined {
  if (said === undefined) return undefined;
  origins.set('terms.tasks', ['tasks']);
  return said.linkDaysAfterDue === undefined ? {} : { linkDaysAfterDue: said.linkDaysAfterDue };
}
