import type { PersonRoles } from '#core/act/people.ts';
import type { Command } from '../commands.ts';
import type { State } from '../state.ts';

/** Everybody the agreement knows: those its text names, and those an organisation has added since. */
export function peopleOf({ definition, tasks }: Pick<State, 'definition' | 'tasks'>): PersonRoles[] {
  return tasks.people.length === 0 ? definition.people : [...definition.people, ...tasks.people];
}

export function organisationOf(state: Pick<State, 'definition' | 'tasks'>, person: string): string | null {
  return peopleOf(state).find(({ id }) => id === person)?.organisation ?? null;
}

/** The people that a command about tasks may name, by field; nothing for any other command. */
export function peopleNamed(state: State, { type }: Command): Record<string, string[]> {
  const ids = peopleOf(state).map(({ id }) => id);
  if (type === 'handOver') return { from: ids, to: ids };
  const names = ['takeTask', 'nameDeputy', 'optOut', 'optIn'].includes(type);
  return names ? { person: ids, deputy: ids } : {};
}
