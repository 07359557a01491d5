import { definitionFindings } from '#core/agreement/faults.ts';
import type { Definition } from '#core/agreement/definition.ts';
import { type AgreementFile, agreementFile, lenientAgreementFile } from '#contracts/schemas.ts';
import { buildDefinition, datesOf } from './buildDefinition.ts';
import type { Mistake } from './mistake.ts';
import { type FileKind, type LoadedOf, type Mistaken, parseProcessFile } from './processFile.ts';
import { readText } from './readText.ts';
import { type Beside, besideFile, recipientsFileOf, withRecipients } from './recipientsFile.ts';
import { readYaml } from './yamlSource.ts';

export type LoadedAgreement = LoadedOf<Definition>;
export type Loaded = LoadedAgreement | Mistaken;

const kind: FileKind<AgreementFile, Definition> = {
  strict: agreementFile,
  lenient: lenientAgreementFile,
  build: buildDefinition,
  findingsOf: definitionFindings,
  datesOf,
};

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
  const { source, mistakes } = withRecipients(readYaml(file, text), beside);
  return parseProcessFile(source, kind, { mistakes, field: 'recipients' });
}
