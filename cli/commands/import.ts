import { ulid } from 'ulid';
import type { Definition } from '#core/agreement/definition.ts';
import { instantOfMs } from '#core/calendar/instant.ts';
import { formatDateShort } from '#core/texts/dates.ts';
import { phaseName } from '#core/texts/names.ts';
import { explainRefusal } from '#core/texts/refusalText.ts';
import { agreementId } from '#contracts/ids.ts';
import { loadAgreement, type LoadedAgreement } from '../../infra/definition/loadAgreement.ts';
import { loadTakeOver, type TakenOverAct } from '../../infra/definition/loadTakeOver.ts';
import { schemaMistakes } from '../../infra/definition/schemaMistakes.ts';
import type { OpeningAsk } from '../../infra/gateway/ask.ts';
import { exit, type ExitCode } from '../failure.ts';
import type { Context } from '../session.ts';
import { amount } from '../terminal/money.ts';
import { printFacts } from '../terminal/show.ts';
import { wrapped } from '../terminal/width.ts';
import { actOptions, withoutLines, wrongOptions } from './actOptions.ts';
import { agreementFileIn, faultyFile } from './files.ts';
import { tryOpening } from './opening.ts';
import { printVerdict } from './verdict.ts';

export interface ImportOptions {
  dryRun?: boolean;
  takeOver?: string;
  as?: string;
  evidence?: string;
  reason?: string;
  commandId?: string;
}

const openingOptions = actOptions.pick({ as: true, evidence: true, reason: true, 'command-id': true }).partial();

/** Opens the agreement that a file describes, or with `--dry-run` only says what would come of it. */
export async function importAgreement(context: Context, path: string, options: ImportOptions): Promise<ExitCode> {
  const { words, sessions } = context;
  checkOptions(options);
  const loaded = await loadAgreement(agreementFileIn(path));
  if (!loaded.ok) throw faultyFile(loaded.mistakes);
  const takeOver = options.takeOver === undefined ? null : await pastActs(options.takeOver, loaded);
  const ask: OpeningAsk = { loaded, takeOver, evidence: options.evidence, reason: options.reason };
  const actor = options.as ?? loaded.definition.coordinator;
  if (options.dryRun === true) return dryRun(context, ask, actor);
  const { framework, year, title } = loaded.definition;
  const chain = agreementId({ kind: 'live' }, framework, year);
  const commandId = options.commandId ?? ulid();
  return sessions.withEngine(async ({ gateway }) => {
    const verdict = await gateway.open(chain, ask, { commandId, actor });
    return printVerdict(context, verdict, { commandId, definition: loaded.definition, done: words.import.opened(title) });
  });
}

/** @throws Failure with every option that says something that cannot be recorded. */
function checkOptions({ as, evidence, reason, commandId }: ImportOptions): void {
  const given = { as, evidence, reason, 'command-id': commandId };
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

async function dryRun(context: Context, ask: OpeningAsk, actor: string): Promise<ExitCode> {
  const { terminal, words } = context;
  const { definition, versionHash } = ask.loaded;
  const decided = await tryOpening(ask, actor, instantOfMs(Date.now()));
  const explanation = decided.ok ? null : explainRefusal(decided.refusal, terminal.lang, definition);
  if (terminal.json) {
    terminal.printJson({
      outcome: decided.ok ? 'wouldOpen' : 'wouldBeRefused',
      refusal: decided.ok ? null : decided.refusal,
      explanation,
      versionHash,
      definition,
    });
  } else {
    for (const line of wrapped(definition.title, terminal.width)) terminal.print(terminal.paint('strong', line));
    printFacts(terminal, factsOf(context, definition, versionHash));
    terminal.print();
    if (explanation === null) terminal.print(`${terminal.paint('good', '✓')} ${words.import.wouldOpen}`);
    else {
      terminal.note(`${terminal.paintNote('bad', '✗')} ${words.import.wouldBeRefused}`);
      terminal.note(`  ${explanation}`);
    }
  }
  return decided.ok ? exit.done : exit.refused;
}

function factsOf({ terminal, words }: Context, definition: Definition, versionHash: string): [string, string][] {
  const { lang } = terminal;
  const { rules, parties, areas, measures, deadlines, people, frameOre } = definition;
  const dates = deadlines.map(({ dueOn }) => dueOn).toSorted();
  const windows = Object.entries(rules.windows) as [keyof typeof rules.windows, { from: string; to: string }][];
  return [
    [words.show.id, agreementId({ kind: 'live' }, definition.framework, definition.year)],
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
