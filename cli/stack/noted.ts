import { programVersion } from '../../infra/config/version.ts';
import { chainAllNoted } from '../../infra/db/around/chainAll.ts';
import { noteReading, type Reader } from '../../infra/db/around/reading.ts';
import { gatherShown, newShowing } from '../../infra/db/read/shown.ts';
import type { Worlds } from '../../infra/db/worlds.ts';
import { Failure } from '../failure.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { operator } from '../words/operator.ts';

/** Who gave which command, as far as the command line has been read. */
export interface Asked extends Reader {
  /** Whether something is being read for them that has not been noted yet. */
  reading: boolean;
}

interface ReadFor {
  asked: Asked;
  terminal: Terminal;
  /** Whether somebody else chains what is noted. */
  isChained: boolean;
}

/** Reads for whoever asked, and notes what they were shown. Fails where that cannot be noted. */
export async function readFor<T>(worlds: Worlds, { asked, terminal, isChained }: ReadFor, work: () => Promise<T>): Promise<T> {
  const showing = newShowing();
  asked.reading = true;
  try {
    const result = await gatherShown(showing, work);
    await noteReading(worlds, asked, showing);
    return result;
  } catch (error) {
    // A command that ended with a failure may have shown something first.
    if (error instanceof Failure) await noteReading(worlds, asked, showing);
    throw error;
  } finally {
    asked.reading = false;
    if (!isChained) await chainAfter(worlds, terminal);
  }
}

/** What is noted stays noted, so that nothing is lost where it cannot be chained now. */
async function chainAfter(worlds: Worlds, terminal: Terminal): Promise<void> {
  try {
    await chainAllNoted(worlds, programVersion());
  } catch (error) {
    terminal.note(operator.notChained(error instanceof Error ? error.message : String(error)));
  }
}
