import { type Finding, finding } from '#core/agreement/faults/finding.ts';
import { isId } from '#core/agreement/faults/ids.ts';
import type { FrameworkDefinition } from '../definition.ts';

const remedy = 'an id starts with a letter a–z and goes on with letters a–z, digits and hyphens, 80 at most';

/** Ids that cannot be, and ids that stand twice. Bodies share one name space: approvals name them alone. */
export function idFindings(definition: FrameworkDefinition): Finding[] {
  const { organisations, people, areas, goals, consultationGroup, commissions } = definition;
  const bodies = organisations.flatMap(({ bodies: own }, index) =>
    own.map(({ id }, at) => ({ id, path: `organisations.${index}.bodies.${at}` })),
  );
  const items = commissions.flatMap(({ id: commission, items: own }, index) =>
    duplicates(own.map(({ id }, at) => ({ id, path: `commissions.${index}.items.${at}` }))).concat(
      commission === 'yearText' ? [finding(`commissions.${index}.id`, 'yearText is the system’s own', 'choose another id')] : [],
    ),
  );
  return [
    ...(isId(definition.framework)
      ? []
      : [
          finding(
            'framework',
            `${JSON.stringify(definition.framework)} cannot be an id`,
            'write one like evidensbaserad-praktik',
          ),
        ]),
    ...duplicates(named('organisations', organisations)),
    ...duplicates(bodies),
    ...duplicates(named('people', people)),
    ...duplicates(named('areas', areas)),
    ...duplicates(named('goals', goals)),
    ...duplicates(named('consultationGroup', consultationGroup)),
    ...duplicates(named('commissions', commissions)),
    ...items,
  ];
}

const named = (path: string, list: readonly { id: string }[]) => list.map(({ id }, index) => ({ id, path: `${path}.${index}` }));

function duplicates(list: readonly { id: string; path: string }[]): Finding[] {
  const first = new Map<string, string>();
  return list.flatMap(({ id, path }) => {
    const earlier = first.get(id);
    if (earlier !== undefined)
      return [finding(`${path}.id`, `the id ${id} is used twice`, `give it another id than ${earlier}`, [earlier])];
    first.set(id, path);
    return isId(id) ? [] : [finding(`${path}.id`, `${JSON.stringify(id)} cannot be an id`, remedy)];
  });
}
