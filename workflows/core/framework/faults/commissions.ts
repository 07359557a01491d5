import { type Finding, finding } from '#core/agreement/faults/finding.ts';
import { unknownReference } from '#core/agreement/faults/parties.ts';
import { dateFindings } from '#core/agreement/faults/rules.ts';
import type { Commission, CommissionItem, FrameworkDefinition } from '../definition.ts';
import { plannableFindings } from '#core/agreement/faults/plannable.ts';

/** A commission is given by one organisation to another, and its dates can be followed. */
export function commissionFindings(definition: FrameworkDefinition): Finding[] {
  return definition.commissions.flatMap((commission, index) => oneCommission(definition, commission, `commissions.${index}`));
}

function oneCommission(definition: FrameworkDefinition, commission: Commission, path: string): Finding[] {
  const known = definition.organisations.map(({ id }) => id);
  const { from, debtor, title, items } = commission;
  const stranger = (field: 'from' | 'debtor') =>
    known.includes(commission[field]) ? [] : [unknownReference(`${path}.${field}`, commission[field], 'organisation', known)];
  return [
    ...stranger('from'),
    ...stranger('debtor'),
    ...(from === debtor
      ? [
          finding(`${path}.debtor`, `${from} commissions itself`, 'name who gave the commission, and who carries it out', [
            `${path}.from`,
          ]),
        ]
      : []),
    ...(title.trim() === '' ? [finding(`${path}.title`, 'the title is empty', 'write what the commission is called')] : []),
    ...(items.length > 0 ? [] : [finding(`${path}.items`, 'the commission has no dates', 'name each date')]),
    ...items.flatMap((item, at) => oneItem(definition, item, `${path}.items.${at}`)),
  ];
}

function oneItem({ rules }: FrameworkDefinition, { title, dueOn, plan, source }: CommissionItem, path: string): Finding[] {
  const plans = rules.reminderPlans;
  const moments = Object.hasOwn(plans, plan) ? plans[plan] : undefined;
  return [
    ...(title.trim() === '' ? [finding(`${path}.title`, 'the title is empty', 'say what is due')] : []),
    ...dateFindings(`${path}.dueOn`, dueOn),
    ...(moments === undefined
      ? [unknownReference(`${path}.plan`, plan, 'reminder plan', Object.keys(plans))]
      : plannableFindings(`${path}.dueOn`, dueOn, moments)),
    ...(source.trim() === ''
      ? [finding(`${path}.source`, 'the date has no source', 'say where it comes from, or `assumed`')]
      : []),
  ];
}
