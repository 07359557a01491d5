import type { FrameworkDefinition } from '#core/framework/definition.ts';
import { frameworkFindings } from '#core/framework/faults.ts';
import { type FrameworkFile, frameworkFile, lenientFrameworkFile } from '#contracts/schemas.ts';
import { type FileKind, type LoadedOf, type Mistaken, parseProcessFile } from '../processFile.ts';
import { readText } from '../readText.ts';
import { readYaml } from '../yamlSource.ts';
import { buildFramework, frameworkDatesOf } from './buildFramework.ts';

export type LoadedFramework = LoadedOf<FrameworkDefinition>;

const kind: FileKind<FrameworkFile, FrameworkDefinition> = {
  strict: frameworkFile,
  lenient: lenientFrameworkFile,
  build: buildFramework,
  findingsOf: frameworkFindings,
  datesOf: frameworkDatesOf,
};

/** Reads a framework file. A file that cannot be read, is not UTF-8 or not right is answered with mistakes, never thrown. */
export async function loadFramework(file: string): Promise<LoadedFramework | Mistaken> {
  const text = await readText(file);
  return typeof text === 'string' ? parseFramework(text, file) : { ok: false, mistakes: [text] };
}

/** The same for a text at hand; `file` is only what the mistakes call it. */
export function parseFramework(text: string, file: string): LoadedFramework | Mistaken {
  return parseProcessFile(readYaml(file, text), kind);
}
