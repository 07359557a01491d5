import type { Role } from '#core/act/people.ts';
import { type Finding, finding, listed } from '#core/agreement/faults/finding.ts';
import { isId } from '#core/agreement/faults/ids.ts';
import type { AskedTerms, ReferralDefinition } from './definition.ts';
import { partFindings } from './faults/parts.ts';
import { stageFindings } from './faults/stages.ts';
import { REFERRAL_ENGINE } from './definition.ts';
import { isPlannable } from './plannable.ts';
import type { Fault } from '#core/act/refusal.ts';

const MOST_DAYS = 3650;
const ABOUT =
  /^(?:agreement:[A-Za-z][A-Za-z0-9-]{0,79}:\d{4}|framework:[A-Za-z][A-Za-z0-9-]{0,79}|referral:[A-Za-z][A-Za-z0-9-]{0,79})$/;

/** What cannot be right in a referral, each once, with what would be right; none means that it may be opened. */
export function referralFindings(definition: ReferralDefinition): Finding[] {
  const known = definition.organisations.map(({ id }) => id);
  return [
    ...headFindings(definition),
    ...unique('organisations', definition.organisations),
    ...bodyFindings(definition),
    ...unique('people', definition.people),
    ...peopleFindings(definition),
    ...ruleFindings(definition),
    ...partFindings(definition.parts, known, definition.asker.organisation),
    ...askedFindings(definition),
    ...stageFindings(definition),
  ];
}

export function asFaults(findings: readonly Finding[]): Fault[] {
  return findings.map(({ path, message, remedy }) => ({ path, message: `${message}: ${remedy}` }));
}

function headFindings({ id, title, about, asker, organisations }: ReferralDefinition): Finding[] {
  const wrong: Finding[] = [];
  if (!isId(id)) wrong.push(finding('id', `${JSON.stringify(id)} cannot be an id`, 'write one like stockholm-2012'));
  if (title.trim() === '') wrong.push(finding('title', 'the title is empty', 'write what the referral is called'));
  if (about !== null && !ABOUT.test(about)) {
    const remedy = 'write a short id, such as agreement:evidensbaserad-praktik:2012, or leave it out';
    wrong.push(finding('about', `${JSON.stringify(about)} is no process`, remedy));
  }
  const home = organisations.find((one) => one.id === asker.organisation);
  if (home === undefined) return [...wrong, unknown('asker.organisation', asker.organisation, 'organisation', organisations)];
  if (asker.body !== null && !home.bodies.some((body) => body.id === asker.body)) {
    wrong.push(unknown('asker.body', asker.body, `body of ${home.id}`, home.bodies));
  }
  return wrong;
}

function unknown(path: string, value: string, what: string, known: readonly { id: string }[]): Finding {
  const remedy = `known: ${listed(known.map(({ id }) => id))}`;
  return finding(path, `${JSON.stringify(value)} is no known ${what}`, remedy, [what === 'person' ? 'people' : 'organisations']);
}

function unique(path: string, list: readonly { id: string }[]): Finding[] {
  const first = new Set<string>();
  return list.flatMap(({ id }, index) => {
    const at = `${path}.${index}.id`;
    if (first.has(id)) return [finding(at, `the id ${id} is used twice`, 'give each its own id')];
    first.add(id);
    const remedy = 'an id starts with a letter a–z and goes on with letters a–z, digits and hyphens, 80 at most';
    return isId(id) ? [] : [finding(at, `${JSON.stringify(id)} cannot be an id`, remedy)];
  });
}

function bodyFindings({ organisations }: ReferralDefinition): Finding[] {
  const first = new Set<string>();
  return organisations.flatMap(({ bodies, title }, index) => {
    const path = `organisations.${index}`;
    const untitled = title.trim() === '' ? [finding(`${path}.title`, 'the title is empty', 'write its name')] : [];
    const own = bodies.flatMap(({ id }, at) => {
      const isTaken = first.has(id);
      first.add(id);
      if (isTaken) return [finding(`${path}.bodies.${at}.id`, `the id ${id} is used twice`, 'give each body its own id')];
      return isId(id)
        ? []
        : [finding(`${path}.bodies.${at}.id`, `${JSON.stringify(id)} cannot be an id`, 'write one like styrelsen')];
    });
    return [...untitled, ...own];
  });
}

function peopleFindings(definition: ReferralDefinition): Finding[] {
  const { people, organisations, coordinator } = definition;
  const known = new Set(organisations.map(({ id }) => id));
  return [
    ...people.flatMap(({ organisation }, index) =>
      known.has(organisation) ? [] : [unknown(`people.${index}.organisation`, organisation, 'organisation', organisations)],
    ),
    ...organisations.flatMap(({ id, superior }, index) =>
      superior === null ? [] : member(definition, `organisations.${index}.superior`, superior, id, null),
    ),
    ...member(definition, 'coordinator', coordinator, null, 'coordinator'),
  ];
}

function member(
  definition: ReferralDefinition,
  path: string,
  id: string,
  organisation: string | null,
  role: Role | null,
): Finding[] {
  const person = definition.people.find((one) => one.id === id);
  if (person === undefined) return [unknown(path, id, 'person', definition.people)];
  if (organisation !== null && person.organisation !== organisation) {
    return [finding(path, `${id} is of ${person.organisation}, not of ${organisation}`, `name somebody of ${organisation}`)];
  }
  return role === null || person.roles.includes(role)
    ? []
    : [finding(path, `${id} has not the role ${role}`, `add ${role} to the roles of ${id}`)];
}

function ruleFindings({ rules }: ReferralDefinition): Finding[] {
  const wrong: Finding[] = [];
  const whole = (path: string, value: number, least: number): void => {
    if (Number.isInteger(value) && value >= least && value <= MOST_DAYS) return;
    wrong.push(finding(path, `${value} is no number of days`, `write a whole number, ${least} or more`));
  };
  whole('rules.answeringDays', rules.answeringDays, 0);
  whole('rules.escalateFromDaysOverdue', rules.escalateFromDaysOverdue, 0);
  if (!Number.isInteger(rules.engine) || rules.engine < 1 || rules.engine > REFERRAL_ENGINE)
    wrong.push(finding('rules.engine', `engine ${rules.engine} is not one that this program has`, `1 to ${REFERRAL_ENGINE}`));
  if (!Object.hasOwn(rules.reminderPlans, 'answer'))
    wrong.push(finding('rules.reminderPlans', 'there is no plan for answers', 'give one called answer: [-14, -3, 0, 1, 7]'));
  for (const [name, plan] of Object.entries(rules.reminderPlans)) {
    for (const [index, days] of plan.entries()) {
      const path = `rules.reminderPlans.${name}.${index}`;
      if (!Number.isInteger(days) || Math.abs(days) > MOST_DAYS)
        wrong.push(finding(path, `${days} is no number of days`, 'write whole days before (-14), on (0) or after (7) the date'));
      else if (plan.indexOf(days) < index) wrong.push(finding(path, `${days} stands twice`, 'name each moment once'));
    }
  }
  return wrong;
}

function askedFindings(definition: ReferralDefinition): Finding[] {
  const { asked, asker, organisations } = definition;
  if (asked.length === 0) return [finding('asked', 'nobody is asked', 'name the organisations that are asked')];
  const known = new Set(organisations.map(({ id }) => id));
  const first = new Set<string>();
  return asked.flatMap((one, index) => {
    const path = `asked.${index}`;
    const isTaken = first.has(one.organisation);
    first.add(one.organisation);
    if (!known.has(one.organisation)) return [unknown(`${path}.organisation`, one.organisation, 'organisation', organisations)];
    if (one.organisation === asker.organisation)
      return [
        finding(`${path}.organisation`, `${one.organisation} asks, and cannot be asked`, 'leave it out, or name who asks', [
          'asker',
        ]),
      ];
    if (isTaken) return [finding(`${path}.organisation`, `${one.organisation} is asked twice`, 'name it once')];
    return [...dateFindings(definition, one, path), ...handlerOf(definition, one, path)];
  });
}

function handlerOf(definition: ReferralDefinition, { handler, organisation }: AskedTerms, path: string): Finding[] {
  return handler === null ? [] : member(definition, `${path}.handler`, handler, organisation, 'handler');
}

function dateFindings({ rules }: ReferralDefinition, { answerBy, source }: AskedTerms, path: string): Finding[] {
  if (source.trim() === '') return [finding(`${path}.source`, 'the date has no source', 'say where it comes from, or `assumed`')];
  if (answerBy === null || isPlannable(rules, answerBy)) return [];
  const message = `${JSON.stringify(answerBy)} is no date that can be planned by`;
  return [finding(`${path}.answerBy`, message, 'write a real day as 2012-01-31, with its reminders within 1996–2099')];
}
