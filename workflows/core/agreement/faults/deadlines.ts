import { isCivilDate } from '#core/calendar/civilDate.ts';
import type { DeadlineTerms } from '#core/deadlines/deadline.ts';
import type { Definition, Rules } from '../definition.ts';
import { type Finding, finding } from './finding.ts';
import { member, unknownReference } from './parties.ts';
import { plannableFindings } from './plannable.ts';
import { dateFindings } from './rules.ts';

/** What must hold between the deadlines and the rules, also when the rules change. */
export function plannedFindings({ deadlines }: Definition, rules: Rules): Finding[] {
  return deadlines.flatMap((deadline, index) => {
    const path = `deadlines.${index}`;
    const plan = Object.hasOwn(rules.reminderPlans, deadline.plan) ? rules.reminderPlans[deadline.plan] : undefined;
    if (plan === undefined)
      return [unknownReference(`${path}.plan`, deadline.plan, 'reminder plan', Object.keys(rules.reminderPlans))];
    return plannableFindings(`${path}.dueOn`, deadline.dueOn, plan);
  });
}

export function deadlineFindings(definition: Definition): Finding[] {
  return definition.deadlines.flatMap((deadline, index) => oneDeadline(definition, deadline, `deadlines.${index}`));
}

function oneDeadline(definition: Definition, deadline: DeadlineTerms, path: string): Finding[] {
  const organisations = definition.organisations.map(({ id }) => id);
  const known = (field: 'debtor' | 'creditor') =>
    organisations.includes(deadline[field])
      ? []
      : [unknownReference(`${path}.${field}`, deadline[field], 'organisation', organisations)];
  return [
    ...known('debtor'),
    ...known('creditor'),
    ...dateFindings(`${path}.dueOn`, deadline.dueOn),
    ...duty(deadline, path),
    ...timing(definition, deadline, path),
    ...measureOf(definition, deadline, path),
    ...(deadline.handler === null ? [] : member(definition, `${path}.handler`, deadline.handler, deadline.debtor, 'handler')),
    ...(deadline.title.trim() === '' ? [finding(`${path}.title`, 'the title is empty', 'say what is due')] : []),
    ...(deadline.source.trim() === ''
      ? [finding(`${path}.source`, 'the date has no source', 'say where it comes from, or `assumed`')]
      : []),
  ];
}

function duty({ mode, metBy, debtor, creditor }: DeadlineTerms, path: string): Finding[] {
  const wrong: Finding[] = [];
  if (mode === 'owed' && debtor === creditor) {
    const concerns = [`${path}.debtor`, `${path}.creditor`];
    wrong.push(
      finding(path, `${debtor} owes it to itself`, 'nobody accepts their own report: name another debtor or creditor', concerns),
    );
  }
  if (mode === 'watched' && metBy !== 'entry') {
    wrong.push(finding(`${path}.metBy`, `a watched date cannot be met by ${metBy}`, 'it is met by an entry that it was done'));
  }
  return wrong;
}

function timing({ rules }: Definition, { dueOn }: DeadlineTerms, path: string): Finding[] {
  const opensOn = rules.windows.consultation.from;
  if (!isCivilDate(dueOn) || dueOn >= opensOn) return [];
  return [
    finding(
      `${path}.dueOn`,
      `due ${dueOn}, before the agreement opens ${opensOn}`,
      'it cannot be one of this agreement: leave it out',
      ['rules.windows.consultation.from'],
    ),
  ];
}

function measureOf({ measures }: Definition, { kind, measure }: DeadlineTerms, path: string): Finding[] {
  if (measure === null) {
    return kind === 'measureReport' ? [finding(`${path}.measure`, 'a measureReport is about a measure', 'name the measure')] : [];
  }
  return measures.some(({ id }) => id === measure)
    ? []
    : [
        unknownReference(
          `${path}.measure`,
          measure,
          'measure',
          measures.map(({ id }) => id),
        ),
      ];
}
