import { sql } from 'kysely';
import type { Lang } from '#core/texts/lang.ts';
import { eventsWhere } from '../search/find.ts';
import { eventList } from '../search/list.ts';
import { tell } from '../search/tell.ts';
import { eventQuestions } from './ofEvents.ts';
import { listQuestions } from './ofLists.ts';
import type { List } from '../lists/list.ts';
import type { Asked, EventQuestion, ListQuestion } from './question.ts';

const all: Readonly<Record<string, EventQuestion | ListQuestion>> = { ...eventQuestions, ...listQuestions };

/** Questions that come along, in the order they are listed. */
export const readyQuestions: readonly string[] = Object.keys(all);

/** A question that comes along, in words; null where there is none of that name. */
export function describeQuestion(name: string, lang: Lang) {
  const question = Object.hasOwn(all, name) ? all[name] : undefined;
  if (question === undefined) return null;
  const { title, about, number } = question;
  return {
    name,
    title: title[lang],
    about: about[lang],
    number: number === undefined ? null : { means: number.means[lang], otherwise: number.otherwise },
  };
}

/** Asks a question that comes along. @throws RangeError for one that does not. */
export async function askReady(name: string, number: number | null, asked: Asked): Promise<List> {
  const question = all[name];
  if (question === undefined) throw new RangeError(`No question is called ${name}.`);
  const given = number ?? question.number?.otherwise ?? 0;
  if ('ask' in question) return question.ask(asked, given);
  const { db, scope, cover, lang } = asked;
  const found = await eventsWhere(db, cover, [sql`e.rehearsal = ${scope}`, question.where(given)]);
  const { keep } = question;
  const rows = await tell(db, scope, cover, keep === undefined ? found : found.filter(keep), lang);
  return eventList(question.title[lang], rows, lang);
}
