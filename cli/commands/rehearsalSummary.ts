import type { Definition } from '#core/agreement/definition.ts';
import { explainRefusal } from '#core/texts/refusalText.ts';
import { commandName, phaseName } from '#core/texts/names.ts';
import type { RehearsalResult } from '../../rehearsal/result.ts';
import type { Context } from '../session.ts';
import { day } from '../terminal/dates.ts';
import { printFacts } from '../terminal/show.ts';
import { wrapped } from '../terminal/width.ts';

/** What a rehearsal came to, and where to read on under which id. */
export function printSummary(
  { terminal, words }: Context,
  result: RehearsalResult,
  { scriptFile, definition, id }: { scriptFile: string; definition: Definition; id: string },
): void {
  const { lang } = terminal;
  const { steps, deadlines, mails, history, wallMs } = result;
  terminal.print();
  terminal.print(
    result.asWritten
      ? `${terminal.paint('good', '✓')} ${terminal.paint('strong', words.rehearse.asWritten(steps.total))}`
      : `${terminal.paint('bad', '✗')} ${terminal.paint('strong', words.rehearse.notAsWritten(steps.unexpected.length, steps.total))}`,
  );
  const met = deadlines.filter(({ status }) => status !== 'open').length;
  printFacts(terminal, [
    [
      words.rehearse.calendar,
      `${result.virtualFrom} – ${result.virtualTo}, ${words.rehearse.took((wallMs / 1000).toFixed(1), lang)}`,
    ],
    [words.rehearse.ended, result.finalPhase === null ? '–' : phaseName(result.finalPhase, lang)],
    [words.rehearse.deadlines, words.rehearse.met(met, deadlines.length)],
    [words.rehearse.notices, words.rehearse.sent(mails.filter(({ status }) => status === 'sent').length, mails.length)],
    [words.rehearse.history, words.rehearse.events(history.events, Math.round(history.bytes / 1024), history.runs)],
    [words.rehearse.id, result.rehearsal],
  ]);
  if (steps.unexpected.length > 1) {
    terminal.note();
    terminal.note(words.rehearse.firstIsCause);
  }
  for (const step of steps.unexpected) {
    terminal.note();
    terminal.note(
      `${terminal.paintNote('bad', '✗')} ${day(step.on, lang)}  ${commandName(step.command, lang)}${step.about === null ? '' : ` · ${step.about}`}  (${scriptFile}:${step.line})`,
    );
    const why = step.refusal === null ? words.rehearse.expectedRefusal : explainRefusal(step.refusal, lang, definition);
    for (const line of wrapped(why, terminal.width - 2)) terminal.note(`  ${line}`);
  }
  terminal.print();
  terminal.print(terminal.paint('quiet', words.rehearse.readOn));
  for (const command of ['show', 'log', 'mails', 'deadlines']) terminal.print(`  npx arscykel ${command} ${id}`);
}
