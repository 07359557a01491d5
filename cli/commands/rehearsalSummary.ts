import { wordsOf } from '#core/texts/kinds.ts';
import { shortId } from '#contracts/ids.ts';
import type { CastMember } from '../../infra/definition/cast.ts';
import type { ProcessResult, RehearsalResult, StepResult } from '../../rehearsal/result.ts';
import type { Context } from '../session.ts';
import { day } from '../terminal/dates.ts';
import { printFacts, printTable } from '../terminal/show.ts';
import { wrapped } from '../terminal/width.ts';
import type { Play } from './rehearse.ts';

/** What a rehearsal came to, and where to read on under which id. */
export function printSummary(context: Context, result: RehearsalResult, { play, id }: { play: Play; id: string }): void {
  const { terminal, words } = context;
  const { steps, processes } = result;
  terminal.print();
  terminal.print(
    result.asWritten
      ? `${terminal.paint('good', '✓')} ${terminal.paint('strong', words.rehearse.asWritten(steps.total))}`
      : `${terminal.paint('bad', '✗')} ${terminal.paint('strong', words.rehearse.notAsWritten(steps.unexpected.length, steps.total))}`,
  );
  printFacts(terminal, factsOf(context, result));
  if (processes.length > 1) printProcesses(context, processes);
  if (steps.unexpected.length > 1) {
    terminal.note();
    terminal.note(words.rehearse.firstIsCause);
  }
  for (const step of steps.unexpected) printUnexpected(context, step, play);
  terminal.print();
  terminal.print(terminal.paint('quiet', words.rehearse.readOn));
  for (const command of ['show', 'log', 'mails', 'deadlines']) terminal.print(`  npx arscykel ${command} ${id}`);
}

function factsOf({ terminal, words }: Context, result: RehearsalResult): [string, string][] {
  const { lang } = terminal;
  const { processes, mails, wallMs } = result;
  const deadlines = processes.flatMap((one) => one.deadlines);
  const met = deadlines.filter(({ status }) => status !== 'open').length;
  const sum = (of: keyof ProcessResult['history']) => processes.reduce((total, { history }) => total + history[of], 0);
  const [only] = processes;
  return [
    [
      words.rehearse.calendar,
      `${result.virtualFrom} – ${result.virtualTo}, ${words.rehearse.took((wallMs / 1000).toFixed(1), lang)}`,
    ],
    ...(only === undefined || processes.length > 1 ? [] : [[words.rehearse.ended, endedIn(only, lang)] as [string, string]]),
    [words.rehearse.deadlines, words.rehearse.met(met, deadlines.length)],
    [words.rehearse.notices, words.rehearse.sent(mails.filter(({ status }) => status === 'sent').length, mails.length)],
    [words.rehearse.history, words.rehearse.events(sum('events'), Math.round(sum('bytes') / 1024), sum('runs'))],
    [words.rehearse.id, result.rehearsal],
  ];
}

const endedIn = ({ kind, finalPhase }: ProcessResult, lang: Context['terminal']['lang']): string =>
  finalPhase === null ? '–' : wordsOf(kind).phase(finalPhase, lang);

function printProcesses({ terminal, words }: Context, processes: readonly ProcessResult[]): void {
  terminal.print();
  const right = 'right' as const;
  const columns = [
    { title: words.list.agreement },
    { title: words.rehearse.ended },
    { title: words.rehearse.notices, align: right },
    { title: words.rehearse.engineEvents, align: right },
    { title: words.title, flexible: true },
  ];
  const rows = processes.map((one) => [
    shortId(one.id),
    endedIn(one, terminal.lang),
    String(one.mails),
    String(one.history.events),
    one.title,
  ]);
  printTable(terminal, columns, rows, (text, column) => (column === 0 ? terminal.paint('accent', text) : text));
}

function printUnexpected({ terminal, words }: Context, step: StepResult, { cast, scriptFile }: Play): void {
  const { lang } = terminal;
  const member = cast.find(({ name }) => name === step.process);
  const of = cast.length > 1 ? `${step.process} · ` : '';
  const about = step.about === null ? '' : ` · ${step.about}`;
  terminal.note();
  terminal.note(
    `${terminal.paintNote('bad', '✗')} ${day(step.on, lang)}  ${of}${wordsOfStep(member).command(step.command, lang)}${about}  (${scriptFile}:${step.line})`,
  );
  const why =
    step.refusal === null
      ? words.rehearse.expectedRefusal
      : wordsOfStep(member).refusal(step.refusal, lang, member?.definition ?? null);
  for (const line of wrapped(why, terminal.width - 2)) terminal.note(`  ${line}`);
}

const wordsOfStep = (member: CastMember | undefined) => wordsOf(member?.kind ?? 'agreement');
