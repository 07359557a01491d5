import { type Command, Option } from 'commander';
import type { Kind } from '#core/act/model.ts';
import { ruleOf } from '#core/rules.ts';
import { wordsOf } from '#core/texts/kinds.ts';
import { allOf, type Lang, sentence } from '#core/texts/lang.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context } from '../session.ts';
import type { Words } from '../words/words.ts';
import { nearest } from '../../infra/definition/mistake.ts';
import { wordedKinds } from './argv.ts';
import { actsOf, type FieldOption, fieldOptions } from './options.ts';
import { perform } from './perform.ts';

interface Parts {
  common: (command: Command) => Command;
  run: (work: (context: Context) => Promise<ExitCode>) => Promise<void>;
  words: Words;
  lang: Lang;
}

const envelopeNames = ['as', 'done-on', 'done-by', 'reason', 'evidence', 'evidence-file', 'command-id'] as const;

/** One subcommand for each command of an agreement, and for those of other kinds one each under the kind's word. */
export function addDo(parent: Command, parts: Parts): void {
  const { words, common } = parts;
  addActs(parent, 'agreement', parts, words.help.doAfter);
  for (const kind of wordedKinds) {
    const own = common(parent.command(kind)).description(words.help.doOf(words.kinds[kind]));
    addActs(own, kind, parts, words.help.doOfAfter(kind));
  }
}

function addActs(parent: Command, kind: Kind, parts: Parts, after: string): void {
  const { words } = parts;
  const verb = kind === 'agreement' ? 'npx arscykel do' : `npx arscykel do ${kind}`;
  parent
    .argument(`[${words.help.placeholders.id}]`, words.help.arguments.id)
    .allowExcessArguments()
    .allowUnknownOption()
    .configureHelp({
      ...parent.configureHelp(),
      commandUsage: () => `arscykel do ${words.help.usageOfDo}`,
      subcommandTerm: (own) => own.name(),
    })
    .addHelpText('after', `\n${after}`)
    .action((_id, _given, { args }: Command) => {
      const [tried] = args;
      if (args.length < 2 || tried === undefined) {
        throw new Failure(exit.usage, 'missingCommand', words.help.missingCommand, words.usage.seeHelp(verb));
      }
      // The command stands first by now; it is none of those below, or the parser would have found it.
      const meant = nearest(tried, actsOf(kind));
      const remedy = meant === null ? words.usage.seeHelp(verb) : words.usage.didYouMean(meant);
      throw new Failure(exit.usage, 'commander.unknownCommand', words.usage.unknownCommand(tried), remedy);
    });
  for (const type of actsOf(kind)) addAct(parent, kind, type, parts);
}

function addAct(parent: Command, kind: Kind, type: string, { common, run, words, lang }: Parts): void {
  const { options, placeholders: of } = words.help;
  const fields = fieldOptions(kind, type);
  const command = parent
    .command(type)
    .argument(`<${of.id}>`, words.help.arguments.id)
    .summary(wordsOf(kind).command(type, lang))
    .description(describe(kind, type, words, lang));
  for (const field of fields) command.addOption(fieldOption(type, field, words));
  command
    .option(`--as <${of.person}>`, options.as)
    .option(`--done-on <${of.day}>`, options.doneOn)
    .option(`--done-by <${of.person}>`, options.doneBy)
    .option(`--reason <${of.text}>`, options.reason)
    .option(`--evidence <${of.text}>`, options.evidence)
    .option(`--evidence-file <${of.file}>`, options.evidenceFile)
    .option(`--command-id <${of.id}>`, options.commandId);
  common(command)
    .configureHelp({ ...command.configureHelp(), commandUsage: () => `arscykel do ID ${type} ${words.help.someOptions}` })
    .action((id: string, given: Record<string, unknown>) =>
      run((context) => perform(context, { kind, type }, id, valuesOf(fields, given))),
    );
}

/** What it is, whose act, when it is possible, and whether it needs a reason: from the tables that decide. */
function describe(kind: Kind, type: string, words: Words, lang: Lang): string {
  const { actOf, possibleIn, needsReason } = ruleOf(kind, type);
  const own = wordsOf(kind);
  const phases = allOf(
    possibleIn.map((phase) => own.phase(phase, lang)),
    lang,
  );
  return [
    `${sentence(own.command(type, lang))}.`,
    ...(words.help.whose[actOf] === undefined ? [] : [words.help.whose[actOf]]),
    words.help.onlyIn(phases),
    ...(needsReason ? [words.help.needsReason] : []),
  ].join(' ');
}

/** Longer ones explain less than they take. */
const LONG_EXAMPLE = 30;

function fieldOption(type: string, { name, takes, required, description, example }: FieldOption, words: Words): Option {
  const told = words.help.fields[`${type}.${name}`] ?? words.help.fields[name] ?? description;
  const more = [
    ...(required ? [words.help.required] : []),
    ...(example === null || takes === 'nothing' || example.length > LONG_EXAMPLE ? [] : [`${words.help.example} ${example}`]),
  ];
  const value = takes === 'nothing' ? '' : ` <${words.help.placeholders.value}>`;
  return new Option(`--${name}${value}`, more.length === 0 ? told : `${told} (${more.join(', ')})`);
}

/** The parser names options in camel case; here they have the names that people write. */
function valuesOf(fields: readonly FieldOption[], given: Record<string, unknown>): Map<string, unknown> {
  const camel = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const all = [...fields.map(({ name }) => name), ...envelopeNames];
  return new Map(all.flatMap((name) => (given[camel(name)] === undefined ? [] : [[name, given[camel(name)]] as const])));
}
