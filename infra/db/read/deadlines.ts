import { type Selectable, sql } from 'kysely';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { DeadlineTable } from '../tables.ts';
import { type Worlds, worldOf } from '../worlds.ts';

export type DeadlineRow = Omit<Selectable<DeadlineTable>, 'rehearsal'> & {
  /** Short id and title of the process that it belongs to, of whatever kind. */
  agreement: string;
  agreementTitle: string;
};

export interface DeadlineQuery {
  /** A rehearsal's ULID; left out: the live world. */
  rehearsal?: string;
  chain?: string;
  /** Only what is past its day, open and followed as things stand. */
  overdueOn?: CivilDate;
  /** Organisations whose own stages of a referral are listed; left out: all. */
  stagesOf?: readonly string[];
}

/** Deadlines by their day, of processes of every kind. */
export async function deadlines(worlds: Pick<Worlds, 'live' | 'rehearsal'>, query: DeadlineQuery = {}): Promise<DeadlineRow[]> {
  const scope = query.rehearsal ?? '';
  const { chain, overdueOn, stagesOf } = query;
  return worldOf(worlds, scope)
    .selectFrom('deadline')
    .innerJoin('process', (join) =>
      join.onRef('process.rehearsal', '=', 'deadline.rehearsal').onRef('process.chain', '=', 'deadline.chain'),
    )
    .selectAll('deadline')
    .select(['process.shortId as agreement', 'process.title as agreementTitle'])
    .where('deadline.rehearsal', '=', scope)
    .$if(chain !== undefined, (select) => select.where('deadline.chain', '=', chain ?? ''))
    .$if(overdueOn !== undefined, (select) =>
      select.where('deadline.stands', '=', true).where('deadline.dueOn', '<', overdueOn ?? ''),
    )
    .$if(stagesOf !== undefined, (select) =>
      select.where((eb) =>
        eb.or([
          eb('process.kind', '!=', 'referral'),
          eb('deadline.kind', '!=', 'stage'),
          eb('deadline.debtor', '=', sql<string>`any(${stagesOf ?? []})`),
        ]),
      ),
    )
    .orderBy('deadline.dueOn')
    .orderBy('deadline.chain')
    .orderBy('deadline.id')
    .execute();
}
