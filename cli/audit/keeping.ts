import type { Command } from 'commander';
import { keptKindNames } from '#core/around/retention.ts';
import { keepingWords } from '../words/audit/keeping.ts';
import { listing } from '../listing.ts';
import { disposeDue, retentionDue } from './keeping/disposal.ts';
import { eraseOne } from './keeping/erasure.ts';
import { listGone } from './keeping/gone.ts';
import { listRules, setRules } from './keeping/rules.ts';
import type { AuditParts } from './program.ts';

/** `audit retention …`, `audit dispose`, `audit erase`, `audit gone`. */
export function addKeeping(audit: Command, { common, run, words, lang, version }: AuditParts): void {
  const of = words.help.placeholders;
  const say = keepingWords[lang];
  const add = (name: string, description: string, to: Command = audit): Command =>
    common(to.command(name)).description(description).option(`--rehearsal <${of.id}>`, say.rehearsal);
  const acting = (command: Command): Command =>
    command
      .requiredOption(`--by <${of.text}>`, say.by)
      .requiredOption(`--as <${of.person}>`, say.as)
      .option(`--evidence <${of.text}>`, say.evidence)
      .option(`--done-on <${of.day}>`, say.doneOn);

  const retention = add('retention', say.retention).action((given) => run((context) => listRules(context, given)));
  acting(add('set', say.set, retention))
    .argument(`<${of.file}>`, say.file)
    .action((file, given) => run((context) => setRules(context, file, { ...given, version })));
  const kinds = (command: Command): Command =>
    command.option(`--kind <${keptKindNames.slice(0, 2).join('|')}|…>`, say.kind, several);
  listing(kinds(add('due', say.due, retention)), lang)
    .option(`--on <${of.day}>`, say.on)
    .action((given) => run((context) => retentionDue(context, given)));
  kinds(acting(add('dispose', say.dispose)))
    .requiredOption(`--decision <${of.text}>`, say.decision)
    .option(`--on <${of.day}>`, say.on)
    .option('--dry-run', say.dryRun)
    .action((given) => run((context) => disposeDue(context, { ...given, version })));
  acting(add('erase', say.erase))
    .option(`--person <${of.id}>`, say.person)
    .option(`--text <${of.id}>`, say.text)
    .option('--document <SHA256>', say.document)
    .option(`--mail <${of.id}>`, say.mail)
    .requiredOption(`--ground <${of.text}>`, say.ground)
    .option('--with-mails', say.withMails)
    .option('--dry-run', say.dryRun)
    .action((given) => run((context) => eraseOne(context, { ...given, version })));
  listing(add('gone', say.gone), lang).action((given) => run((context) => listGone(context, given)));
}

/** Commander gives nothing the first time. */
const several = (text: string, before: readonly string[] | undefined): string[] => [...(before ?? []), text];
