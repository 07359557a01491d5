import type { Definition } from '../definition.ts';
import { type Finding, finding, listed } from '../faults/finding.ts';
import { isDeadlineId } from '../faults/ids.ts';
import { member, unknownReference } from '../faults/parties.ts';
import { meetingDeadline } from '../decisions/papers.ts';
import { meetingMatters } from '../decisions/types.ts';
import type { DependentDate } from './types.ts';

const MOST_DAYS = 3650;

/** What cannot be right in the terms. Paths into the definition: `terms.dates.…`. */
export function datesFindings(definition: Definition): Finding[] {
  const dates = definition.terms?.dates;
  if (dates === undefined) return [];
  const one = (dependent: DependentDate, index: number): Finding[] =>
    dependentFindings(definition, dates.dependent, dependent, `terms.dates.dependent.${index}`);
  return [...dates.dependent.flatMap(one), ...commissionFindings(definition)];
}

function dependentFindings(
  definition: Definition,
  all: readonly DependentDate[],
  { deadline, base, days }: DependentDate,
  path: string,
): Finding[] {
  const { id, title, debtor, creditor, plan, mode, metBy, handler, source } = deadline;
  const organisations = definition.organisations.map((one) => one.id);
  const wrong: Finding[] = [];
  const twice = definition.deadlines.some((one) => one.id === id) || all.filter((one) => one.deadline.id === id).length > 1;
  if (twice) wrong.push(finding(`${path}.deadline.id`, `the id ${id} is used twice`, 'give one of them another id'));
  if (!isDeadlineId(id))
    wrong.push(finding(`${path}.deadline.id`, `${JSON.stringify(id)} cannot be an id`, 'write one like kungorande'));
  if (!organisations.includes(debtor))
    wrong.push(unknownReference(`${path}.deadline.debtor`, debtor, 'organisation', organisations));
  if (!organisations.includes(creditor))
    wrong.push(unknownReference(`${path}.deadline.creditor`, creditor, 'organisation', organisations));
  if (mode === 'owed' && debtor === creditor)
    wrong.push(finding(`${path}.deadline.debtor`, `${debtor} owes it to itself`, 'name another debtor or creditor'));
  if (!Object.hasOwn(definition.rules.reminderPlans, plan))
    wrong.push(unknownReference(`${path}.deadline.plan`, plan, 'reminder plan', Object.keys(definition.rules.reminderPlans)));
  if (!Number.isInteger(days) || Math.abs(days) > MOST_DAYS)
    wrong.push(finding(`${path}.days`, `${days} is no number of days`, 'write whole days, negative before the base'));
  if (mode === 'watched' && metBy !== 'entry')
    wrong.push(
      finding(`${path}.deadline.metBy`, `a watched date cannot be met by ${metBy}`, 'it is met by an entry that it was done'),
    );
  if (title.trim() === '') wrong.push(finding(`${path}.deadline.title`, 'the title is empty', 'say what is due'));
  if (source.trim() === '')
    wrong.push(finding(`${path}.deadline.source`, 'the date has no source', 'say where it comes from, or `assumed`'));
  if (handler !== null) wrong.push(...member(definition, `${path}.deadline.handler`, handler, debtor, 'handler'));
  if ('deadline' in base) wrong.push(...baseFindings(definition, all, base.deadline, id, path));
  return wrong;
}

/** A date hangs on one that is written, not on another that is itself reckoned: no circle, and one look finds why. */
function baseFindings(
  { deadlines, organisations, rules }: Definition,
  all: readonly DependentDate[],
  base: string,
  id: string,
  path: string,
): Finding[] {
  const bodies = organisations.flatMap((one) => one.bodies.map((body) => body.id));
  const meetings = meetingMatters.flatMap((about) => bodies.map((body) => meetingDeadline(about, body)));
  if (deadlines.some((one) => one.id === base) || meetings.includes(base)) return [];
  const known = [...deadlines.map((one) => one.id), ...rules.approvals.map((body) => meetingDeadline('approval', body))];
  if (base === id || all.some((one) => one.deadline.id === base))
    return [
      finding(
        `${path}.base.deadline`,
        `${base} is itself reckoned`,
        `reckon from what it is reckoned from (known: ${listed(known)})`,
      ),
    ];
  return [unknownReference(`${path}.base.deadline`, base, 'deadline', known)];
}

function commissionFindings({ deadlines, terms }: Definition): Finding[] {
  return Object.keys(terms?.dates?.commissions ?? {}).flatMap((id) => {
    const deadline = deadlines.find((one) => one.id === id);
    return deadline === undefined || deadline.mode === 'watched'
      ? []
      : [
          finding(
            `terms.dates.commissions.${id}`,
            `${id} is owed, not watched`,
            'a commission is somebody else’s: mark it watched',
          ),
        ];
  });
}
