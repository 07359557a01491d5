import type { Definition, Rules } from '#core/agreement/definition.ts';
import type { LoadedAgreement } from '../../infra/definition/loadAgreement.ts';
import { versionHashOf } from '../../infra/definition/versionHash.ts';
import { definitionOf } from './agreements.ts';

/** The small invented agreement as its file would have been loaded, under a framework of its own so that files do not meet. */
export function inventedAgreement(
  framework: string,
  changes: Partial<Definition> = {},
  ruleChanges: Partial<Rules> = {},
): LoadedAgreement {
  const definition = { ...definitionOf(changes, ruleChanges), framework };
  return {
    ok: true,
    definition,
    versionHash: versionHashOf(definition),
    people: definition.people.map(({ id, organisation, roles }) => ({
      id,
      organisation,
      roles,
      name: `Påhittad ${id}`,
      email: `${id}@example.org`,
    })),
    organisations: definition.organisations.map((organisation) => ({
      ...organisation,
      registrar: { name: null, email: `registrator.${organisation.id}@example.org` },
    })),
    sources: { legend: {}, dates: [] },
  };
}
