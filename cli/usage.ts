import type { CommanderError } from 'commander';
import { exit, Failure } from './failure.ts';
import type { Words } from './words/words.ts';

/** The parser's complaint in our words, with what would be right; `tried` is the command that it is about, with a blank before it. */
export function usageFailure(error: CommanderError, words: Words, tried: string): Failure {
  const { usage } = words;
  const text = error.message.replace(/^error: /, '');
  const quoted = /'([^']*)'/.exec(text)?.[1] ?? '';
  const meant = /\(Did you mean (?:one of )?(.*?)\?\)/s.exec(text)?.[1] ?? null;
  const remedy = meant === null ? usage.seeHelp(`npx arscykel${tried}`) : usage.didYouMean(meant);
  const told: Readonly<Record<string, string>> = {
    'commander.unknownOption': usage.unknownOption(quoted),
    'commander.unknownCommand': usage.unknownCommand(quoted),
    'commander.missingArgument': usage.missingArgument(quoted),
    'commander.missingMandatoryOptionValue': usage.missingOption(quoted),
    'commander.optionMissingArgument': usage.missingValue(quoted),
    'commander.excessArguments': usage.excess(/but got \d+: (.*)\.$/.exec(text)?.[1] ?? text),
    // Ends in our own words, from the option's parser.
    'commander.invalidArgument': `${quoted.replace(/ <.*/, '')}: ${/is invalid\. (.*)$/s.exec(text)?.[1] ?? text}`,
  };
  return new Failure(exit.usage, error.code, told[error.code] ?? text, remedy);
}
