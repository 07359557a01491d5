// SQLSTATE classes: connection lost, too many connections, shutting down. The pool's own errors and gRPC's have no such code.
const STATE = /^(?:08|53|57P)/;
const SYSTEM = /^E(?:CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NOTFOUND|AI_AGAIN)$/;
const MESSAGE =
  /^(?:timeout exceeded when trying to connect|Connection terminated|Query read timeout|Failed to connect before the deadline|14 UNAVAILABLE)/;

/** Whether something that is needed did not answer, rather than being wrong. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (STATE.test(code) || SYSTEM.test(code) || MESSAGE.test(error.message)) return true;
  if (error instanceof AggregateError) return error.errors.some(isUnreachable);
  return isUnreachable(error.cause);
}
