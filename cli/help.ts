import type { Command } from 'commander';
import type { Words } from './words/words.ts';

/** Help and errors as everywhere here: thrown instead of exiting, in the language, without the parser's own marks. */
export function dressed(command: Command, words: Words): Command {
  return command
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .helpOption('-h, --help', words.help.options.help)
    .configureHelp({
      styleTitle: (title) => words.help.headings[title] ?? title,
      commandUsage: (own) => usageOf(own, words),
      subcommandTerm: (own) => [own.name(), ...argumentsOf(own)].join(' '),
    });
}

const argumentsOf = (command: Command): string[] =>
  command.registeredArguments.map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}]`));

function usageOf(command: Command, words: Words): string {
  const names: string[] = [];
  for (let one: Command | null = command; one !== null; one = one.parent) names.unshift(one.name());
  const subcommand = command.commands.length === 0 ? [] : [`[${words.help.command}]`];
  return [...names, ...argumentsOf(command), ...subcommand, words.help.someOptions].join(' ');
}
