import type { Selectable } from 'kysely';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { whileValid } from '#core/agreement/phases.ts';
import type { DeadlineTable } from '../tables.ts';
import { type Worlds, worldOf } from '../worlds.ts';

export type DeadlineRow = Omit<Selectable<DeadlineTable>, 'rehearsal'> & { agreement: string; agreementTitle: string };

export interface DeadlineQuery {
  /** A rehearsal's ULID; left out: the live world. */
  rehearsal?: string;
  chain?: string;
  /** Only what is open, past its day, and owed or watched in an agreement that still runs. */
  overdueOn?: CivilDate;
}

/** Deadlines by their day. `agreement` is the short id. */
export async function deadlines(worlds: Pick<Worlds, 'live' | 'rehearsal'>, query: DeadlineQuery = {}): Promise<DeadlineRow[]> {
  const scope = query.rehearsal ?? '';
  const { chain, overdueOn } = query;
  return worldOf(worlds, scope)
    .selectFrom('deadline')
    .innerJoin('agreement', (join) =>
      join.onRef('agreement.rehearsal', '=', 'deadline.rehearsal').onRef('agreement.chain', '=', 'deadline.chain'),
    )
    .selectAll('deadline')
    .select(['agreement.shortId as agreement', 'agreement.title as agreementTitle'])
    .where('deadline.rehearsal', '=', scope)
    .$if(chain !== undefined, (select) => select.where('deadline.chain', '=', chain ?? ''))
    .$if(overdueOn !== undefined, (select) =>
      select
        .where('deadline.status', '=', 'open')
        .where('deadline.dueOn', '<', overdueOn ?? '')
        .where('agreement.closedAt', 'is', null)
        .where((where) => where.or([where('deadline.mode', '=', 'watched'), where('agreement.phase', 'in', whileValid)])),
    )
    .orderBy('deadline.dueOn')
    .orderBy('deadline.chain')
    .orderBy('deadline.id')
    .execute();
}
