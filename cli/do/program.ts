import { type Command, Option } from 'commander';
import { commandRules } from '#core/agreement/tables.ts';
import { allOf, type Lang, sentence } from '#core/texts/lang.ts';
import { commandName, phaseName } from '#core/texts/names.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context } from '../session.ts';
import type { Words } from '../words/words.ts';
import { nearest } from '../../infra/definition/mistake.ts';
import { type ActType, actTypes, type FieldOption, fieldOptions } from './options.ts';
import { perform } from './perform.ts';

interface Parts {
  common: (command: Command) => Command;
  run: (work: (context: Context) => Promise<ExitCode>) => Promise<void>;
  words: Words;
  lang: Lang;
}

const envelopeNames = ['as', 'done-on', 'done-by', 'reason', 'evidence', 'evidence-file', 'command-id'] as const;

/** One subcommand for each command of the core, with the options that its schema asks for. */
export function addDo(parent: Command, parts: Parts): void {
  const { words } = parts;
  parent
    .argument(`[${words.help.placeholders.id}]`, words.help.arguments.id)
    .allowExcessArguments()
    .allowUnknownOption()
    .configureHelp({
      ...parent.configureHelp(),
      commandUsage: () => `arscykel do ${words.help.usageOfDo}`,
      subcommandTerm: (own) => own.name(),
    })
    .addHelpText('after', `\n${words.help.doAfter}`)
    .action((_id, _given, { args }: Command) => {
      const [tried] = args;
      if (args.length < 2 || tried === undefined) {
        throw new Failure(exit.usage, 'missingCommand', words.help.missingCommand, words.usage.seeHelp('npx arscykel do'));
      }
      // The command stands first by now; it is none of those below, or the parser would have found it.
      const meant = nearest(tried, actTypes);
      const remedy = meant === null ? words.usage.seeHelp('npx arscykel do') : words.usage.didYouMean(meant);
      throw new Failure(exit.usage, 'commander.unknownCommand', words.usage.unknownCommand(tried), remedy);
    });
  for (const type of actTypes) addAct(parent, type, parts);
}

function addAct(parent: Command, type: ActType, { common, run, words, lang }: Parts): void {
  const { options, placeholders: of } = words.help;
  const fields = fieldOptions(type);
  const command = parent
    .command(type)
    .argument(`<${of.id}>`, words.help.arguments.id)
    .summary(commandName(type, lang))
    .description(describe(type, words, lang));
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
      run((context) => perform(context, type, id, valuesOf(fields, given))),
    );
}

/** What it is, whose act, when it is possible, and whether it needs a reason: from the tables that decide. */
function describe(type: ActType, words: Words, lang: Lang): string {
  const { actOf, possibleIn, needsReason } = commandRules[type];
  const phases = allOf(
    possibleIn.map((phase) => phaseName(phase, lang)),
    lang,
  );
  return [
    `${sentence(commandName(type, lang))}.`,
    words.help.whose[actOf],
    words.help.onlyIn(phases),
    ...(needsReason ? [words.help.needsReason] : []),
  ].join(' ');
}

/** Longer ones explain less than they take. */
const LONG_EXAMPLE = 30;

function fieldOption(type: ActType, { name, takes, required, description, example }: FieldOption, words: Words): Option {
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
