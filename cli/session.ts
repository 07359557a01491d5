import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Config } from '../infra/config/config.ts';
import type { Worlds } from '../infra/db/worlds.ts';
import type { TemporalAccess } from '../infra/gateway/connectTemporal.ts';
import type { Gateway } from '../infra/gateway/gateway.ts';
import type { Terminal } from './terminal/terminal.ts';
import type { Words } from './words/words.ts';

/** What a command that only reads has. */
export interface Reads {
  worlds: Worlds;
  today: CivilDate;
}

/** The same, with the address for what reads a whole record at one moment, over connections of its own. */
export interface RecordReads extends Reads {
  databaseUrl: string;
}

/** What a command that acts has: the gateway of the live world, and the way to the rehearsal world's engine. */
export interface Engine extends RecordReads {
  gateway: Gateway;
  bodyKey: Buffer;
  /** Kept open until the session ends. */
  rehearsalTemporal(): Promise<TemporalAccess>;
}

/** What a command has that compares the two records. */
export interface BothRecords extends Reads {
  /** The engine of a world, where it answers; kept open until the session ends. `scope`: a rehearsal's ULID, or ''. */
  temporalOf(scope: string): Promise<TemporalAccess | null>;
}

/** The parts that a command needs: those that are up, or its own for as long as it runs. */
export interface Sessions {
  withReads<T>(work: (reads: RecordReads) => Promise<T>): Promise<T>;
  withEngine<T>(work: (engine: Engine) => Promise<T>): Promise<T>;
  /** Starts nothing that acts. Where the engine cannot be had, the record alone is. */
  withBothRecords<T>(work: (records: BothRecords) => Promise<T>): Promise<T>;
}

/** What every command is given. */
export interface Context {
  config: Config;
  /** Of the program: what it says of itself in what it records. */
  version: string;
  terminal: Terminal;
  words: Words;
  sessions: Sessions;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}
