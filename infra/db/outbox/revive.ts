import { sql } from 'kysely';
import type { Instant } from '#core/calendar/instant.ts';
import { nextMorning } from '#core/deadlines/reminders.ts';
import { type AnyState, modelOf } from '#core/models.ts';
import { kindOf } from '#contracts/ids.ts';
import type { Trx } from '../connect.ts';
import { scopeOf } from '../scope.ts';

/** The deadlines whose date holds again, or holds for the first time: `before` would not have let a reminder of it leave. */
function holdingAgain(chain: string, before: AnyState | null, after: AnyState): string[] {
  if (before === null) return [];
  const model = modelOf(kindOf(chain));
  return model
    .deadlines(after)
    .filter(({ id, dueOn }) => {
      const reminder = { deadline: id, dueOn };
      return model.stillStands(after, reminder) && !model.stillStands(before, reminder);
    })
    .map(({ id }) => id);
}

/**
 * Moved away and back again, nothing is swallowed: a reminder that was dropped in the morning it should have left, because its date did not
 * hold then, leaves the next morning where the date holds again and nothing later has been said of it.
 */
export async function reviveReminders(
  trx: Trx,
  chain: string,
  before: AnyState | null,
  after: AnyState,
  at: Instant,
): Promise<void> {
  const ids = holdingAgain(chain, before, after);
  if (ids.length === 0) return;
  await sql`
    update notice as n
    set status = 'queued', send_after = ${nextMorning(at)}, reason = null, mail_id = null, retry_after = null
    from deadline as d
    where n.rehearsal = ${scopeOf(chain)} and n.chain = ${chain} and n.kind = 'reminder' and n.status = 'dropped'
      and d.rehearsal = n.rehearsal and d.chain = n.chain and d.id = n.deadline and d.due_on = n.due_on
      and d.id = any(${ids}::text[])
      and not exists (
        select 1 from notice as later
        where later.rehearsal = n.rehearsal and later.chain = n.chain and later.kind = 'reminder'
          and later.deadline = n.deadline and later.due_on = n.due_on and later.recipient = n.recipient
          and later.occasion > n.occasion
      )`.execute(trx);
}
