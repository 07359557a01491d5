import type { Command } from '#core/agreement/commands.ts';
import type { CommandInput } from '#contracts/schemas.ts';
import type { PutText } from '../toCommand.ts';

/** The command that somebody's input says: texts are put away first, amounts become öre. The input has passed its schema. */
export type PartCommands<C extends Command> = {
  readonly [T in C['type']]: (input: CommandInput<T>, putText: PutText) => Promise<Extract<C, { type: T }>>;
};
