import type { Command } from 'commander';
import { auditingWords } from '../words/audit/auditing.ts';
import { grant, listMandates, revoke } from './auditing/mandates.ts';
import { note, notes, share } from './auditing/notes.ts';
import { keepQuestion, listQuestions, runQuestion } from './auditing/questions.ts';
import { drawSample } from './auditing/sample.ts';
import { search } from './auditing/search.ts';
import { forget } from './auditing/forget.ts';
import { listing } from '../listing.ts';
import type { AuditParts } from './program.ts';

/** `audit mandate …`, `audit search`, `audit questions …`, `audit sample`, `audit note`, `audit notes`, `audit share`. */
export function addAuditing(audit: Command, parts: AuditParts): void {
  const { common, words, lang } = parts;
  const of = words.help.placeholders;
  const say = auditingWords[lang];
  const add = (name: string, description: string, to: Command = audit): Command =>
    common(to.command(name)).description(description).option(`--rehearsal <${of.id}>`, say.rehearsal);
  addMandates(add, parts);
  addQuestions(add, parts);
  const { run } = parts;

  const asking = (command: Command): Command => command.option(`--as <${of.person}>`, say.as);
  listing(filtering(asking(add('search', say.search)), parts), lang)
    .option(`--page <${of.number}>`, say.page)
    .option(`--size <${of.number}>`, say.size)
    .action((given) => run((context) => search(context, given)));
  listing(filtering(asking(add('sample', say.sample)), parts), lang)
    .option(`--of <${of.value}>`, say.of)
    .option(`--size <${of.number}>`, say.sampleSize)
    .option(`--seed <${of.text}>`, say.seed)
    .option(`--by <${of.value}>`, say.stratify)
    .option(`--redraw <${of.file}>`, say.redraw)
    .action((given) => run((context) => drawSample(context, given)));
  const writing = (command: Command): Command => command.requiredOption(`--as <${of.person}>`, say.writer);
  writing(add('note', say.note))
    .argument(`<${of.id}>`, say.id)
    .argument(`<${of.text}>`, say.noteText)
    .option(`--about <${of.event}>`, say.about)
    .action((id, text, given) => run((context) => note(context, id, text, given)));
  listing(asking(add('notes', say.notes)), lang)
    .argument(`[${of.id}]`, say.id)
    .action((id, given) => run((context) => notes(context, id, given)));
  writing(add('share', say.share))
    .argument(`<${of.id}>`, say.id)
    .argument(`<${say.noteArgument}>`, say.noteNumber)
    .action((id, number, given) => run((context) => share(context, id, number, given)));
}

type Add = (name: string, description: string, to?: Command) => Command;

function addMandates(add: Add, { words, lang, run }: AuditParts): void {
  const of = words.help.placeholders;
  const say = auditingWords[lang];
  const mandate = add('mandate', say.mandate);
  const acting = (command: Command): Command =>
    command
      .requiredOption(`--by <${of.text}>`, say.by)
      .requiredOption(`--decision <${of.text}>`, say.decision)
      .requiredOption(`--as <${of.person}>`, say.recordedAs)
      .option(`--done-on <${of.day}>`, say.decidedOn);
  acting(add('grant', say.grant, mandate))
    .argument(`<${of.person}>`, say.auditor)
    .requiredOption(`--over <${of.value}>`, say.over)
    .option(`--from <${of.day}>`, say.from)
    .option(`--until <${of.day}>`, say.until)
    .option(`--expires <${of.day}>`, say.expires)
    .option(`--name <${of.text}>`, say.name)
    .option(`--email <${of.text}>`, say.email)
    .option(`--employer <${of.id}>`, say.employer)
    .action((auditor, given) => run((context) => grant(context, auditor, given)));
  acting(add('revoke', say.revoke, mandate))
    .argument(`<${of.id}>`, say.mandateId)
    .action((id, given) => run((context) => revoke(context, id, given)));
  const listed = (command: Command): Command =>
    listing(command.option('--all', say.every), lang).action((given) => run((context) => listMandates(context, given)));
  listed(add('list', say.mandateList, mandate));
  listed(mandate);
}

function addQuestions(add: Add, parts: AuditParts): void {
  const { words, lang, run } = parts;
  const of = words.help.placeholders;
  const say = auditingWords[lang];
  const questions = add('questions', say.questions);
  const asking = (command: Command): Command => command.option(`--as <${of.person}>`, say.as);
  const owned = (command: Command): Command =>
    command.argument('<NAME>', say.questionName).requiredOption(`--as <${of.person}>`, say.as);
  listing(asking(add('list', say.questionList, questions)), lang).action((given) =>
    run((context) => listQuestions(context, given)),
  );
  listing(asking(questions), lang).action((given) => run((context) => listQuestions(context, given)));
  filtering(owned(add('save', say.questionSave, questions)), parts)
    .option(`--ready <${of.value}>`, say.ready)
    .option(`--number <${of.number}>`, say.amount)
    .action((name, given) => run((context) => keepQuestion(context, name, given)));
  listing(asking(add('run', say.questionRun, questions)).argument('<NAME>', say.questionName), lang)
    .option(`--number <${of.number}>`, say.amount)
    .option(`--page <${of.number}>`, say.page)
    .option(`--size <${of.number}>`, say.size)
    .action((name, given) => run((context) => runQuestion(context, name, given)));
  owned(add('forget', say.questionForget, questions)).action((name, given) => run((context) => forget(context, name, given)));
}

function filtering(command: Command, { words, lang }: AuditParts): Command {
  const of = words.help.placeholders;
  const say = auditingWords[lang];
  return command
    .option(`--person <${of.person}>`, say.person)
    .option(`--body <${of.id}>`, say.body)
    .option(`--organisation <${of.id}>`, say.organisation)
    .option(`--reg-number <${of.text}>`, say.number)
    .option(`--done-from <${of.day}>`, say.doneFrom)
    .option(`--done-to <${of.day}>`, say.doneTo)
    .option(`--recorded-from <${of.day}>`, say.recordedFrom)
    .option(`--recorded-to <${of.day}>`, say.recordedTo)
    .option(`--type <${of.value}>`, say.type, several)
    .option(`--paragraph <${of.text}>`, say.paragraph)
    .option(`--document <${of.text}>`, say.document)
    .option(`--word <${of.text}>`, say.word)
    .option(`--process <${of.id}>`, say.process)
    .option('--around', say.around);
}

/** Commander gives nothing the first time. */
const several = (text: string, before: readonly string[] | undefined): string[] => [...(before ?? []), text];
