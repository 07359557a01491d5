import { asItStands } from '#core/agreement/asItStands.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant, instantAt, instantOfMs } from '#core/calendar/instant.ts';
import { explainRefusal } from '#core/texts/refusalText.ts';
import { describeConsequence, explainSupposition } from '#core/texts/whatIf.ts';
import { phaseName } from '#core/texts/names.ts';
import { dayOf, type WhatIf, whatIf as suppose } from '#core/whatIf/compare.ts';
import { parseSupposition } from '#core/whatIf/parse.ts';
import { lateable, type Supposition } from '#core/whatIf/suppose.ts';
import type { Lang } from '#core/texts/lang.ts';
import type { State } from '#core/agreement/state.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context, Reads } from '../session.ts';
import { day } from '../terminal/dates.ts';
import { printHeading, printTable } from '../terminal/show.ts';
import { wrapped } from '../terminal/width.ts';
import { whatIfWords } from '../words/whatIf.ts';
import { agreementOf, stateOf, todayOf } from './agreement.ts';

export interface WhatIfOptions {
  move: readonly string[];
  late: readonly string[];
}

/** Lists every consequence of a supposition on a copy of the state; nothing live changes. */
export async function whatIf(context: Context, id: string, options: WhatIfOptions): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const { lang } = terminal;
  const supposition = suppositionOf(context, options);
  return sessions.withReads(async (reads) => {
    const agreement = await agreementOf(context, reads, id);
    const state = await stateOf(reads, agreement);
    const now = nowIn(reads, agreement.rehearsal, await todayOf(reads, agreement));
    const answer = suppose(state, supposition, now);
    if (!answer.ok) {
      const why = explainSupposition(answer.refusal, lang, asItStands(state));
      throw new Failure(exit.refused, answer.refusal.code, why, null, { params: answer.refusal });
    }
    if (terminal.json) terminal.printJson(jsonOf(state, supposition, civilDateOf(now), answer.value, lang));
    else print(context, state, answer.value);
    return exit.done;
  });
}

/** A rehearsal that has ended stands at its last day. */
function nowIn({ today }: Reads, rehearsal: string | null, on: CivilDate): Instant {
  return rehearsal === null && on === today ? instantOfMs(Date.now()) : instantAt(on, 12);
}

function suppositionOf({ terminal }: Context, { move, late }: WhatIfOptions): Supposition {
  const words = whatIfWords[terminal.lang];
  const parsed = parseSupposition(move, late);
  if (parsed.ok) return parsed.value;
  const { field, given } = parsed.refusal;
  if (given === null) throw new Failure(exit.usage, 'badInput', words.nothingSupposed, words.nothingSupposedRemedy);
  if (field === 'move') throw new Failure(exit.usage, 'badInput', words.badMove(given), words.badMoveRemedy);
  throw new Failure(exit.usage, 'badInput', words.badLate(given), words.badLateRemedy(lateable.join(', ')));
}

function jsonOf(state: State, supposed: Supposition, asOf: CivilDate, { consequences, obstacles }: WhatIf, lang: Lang) {
  const definition = asItStands(state);
  return {
    asOf,
    supposed,
    consequences: consequences.map((one) => ({ on: dayOf(one), ...one, text: describeConsequence(one, definition, lang) })),
    obstacles: obstacles.map(({ phase, refusal }) => ({ phase, refusal, text: explainRefusal(refusal, lang, definition) })),
  };
}

function print({ terminal }: Context, state: State, { consequences, obstacles }: WhatIf): void {
  const { lang } = terminal;
  const definition = asItStands(state);
  const words = whatIfWords[lang];
  if (consequences.length === 0) terminal.print(words.none);
  else {
    printHeading(terminal, words.heading);
    const columns = [
      { title: lang === 'sv' ? 'Dag' : 'Day' },
      { title: lang === 'sv' ? 'Följd' : 'Consequence', flexible: true },
    ];
    const rows = consequences.map((one) => [day(dayOf(one), lang), describeConsequence(one, definition, lang)]);
    printTable(terminal, columns, rows);
  }
  if (obstacles.length > 0) printHeading(terminal, words.obstacles);
  for (const { phase, refusal } of obstacles) {
    const text = `${phaseName(phase, lang)}: ${explainRefusal(refusal, lang, definition)}`;
    for (const line of wrapped(text, terminal.width - 2)) terminal.print(`  ${line}`);
  }
  terminal.print();
  for (const line of wrapped(words.assumed, terminal.width)) terminal.print(terminal.paint('quiet', line));
}
