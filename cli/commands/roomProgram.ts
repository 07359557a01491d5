import type { Command } from 'commander';
import type { Lang } from '#core/texts/lang.ts';
import type { ExitCode } from '../failure.ts';
import type { Context } from '../session.ts';
import { discloseWords } from '../words/disclose.ts';
import { markSecret } from './marking.ts';
import { roomWords } from '../words/rooms.ts';
import type { Words } from '../words/words.ts';
import { addDocument, getDocument, listDrafts, saveDraft, showDraft, tableDraft } from './rooms.ts';
import { diff, versions } from './versions.ts';

interface Parts {
  common: (command: Command) => Command;
  run: (work: (context: Context) => Promise<ExitCode>) => Promise<void>;
  words: Words;
  lang: Lang;
  /** Of this program: it stands in every entry that a command records. */
  version: string;
}

/** What belongs to organisations' rooms and to the versions that leave them. */
export function addRooms(program: Command, { common, run, words, lang, version }: Parts): void {
  const of = words.help.placeholders;
  const told = roomWords[lang];
  const id = words.help.arguments.id;
  const add = (to: Command, name: string, description: string): Command => common(to.command(name)).description(description);
  const personal = (command: Command): Command => command.requiredOption(`--as <${of.person}>`, told.as);

  add(program, 'versions', told.versions)
    .argument(`<${of.id}>`, id)
    .action((given) => run((context) => versions(context, given)));
  add(program, 'diff', told.diff)
    .argument(`<${of.id}>`, id)
    .argument('<A>', told.version)
    .argument('<B>', told.version)
    .action((given, from, to) => run((context) => diff(context, given, from, to)));

  const draft = common(program.command('draft')).description(told.draft);
  const named = (name: string, description: string): Command =>
    personal(add(draft, name, description).argument(`<${of.id}>`, id).argument('<NAME>', told.name));
  named('save', told.draftSave)
    .requiredOption(`--file <${of.file}>`, told.file)
    .action((given, name, options) => run((context) => saveDraft(context, given, name, options)));
  personal(add(draft, 'list', told.draftList).argument(`<${of.id}>`, id)).action((given, options) =>
    run((context) => listDrafts(context, given, options)),
  );
  named('show', told.draftShow).action((given, name, options) => run((context) => showDraft(context, given, name, options)));
  named('table', told.draftTable)
    .option(`--command-id <${of.id}>`, words.help.options.commandId)
    .action((given, name, options) => run((context) => tableDraft(context, given, name, options)));

  const document = common(program.command('document')).description(told.document);
  personal(add(document, 'add', told.documentAdd).argument(`<${of.file}>`, told.anyFile)).action((file, options) =>
    run((context) => addDocument(context, file, options)),
  );
  personal(add(document, 'mark', discloseWords[lang].marking.summary).argument('<SHA256>', told.sha256))
    .option(`--ground <${of.text}>`, discloseWords[lang].marking.ground)
    .option('--clear', discloseWords[lang].marking.clear)
    .option(`--evidence <${of.text}>`, words.help.options.evidence)
    .action((sha256, options) => run((context) => markSecret(context, sha256, { ...options, version })));
  personal(add(document, 'get', told.documentGet).argument('<SHA256>', told.sha256))
    .option(`--out <${of.file}>`, told.out)
    .option('--with-marked', told.withMarked)
    .action((sha256, options) => run((context) => getDocument(context, sha256, options)));
}
