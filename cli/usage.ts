import type { Command, CommanderError } from 'commander';
import { exit, Failure } from './failure.ts';
import type { Words } from './words/words.ts';

/** The command that words ask for, as far as there is one: of `audit mandate grant g --by x` the third. */
export function commandMeant(program: Command, argv: readonly string[]): Command {
  let meant = program;
  for (const [at, word] of argv.entries()) {
    if (word.startsWith('-') || argv[at - 1] === '--lang') continue;
    const next = meant.commands.find((one) => one.name() === word || one.aliases().includes(word));
    if (next === undefined) break;
    meant = next;
  }
  return meant;
}

/** `npx arscykel audit mandate grant`. */
function wordsOf(command: Command): string {
  const names: string[] = [];
  for (let one: Command | null = command; one !== null; one = one.parent) names.unshift(one.name());
  return `npx ${names.join(' ')}`;
}

const missingOptions = (command: Command): string[] =>
  command.options
    .filter((one) => one.mandatory && command.getOptionValue(one.attributeName()) === undefined)
    .map(({ flags }) => flags);

/** The parser's complaint in our words, with what would be right; `command` is the one that it is about. */
export function usageFailure(error: CommanderError, words: Words, command: Command): Failure {
  const { usage } = words;
  const text = error.message.replace(/^error: /, '');
  const quoted = /'([^']*)'/.exec(text)?.[1] ?? '';
  const meant = /\(Did you mean (?:one of )?(.*?)\?\)/s.exec(text)?.[1] ?? null;
  const remedy = meant === null ? usage.seeHelp(wordsOf(command)) : usage.didYouMean(meant);
  const told: Readonly<Record<string, string>> = {
    'commander.unknownOption': usage.unknownOption(quoted),
    'commander.unknownCommand': usage.unknownCommand(quoted),
    'commander.missingArgument': usage.missingArgument(quoted),
    'commander.missingMandatoryOptionValue': missingOptions(command).map(usage.missingOption).join(' '),
    'commander.optionMissingArgument': usage.missingValue(quoted),
    'commander.excessArguments': usage.excess(/but got \d+: (.*)\.$/.exec(text)?.[1] ?? text),
    // Ends in our own words, from the option's parser.
    'commander.invalidArgument': `${quoted.replace(/ <.*/, '')}: ${/is invalid\. (.*)$/s.exec(text)?.[1] ?? text}`,
  };
  return new Failure(exit.usage, error.code, told[error.code] ?? text, remedy);
}
