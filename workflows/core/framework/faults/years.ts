import type { Definition } from '#core/agreement/definition.ts';
import { definitionFaults } from '#core/agreement/faults.ts';
import { listed } from '#core/agreement/faults/finding.ts';
import type { Fault } from '#core/act/refusal.ts';
import type { FrameworkDefinition } from '../definition.ts';

/** What is wrong with a year's text: in itself, or as a year of this framework. Paths as in the year's definition. */
export function yearFaults(definition: Definition, year: number, framework: FrameworkDefinition): Fault[] {
  return [
    ...definitionFaults(definition),
    ...belongingFaults(definition, year, framework),
    ...servingFaults(definition, framework),
  ];
}

function belongingFaults(definition: Definition, year: number, { framework }: FrameworkDefinition): Fault[] {
  const fault = (path: string, message: string): Fault => ({ path, message });
  return [
    ...(definition.framework === framework
      ? []
      : [fault('framework', `the agreement belongs to ${definition.framework}: name ${framework}, or plan it there`)]),
    ...(definition.year === year ? [] : [fault('year', `the agreement is for ${definition.year}: plan it under that year`)]),
  ];
}

/** Areas and goals that measures serve, and dates of commissions that are watched, are the framework's. */
function servingFaults({ measures, terms }: Definition, { areas, goals, commissions }: FrameworkDefinition): Fault[] {
  const unknown = (path: string, value: string, what: string, known: readonly string[]): Fault[] =>
    known.includes(value)
      ? []
      : [{ path, message: `${JSON.stringify(value)} is no ${what} of the framework: known: ${listed(known)}` }];
  const served = measures.flatMap(({ serves }, index) => {
    if (serves === undefined) return [];
    const path = `measures.${index}.serves`;
    const own = goals.filter(({ area }) => area === serves.area).map(({ id }) => id);
    return [
      ...unknown(
        `${path}.area`,
        serves.area,
        'area',
        areas.map(({ id }) => id),
      ),
      ...(serves.goal === null ? [] : unknown(`${path}.goal`, serves.goal, `goal in ${serves.area}`, own)),
    ];
  });
  const watched = Object.entries(terms?.dates?.commissions ?? {}).flatMap(([deadline, { commission, item }]) => {
    const path = `terms.dates.commissions.${deadline}`;
    const known = commissions.find(({ id }) => id === commission)?.items.map(({ id }) => id);
    return known === undefined
      ? unknown(
          `${path}.commission`,
          commission,
          'commission',
          commissions.map(({ id }) => id),
        )
      : unknown(`${path}.item`, item, `date of ${commission}`, known);
  });
  return [...served, ...watched];
}
