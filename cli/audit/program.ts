import type { Command } from 'commander';
import type { Lang } from '#core/texts/lang.ts';
import type { ExitCode } from '../failure.ts';
import type { Context } from '../session.ts';
import { auditWords } from '../words/audit/audit.ts';
import type { Words } from '../words/words.ts';
import { addAuditing } from './auditing.ts';
import { addCheckpoints } from './checkpoints.ts';
import { addAsOf } from './asOf.ts';
import { addCompare } from './compare.ts';
import { addExport } from './export.ts';
import { addKeeping } from './keeping.ts';
import { addKeys } from './keys.ts';
import { addVerify } from './verify.ts';

/** What every group of the auditor's commands is built with. */
export interface AuditParts {
  /** Adds `--json`, `--lang` and the help's dress. */
  common: (command: Command) => Command;
  run: (work: (context: Context) => Promise<ExitCode>) => Promise<void>;
  words: Words;
  lang: Lang;
  /** Of this program: it stands in every entry that a command records. */
  version: string;
}

/** `arscykel audit …`: what an auditor reads, checks and takes away. */
export function addAudit(program: Command, parts: AuditParts): void {
  const audit = parts.common(program.command('audit')).description(auditWords[parts.lang].summary);
  addAuditing(audit, parts);
  addCheckpoints(audit, parts);
  addAsOf(audit, parts);
  addCompare(audit, parts);
  addExport(audit, parts);
  addKeeping(audit, parts);
  addKeys(audit, parts);
  addVerify(audit, parts);
}
