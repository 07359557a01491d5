import type { Definition } from '../definition.ts';
import { type Finding, finding } from '../faults/finding.ts';

/** Longer than any deadline is waited for. */
const MOST_LINK_DAYS = 730;

/** What cannot be right in the terms. Paths into the definition: `terms.tasks.…`. */
export function tasksFindings({ terms }: Definition): Finding[] {
  const days = terms?.tasks?.linkDaysAfterDue;
  if (days === undefined || (days >= 0 && days <= MOST_LINK_DAYS)) return [];
  const message = `a link cannot stand for ${days} days after the due date`;
  return [finding('terms.tasks.linkDaysAfterDue', message, `give a number of days from 0 to ${MOST_LINK_DAYS}`)];
}
