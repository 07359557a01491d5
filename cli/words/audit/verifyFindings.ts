import type { Lang } from '#core/texts/lang.ts';
import type { Said } from './findingParts.ts';
import { verifyFindingsEn } from './verifyFindingsEn.ts';
import { verifyFindingsSv } from './verifyFindingsSv.ts';

export const verifyFindings: Readonly<Record<Lang, Said>> = { sv: verifyFindingsSv, en: verifyFindingsEn };
