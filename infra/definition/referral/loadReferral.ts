import type { ReferralDefinition } from '#core/referral/definition.ts';
import { referralFindings } from '#core/referral/faults.ts';
import { lenientReferralFile, type ReferralFile, referralFile } from '#contracts/schemas.ts';
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
import { buildReferral, referralDatesOf } from './buildReferral.ts';

export interface LoadedReferral {
  ok: true;
  definition: ReferralDefinition;
  /** Hex SHA-256 of the definition's RFC 8785 JSON: what is sent out. */
  versionHash: string;
  people: PersonEntry[];
  organisations: OrganisationEntry[];
  sources: Sources;
}

/** Reads a referral file. A file that cannot be read, is not UTF-8 or not right is answered with mistakes, never thrown. */
export async function loadReferral(file: string): Promise<LoadedReferral | Mistaken> {
  const text = await readText(file);
  return typeof text === 'string' ? parseReferral(text, file) : { ok: false, mistakes: [text] };
}

/** The same for a text at hand; `file` is only what the mistakes call it. */
export function parseReferral(text: string, file: string): LoadedReferral | Mistaken {
  const source = readYaml(file, text);
  const { mistakes: inSchema, wrongPaths } = schemaMistakes(source, referralFile);
  const built = buildReferral(lenientReferralFile.parse(source.raw));
  const general = referralFindings(built.definition);
  const mistakes = [...source.mistakes, ...inSchema, ...crossMistakes(source, { ...built, general }, wrongPaths)];
  if (mistakes.length > 0) return { ok: false, mistakes: inOrder(mistakes) };
  return loaded(referralFile.parse(source.raw));
}

function loaded(file: ReferralFile): LoadedReferral {
  const { definition } = buildReferral(file);
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
      dates: referralDatesOf(file).map(({ at, from, to, source }) => ({
        path: written(at),
        from,
        to,
        source,
        isAssumed: /^assumed\b/.test(source),
      })),
    },
  };
}
