import type { ActRef } from '#core/act/event.ts';
import type { NoticeDraft } from '#core/act/notice.ts';
import type { Command } from './commands.ts';
import type { Context, Decision } from './decide/context.ts';
import type { EventBody, Fact, StoredEvent } from './events.ts';
import type { State } from './state.ts';
import type { CommandRule } from './rule.ts';

// Each part of the agreement's process (consultation, negotiation, …) has a folder with its types and its own answer to every question that
// a command or an event raises. The whole puts the parts' answers together; one that is missing does not compile.

/** Whose act each command is, and when it is possible. */
export type CommandRules<C extends Command> = { readonly [T in C['type']]: CommandRule };

/** What each command comes to. */
export type Decisions<C extends Command> = {
  readonly [T in C['type']]: (context: Context<Extract<C, { type: T }>>) => Decision;
};

/** What becomes of the state by each event. `act` is when it was done and the version that holds it. */
export type Evolutions<B extends EventBody> = {
  readonly [T in B['type']]: (state: State, body: Extract<B, { type: T }>, act: ActRef, fact: Fact) => State;
};

/** Who is to be told what because of each event; `state` has it folded in. */
export type NoticeRules<B extends EventBody> = {
  readonly [T in B['type']]: (event: StoredEvent, body: Extract<B, { type: T }>, state: State) => NoticeDraft[];
};
