import { hasLocalTime } from '#core/calendar/instant.ts';
import { CURRENT_ENGINE, type Definition, type Rules, type Window } from '../definition.ts';
import { type Finding, finding } from './finding.ts';
import { notOneOf, unknownReference } from './parties.ts';

const DAYS_OF_TEN_YEARS = 3650;
const windowNames = ['consultation', 'negotiation', 'evaluation'] as const;

/** The rules in themselves, and against the bodies and deadlines of the definition that they are for. Paths start after `rules.`, concerns do not. */
export function ruleFindings(rules: Rules, definition: Definition): Finding[] {
  return [
    ...windowFindings(rules),
    ...signingFindings(rules),
    ...approvalFindings(rules, definition),
    ...planFindings(rules),
    ...settingFindings(rules),
  ];
}

export function dateFindings(path: string, date: string): Finding[] {
  return hasLocalTime(date)
    ? []
    : [
        finding(
          path,
          `${JSON.stringify(date)} is no date that can be worked with`,
          'write a real day of the years 1996–2099 as 2012-01-31',
        ),
      ];
}

function windowFindings({ windows }: Rules): Finding[] {
  const each = windowNames.flatMap((name) => {
    const { from, to } = windows[name];
    const path = `windows.${name}`;
    const backwards =
      from > to
        ? [
            finding(`${path}.to`, `the ${name} ends ${to}, before it begins ${from}`, 'give a last day on or after the first', [
              `rules.${path}.from`,
            ]),
          ]
        : [];
    return [...dateFindings(`${path}.from`, from), ...dateFindings(`${path}.to`, to), ...backwards];
  });
  return [...each, ...inOrder(windows, 'consultation', 'negotiation'), ...inOrder(windows, 'negotiation', 'evaluation')];
}

function inOrder(windows: Rules['windows'], first: keyof Rules['windows'], then: keyof Rules['windows']): Finding[] {
  const before: Window = windows[first];
  const after: Window = windows[then];
  if (before.to < after.from) return [];
  const message = `the ${then} begins ${after.from}, before the ${first} has ended ${before.to}`;
  const concerns = [`rules.windows.${first}.from`, `rules.windows.${first}.to`, `rules.windows.${then}.to`];
  return [finding(`windows.${then}.from`, message, `give a first day after ${before.to}`, concerns)];
}

function signingFindings({ signingBy, windows }: Rules): Finding[] {
  const wrong = dateFindings('signingBy', signingBy);
  if (signingBy < windows.negotiation.from) {
    const message = `the signatures are to be there ${signingBy}, before the negotiation begins ${windows.negotiation.from}`;
    wrong.push(finding('signingBy', message, 'give a day on or after its first day', ['rules.windows.negotiation.from']));
  }
  if (signingBy >= windows.evaluation.to) {
    const message = `the signatures are to be there ${signingBy}, when the evaluation has ended ${windows.evaluation.to}`;
    wrong.push(finding('signingBy', message, 'give a day before its last day', ['rules.windows.evaluation.to']));
  }
  return wrong;
}

function approvalFindings({ approvals }: Rules, { organisations }: Definition): Finding[] {
  const bodies = organisations.flatMap((organisation) => organisation.bodies.map(({ id }) => id));
  return approvals.flatMap((body, index) => {
    const path = `approvals.${index}`;
    if (!bodies.includes(body)) return [unknownReference(path, body, 'body', bodies)];
    return approvals.indexOf(body) < index ? [finding(path, `${body} stands twice`, 'name each body once')] : [];
  });
}

function planFindings({ reminderPlans }: Rules): Finding[] {
  return Object.entries(reminderPlans).flatMap(([name, plan]) =>
    plan.flatMap((days, index) => {
      const path = `reminderPlans.${name}.${index}`;
      if (!Number.isInteger(days) || Math.abs(days) > DAYS_OF_TEN_YEARS) {
        return [
          finding(
            path,
            `${days} is no number of days`,
            'write whole days before (-30), on (0) or after (7) the due date, within ten years',
          ),
        ];
      }
      return plan.indexOf(days) < index ? [finding(path, `${days} stands twice`, 'name each moment once')] : [];
    }),
  );
}

function settingFindings(rules: Rules): Finding[] {
  const { engine, escalateFromDaysOverdue: days, dueDay, calendar, consentToRuleChange } = rules;
  const wrong: Finding[] = [];
  if (!Number.isInteger(engine) || engine < 1 || engine > CURRENT_ENGINE) {
    wrong.push(finding('engine', `engine ${engine} is not one that this program has`, `1 to ${CURRENT_ENGINE}`));
  }
  if (!Number.isInteger(days) || days < 0 || days > DAYS_OF_TEN_YEARS) {
    wrong.push(finding('escalateFromDaysOverdue', `${days} is no number of days overdue`, 'write a whole number, 0 or more'));
  }
  if (dueDay !== 'asWritten' && dueDay !== 'nextBusinessDay')
    wrong.push(notOneOf('dueDay', dueDay, 'rule', ['asWritten', 'nextBusinessDay']));
  if (calendar !== 'sweden') wrong.push(notOneOf('calendar', calendar, 'calendar', ['sweden']));
  if (consentToRuleChange !== 'parties' && consentToRuleChange !== 'none') {
    wrong.push(notOneOf('consentToRuleChange', consentToRuleChange, 'rule', ['parties', 'none']));
  }
  return wrong;
}
