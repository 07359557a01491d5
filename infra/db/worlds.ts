import { connect, type ConnectOptions, type Db } from './connect.ts';
import { type DatabaseKind, requireFit } from './migrate.ts';

/** Both worlds of one database; reads take both, a world's own work takes one. */
export interface Worlds {
  kind: DatabaseKind;
  live: Db;
  rehearsal: Db;
  close(): Promise<void>;
}

/** The tables that a chain's world has; a rehearsal's id or '' says which. */
export const worldOf = (worlds: Pick<Worlds, 'live' | 'rehearsal'>, scope: string): Db =>
  scope === '' ? worlds.live : worlds.rehearsal;

/** @throws UnfitDatabase when the database is of the other kind, newer than this program, or not yet migrated. */
export async function openWorlds(url: string, kind: DatabaseKind, options: Omit<ConnectOptions, 'schema'>): Promise<Worlds> {
  await requireFit(url, kind);
  const live = connect(url, { ...options, schema: 'live' });
  const rehearsal = connect(url, { ...options, schema: 'rehearsal' });
  return {
    kind,
    live,
    rehearsal,
    async close() {
      await Promise.all([live.destroy(), rehearsal.destroy()]);
    },
  };
}
