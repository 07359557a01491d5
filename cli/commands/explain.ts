import { modelOf, type ProcessState } from '#core/models.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import { momentAt } from '#core/deadlines/reminders.ts';
import { explainDate, isFollowed } from '#core/texts/dateText.ts';
import { explainReminder } from '#core/texts/reminderText.ts';
import { nearest } from '../../infra/definition/mistake.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context } from '../session.ts';
import { day } from '../terminal/dates.ts';
import { printHeading, printTable } from '../terminal/show.ts';
import { wrapped } from '../terminal/width.ts';
import { explainWords } from '../words/explain.ts';
import { processOf, stateOfProcess } from './process.ts';

/** How a deadline came to its date, and why each reminder of it comes on its day. */
export async function explain(context: Context, id: string, deadlineId: string): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const { lang } = terminal;
  const words = explainWords[lang];
  return sessions.withReads(async (reads) => {
    const process = await stateOfProcess(reads, await processOf(context, reads, id));
    const deadlines = modelOf(process.kind).deadlines(process.state);
    const deadline = deadlines.find((one) => one.id === deadlineId);
    if (deadline === undefined) throw unknownDeadline(context, deadlines, deadlineId);
    const reminders = remindersOf(deadline, process, lang);
    const explanation = explainDate(deadline, process, lang);
    if (terminal.json) {
      terminal.printJson({ deadline, explanation, reminders });
      return exit.done;
    }
    for (const line of wrapped(deadline.title, terminal.width)) terminal.print(terminal.paint('strong', line));
    printHeading(terminal, words.date);
    for (const line of explanation) terminal.print(`  ${line}`);
    printHeading(terminal, words.reminders);
    const columns = [{ title: words.day }, { title: words.state }, { title: words.why, flexible: true }];
    if (reminders.length === 0) terminal.print(`  ${words.none}`);
    else
      printTable(
        terminal,
        columns,
        reminders.map((one) => [day(one.on, lang), words[one.state], one.explanation]),
      );
    return exit.done;
  });
}

function unknownDeadline({ terminal }: Context, deadlines: readonly Deadline[], id: string): Failure {
  const words = explainWords[terminal.lang];
  const known = deadlines.map((one) => one.id);
  const meant = nearest(id, known);
  return new Failure(
    exit.usage,
    'unknown',
    words.unknown(id),
    meant === null ? words.known(known.join(', ')) : words.meant(meant),
    { known },
  );
}

/** What has left for any date it has had, and what is planned for the one it has. */
function remindersOf(deadline: Deadline, process: ProcessState, lang: 'sv' | 'en') {
  const told = Object.entries(deadline.covered).flatMap(([dueOn, offsets]) =>
    offsets.map((offset) => ({ dueOn, offset, state: 'past' as const })),
  );
  const covered = deadline.covered[deadline.dueOn] ?? [];
  const ahead = isFollowed(deadline, process) ? (process.state.rules.reminderPlans[deadline.plan] ?? []) : [];
  const planned = ahead
    .filter((offset) => !covered.includes(offset))
    .map((offset) => ({ dueOn: deadline.dueOn, offset, state: 'planned' as const }));
  return [...told, ...planned]
    .map((one) => ({ ...one, on: momentAt(one.dueOn, one.offset).sendOn }))
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
    .map((one) => ({ ...one, explanation: explainReminder({ dueOn: one.dueOn, offset: one.offset, sendOn: one.on }, lang) }));
}
