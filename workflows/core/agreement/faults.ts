import { consultationFindings } from './consultation/faults.ts';
import { negotiationFindings } from './negotiation/faults.ts';
import { decisionsFindings } from './decisions/faults.ts';
import { fundsFindings } from './funds/faults.ts';
import { recipientsFindings } from './recipients/faults.ts';
import { followUpFindings } from './followUp/faults.ts';
import { datesFindings } from './dates/faults.ts';
import { tasksFindings } from './tasks/faults.ts';
import type { Definition, Rules } from './definition.ts';
import { deadlineFindings, plannedFindings } from './faults/deadlines.ts';
import { type Finding, finding } from './faults/finding.ts';
import { idFindings } from './faults/ids.ts';
import { measureFindings } from './faults/measures.ts';
import { moneyFindings } from './faults/money.ts';
import { partyFindings } from './faults/parties.ts';
import { dateFindings, ruleFindings } from './faults/rules.ts';
import type { Fault } from '#core/act/refusal.ts';

export type { Finding } from './faults/finding.ts';
export { isDeadlineId, isId } from './faults/ids.ts';

const FIRST_YEAR = 1996;
const LAST_YEAR = 2099;

/**
 * The rules that hold for every agreement, whatever its own: ids are unique and what they refer to exists, areas add up to the frame and
 * measures keep within their area, windows come in order, nobody owes themselves, every party can be bound, every date can be
 * worked with. Each finding once, with what would be right; none means that the definition may be opened.
 */
export function definitionFindings(definition: Definition): Finding[] {
  const own = ruleFindings(definition.rules, definition).map((one) => ({ ...one, path: `rules.${one.path}` }));
  return [
    ...frameworkFindings(definition),
    ...idFindings(definition),
    ...own,
    ...partyFindings(definition),
    ...moneyFindings(definition),
    ...measureFindings(definition),
    ...deadlineFindings(definition),
    ...plannedFindings(definition, definition.rules),
    ...consultationFindings(definition),
    ...negotiationFindings(definition),
    ...decisionsFindings(definition),
    ...fundsFindings(definition),
    ...recipientsFindings(definition),
    ...followUpFindings(definition),
    ...datesFindings(definition),
    ...tasksFindings(definition),
  ];
}

/** `definitionFindings` as a refusal carries them. */
export function definitionFaults(definition: Definition): Fault[] {
  return definitionFindings(definition).map(fault);
}

/** What is wrong with a changed set of rules for this definition: in itself, or with the deadlines that follow its plans. */
export function rulesFaults(rules: Rules, definition: Definition): Fault[] {
  return [...ruleFindings(rules, definition), ...plannedFindings(definition, rules)].map(fault);
}

function fault({ path, message, remedy }: Finding): Fault {
  return { path, message: `${message}: ${remedy}` };
}

function frameworkFindings({ year, title, validUntil, rules }: Definition): Finding[] {
  const wrong: Finding[] = [];
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) {
    wrong.push(finding('year', `${year} is no year that can be worked with`, `write a year from ${FIRST_YEAR} to ${LAST_YEAR}`));
  }
  const { negotiation, evaluation } = rules.windows;
  if (year < Number(negotiation.from.slice(0, 4)) || year > Number(evaluation.to.slice(0, 4))) {
    const message = `the agreement for ${year} is negotiated from ${negotiation.from} and evaluated until ${evaluation.to}`;
    wrong.push(
      finding('year', message, 'give the year or the windows that were meant', [
        'rules.windows.negotiation.from',
        'rules.windows.evaluation.to',
      ]),
    );
  }
  if (title.trim() === '') wrong.push(finding('title', 'the title is empty', 'write what the agreement is called'));
  if (validUntil === null) return wrong;
  wrong.push(...dateFindings('validUntil', validUntil));
  if (validUntil <= rules.signingBy) {
    const message = `valid until ${validUntil}, when the signatures are to be there ${rules.signingBy}`;
    wrong.push(finding('validUntil', message, 'give a later day', ['rules.signingBy']));
  }
  return wrong;
}
