import { readFile } from 'node:fs/promises';
import { definitionFindings, type Finding } from '#core/agreement/faults.ts';
import type { Role } from '#core/act/people.ts';
import type { Definition } from '#core/agreement/definition.ts';
import { type AgreementFile, agreementFile, lenientAgreementFile } from '#contracts/schemas.ts';
import { buildDefinition, datesOf } from './buildDefinition.ts';
import { inOrder, type Mistake, type Path, suggestion, written } from './mistake.ts';
import type { Origins } from './origins.ts';
import type { FileFinding } from './owing.ts';
import { type Beside, besideFile, recipientsFileOf, withRecipients } from './recipientsFile.ts';
import { schemaMistakes } from './schemaMistakes.ts';
import { versionHashOf } from './versionHash.ts';
import { readYaml, type YamlSource } from './yamlSource.ts';

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

export interface LoadedAgreement {
  ok: true;
  definition: Definition;
  /** Hex SHA-256 of the definition's RFC 8785 JSON: what the parties accept. */
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

export type Loaded = LoadedAgreement | Mistaken;

/** Reads an agreement file. A file that cannot be read, is not UTF-8 or not right is answered with mistakes, never thrown. */
export async function loadAgreement(file: string): Promise<Loaded> {
  const text = await readText(file);
  if (typeof text !== 'string') return { ok: false, mistakes: [text] };
  const beside = await readBeside(file, text);
  return 'message' in beside ? { ok: false, mistakes: [beside] } : parseAgreement(text, file, beside);
}

/** The files that an agreement file names, or the mistake that one cannot be read. */
export async function readBeside(file: string, text: string): Promise<Beside | Mistake> {
  const name = recipientsFileOf(readYaml(file, text));
  const other = name === null ? null : besideFile(file, name);
  if (name === null || other === null) return new Map();
  const read = await readText(other);
  return typeof read === 'string' ? new Map([[name, read]]) : read;
}

/** The same for texts at hand; `file` is only what the mistakes call it, `beside` holds the files that it names. */
export function parseAgreement(text: string, file: string, beside: Beside = new Map()): Loaded {
  const { source, mistakes: inRecipients } = withRecipients(readYaml(file, text), beside);
  const { mistakes: inSchema, wrongPaths } = schemaMistakes(source, agreementFile);
  const lenient = lenientAgreementFile.parse(source.raw);
  const built = buildDefinition(lenient);
  const general = definitionFindings(built.definition);
  const cross = crossMistakes(source, { ...built, general }, wrongPaths);
  // Who could not be read is not told as missing, too.
  const apart = inRecipients.length === 0 ? cross : cross.filter(({ path }) => !path.startsWith('recipients.'));
  const mistakes = [...source.mistakes, ...inRecipients, ...inSchema, ...apart];
  if (mistakes.length > 0) return { ok: false, mistakes: inOrder(mistakes) };
  return loaded(agreementFile.parse(source.raw));
}

function loaded(file: AgreementFile): LoadedAgreement {
  const { definition } = buildDefinition(file);
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

/** What the pieces of a file come to together: what is wrong in the file itself, and in what it says (`general`). */
interface Together {
  origins: Origins;
  findings: readonly FileFinding[];
  general: readonly Finding[];
}

/** What does not fit together. Left out where a value it is drawn from is wrong itself, or the file is broken as YAML. */
export function crossMistakes(
  source: YamlSource,
  { origins, findings, general: drawn }: Together,
  wrongPaths: readonly Path[],
): Mistake[] {
  const isWrong = (path: Path) => wrongPaths.some((wrong) => isWithin(path, wrong));
  // A list with a wrong item is as good as wrong to whoever draws on the list.
  const isDoubtful = (path: Path) =>
    isWrong(path) || wrongPaths.some((wrong) => typeof wrong.at(-1) === 'number' && isWithin(path, wrong.slice(0, -1)));
  if (source.isBroken) return [];
  const place = (path: Path) => ({ file: source.file, ...source.positionOf(path), path: written(path) });
  const own = findings
    .filter(({ at, concerns = [] }) => !isWrong(at) && !concerns.some(isDoubtful))
    .map(({ at, message, remedy }) => ({ ...place(at), message, remedy }));
  const isTold = (at: Path) => own.some((one) => one.path === written(at));
  const general = drawn.flatMap(({ path, message, remedy, concerns }) => {
    const at = origins.fileOf(path);
    const drawnFrom = concerns.map((concern) => origins.fileOf(concern));
    return isWrong(at) || isTold(at) || drawnFrom.some((one) => isDoubtful(one) || isTold(one))
      ? []
      : [{ ...place(at), message, remedy: withSuggestion(message, remedy) }];
  });
  return [...own, ...general];
}

const isWithin = (path: Path, place: Path): boolean => place.every((part, index) => String(path[index]) === String(part));

/** The core lists what is known; which of them was meant is a guess for people. */
function withSuggestion(message: string, remedy: string): string {
  const word = /^"([^"]*)" is no /.exec(message)?.[1];
  const known = /^known: (.*)$/.exec(remedy)?.[1];
  return word === undefined || known === undefined || known === 'none' ? remedy : suggestion(word, known.split(', '));
}

/** The text of the file, or the mistake that there is none to be had. */
export async function readText(file: string): Promise<string | Mistake> {
  const wrong = (message: string, remedy: string): Mistake => ({ file, line: 1, column: 1, path: '', message, remedy });
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return wrong(`the file cannot be read (${code})`, 'name a file that exists and may be read');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return wrong('the file is not UTF-8', 'save it as UTF-8 in your editor');
  }
}
