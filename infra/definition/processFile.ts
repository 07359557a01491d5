import type { z } from 'zod';
import type { Finding } from '#core/agreement/faults.ts';
import type { Role } from '#core/act/people.ts';
import type { AnyDefinition } from './versionHash.ts';
import type { Built, CommonFile, SourcedDate } from './buildCommon.ts';
import { crossMistakes } from './crossMistakes.ts';
import { inOrder, type Mistake, written } from './mistake.ts';
import { schemaMistakes } from './schemaMistakes.ts';
import { versionHashOf } from './versionHash.ts';
import type { YamlSource } from './yamlSource.ts';

/** A person as the file names them: kept in the database, never in the definition. */
export interface PersonEntry {
  id: string;
  organisation: string;
  name: string;
  email: string;
  roles: Role[];
}

export interface OrganisationEntry {
  id: string;
  title: string;
  registrar: { name: string | null; email: string };
  registrationNumber: string | null;
  acceptsNotices: boolean;
  superior: string | null;
}

/** Where the dates of the file come from. */
export interface Sources {
  /** What the short names stand for. */
  legend: Record<string, string>;
  /** `path` as in the file, such as `windows.consultation`; `to` is null for a single day. */
  dates: { path: string; from: string; to: string | null; source: string; isAssumed: boolean }[];
}

/** What a file says, read and found right. */
export interface LoadedOf<D> {
  ok: true;
  definition: D;
  /** Hex SHA-256 of the definition's RFC 8785 JSON: what the parties accept, or what is sent out. */
  versionHash: string;
  people: PersonEntry[];
  organisations: OrganisationEntry[];
  sources: Sources;
}

export interface Mistaken {
  ok: false;
  /** Every mistake at once, by line. */
  mistakes: Mistake[];
}

/** How a file of one kind of process is read. */
export interface FileKind<F extends CommonFile, D extends AnyDefinition> {
  strict: z.ZodType<F>;
  /** Reads what can be read of a faulty file, so that the rest is still checked against itself. */
  lenient: z.ZodType<F>;
  build: (file: F) => Built<D>;
  findingsOf: (definition: D) => readonly Finding[];
  datesOf: (file: F) => SourcedDate[];
}

/** Mistakes in a file that this one names, and the field that draws on it: what is missing there only because of them is not told. */
export interface Drawn {
  mistakes: readonly Mistake[];
  field: string;
}

/** Reads a file's text as what its kind describes; every mistake is told at once. */
export function parseProcessFile<F extends CommonFile, D extends AnyDefinition>(
  source: YamlSource,
  kind: FileKind<F, D>,
  drawn: Drawn = { mistakes: [], field: '' },
): LoadedOf<D> | Mistaken {
  const { mistakes: inSchema, wrongPaths } = schemaMistakes(source, kind.strict);
  const built = kind.build(kind.lenient.parse(source.raw));
  const general = kind.findingsOf(built.definition);
  const cross = crossMistakes(source, { ...built, general }, wrongPaths);
  const apart = drawn.mistakes.length === 0 ? cross : cross.filter(({ path }) => !path.startsWith(`${drawn.field}.`));
  const mistakes = [...source.mistakes, ...drawn.mistakes, ...inSchema, ...apart];
  if (mistakes.length > 0) return { ok: false, mistakes: inOrder(mistakes) };
  return loaded(kind.strict.parse(source.raw), kind);
}

function loaded<F extends CommonFile, D extends AnyDefinition>(file: F, { build, datesOf }: FileKind<F, D>): LoadedOf<D> {
  const { definition } = build(file);
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
      dates: datesOf(file).map(({ at, from, to, source }) => ({
        path: written(at),
        from,
        to,
        source,
        isAssumed: /^assumed\b/.test(source),
      })),
    },
  };
}
