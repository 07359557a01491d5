import type { Db } from '../connect.ts';
import type { Worlds } from '../worlds.ts';
import { chainNoted } from './chainNoted.ts';

/** Takes all that has been noted, in the live (or test) world and in every rehearsal, into its chains. Answers with how much that was. */
export async function chainAllNoted(worlds: Pick<Worlds, 'live' | 'rehearsal'>, codeVersion: string): Promise<number> {
  let chained = await chainNoted(worlds.live, '', codeVersion);
  for (const rehearsal of await rehearsalsNoted(worlds.rehearsal))
    chained += await chainNoted(worlds.rehearsal, rehearsal, codeVersion);
  return chained;
}

async function rehearsalsNoted(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('around').select('rehearsal').distinct().orderBy('rehearsal').execute();
  return rows.map(({ rehearsal }) => rehearsal);
}
