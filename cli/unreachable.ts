import { isDatabaseAway } from '../infra/db/read/away.ts';

// The Temporal client's, and gRPC's below it.
const ENGINE = /^(?:Failed to connect before the deadline|14 UNAVAILABLE)/;

/** Whether something that is needed did not answer, rather than being wrong. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return isDatabaseAway(error) || ENGINE.test(error.message) || isUnreachable(error.cause);
}
