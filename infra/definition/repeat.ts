import type { Selector } from '#contracts/schemas.ts';

/** One turn of a step: the id that it is for and what that is called; null for a step that is not repeated. */
export type Turn = { field: string; id: string; title: string } | null;

/** Ids and what they are called. */
export type Titles = ReadonlyMap<string, string>;

/** What the entries about one process are checked against: its commands' needs, and the ids that they can name. */
export interface Subject {
  people: readonly string[];
  needsReason: (type: string) => boolean;
  /** What a command says where its entry leaves it out. */
  defaults: Readonly<Record<string, unknown>>;
  /** Fields that a repeated entry fills in, in this order. */
  repeatable: readonly string[];
  /** What a field can name; null where that is not known beforehand. */
  titlesOf: (field: string) => Titles | null;
  /** Whether an id may name something that comes about on the way. */
  mayCome: (field: string, id: string) => boolean;
  /** The ids that a selector chooses for a field; null where it chooses another kind of thing. */
  chosenIds: (selector: Exclude<Selector, string[]>, field: string) => string[] | null;
}

/** `{id}` and `{title}` in every text, for the turn; everything as it is where there is none. */
export function filledIn<T>(value: T, turn: Turn): T {
  if (turn === null) return value;
  if (typeof value === 'string') return value.replace(/\{(id|title)\}/g, (_, key: 'id' | 'title') => turn[key]) as T;
  if (Array.isArray(value)) return value.map((item) => filledIn(item, turn)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filledIn(inner, turn)])) as T;
}
