import { isCivilDate } from '#core/calendar/civilDate.ts';
import { type Finding, finding } from '#core/agreement/faults/finding.ts';
import { unknownReference } from '#core/agreement/faults/parties.ts';
import { CURRENT_FRAMEWORK_ENGINE, type FrameworkDefinition, type FrameworkRules, type Rhythm } from '../definition.ts';
import { opensOnOf } from '../rhythm.ts';
import { plannableFindings } from '#core/agreement/faults/plannable.ts';

const DAYS_OF_TEN_YEARS = 3650;
const FIRST_YEAR = 1998;
const LAST_YEAR = 2098;
const MOST_YEARS_BEFORE = 5;

export function frameworkRuleFindings({ rules }: FrameworkDefinition): Finding[] {
  const { engine, escalateFromDaysOverdue: days, reminderPlans, rhythm } = rules;
  const plans = Object.entries(reminderPlans).flatMap(([name, plan]) => planFindings(`rules.reminderPlans.${name}`, plan));
  const isEngine = Number.isInteger(engine) && engine >= 1 && engine <= CURRENT_FRAMEWORK_ENGINE;
  const isCount = Number.isInteger(days) && days >= 0 && days <= DAYS_OF_TEN_YEARS;
  return [
    ...plans,
    ...rhythmFindings(rhythm, rules),
    ...(isEngine
      ? []
      : [finding('rules.engine', `engine ${engine} is not one that this program has`, `1 to ${CURRENT_FRAMEWORK_ENGINE}`)]),
    ...(isCount
      ? []
      : [finding('rules.escalateFromDaysOverdue', `${days} is no number of days overdue`, 'write a whole number, 0 or more')]),
  ];
}

function planFindings(path: string, plan: readonly number[]): Finding[] {
  return plan.flatMap((days, index) => {
    if (!Number.isInteger(days) || Math.abs(days) > DAYS_OF_TEN_YEARS) {
      const remedy = 'write whole days before (-30), on (0) or after (7) the due date, within ten years';
      return [finding(`${path}.${index}`, `${days} is no number of days`, remedy)];
    }
    return plan.indexOf(days) < index ? [finding(`${path}.${index}`, `${days} stands twice`, 'name each moment once')] : [];
  });
}

function rhythmFindings(rhythm: Rhythm, rules: FrameworkRules): Finding[] {
  const { opens, yearsBefore, first, last, plan } = rhythm;
  const moments = Object.hasOwn(rules.reminderPlans, plan) ? rules.reminderPlans[plan] : undefined;
  const isYear = Number.isInteger(first) && first >= FIRST_YEAR && first <= LAST_YEAR;
  // A year without a leap day, so that the day is one of every year.
  const isDay = /^\d{2}-\d{2}$/.test(opens) && isCivilDate(`2001-${opens}`);
  const isBefore = Number.isInteger(yearsBefore) && yearsBefore >= 0 && yearsBefore <= MOST_YEARS_BEFORE;
  const isLast = last === null || (Number.isInteger(last) && last >= first && last <= LAST_YEAR);
  return [
    ...(isDay
      ? []
      : [
          finding('rules.rhythm.opens', `${JSON.stringify(opens)} is no day of every year`, 'write month and day, such as 02-01'),
        ]),
    ...(isBefore
      ? []
      : [finding('rules.rhythm.yearsBefore', `${yearsBefore} is no number of years before`, `write 0 to ${MOST_YEARS_BEFORE}`)]),
    ...(isYear
      ? []
      : [
          finding(
            'rules.rhythm.first',
            `${first} is no year that can be worked with`,
            `write a year from ${FIRST_YEAR} to ${LAST_YEAR}`,
          ),
        ]),
    ...(isLast
      ? []
      : [
          finding(
            'rules.rhythm.last',
            `${last} is no last year after the first, ${first}`,
            `write a year from ${first} on, or leave it out`,
            ['rules.rhythm.first'],
          ),
        ]),
    ...(moments === undefined
      ? [unknownReference('rules.rhythm.plan', plan, 'reminder plan', Object.keys(rules.reminderPlans))]
      : isDay && isBefore && isYear
        ? plannableFindings('rules.rhythm.first', opensOnOf(rules, first), moments)
        : []),
  ];
}
