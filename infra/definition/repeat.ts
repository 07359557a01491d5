import type { CommandType } from '#core/agreement/commands.ts';
import type { Definition } from '#core/agreement/definition.ts';
import { commandInputs, type Selector } from '#contracts/schemas.ts';

/** What a command names, in the order in which a repeated step fills it in. */
const repeatable = ['deadline', 'area', 'measure', 'party', 'body'] as const;
export type Named = (typeof repeatable)[number] | 'signatory';

/** One turn of a step: the id that it is for and what that is called; null for a step that is not repeated. */
export type Turn = { field: Named; id: string; title: string } | null;

/** The field of the command that the ids of `forEach` go to; null where it has none. */
export function repeatedField(type: CommandType): Named | null {
  return repeatable.find((field) => field in commandInputs[type].shape) ?? null;
}

/** Ids and titles of what a field can name in this agreement. */
export function namesOf(definition: Definition, field: Named): ReadonlyMap<string, string> {
  const { organisations } = definition;
  switch (field) {
    case 'deadline':
      return new Map(definition.deadlines.map(({ id, title }) => [id, title]));
    case 'area':
      return new Map(definition.areas.map(({ id, title }) => [id, title]));
    case 'measure':
      return new Map(definition.measures.map(({ id, title }) => [id, title]));
    case 'party':
      return new Map(
        definition.parties.map(({ organisation }) => [
          organisation,
          organisations.find(({ id }) => id === organisation)?.title ?? organisation,
        ]),
      );
    case 'body':
      return new Map(organisations.flatMap(({ bodies }) => bodies.map(({ id, title }) => [id, title] as const)));
    case 'signatory':
      return new Map(definition.people.map(({ id }) => [id, id]));
  }
}

/** The ids that a selector chooses, of the field that the command repeats over; null where it chooses another kind of thing. */
export function chosenIds(definition: Definition, selector: Selector, field: Named): string[] | null {
  if (Array.isArray(selector)) return selector;
  if (selector === 'areas') return field === 'area' ? definition.areas.map(({ id }) => id) : null;
  if (selector === 'measures') return field === 'measure' ? definition.measures.map(({ id }) => id) : null;
  if (field !== 'deadline') return null;
  const { kind, dueOn, area } = selector.deadlines;
  const areaOf = new Map(definition.measures.map((measure) => [measure.id, measure.area]));
  return definition.deadlines
    .filter((deadline) => kind === undefined || deadline.kind === kind)
    .filter((deadline) => dueOn === undefined || deadline.dueOn === dueOn)
    .filter((deadline) => area === undefined || (deadline.measure !== null && areaOf.get(deadline.measure) === area))
    .map(({ id }) => id);
}

/** `{id}` and `{title}` in every text, for the turn; everything as it is where there is none. */
export function filledIn<T>(value: T, turn: Turn): T {
  if (turn === null) return value;
  if (typeof value === 'string') return value.replace(/\{(id|title)\}/g, (_, key: 'id' | 'title') => turn[key]) as T;
  if (Array.isArray(value)) return value.map((item) => filledIn(item, turn)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filledIn(inner, turn)])) as T;
}
