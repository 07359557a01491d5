import { byActor, entryNow } from '#core/around/entry.ts';
import { instantOfMs } from '#core/calendar/instant.ts';
import { accessChain } from '#contracts/ids.ts';
import { note } from '../db/around/note.ts';
import type { Db } from '../db/connect.ts';
import type { Sending } from './perform.ts';

/** A command that nothing came of, and the code that its sender is answered with. */
export interface RefusedCommand extends Pick<Sending, 'chain' | 'commandId' | 'actor'> {
  command: string;
  code: string;
}

/**
 * Notes a refusal beside the process that it was for, also of one that was never opened. Where that fails the sender gets no verdict: nothing
 * was done, and the same command sent again is refused again, and noted.
 */
export async function noteRefused(db: Db, clockShiftMs: number, refused: RefusedCommand): Promise<void> {
  const { chain, command, code, commandId, actor } = refused;
  const now = instantOfMs(Date.now() + clockShiftMs);
  const body = { type: 'commandRefused', command, code, commandId } as const;
  await note(db, [entryNow(accessChain(chain), body, byActor(actor, 'none'), now)]);
}
