import type { Command } from 'commander';
import type { Lang } from '#core/texts/lang.ts';
import { auditingWords } from './words/audit/auditing.ts';
import { wordsIn } from './words/words.ts';

/** What every list takes: it can be taken away, as CSV or as a spreadsheet. */
export const listing = (command: Command, lang: Lang): Command =>
  command
    .option('--csv', auditingWords[lang].csv)
    .option(`--xlsx <${wordsIn(lang).help.placeholders.file}>`, auditingWords[lang].xlsx);
