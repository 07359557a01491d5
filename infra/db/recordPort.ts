import type { RecordPort } from '../../activities/ports/record.ts';
import { appendEvents } from './appendEvents.ts';
import { hopelessness } from './cannotEver.ts';
import type { Db } from './connect.ts';

/** The record on one world's tables. `codeVersion` is written into every event. */
export function recordPort(db: Db, codeVersion: string): RecordPort {
  return {
    async append(proposal) {
      const recording = { wallTime: new Date().toISOString(), codeVersion };
      try {
        return { ok: true, recorded: await db.transaction().execute((trx) => appendEvents(trx, proposal, recording)) };
      } catch (error) {
        const cannotEver = hopelessness(error);
        if (cannotEver === null) throw error;
        return { ok: false, cannotEver };
      }
    },
  };
}
