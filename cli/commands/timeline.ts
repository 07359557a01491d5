import { civilDateOf } from '#core/calendar/instant.ts';
import { daysBetween, type CivilDate } from '#core/calendar/civilDate.ts';
import { type KindWords, wordsOf } from '#core/texts/kinds.ts';
import { formatDateShort, formatDayMonth } from '#core/texts/dates.ts';
import type { Progress, StepResult } from '../../rehearsal/result.ts';
import type { CastMember } from '../../infra/definition/cast.ts';
import type { Context } from '../session.ts';
import { day } from '../terminal/dates.ts';
import { openStatusLine } from '../terminal/statusLine.ts';
import { cut, displayWidth, padded, wrapped } from '../terminal/width.ts';
import type { Play } from './rehearse.ts';

export interface Timeline {
  show(progress: Progress): void;
  /** Gives the terminal back. */
  end(): void;
}

/** Steps of one day with the same command are one line: 22 reports are not 22 lines. */
interface Group {
  on: CivilDate;
  key: string;
  steps: StepResult[];
}

const DATE_WIDTH = 16;
const BAR = 24;

/** The rehearsal as it goes: a line for each phase, act and morning's mails, and at the bottom where in time it is. */
export function openTimeline({ terminal, words }: Context, { cast }: Play): Timeline {
  const { lang } = terminal;
  const memberOf = (process: string): CastMember => {
    const member = cast.find(({ name }) => name === process);
    if (member === undefined) throw new RangeError(`${process} is no process of this script`);
    return member;
  };
  const wordsFor = (process: string): KindWords => wordsOf(memberOf(process).kind);
  // Beside each other, which line is of which process.
  const labelWidth = cast.length > 1 ? Math.max(...cast.map(({ name }) => displayWidth(name))) + 2 : 0;
  const indent = ' '.repeat(DATE_WIDTH + labelWidth);
  const status = openStatusLine(terminal, process.stderr);
  const reached = { phase: '', mails: 0, from: '', to: '', shown: '' };
  let group: Group | null = null;

  const print = (on: CivilDate, process: string, text: string) => {
    reached.shown = on;
    const label = labelWidth === 0 ? '' : padded(process, labelWidth);
    const [first = '', ...more] = wrapped(text, terminal.width - indent.length - 4);
    status.print(`${terminal.paint('quiet', `${day(on, lang).padEnd(DATE_WIDTH)}${label}`)}${first}`);
    for (const line of more) status.print(`${indent}    ${line}`);
  };
  const flush = () => {
    if (group === null) return;
    const { on, steps } = group;
    group = null;
    const [first] = steps;
    if (first === undefined) return;
    const expected = first.outcome === 'refused' && first.asWritten ? ` ${words.rehearse.refusedAsExpected}` : '';
    const about = steps.length > 1 ? ` × ${steps.length}` : aboutText(first, expected);
    if (first.asWritten) print(on, first.process, `    ${nameOf(first)}${about}${terminal.paint('quiet', expected)}`);
    else for (const step of steps) printUnexpected(on, step);
  };
  // One line an act: a long name is cut where `print` would break it, after its own indent and the dot between.
  const nameOf = ({ process, command }: StepResult) => wordsFor(process).command(command, lang);
  const room = (used: string) => Math.min(80, terminal.width - indent.length - 4 - displayWidth(`    ${used} · `));
  const aboutText = (step: StepResult, after = ''): string => {
    const { about, process } = step;
    if (about === null) return '';
    const title = wordsFor(process).title(about, memberOf(process).definition, lang) ?? about;
    return terminal.paint('quiet', ` · ${cut(title, room(nameOf(step) + after))}`);
  };
  const printUnexpected = (on: CivilDate, step: StepResult) => {
    const where = words.rehearse.line(step.line);
    print(on, step.process, `  ${terminal.paint('bad', '✗')} ${nameOf(step)}${aboutText(step, where)} ${where}`);
  };
  // A phase that began before what is told already is told on the day that it became known.
  const printPhase = (process: string, began: CivilDate, known: CivilDate) => {
    const name = `${terminal.paint('accent', '▸')} ${terminal.paint('strong', reached.phase)}`;
    if (began >= reached.shown) print(began, process, name);
    else print(known, process, `${name} ${terminal.paint('quiet', words.rehearse.from(formatDayMonth(began, lang)))}`);
  };
  const showStatus = (on: CivilDate) => {
    const whole = Math.max(1, daysBetween(reached.from, reached.to));
    const done = Math.min(BAR, Math.max(0, Math.round((BAR * daysBetween(reached.from, on)) / whole)));
    status.set(
      `${'━'.repeat(done)}${'─'.repeat(BAR - done)}  ${formatDateShort(on, lang)}  ${reached.phase}  ${words.rehearse.mails(reached.mails)}`,
    );
  };

  const show = (progress: Progress): void => {
    if (progress.kind === 'ended') return flush();
    const on = civilDateOf(progress.at);
    switch (progress.kind) {
      case 'began':
        reached.from = on;
        reached.to = progress.runsTo;
        for (const line of wrapped(progress.title, terminal.width)) status.print(terminal.paint('strong', line));
        status.print(
          terminal.paint(
            'quiet',
            words.rehearse.plan(formatDateShort(on, lang), formatDateShort(progress.runsTo, lang), progress.steps),
          ),
        );
        status.print('');
        break;
      case 'phase':
        flush();
        reached.phase = wordsFor(progress.process).phase(progress.phase, lang);
        printPhase(progress.process, progress.on, on);
        break;
      case 'step': {
        const { step } = progress;
        const key = `${on} ${step.process} ${step.command} ${step.outcome} ${step.asWritten}`;
        if (group?.key !== key) flush();
        group ??= { on, key, steps: [] };
        group.steps.push(step);
        break;
      }
      case 'mails':
        flush();
        reached.mails += progress.sent;
        print(
          on,
          progress.process,
          `    ${terminal.paint('quiet', `✉ ${words.rehearse.mails(progress.sent)}`)}` +
            (progress.failed > 0 ? terminal.paint('bad', ` ${words.rehearse.failedMails(progress.failed)}`) : ''),
        );
        break;
      case 'time':
        break;
    }
    showStatus(on);
  };

  return {
    show: terminal.json ? () => undefined : show,
    end: () => {
      flush();
      status.clear();
    },
  };
}
