import type { AgreementFile } from '#contracts/schemas.ts';
import type { Path } from './mistake.ts';
import type { Origins } from './origins.ts';

/** Something that cannot be right in the file itself, before it is a definition. */
export interface FileFinding {
  at: Path;
  message: string;
  remedy: string;
  /** Other places that it is drawn from. */
  concerns?: Path[];
}

interface Place {
  own: string;
  path: Path;
  origins: Origins;
  findings: FileFinding[];
}

/** Who owes, or who is owed: what the entry says, else the default. A finding where neither says it. */
export function owing(
  file: AgreementFile,
  field: 'debtor' | 'creditor',
  entry: { debtor?: string | undefined; creditor?: string | undefined },
  place: Place,
): string {
  const said = entry[field];
  if (said !== undefined) return said;
  const otherwise = file.defaults?.[field];
  if (otherwise !== undefined) {
    place.origins.set(`${place.own}.${field}`, ['defaults', field]);
    return otherwise;
  }
  place.origins.set(`${place.own}.${field}`, [...place.path, field]);
  place.findings.push({
    at: [...place.path, field],
    message: `${field} is missing`,
    remedy: `add ${field} here, or once in \`defaults\``,
  });
  return '';
}
