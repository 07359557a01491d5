import type { Definition, Measure } from '../definition.ts';
import { type Finding, finding } from './finding.ts';
import { isId } from './ids.ts';
import { unknownReference } from './parties.ts';

const LAST_YEAR = 2099;

export function measureFindings(definition: Definition): Finding[] {
  const noTitle = [
    ...definition.areas.map(({ title }, at) => ({ title, path: `areas.${at}` })),
    ...definition.measures.map(({ title }, at) => ({ title, path: `measures.${at}` })),
  ]
    .filter(({ title }) => title.trim() === '')
    .map(({ path }) => finding(`${path}.title`, 'the title is empty', 'write what it is called'));
  return [...noTitle, ...definition.measures.flatMap((measure, index) => oneMeasure(definition, measure, `measures.${index}`))];
}

function oneMeasure({ areas, organisations, year }: Definition, measure: Measure, path: string): Finding[] {
  const known = organisations.map(({ id }) => id);
  const wrong: Finding[] = [];
  if (!areas.some(({ id }) => id === measure.area))
    wrong.push(
      unknownReference(
        `${path}.area`,
        measure.area,
        'area',
        areas.map(({ id }) => id),
      ),
    );
  if (!known.includes(measure.debtor)) wrong.push(unknownReference(`${path}.debtor`, measure.debtor, 'organisation', known));
  if (!known.includes(measure.creditor))
    wrong.push(unknownReference(`${path}.creditor`, measure.creditor, 'organisation', known));
  if (measure.debtor === measure.creditor) {
    wrong.push(
      finding(path, `${measure.debtor} reports to itself`, 'name another debtor or creditor', [
        `${path}.debtor`,
        `${path}.creditor`,
      ]),
    );
  }
  const notLater = measure.continuesIn.flatMap((later, index) => {
    const at = `${path}.continuesIn.${index}`;
    if (!Number.isInteger(later) || later <= year || later > LAST_YEAR) {
      return [finding(at, `${later} is no year after ${year}`, `write years after ${year}, such as ${year + 1}`, ['year'])];
    }
    return measure.continuesIn.indexOf(later) < index ? [finding(at, `${later} stands twice`, 'name each year once')] : [];
  });
  return [...wrong, ...notLater, ...earlierFindings(measure, year, path)];
}

/** Which areas and goals there are, and which measures an earlier year had, only the framework and that year know. */
function earlierFindings({ continues, serves }: Measure, year: number, path: string): Finding[] {
  const named = [
    ...(serves === undefined ? [] : [{ at: `${path}.serves.area`, id: serves.area }]),
    ...(serves?.goal == null ? [] : [{ at: `${path}.serves.goal`, id: serves.goal }]),
    ...(continues === undefined ? [] : [{ at: `${path}.continues.measure`, id: continues.measure }]),
  ];
  const noId = named
    .filter(({ id }) => !isId(id))
    .map(({ at, id }) => finding(at, `${JSON.stringify(id)} cannot be an id`, 'write one like praktikens-exempel'));
  if (continues === undefined || (Number.isInteger(continues.year) && continues.year < year)) return noId;
  const message = `${continues.year} is no year before ${year}`;
  return [...noId, finding(`${path}.continues.year`, message, `name a year before ${year}, such as ${year - 1}`, ['year'])];
}
