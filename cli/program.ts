import { Argument, Command, InvalidArgumentError } from 'commander';
import type { Lang } from '#core/texts/lang.ts';
import { consultation } from './commands/consultation.ts';
import { deadlines } from './commands/deadlines.ts';
import { followUp } from './commands/followUp.ts';
import { framework } from './commands/framework.ts';
import { frameworkCoverage } from './commands/frameworkCoverage.ts';
import { frameworkPlan } from './commands/frameworkPlan.ts';
import { importFile } from './commands/import.ts';
import { findNumber, links, revokeLink } from './commands/links.ts';
import { aroundLog, isSystem } from './commands/aroundLog.ts';
import { list } from './commands/list.ts';
import { log } from './commands/log.ts';
import { mails, showMail } from './commands/mails.ts';
import { money } from './commands/money.ts';
import { newAgreement } from './commands/new.ts';
import { judge, notices } from './commands/notices.ts';
import { itemKinds, preview } from './commands/templates.ts';
import { recipients } from './commands/recipients.ts';
import { referral } from './commands/referral.ts';
import { prune, rehearsals } from './commands/rehearsals.ts';
import { rehearse } from './commands/rehearse.ts';
import { show } from './commands/show.ts';
import { burden } from './commands/burden.ts';
import { explain } from './commands/explain.ts';
import { whatIf } from './commands/whatIf.ts';
import { addAudit } from './audit/program.ts';
import { addRooms } from './commands/roomProgram.ts';
import { addDisclose } from './disclose.ts';
import { addDo } from './do/program.ts';
import { doctor } from './doctor.ts';
import type { ExitCode } from './failure.ts';
import { dressed } from './help.ts';
import { listing } from './listing.ts';
import type { Context } from './session.ts';
import { start, up } from './start/start.ts';
import { asOfWords } from './words/audit/asOf.ts';
import { consultationWords } from './words/consultation.ts';
import { aroundLogWords } from './words/aroundLog.ts';
import { explainWords } from './words/explain.ts';
import { followUpWords } from './words/followUp.ts';
import { moneyWords } from './words/money.ts';
import { frameworkWords } from './words/framework.ts';
import { burdenWords } from './words/burden.ts';
import { referralWords } from './words/referral.ts';
import { whatIfWords } from './words/whatIf.ts';
import { linkWords } from './words/links.ts';
import { noticeWords } from './words/notices.ts';
import type { Words } from './words/words.ts';

const KEPT_REHEARSALS = 5;

export interface ProgramParts {
  words: Words;
  lang: Lang;
  version: string;
  /** Runs a command's work and keeps its exit status. */
  run: (work: (context: Context) => Promise<ExitCode>) => Promise<void>;
}

/** Every command with its options; the work itself is in `commands/`, `do/` and `start/`. */
export function buildProgram({ words, lang, version, run }: ProgramParts): Command {
  const { commands, options, arguments: args, placeholders: of } = words.help;
  const program = dressed(new Command('arscykel'), words)
    .description(words.help.program)
    .version(version, '-V, --version', options.version)
    .helpCommand(`help [${words.help.command}]`, commands.help)
    .enablePositionalOptions();
  const common = (command: Command): Command =>
    dressed(command, words).option('--json', options.json).option(`--lang <${of.lang}>`, options.lang);
  common(program);
  const add = (name: string, description: string, to: Command = program): Command =>
    common(to.command(name)).description(description);

  add('start', commands.start)
    .option('--once', options.once)
    .action((given) => run((context) => start(context, given)));
  add('up', commands.up).action(() => run(up));
  add('doctor', commands.doctor).action(() => run(doctor));
  add('import', commands.import)
    .argument(`<${of.file}>`, args.file)
    .option('--dry-run', options.dryRun)
    .option('--plan', options.plan)
    .option(`--take-over <${of.file}>`, options.takeOver)
    .option(`--as <${of.person}>`, options.importAs)
    .option(`--done-on <${of.day}>`, options.doneOn)
    .option(`--evidence <${of.text}>`, options.evidence)
    .option(`--reason <${of.text}>`, options.reason)
    .option(`--command-id <${of.id}>`, options.commandId)
    .action((file, given) => run((context) => importFile(context, file, given)));
  add('new', commands.new)
    .requiredOption(`--from <${of.folder}>`, options.from)
    .requiredOption(`--year <${of.year}>`, options.year, wholeNumber(words))
    .option(`--out <${of.folder}>`, options.out)
    .action((given) => run((context) => newAgreement(context, given)));
  add('rehearse', commands.rehearse)
    .argument(`<${of.folder}>`, args.folder)
    .option(`--script <${of.file}>`, options.script)
    .action((folder, given) => run((context) => rehearse(context, folder, given)));
  const ofRehearsals = common(program.command('rehearsals')).description(commands.rehearsals);
  add('list', commands.rehearsalsList, ofRehearsals).action(() => run(rehearsals));
  ofRehearsals.action(() => run(rehearsals));
  add('prune', commands.prune, ofRehearsals)
    .option(`--keep <${of.number}>`, options.keep, wholeNumber(words), KEPT_REHEARSALS)
    .option('--all', options.all)
    .action((given) => run((context) => prune(context, given)));
  listing(add('list', commands.list), lang)
    .option('--rehearsals', options.rehearsals)
    .action((given) => run((context) => list(context, given)));
  add('show', commands.show)
    .argument(`<${of.id}>`, args.id)
    .action((id) => run((context) => show(context, id)));
  add('log', commands.log)
    .argument(`<${of.id}>`, aroundLogWords[lang].id)
    .option(`--after <${of.event}>`, options.after, wholeNumber(words))
    .option(`--limit <${of.number}>`, options.limit, wholeNumber(words))
    .option(`--as <${of.person}>`, asOfWords[lang].as)
    .option('--access', aroundLogWords[lang].access)
    .action((id, given) =>
      run((context) => (given.access === true || isSystem(id) ? aroundLog(context, id, given) : log(context, id, given))),
    );
  addDo(common(program.command('do')).description(commands.do), { common, run, words, lang });
  addRooms(program, { common, run, words, lang, version });
  addAudit(program, { common, run, words, lang, version });
  addDisclose(program, { common, run, words, lang, version });
  listing(add('deadlines', commands.deadlines), lang)
    .argument(`[${of.id}]`, args.id)
    .option('--overdue', options.overdue)
    .option(`--as <${of.person}>`, referralWords[lang].as)
    .action((id, given) => run((context) => deadlines(context, id, given)));
  add('consultation', consultationWords[lang].summary)
    .argument(`<${of.id}>`, args.id)
    .action((id) => run((context) => consultation(context, id)));
  add('followup', followUpWords[lang].summary)
    .argument(`<${of.id}>`, args.id)
    .action((id) => run((context) => followUp(context, id)));
  const ofFramework = common(program.command('framework')).description(frameworkWords[lang].summary);
  ofFramework.argument(`<${of.id}>`, frameworkWords[lang].id).action((id) => run((context) => framework(context, id)));
  add('coverage', frameworkWords[lang].coverageSummary, ofFramework)
    .argument(`<${of.id}>`, frameworkWords[lang].id)
    .action((id) => run((context) => frameworkCoverage(context, id)));
  add('plan', frameworkWords[lang].planSummary, ofFramework)
    .argument(`<${of.id}>`, frameworkWords[lang].id)
    .argument(`<${of.file}>`, args.file)
    .option(`--opens-on <${of.day}>`, frameworkWords[lang].opensOn)
    .option('--again', frameworkWords[lang].again)
    .option(`--as <${of.person}>`, options.importAs)
    .option(`--reason <${of.text}>`, options.reason)
    .option(`--command-id <${of.id}>`, options.commandId)
    .action((id, file, given) => run((context) => frameworkPlan(context, id, file, given)));
  add('money', moneyWords[lang].money)
    .argument(`<${of.id}>`, args.id)
    .option('--recipients', moneyWords[lang].everyRecipient)
    .action((id, given) => run((context) => money(context, id, given)));
  add('recipients', moneyWords[lang].recipients)
    .argument(`<${of.id}>`, args.id)
    .option(`--measure <${of.id}>`, moneyWords[lang].onlyMeasure)
    .option('--missing', moneyWords[lang].onlyMissing)
    .option('--csv', moneyWords[lang].asCsv)
    .action((id, given) => run((context) => recipients(context, id, given)));
  add('referral', referralWords[lang].summary)
    .argument(`<${of.id}>`, referralWords[lang].id)
    .option(`--as <${of.person}>`, referralWords[lang].as)
    .action((id, given) => run((context) => referral(context, id, given)));
  add('explain', explainWords[lang].summary)
    .argument(`<${of.id}>`, args.id)
    .argument('<DEADLINE>', explainWords[lang].deadline)
    .action((id, deadline) => run((context) => explain(context, id, deadline)));
  listing(add('burden', burdenWords[lang].summary), lang)
    .argument(`[${of.id}]`, burdenWords[lang].organisation)
    .option(`--rehearsal <${of.id}>`, burdenWords[lang].rehearsal)
    .option(`--from <${of.day}>`, burdenWords[lang].from)
    .option(`--to <${of.day}>`, burdenWords[lang].to)
    .action((organisation, given) => run((context) => burden(context, organisation, given)));
  add('whatif', whatIfWords[lang].summary)
    .argument(`<${of.id}>`, args.id)
    .option('--move <DEADLINE=DATE>', whatIfWords[lang].move, several, [])
    .option('--late <PHASE=21d>', whatIfWords[lang].late, several, [])
    .action((id, given) => run((context) => whatIf(context, id, given)));
  const noticeSay = noticeWords[lang];
  const ofNotices = common(program.command('notices')).description(noticeSay.command);
  ofNotices.argument(`[${of.id}]`, args.id).action((id) => run((context) => notices(context, id)));
  add('settle', noticeSay.settle, ofNotices)
    .argument(`<${of.mail}>`, args.mail)
    .addArgument(new Argument('<VERDICT>', noticeSay.verdict).choices(['resend', 'accept']))
    .option(`--as <${of.person}>`, options.as)
    .option(`--reason <${of.text}>`, options.reason)
    .action((which, judged, given) => run((context) => judge(context, which, judged, given)));
  add('bounced', noticeSay.bounced, ofNotices)
    .argument(`<${of.mail}>`, args.mail)
    .option(`--as <${of.person}>`, options.as)
    .option(`--reason <${of.text}>`, options.reason)
    .action((which, given) => run((context) => judge(context, which, 'bounced', given)));
  const linkSay = linkWords[lang];
  const ofLinks = common(program.command('links')).description(linkSay.command);
  ofLinks.argument(`<${of.id}>`, args.id).action((id) => run((context) => links(context, id)));
  add('revoke', linkSay.revoke, ofLinks)
    .argument(`<${of.id}>`, args.id)
    .argument('<LINK>', linkSay.linkArgument)
    .option(`--as <${of.person}>`, options.as)
    .option(`--reason <${of.text}>`, options.reason)
    .action((id, which, given) => run((context) => revokeLink(context, id, which, given)));
  add('find', linkSay.find, ofLinks)
    .argument('<DNR>', linkSay.number)
    .action((number) => run((context) => findNumber(context, number)));
  const ofTemplates = common(program.command('templates')).description(noticeSay.templates);
  add('preview', noticeSay.preview, ofTemplates)
    .argument('[KIND]', noticeSay.kindOf(itemKinds.join(', ')))
    .option(`--out <${of.file}>`, noticeSay.previewOut)
    .action((kind, given) => run((context) => preview(context, kind, given)));
  const ofMails = common(program.command('mails')).description(commands.mails);
  listing(ofMails, lang)
    .argument(`[${of.id}]`, args.id)
    .option(`--as <${of.person}>`, referralWords[lang].as)
    .action((id, given) => run((context) => mails(context, id, given)));
  add('show', commands.mailShow, ofMails)
    .argument(`<${of.mail}>`, args.mail)
    .action((which) => run((context) => showMail(context, which)));
  return program;
}

const several = (text: string, before: readonly string[]): string[] => [...before, text];

function wholeNumber(words: Words): (text: string) => number {
  return (text) => {
    if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError(words.help.invalidNumber(text));
    return Number(text);
  };
}
