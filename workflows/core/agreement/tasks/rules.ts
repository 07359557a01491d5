import type { Command } from '../commands.ts';
import type { CommandRules } from '../parts.ts';
import { openPhases } from '../phases.ts';
import { rule } from '../rule.ts';
import type { State } from '../state.ts';
import { organisationOf } from './people.ts';
import type { TasksCommand } from './types.ts';

/** Whose people they are: an organisation settles itself who does what for it. */
function theirs(state: State, command: Command): string[] {
  const person = command.type === 'handOver' ? command.from : 'person' in command ? command.person : '';
  const organisation = organisationOf(state, person);
  return organisation === null ? [] : [organisation];
}

export const tasksRules: CommandRules<TasksCommand> = {
  takeTask: rule('debtor', openPhases),
  releaseTask: rule('debtor', openPhases),
  nameDeputy: rule('whose', openPhases, { whose: theirs }),
  handOver: rule('whose', openPhases, { whose: theirs }),
  addPerson: rule('organisation', openPhases),
  optOut: rule('whose', openPhases, { whose: theirs }),
  optIn: rule('whose', openPhases, { whose: theirs }),
};
