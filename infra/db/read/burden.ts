import type { AskedFor } from '#core/burden.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { type Worlds, worldOf } from '../worlds.ts';

export interface BurdenQuery {
  /** A rehearsal's ULID; left out: the live world. */
  rehearsal?: string;
  organisation?: string;
  /** First and last due date. */
  from?: CivilDate;
  to?: CivilDate;
}

/**
 * Everything that is or was asked of organisations, in processes of every kind. What is only watched is asked of nobody, and what was still
 * open when its process ended (an agreement that lapsed) is asked no more.
 */
export async function askedFor(worlds: Pick<Worlds, 'live' | 'rehearsal'>, query: BurdenQuery): Promise<AskedFor[]> {
  const scope = query.rehearsal ?? '';
  const { organisation, from, to } = query;
  return worldOf(worlds, scope)
    .selectFrom('deadline')
    .innerJoin('process', (join) =>
      join.onRef('process.rehearsal', '=', 'deadline.rehearsal').onRef('process.chain', '=', 'deadline.chain'),
    )
    .select([
      'deadline.debtor as organisation',
      'deadline.chain',
      'process.title as process',
      'deadline.id as deadline',
      'deadline.title',
      'deadline.kind',
      'deadline.askedOn',
      'deadline.dueOn',
      'deadline.status',
      'deadline.doneOn',
    ])
    .where('deadline.rehearsal', '=', scope)
    .where('deadline.mode', '=', 'owed')
    .where((where) => where.or([where('process.closedAt', 'is', null), where('deadline.status', '<>', 'open')]))
    .$if(organisation !== undefined, (select) => select.where('deadline.debtor', '=', organisation ?? ''))
    .$if(from !== undefined, (select) => select.where('deadline.dueOn', '>=', from ?? ''))
    .$if(to !== undefined, (select) => select.where('deadline.dueOn', '<=', to ?? ''))
    .orderBy('deadline.dueOn')
    .orderBy('deadline.chain')
    .orderBy('deadline.id')
    .execute();
}

/** Titles of a world's organisations, by id. */
export async function organisationTitles(
  worlds: Pick<Worlds, 'live' | 'rehearsal'>,
  rehearsal: string | undefined,
): Promise<Record<string, string>> {
  const scope = rehearsal ?? '';
  const rows = await worldOf(worlds, scope)
    .selectFrom('organisation')
    .select(['id', 'title'])
    .where('rehearsal', '=', scope)
    .execute();
  return Object.fromEntries(rows.map(({ id, title }) => [id, title]));
}
