/** What a rule answers: a value, or a refusal that says enough to act on. Plain data, so it may cross any border as JSON. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; refusal: E };

export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

export function refused<E>(refusal: E): Result<never, E> {
  return { ok: false, refusal };
}

/**
 * Closes a `switch` over a union: a member without an answer does not compile.
 * @throws Error when data outside its type got this far, which is a bug at the border that let it in.
 */
export function assertNever(x: never): never {
  throw new Error(`No rule covers this value: ${JSON.stringify(x)}`);
}
