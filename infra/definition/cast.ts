import { dirname, resolve } from 'node:path';
import type { KindPlayed, ScriptFile } from '#contracts/schemas.ts';
import { agreementSubject } from './agreementSubject.ts';
import { loadAgreement, type LoadedAgreement } from './loadAgreement.ts';
import { type Mistake, type Path, written } from './mistake.ts';
import type { Subject } from './repeat.ts';
import type { YamlSource } from './yamlSource.ts';

/** One process that a script plays. */
export interface CastMember {
  /** What steps call it by: `framework`, a year, a referral's name. */
  name: string;
  kind: KindPlayed;
  loaded: LoadedAgreement;
  subject: Subject;
}

export type Cast = readonly CastMember[];

export const agreementMember = (loaded: LoadedAgreement): CastMember => ({
  name: String(loaded.definition.year),
  kind: 'agreement',
  loaded,
  subject: agreementSubject(loaded),
});

interface Named {
  path: Path;
  file: string;
}

/**
 * The processes that a script names, their files read. `agreement`: one at hand, in the place of the file that the script names for
 * its only agreement.
 */
export async function castOf(
  source: YamlSource,
  { agreement: only, agreements = {} }: Pick<ScriptFile, 'agreement' | 'agreements'>,
  agreement: LoadedAgreement | null,
): Promise<{ cast: CastMember[]; mistakes: Mistake[] }> {
  const cast: CastMember[] = [];
  const mistakes: Mistake[] = [];
  const wrong = (path: Path, message: string, remedy: string): void => {
    mistakes.push({ file: source.file, ...source.positionOf(path), path: written(path), message, remedy });
  };
  const join = (member: CastMember, path: Path): void => {
    if (cast.some(({ name }) => name === member.name)) wrong(path, `${member.name} is named twice`, 'keep one of the two');
    else cast.push(member);
  };
  const read = async ({ path, file }: Named): Promise<void> => {
    const loaded = await loadAgreement(resolve(dirname(source.file), file));
    if (!loaded.ok) mistakes.push(...loaded.mistakes);
    else if (path.length > 1 && path[1] !== String(loaded.definition.year))
      wrong(path, `${file} is of the year ${loaded.definition.year}`, `write ${loaded.definition.year}: or name another file`);
    else join(agreementMember(loaded), path);
  };
  if (only !== undefined) {
    if (agreement === null) await read({ path: ['agreement'], file: only });
    else join(agreementMember(agreement), ['agreement']);
  }
  for (const [year, file] of Object.entries(agreements)) await read({ path: ['agreements', year], file });
  return { cast, mistakes };
}
