import type { ReferralDefinition } from '#core/referral/definition.ts';
import { referralFindings } from '#core/referral/faults.ts';
import { lenientReferralFile, type ReferralFile, referralFile } from '#contracts/schemas.ts';
import { type FileKind, type LoadedOf, type Mistaken, parseProcessFile } from '../processFile.ts';
import { readText } from '../readText.ts';
import { readYaml } from '../yamlSource.ts';
import { buildReferral, referralDatesOf } from './buildReferral.ts';

export type LoadedReferral = LoadedOf<ReferralDefinition>;

const kind: FileKind<ReferralFile, ReferralDefinition> = {
  strict: referralFile,
  lenient: lenientReferralFile,
  build: buildReferral,
  findingsOf: referralFindings,
  datesOf: referralDatesOf,
};

/** Reads a referral file. A file that cannot be read, is not UTF-8 or not right is answered with mistakes, never thrown. */
export async function loadReferral(file: string): Promise<LoadedReferral | Mistaken> {
  const text = await readText(file);
  return typeof text === 'string' ? parseReferral(text, file) : { ok: false, mistakes: [text] };
}

/** The same for a text at hand; `file` is only what the mistakes call it. */
export function parseReferral(text: string, file: string): LoadedReferral | Mistaken {
  return parseProcessFile(readYaml(file, text), kind);
}
