import { isOre } from '#core/money.ts';
import type { Definition } from '../definition.ts';
import { type Finding, finding, listed } from '../faults/finding.ts';
import { unknownReference } from '../faults/parties.ts';
import { dateFindings } from '../faults/rules.ts';
import { countyPopulations } from './shares.ts';
import { recipientTerms } from './terms.ts';
import type { MeasureRecipients, RecipientsTerms } from './types.ts';

/** A recipient's deadline is named by the measure and the recipient; the measure's part must fit. */
const LONGEST_MEASURE_ID = 60;
const PLANS = ['report', 'answer'];

/** What cannot be right in the terms. Paths into the definition: `terms.recipients.…`. */
export function recipientsFindings(definition: Definition): Finding[] {
  const terms = definition.terms?.recipients;
  if (terms === undefined) return [];
  return [
    ...listFindings(definition, terms),
    ...mandateFindings(terms),
    ...planFindings(definition, terms),
    ...terms.measures.flatMap((one, index) => measureFindings(definition, terms, one, index)),
  ];
}

function listFindings({ organisations }: Definition, { recipients }: RecipientsTerms): Finding[] {
  const known = new Set(organisations.map(({ id }) => id));
  const seen = new Set<string>();
  return recipients.flatMap(({ organisation, population, baseOre }, index) => {
    const path = `terms.recipients.recipients.${index}`;
    const twice = seen.has(organisation);
    seen.add(organisation);
    if (!known.has(organisation)) return [unknownReference(path, organisation, 'organisation', [...known])];
    if (twice) return [finding(path, `${organisation} stands twice`, 'name each recipient once')];
    const counted = population === null || (Number.isSafeInteger(population) && population >= 0);
    if (!counted)
      return [finding(`${path}.population`, `${population} is no number of people`, 'write a whole number, 0 or more')];
    return baseOre === null || isOre(baseOre)
      ? []
      : [finding(`${path}.baseOre`, `${baseOre} is no amount`, 'an amount is whole öre from 0 to 2^53 − 1')];
  });
}

function mandateFindings({ mandates, recipients }: RecipientsTerms): Finding[] {
  const counties = [...new Set(recipients.flatMap(({ county }) => county ?? []))];
  return mandates.flatMap((mandate, index) => {
    const { county, recipient, onFileFrom, evidence } = mandate;
    const path = `terms.recipients.mandates.${index}`;
    const there = recipients.filter((one) => one.county === county).map(({ organisation }) => organisation);
    if (there.length === 0)
      return [finding(`${path}.county`, `no recipient is of the county ${county}`, `known: ${listed(counties)}`)];
    const wrong = [recipient, ...onFileFrom]
      .filter((id) => !there.includes(id))
      .map((id) => finding(path, `${id} is no recipient of the county ${county}`, `name those of the county: ${listed(there)}`));
    if (evidence.trim() === '')
      wrong.push(finding(`${path}.evidence`, 'the mandates have no evidence', 'say where they can be read'));
    return wrong;
  });
}

function planFindings({ rules }: Definition, { measures }: RecipientsTerms): Finding[] {
  const missing = PLANS.filter((plan) => !Object.hasOwn(rules.reminderPlans, plan));
  return measures.length === 0
    ? []
    : missing.map((plan) =>
        finding('rules.reminderPlans', `the reminder plan ${plan} is missing`, 'recipients are reminded by report and answer'),
      );
}

function measureFindings(definition: Definition, terms: RecipientsTerms, one: MeasureRecipients, index: number): Finding[] {
  const path = `terms.recipients.measures.${index}`;
  const known = definition.measures.map(({ id }) => id);
  if (!known.includes(one.measure)) return [unknownReference(`${path}.measure`, one.measure, 'measure', known)];
  const wrong: Finding[] = [];
  if (one.measure.length > LONGEST_MEASURE_ID)
    wrong.push(finding(path, `the id ${one.measure} is too long to share by`, `at most ${LONGEST_MEASURE_ID} characters fit`));
  if (terms.measures.findIndex(({ measure }) => measure === one.measure) < index)
    wrong.push(finding(path, `${one.measure} is shared twice`, 'say it once'));
  const organisations = definition.organisations.map(({ id }) => id);
  if (!organisations.includes(one.distributedBy))
    wrong.push(unknownReference(`${path}.distributedBy`, one.distributedBy, 'organisation', organisations));
  for (const [field, date] of Object.entries({ requisitionBy: one.requisitionBy, reportBy: one.reportBy }))
    if (date !== null) wrong.push(...dateFindings(`${path}.${field}.dueOn`, date.dueOn));
  return [...wrong, ...whoFindings(terms, one, path), ...keyFindings(terms, one, path)];
}

function whoFindings(terms: RecipientsTerms, one: MeasureRecipients, path: string): Finding[] {
  const { recipients, forCounties, distributedBy } = one;
  const all = new Map(terms.recipients.map((recipient) => [recipient.organisation, recipient]));
  if (recipients.length === 0) return [finding(`${path}.recipients`, 'nobody gets the money', 'name recipients')];
  const unknown = recipients
    .map((id, at) => ({ id, at }))
    .filter(({ id }) => !all.has(id))
    .map(({ id, at }) => unknownReference(`${path}.recipients.${at}`, id, 'organisation', [...all.keys()]));
  const own = recipients.includes(distributedBy)
    ? [finding(`${path}.distributedBy`, `${distributedBy} would share out to itself`, 'let somebody else share, or leave it out')]
    : [];
  if (!forCounties) return [...unknown, ...own];
  return [...unknown, ...own, ...recipients.flatMap((id) => (all.has(id) ? withoutMandate(terms, id, path) : []))];
}

/** Who takes a whole county's money has the mandates of all the others there on file. */
function withoutMandate({ recipients, mandates }: RecipientsTerms, id: string, path: string): Finding[] {
  const county = recipients.find(({ organisation }) => organisation === id)?.county ?? null;
  if (county === null) return [finding(`${path}.recipients`, `${id} is of no county`, 'say which county’s money it takes')];
  const others = recipients.filter((one) => one.county === county && one.organisation !== id);
  const mandate = mandates.find((one) => one.county === county && one.recipient === id);
  const missing = others.map(({ organisation }) => organisation).filter((other) => !mandate?.onFileFrom.includes(other));
  if (missing.length === 0) return [];
  const message = `${id} takes the money of the county ${county} without a mandate of ${listed(missing)}`;
  return [finding(`${path}.recipients`, message, `add them to onFileFrom in mandates, under ${county}`)];
}

function keyFindings(terms: RecipientsTerms, one: MeasureRecipients, path: string): Finding[] {
  const { key, recipients } = one;
  const all = recipientTerms(terms);
  const counties = countyPopulations(all);
  const byPopulation = key.kind === 'byPopulation' || (key.kind === 'baseShare' && key.rest === 'byPopulation');
  const wrong: Finding[] = [];
  const uncounted = recipients.filter((id) => {
    const own = all.get(id);
    return own !== undefined && own.population === null && !(one.forCounties && (counties.get(own.county ?? '') ?? 0) > 0);
  });
  if (byPopulation && uncounted.length > 0)
    wrong.push(finding(`${path}.key`, `the population of ${listed(uncounted)} is missing`, 'give it, or share by another key'));
  if (key.kind === 'baseShare' && !isOre(key.baseOre))
    wrong.push(finding(`${path}.key.baseOre`, `${key.baseOre} is no amount`, 'give whole öre'));
  return key.kind === 'list' ? [...wrong, ...amountFindings(key.amountsOre, recipients, path)] : wrong;
}

function amountFindings(amountsOre: Record<string, number>, recipients: readonly string[], path: string): Finding[] {
  const unlisted = recipients.filter((id) => amountsOre[id] === undefined);
  const missing =
    unlisted.length === 0
      ? []
      : [finding(`${path}.key`, `the list lacks ${listed(unlisted)}`, 'give each recipient an amount, 0 where it gets none')];
  const odd = Object.entries(amountsOre).filter(([id, ore]) => !recipients.includes(id) || !isOre(ore));
  return [
    ...missing,
    ...odd.map(([id]) =>
      finding(`${path}.key.amountsOre.${id}`, `${id} is none of the recipients, or its amount none`, 'correct the list'),
    ),
  ];
}
