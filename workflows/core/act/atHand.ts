import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { ActRef, ProposedEventOf } from './event.ts';

/** An entry of the same chain that a decider had at hand: a report, an answer, a signature. */
export interface HandEntry {
  /** Version of the event that holds it. */
  version: number;
  /** The deadline that it met; null where it met none. */
  deadline: string | null;
}

/**
 * What stood in the record when something was decided, by reference alone. It says what could be looked at, not what was: that, nobody but
 * the decider knows. Decisions that were recorded before rules' engine 2, and those that were taken over, do not have it.
 */
export interface AtHand {
  /** Hex SHA-256 of the text as it then stood. */
  text: string;
  /** Oldest first. */
  entries: HandEntry[];
  /** Hex SHA-256 of each file. */
  documents: string[];
}

/** The engine from which on decisions say what was at hand. */
const SAYS_WHAT_WAS_AT_HAND = 2;

/** What a kind's rules gather; what is not there is left out. */
export interface Gathered {
  text: string;
  acts?: readonly (ActOf | null | undefined)[];
  documents?: readonly (string | null)[];
}

type ActOf = ActRef & { deadline?: string | null };

/** What each decision of a kind gathers, by the type of its event. */
export type Hands<S, B extends { type: string }, T extends B['type']> = {
  readonly [K in T]: (state: S, body: Extract<B, { type: K }>) => Gathered;
};

/** Puts to a decision what stood in the record before it, and leaves everything else as it is. `state` is the one that it was decided in. */
export const atHandBy =
  <S extends { rules: { engine: number } }, B extends { type: string }, T extends B['type']>(hands: Hands<S, B, T>) =>
  (state: S, event: ProposedEventOf<B>): ProposedEventOf<B> => {
    const { body, doneOn } = event;
    if (state.rules.engine < SAYS_WHAT_WAS_AT_HAND || !Object.hasOwn(hands, body.type)) return event;
    // Each is told a body of its own type, which a look-up by type cannot tell the compiler.
    const gathered = (hands[body.type as T] as (state: S, body: B) => Gathered)(state, body);
    return { ...event, body: { ...body, atHand: atHandOn(doneOn, gathered) } };
  };

/** Only what had been done by the decision's own day can have been at hand, however late the decision is entered. */
function atHandOn(doneOn: CivilDate, { text, acts = [], documents = [] }: Gathered): AtHand {
  const entries = new Map<string, HandEntry>();
  for (const act of acts) {
    if (act == null || act.doneOn > doneOn) continue;
    const { version, deadline = null } = act;
    entries.set(`${version} ${deadline ?? ''}`, { version, deadline });
  }
  const files = documents.filter((sha256) => sha256 !== null);
  return {
    text,
    entries: [...entries.values()].toSorted((a, b) => a.version - b.version || inOrder(a.deadline ?? '', b.deadline ?? '')),
    documents: [...new Set(files)],
  };
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** A decision's event with what was at hand. */
export type Deciding<B extends { type: string }, T extends string> = B extends { type: T } ? B & { atHand?: AtHand } : B;

/** What an event says was at hand; null where it says nothing of it. */
export function atHandOf(body: { type: string }): AtHand | null {
  return 'atHand' in body ? (body.atHand as AtHand) : null;
}
