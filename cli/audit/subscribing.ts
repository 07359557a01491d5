import { type Command, InvalidArgumentError } from 'commander';
import type { Lang } from '#core/texts/lang.ts';
import { subscribeNow, subscribersNow } from '../../audit/checkpoints/subscribing.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context } from '../session.ts';
import { minute } from '../terminal/dates.ts';
import { printTable } from '../terminal/show.ts';
import { checkpointWords } from '../words/audit/checkpoints.ts';
import type { AuditParts } from './program.ts';

interface Asked {
  as?: string;
  mailLang?: Lang;
}

/** `arscykel audit checkpoints subscribe|unsubscribe PERSON`, `… subscribers`. */
export function addSubscribing(checkpoints: Command, { common, run, words, lang }: AuditParts): void {
  const say = checkpointWords[lang];
  const { person } = words.help.placeholders;
  const language = (text: string): Lang => {
    if (text !== 'sv' && text !== 'en') throw new InvalidArgumentError(say.mailLang);
    return text;
  };
  common(checkpoints.command('subscribe'))
    .description(say.subscribe)
    .argument(`<${person}>`, say.person)
    .option(`--as <${person}>`, say.as)
    .option(`--mail-lang <${words.help.placeholders.lang}>`, say.mailLang, language)
    .action((given, options) => run((context) => change(context, given, options, true)));
  common(checkpoints.command('unsubscribe'))
    .description(say.unsubscribe)
    .argument(`<${person}>`, say.person)
    .option(`--as <${person}>`, say.as)
    .action((given, options) => run((context) => change(context, given, options, false)));
  common(checkpoints.command('subscribers'))
    .description(say.subscribers)
    .action(() => run(subscribers));
}

async function change(context: Context, person: string, { as, mailLang = 'sv' }: Asked, wanted: boolean): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const say = checkpointWords[terminal.lang];
  return sessions.withReads(async ({ worlds }) => {
    const outcome = await subscribeNow(worlds, person, wanted ? mailLang : null, as ?? person);
    if (outcome === 'unknownPerson' || outcome === 'noAddress')
      throw new Failure(exit.usage, outcome, say[outcome](person), say.personRemedy, { person });
    const address = (await subscribersNow(worlds)).find((one) => one.person === person)?.email ?? '';
    if (terminal.json) terminal.printJson({ person, wanted, changed: outcome === 'done' });
    else if (outcome === 'unchanged') terminal.print(say.unchanged(person));
    else terminal.print(`${terminal.paint('good', '✓')} ${wanted ? say.subscribed(person, address) : say.unsubscribed(person)}`);
    return exit.done;
  });
}

async function subscribers({ terminal, sessions }: Context): Promise<ExitCode> {
  const say = checkpointWords[terminal.lang];
  return sessions.withReads(async ({ worlds }) => {
    const all = await subscribersNow(worlds);
    const columns = say.subscriberColumns;
    if (terminal.json) terminal.printJson({ subscribers: all });
    else if (all.length === 0) terminal.print(say.noSubscribers);
    else
      printTable(
        terminal,
        [{ title: columns.person }, { title: columns.email }, { title: columns.lang }, { title: columns.since }],
        all.map(({ person, email, lang, since }) => [person, email ?? say.noAddress(person), lang, minute(since)]),
      );
    return exit.done;
  });
}
