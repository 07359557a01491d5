import { ulid } from 'ulid';
import type { Definition } from '#core/agreement/definition.ts';
import { instantOfMs } from '#core/calendar/instant.ts';
import { formatDateShort } from '#core/texts/dates.ts';
import { phaseName } from '#core/texts/names.ts';
import type { AnyRefusal } from '#core/models.ts';
import { wordsOf } from '#core/texts/kinds.ts';
import { frameworkId } from '#contracts/ids.ts';
import { type AnyLoaded, chainOf, parseAny } from '../../infra/definition/anyFile.ts';
import { type LoadedAgreement, readBeside } from '../../infra/definition/loadAgreement.ts';
import { readText } from '../../infra/definition/readText.ts';
import type { Beside } from '../../infra/definition/recipientsFile.ts';
import { loadTakeOver, type TakenOverAct } from '../../infra/definition/loadTakeOver.ts';
import { schemaMistakes } from '../../infra/definition/schemaMistakes.ts';
import type { AnyOpeningAsk, OpeningAsk } from '../../infra/gateway/ask.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context } from '../session.ts';
import { amount } from '../terminal/money.ts';
import { printFacts } from '../terminal/show.ts';
import { wrapped } from '../terminal/width.ts';
import { actOptions, withoutLines, wrongOptions } from './actOptions.ts';
import { agreementFileIn, faultyFile } from './files.ts';
import { tryOpening } from './opening.ts';
import { processOf, stateOfProcess } from './process.ts';
import { printVerdict } from './verdict.ts';

export interface ImportOptions {
  dryRun?: boolean;
  plan?: boolean;
  takeOver?: string;
  as?: string;
  doneOn?: string;
  evidence?: string;
  reason?: string;
  commandId?: string;
}

const openingOptions = actOptions.pick({ as: true, 'done-on': true, evidence: true, reason: true, 'command-id': true }).partial();

/** Opens what a file describes, plans it with its framework, or with `--dry-run` only says what would come of it. */
export async function importFile(context: Context, path: string, options: ImportOptions): Promise<ExitCode> {
  checkOptions(options);
  const given = await readProcess(path);
  if (options.plan === true) return planned(context, given, options);
  const { read } = given;
  const actor = options.as ?? read.loaded.definition.coordinator;
  const { evidence, reason, doneOn } = options;
  if (read.kind !== 'agreement') {
    if (options.takeOver !== undefined) throw notForThis(context, '--take-over', read);
    return opened(context, { read, ask: { loaded: read.loaded, doneOn, evidence, reason }, actor, options });
  }
  if (doneOn !== undefined) throw notForThis(context, '--done-on', read);
  const takeOver = options.takeOver === undefined ? null : await pastActs(options.takeOver, read.loaded);
  return opened(context, { read, ask: { loaded: read.loaded, takeOver, evidence, reason }, actor, options });
}

interface ReadFile {
  text: string;
  /** The files that it names. */
  beside: Beside;
  read: AnyLoaded;
}

/** @throws Failure with every mistake of the file. */
async function readProcess(path: string): Promise<ReadFile> {
  const file = agreementFileIn(path);
  const text = await readText(file);
  if (typeof text !== 'string') throw faultyFile([text]);
  const beside = await readBeside(file, text);
  if ('message' in beside) throw faultyFile([beside]);
  const read = parseAny(text, file, beside);
  if ('ok' in read) throw faultyFile(read.mistakes);
  return { text, beside, read };
}

const notForThis = ({ words }: Context, option: string, { kind }: AnyLoaded): Failure =>
  new Failure(exit.usage, 'badInput', words.import.notFor(option, words.kinds[kind]), words.usage.seeHelp('npx arscykel import'));

interface Opening {
  read: AnyLoaded;
  ask: AnyOpeningAsk | OpeningAsk;
  actor: string;
  options: ImportOptions;
}

async function opened(context: Context, { read, ask, actor, options }: Opening): Promise<ExitCode> {
  if (options.dryRun === true) return dryRun(context, read, ask, actor);
  const { kind } = read;
  const { definition } = read.loaded;
  const commandId = options.commandId ?? ulid();
  return context.sessions.withEngine(async ({ gateway }) => {
    const verdict = await gateway.open<AnyRefusal>(chainOf(read, { kind: 'live' }), ask, { commandId, actor });
    return printVerdict(context, verdict, { commandId, kind, definition, done: context.words.import.opened(definition.title) });
  });
}

/** The framework takes the year in, and opens it on its day. */
async function planned(context: Context, { text, beside, read }: ReadFile, options: ImportOptions): Promise<ExitCode> {
  const { words, sessions } = context;
  if (read.kind !== 'agreement') throw notForThis(context, '--plan', read);
  for (const option of ['takeOver', 'dryRun'] as const)
    if (options[option] !== undefined)
      throw new Failure(exit.usage, 'badInput', words.import.notWithPlan(`--${option === 'dryRun' ? 'dry-run' : 'take-over'}`));
  const { definition } = read.loaded;
  const chain = frameworkId({ kind: 'live' }, definition.framework);
  const commandId = options.commandId ?? ulid();
  return sessions.withEngine(async (engine) => {
    const { kind, state } = await stateOfProcess(engine, await processOf(context, engine, chain));
    const { evidence, reason } = options;
    const ask = {
      request: {
        type: 'planYear',
        input: { agreement: text, ...(beside.size === 0 ? {} : { files: Object.fromEntries(beside) }) },
      },
      evidence,
      reason,
    };
    const actor = options.as ?? state.definition.coordinator;
    const verdict = await engine.gateway.command<AnyRefusal>(chain, ask, { commandId, actor });
    return printVerdict(context, verdict, {
      commandId,
      kind,
      definition: state.definition,
      done: words.import.planned(definition.title),
    });
  });
}

/** @throws Failure with every option that says something that cannot be recorded. */
function checkOptions({ as, doneOn, evidence, reason, commandId }: ImportOptions): void {
  const given = { as, 'done-on': doneOn, evidence, reason, 'command-id': commandId };
  const { mistakes } = schemaMistakes(withoutLines, openingOptions, given);
  if (mistakes.length > 0)
    throw wrongOptions(
      'import',
      mistakes.map((one) => ({ ...one, option: `--${one.path}` })),
    );
}

async function pastActs(file: string, loaded: LoadedAgreement): Promise<TakenOverAct[]> {
  const takeOver = await loadTakeOver(file, loaded);
  if (!takeOver.ok) throw faultyFile(takeOver.mistakes);
  return takeOver.acts;
}

async function dryRun(context: Context, read: AnyLoaded, ask: Opening['ask'], actor: string): Promise<ExitCode> {
  const { terminal, words } = context;
  const { kind } = read;
  const { definition, versionHash } = read.loaded;
  const decided = await tryOpening(kind, ask, actor, instantOfMs(Date.now()));
  const refusal = decided.ok ? null : decided.refusal;
  const explanation = refusal === null ? null : wordsOf(kind).refusal(refusal, terminal.lang, definition);
  if (terminal.json) {
    const outcome = refusal === null ? 'wouldOpen' : 'wouldBeRefused';
    terminal.printJson({ outcome, kind, refusal, explanation, versionHash, definition });
  } else {
    for (const line of wrapped(definition.title, terminal.width)) terminal.print(terminal.paint('strong', line));
    printFacts(terminal, factsOf(context, read));
    terminal.print();
    if (explanation === null) terminal.print(`${terminal.paint('good', '✓')} ${words.import.wouldOpen}`);
    else {
      terminal.note(`${terminal.paintNote('bad', '✗')} ${words.import.wouldBeRefused}`);
      terminal.note(`  ${explanation}`);
    }
  }
  return refusal === null ? exit.done : exit.refused;
}

function factsOf(context: Context, read: AnyLoaded): [string, string][] {
  const { words } = context;
  const { versionHash } = read.loaded;
  const id: [string, string] = [words.show.id, chainOf(read, { kind: 'live' })];
  if (read.kind === 'agreement') return [id, ...factsOfAgreement(context, read.loaded.definition, versionHash)];
  const { organisations, people } = read.loaded.definition;
  return [
    id,
    [words.show.organisation, String(organisations.length)],
    [words.import.people, String(people.length)],
    [words.show.version, versionHash],
  ];
}

function factsOfAgreement({ terminal, words }: Context, definition: Definition, versionHash: string): [string, string][] {
  const { lang } = terminal;
  const { rules, parties, areas, measures, deadlines, people, frameOre } = definition;
  const dates = deadlines.map(({ dueOn }) => dueOn).toSorted();
  const windows = Object.entries(rules.windows) as [keyof typeof rules.windows, { from: string; to: string }][];
  return [
    ...windows.map(([phase, { from, to }]): [string, string] => [
      phaseName(phase, lang),
      `${formatDateShort(from, lang)} – ${formatDateShort(to, lang)}`,
    ]),
    [phaseName('signing', lang), words.import.by(formatDateShort(rules.signingBy, lang))],
    [words.show.parties, parties.map(({ organisation }) => organisation).join(', ')],
    [words.import.money, words.import.areas(amount(frameOre, lang), areas.length, measures.length)],
    [words.import.deadlines, words.import.span(deadlines.length, dates[0] ?? '–', dates.at(-1) ?? '–')],
    [words.import.people, String(people.length)],
    [words.show.version, versionHash],
  ];
}
