import { type LogEntry, DefaultLogger } from '@temporalio/worker';
import { type Logger, pino } from 'pino';

/** A part's log: JSON lines on standard error, since standard output carries the ready line. */
export function partLog(part: string, level: string): Logger {
  return pino({ name: part, level }, pino.destination(2));
}

/** Temporal's own log lines in ours. */
export function temporalLogger(log: Logger): DefaultLogger {
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  return new DefaultLogger('WARN', ({ level, message, meta }: LogEntry) => log[levels[level]]({ ...meta }, message));
}
