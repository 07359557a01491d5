import type { Lang } from '#core/texts/lang.ts';
import { en } from './en.ts';
import { sv } from './sv.ts';
import type { CertificateWords } from './words.ts';

export const certificateWords: Readonly<Record<Lang, CertificateWords>> = { sv, en };
