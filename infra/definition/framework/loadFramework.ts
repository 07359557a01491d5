import type { FrameworkDefinition } from '#core/framework/definition.ts';
import { frameworkFindings } from '#core/framework/faults.ts';
import { type FrameworkFile, frameworkFile, lenientFrameworkFile } from '#contracts/schemas.ts';
import {
  crossMistakes,
  type Mistaken,
  type OrganisationEntry,
  type PersonEntry,
  readText,
  type Sources,
} from '../loadAgreement.ts';
import { inOrder, written } from '../mistake.ts';
import { schemaMistakes } from '../schemaMistakes.ts';
import { versionHashOf } from '../versionHash.ts';
import { readYaml } from '../yamlSource.ts';
import { buildFramework, frameworkDatesOf } from './buildFramework.ts';

export interface LoadedFramework {
  ok: true;
  definition: FrameworkDefinition;
  /** Hex SHA-256 of the definition's RFC 8785 JSON: what the parties sign. */
  versionHash: string;
  people: PersonEntry[];
  organisations: OrganisationEntry[];
  sources: Sources;
}

/** Reads a framework file. A file that cannot be read, is not UTF-8 or not right is answered with mistakes, never thrown. */
export async function loadFramework(file: string): Promise<LoadedFramework | Mistaken> {
  const text = await readText(file);
  return typeof text === 'string' ? parseFramework(text, file) : { ok: false, mistakes: [text] };
}

/** The same for a text at hand; `file` is only what the mistakes call it. */
export function parseFramework(text: string, file: string): LoadedFramework | Mistaken {
  const source = readYaml(file, text);
  const { mistakes: inSchema, wrongPaths } = schemaMistakes(source, frameworkFile);
  const built = buildFramework(lenientFrameworkFile.parse(source.raw));
  const general = frameworkFindings(built.definition);
  const mistakes = [...source.mistakes, ...inSchema, ...crossMistakes(source, { ...built, general }, wrongPaths)];
  if (mistakes.length > 0) return { ok: false, mistakes: inOrder(mistakes) };
  return loaded(frameworkFile.parse(source.raw));
}

function loaded(file: FrameworkFile): LoadedFramework {
  const { definition } = buildFramework(file);
  return {
    ok: true,
    definition,
    versionHash: versionHashOf(definition),
    people: Object.entries(file.people).map(([id, person]) => ({ id, ...person })),
    organisations: Object.entries(file.organisations).map(([id, organisation]) => ({
      id,
      title: organisation.title,
      registrar: { name: organisation.registrar.name ?? null, email: organisation.registrar.email },
      registrationNumber: organisation.registrationNumber ?? null,
      acceptsNotices: organisation.acceptsNotices ?? false,
      superior: organisation.superior ?? null,
    })),
    sources: {
      legend: file.sources ?? {},
      dates: frameworkDatesOf(file).map(({ at, from, to, source }) => ({
        path: written(at),
        from,
        to,
        source,
        isAssumed: /^assumed\b/.test(source),
      })),
    },
  };
}
