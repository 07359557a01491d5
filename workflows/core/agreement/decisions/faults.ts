import type { Definition } from '../definition.ts';
import { type Finding, finding } from '../faults/finding.ts';
import { unknownReference } from '../faults/parties.ts';

const MOST_BUSINESS_DAYS = 250;

/** What cannot be right in the terms. Paths into the definition: `terms.decisions.…`. */
export function decisionsFindings({ organisations, terms }: Definition): Finding[] {
  const papers = terms?.decisions?.papersBusinessDaysBefore ?? {};
  const known = organisations.flatMap(({ bodies }) => bodies.map(({ id }) => id));
  return Object.entries(papers).flatMap(([body, days]) => {
    const path = `terms.decisions.papersBusinessDaysBefore.${body}`;
    if (!known.includes(body)) return [unknownReference(path, body, 'body', known)];
    const isNumber = Number.isInteger(days) && days >= 1 && days <= MOST_BUSINESS_DAYS;
    const remedy = `write a whole number of business days, 1 to ${MOST_BUSINESS_DAYS}, or leave the body out`;
    return isNumber ? [] : [finding(path, `${days} is no number of business days`, remedy)];
  });
}
