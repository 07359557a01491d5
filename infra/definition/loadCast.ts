import { dirname, resolve } from 'node:path';
import type { ScriptFile } from '#contracts/schemas.ts';
import { agreementMember, type CastMember, frameworkMember, referralMember } from './cast.ts';
import { parseFramework } from './framework/loadFramework.ts';
import { type LoadedAgreement, parseAgreement, readBeside } from './loadAgreement.ts';
import type { Mistaken } from './processFile.ts';
import { readText } from './readText.ts';
import { type Mistake, type Path, written } from './mistake.ts';
import { parseReferral } from './referral/loadReferral.ts';
import type { YamlSource } from './yamlSource.ts';

/** A file that a script names, and how it is read. */
interface Named {
  path: Path;
  file: string;
  read: (text: string, file: string) => CastMember | Mistaken | Promise<CastMember | Mistaken>;
}

/**
 * The processes that a script names, their files read. `agreement`: one at hand, or another file, in the place of the file that the
 * script names for its only agreement. Every mistake in the files is told, and what does not fit together.
 */
export async function loadCast(
  source: YamlSource,
  script: Omit<ScriptFile, 'steps'>,
  agreement: LoadedAgreement | string | null,
): Promise<{ cast: CastMember[]; mistakes: Mistake[] }> {
  const mistakes: Mistake[] = [];
  const members: { member: CastMember; path: Path; file: string }[] = [];
  for (const { path, file, read } of namedBy(script)) {
    const other = path[0] === 'agreement' ? agreement : null;
    const at = typeof other === 'string' ? other : resolve(dirname(source.file), file);
    const member = other === null || typeof other === 'string' ? await loadMember(at, read) : agreementMember(other);
    if ('ok' in member) mistakes.push(...member.mistakes);
    else members.push({ member, path, file });
  }
  const wrong = (path: Path, message: string, remedy: string): Mistake => ({
    file: source.file,
    ...source.positionOf(path),
    path: written(path),
    message,
    remedy,
  });
  const cast = members.map(({ member }) => member);
  members.forEach(({ member, path, file }, index) => {
    const { name } = member;
    if (path[0] === 'agreements' && path[1] !== name)
      mistakes.push(wrong(path, `${file} is of the year ${name}`, `write ${name}: or name another file`));
    else if (cast.findIndex((one) => one.name === name) < index)
      mistakes.push(wrong(path, `${name} is named twice`, 'keep one of the two'));
  });
  return { cast, mistakes };
}

function namedBy({ framework, agreement, agreements = {}, referrals = {} }: Omit<ScriptFile, 'steps'>): Named[] {
  const asAgreement: Named['read'] = async (text, file) => {
    const beside = await readBeside(file, text);
    if ('message' in beside) return { ok: false, mistakes: [beside] };
    const loaded = parseAgreement(text, file, beside);
    return loaded.ok ? agreementMember(loaded, text, beside) : loaded;
  };
  const asFramework: Named['read'] = (text, file) => {
    const loaded = parseFramework(text, file);
    return loaded.ok ? frameworkMember(loaded) : loaded;
  };
  const asReferral =
    (name: string): Named['read'] =>
    (text, file) => {
      const loaded = parseReferral(text, file);
      return loaded.ok ? referralMember(loaded, name) : loaded;
    };
  return [
    ...(framework === undefined ? [] : [{ path: ['framework'], file: framework, read: asFramework }]),
    ...(agreement === undefined ? [] : [{ path: ['agreement'], file: agreement, read: asAgreement }]),
    ...Object.entries(agreements).map(([year, file]) => ({ path: ['agreements', year], file, read: asAgreement })),
    ...Object.entries(referrals).map(([name, file]) => ({ path: ['referrals', name], file, read: asReferral(name) })),
  ];
}

async function loadMember(file: string, read: Named['read']): Promise<CastMember | Mistaken> {
  const text = await readText(file);
  return typeof text === 'string' ? read(text, file) : { ok: false, mistakes: [text] };
}
