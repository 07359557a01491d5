import type { RawBuilder } from 'kysely';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Lang, Text } from '#core/texts/lang.ts';
import type { Db } from '../../infra/db/connect.ts';
import type { List } from '../lists/list.ts';
import type { Cover } from '../mandates/cover.ts';
import type { AnyEvent } from '../search/find.ts';

/** Where, within what and in which language a question is asked. `db` is connected to the world of `scope`. */
export interface Asked {
  db: Db;
  scope: string;
  cover: Cover;
  today: CivilDate;
  lang: Lang;
}

interface Ready {
  title: Text;
  /** Why somebody would ask, and what the answer does not say. */
  about: Text;
  /** What a number that is given with it means, and what it is where none is given; left out: it takes none. */
  number?: { means: Text; otherwise: number };
}

/** A question whose answer is events as they stand. */
export interface EventQuestion extends Ready {
  where: (number: number) => RawBuilder<unknown>;
  /** What the database cannot tell. */
  keep?: (event: AnyEvent) => boolean;
}

/** A question whose answer is a list of its own. */
export interface ListQuestion extends Ready {
  ask: (asked: Asked, number: number) => Promise<List>;
}
