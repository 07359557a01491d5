import type { StoredEventOf } from '#core/act/event.ts';
import type { AnyBody } from '#core/models.ts';
import type { Db } from '../../infra/db/connect.ts';
import type { Finder } from './finding.ts';
import type { Scope } from './scope.ts';

/** What the events of one request say of who sent it. */
interface Sent {
  /** Its last event. */
  version: number;
  /** Null where time alone acted. What time brings within a person's act has no person of its own. */
  person: string | null;
  isAgreed: boolean;
}
/** By the request's id. */
export type Senders = Map<string, Sent>;

export function noteSender(senders: Senders, { commandId, version, recordedBy }: StoredEventOf<AnyBody>): void {
  const before = senders.get(commandId);
  const person = recordedBy?.person ?? null;
  const isAgreed = before === undefined || (before.isAgreed && [null, before.person].includes(person)) || before.person === null;
  senders.set(commandId, { version, person: before?.person ?? person, isAgreed });
}

/** Holds who is noted with each request of some processes against who its events say recorded them: a person, a process, or nobody. */
export async function checkSenders(
  db: Db,
  { rehearsal }: Scope,
  sent: ReadonlyMap<string, Senders>,
  { find }: Finder,
): Promise<void> {
  const rows = await db
    .selectFrom('command')
    .select(['chain', 'commandId', 'actor'])
    .where('rehearsal', '=', rehearsal)
    .where('chain', 'in', [...sent.keys()])
    .orderBy('chain')
    .orderBy('version')
    .execute();
  for (const { chain, commandId: command, actor } of rows) {
    const said = sent.get(chain)?.get(command);
    // One that points to nothing is named where the chains are gone over.
    if (said === undefined || (said.isAgreed && said.person === actor)) continue;
    find('chains', 'commandUnlike', { chain, version: said.version }, { command, row: actor ?? '', events: said.person ?? '' });
  }
}
