import type { Definition } from '../definition.ts';
import { type Finding, finding } from '../faults/finding.ts';
import { isId } from '../faults/ids.ts';
import { unknownReference } from '../faults/parties.ts';

/** Longer than any consultation; more is a slip of the pen. */
const MOST_ANSWER_DAYS = 366;

/** What cannot be right in the terms. Paths into the definition: `terms.consultation.…`. */
export const consultationFindings = (definition: Definition): Finding[] => {
  const terms = definition.terms?.consultation;
  if (terms === undefined) return [];
  const path = 'terms.consultation';
  const organisations = definition.organisations.map(({ id }) => id);
  const { answerDays, group, statementTitle, involvement } = terms;
  const { principals, needsFrom, questions } = involvement;
  return [
    ...days(`${path}.answerDays`, answerDays),
    ...empty(`${path}.statementTitle`, statementTitle),
    ...listed(`${path}.group`, group, organisations),
    ...listed(`${path}.involvement.principals`, principals, organisations),
    ...(needsFrom === null || organisations.includes(needsFrom)
      ? []
      : [unknownReference(`${path}.involvement.needsFrom`, needsFrom, 'organisation', organisations)]),
    ...questions.flatMap(({ id, title }, at) => [
      ...(isId(id)
        ? []
        : [
            finding(`${path}.involvement.questions.${at}.id`, `${JSON.stringify(id)} cannot be an id`, 'write one like utforare'),
          ]),
      ...empty(`${path}.involvement.questions.${at}.title`, title),
    ]),
  ];
};

function days(path: string, given: number): Finding[] {
  return Number.isInteger(given) && given >= 0 && given <= MOST_ANSWER_DAYS
    ? []
    : [finding(path, `${given} is no number of days to answer in`, `write a whole number from 0 to ${MOST_ANSWER_DAYS}`)];
}

function empty(path: string, title: string): Finding[] {
  return title.trim() === '' ? [finding(path, 'the title is empty', 'write what it is called')] : [];
}

/** Organisations named in a list: known, and once each. */
export function listed(path: string, given: readonly string[], known: readonly string[]): Finding[] {
  return given.flatMap((id, at) => {
    if (!known.includes(id)) return [unknownReference(`${path}.${at}`, id, 'organisation', known)];
    const first = given.indexOf(id);
    return first === at ? [] : [finding(`${path}.${at}`, `${id} is named twice`, 'leave it out here', [`${path}.${first}`])];
  });
}
