import type { Definition } from '../definition.ts';
import { type Finding, finding } from './finding.ts';

const ID = /^[A-Za-z][A-Za-z0-9-]{0,79}$/;
/** A deadline's id may be composed: `measureReport-2013:praktikens-exempel`. */
const DEADLINE_ID = /^[A-Za-z][A-Za-z0-9-]{0,79}(?::[A-Za-z][A-Za-z0-9-]{0,79})?$/;

// Ids become keys of plain objects; `constructor` and its like would find what nobody put there.
const isTaken = (id: string): boolean => id in {};

/** Whether the text can be the id of a framework, organisation, body, person, area or measure. */
export function isId(text: string): boolean {
  return ID.test(text) && !isTaken(text);
}

export function isDeadlineId(text: string): boolean {
  return DEADLINE_ID.test(text) && !isTaken(text);
}

interface Named {
  path: string;
  id: string;
  is: (text: string) => boolean;
}

function duplicates(list: readonly Named[]): Finding[] {
  const first = new Map<string, string>();
  return list.flatMap(({ path, id, is }) => {
    const earlier = first.get(id);
    if (earlier !== undefined) {
      return [finding(`${path}.id`, `the id ${id} is used twice`, `give it another id than ${earlier}`, [earlier])];
    }
    first.set(id, path);
    const remedy = 'an id starts with a letter a–z and goes on with letters a–z, digits and hyphens, 80 at most';
    return is(id) ? [] : [finding(`${path}.id`, `${JSON.stringify(id)} cannot be an id`, remedy)];
  });
}

const named = (path: string, list: readonly { id: string }[], is = isId): Named[] =>
  list.map(({ id }, index) => ({ path: `${path}.${index}`, id, is }));

/** Ids that cannot be, and ids that stand twice. Bodies share one name space: approvals name them alone. */
export function idFindings(definition: Definition): Finding[] {
  const bodies = definition.organisations.flatMap(({ bodies: own }, index) => named(`organisations.${index}.bodies`, own));
  const framework: Finding[] = isId(definition.framework)
    ? []
    : [finding('framework', `${JSON.stringify(definition.framework)} cannot be an id`, 'write one like evidensbaserad-praktik')];
  return [
    ...framework,
    ...duplicates(named('organisations', definition.organisations)),
    ...duplicates(bodies),
    ...duplicates(named('people', definition.people)),
    ...duplicates(named('areas', definition.areas)),
    ...duplicates(named('measures', definition.measures)),
    ...duplicates(named('deadlines', definition.deadlines, isDeadlineId)),
  ];
}
