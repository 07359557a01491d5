import type { Text } from '../lang.ts';
import type { Names } from '../names.ts';

/** Each command as an infinitive: 'underteckna', 'hand in a report'. */
export type CommandNames<C extends { type: string }> = { readonly [T in C['type']]: Text };

/** What each event says, in a line. */
export type EventTexts<B extends { type: string }> = {
  readonly [T in B['type']]: (body: Extract<B, { type: T }>, names: Names) => Text;
};

/** What is wrong, in which field, and what would be right. */
export type RefusalTexts<R extends { code: string }> = {
  readonly [T in R['code']]: (refusal: Extract<R, { code: T }>, names: Names) => Text;
};
