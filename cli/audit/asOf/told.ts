import { atHandOf } from '#core/act/atHand.ts';
import type { StoredEventOf } from '#core/act/event.ts';
import type { InnerEvent } from '#core/agreement/events.ts';
import type { AnyBody, ProcessState } from '#core/models.ts';
import type { ReferralEvent } from '#core/referral/events.ts';
import { asSeen, type Sees } from '#core/referral/seen.ts';
import { atHandText } from '#core/texts/atHandText.ts';
import { namingOf, wordsOf } from '#core/texts/kinds.ts';
import type { AsOf } from '../../../audit/asOf/asOf.ts';
import { withNames } from '../../../audit/withNames.ts';
import type { Context } from '../../session.ts';
import { day, minute } from '../../terminal/dates.ts';
import { wrapped } from '../../terminal/width.ts';
import { asOfWords } from '../../words/audit/asOf.ts';

/** What entries of a process are told with. */
export interface Telling {
  context: Context;
  kind: AsOf['kind'];
  /** Gives ids their names; null where nothing is opened. */
  naming: object | null;
  person: (id: string) => string;
  /** Of a referral, whose own handling is shown; null of every other process. */
  sees: Sees | null;
}

export const namingIn = (process: ProcessState | null): object | null => (process === null ? null : namingOf(process));

/** What an id is called: an area, a deadline, an organisation; the id where it has no name. */
export const called = ({ kind, naming, context }: Telling, id: string): string =>
  wordsOf(kind).title(id, naming, context.terminal.lang) ?? id;

/** Each entry on its own day, with when it was recorded and what was at hand. `isLate`: it is told because it was recorded later. */
export function printEntries(telling: Telling, events: readonly StoredEventOf<AnyBody>[], isLate = false): void {
  const widest = String(events.at(-1)?.version ?? 1).length;
  for (const event of events) printEntry(telling, event, widest, isLate);
}

function printEntry(telling: Telling, event: StoredEventOf<AnyBody>, widest: number, isLate: boolean): void {
  const { terminal } = telling.context;
  const number = String(event.version).padStart(widest);
  const head = `  ${number}  ${day(event.doneOn, terminal.lang).padEnd(15)}  `;
  const lines = wrapped(lineOf(telling, event), terminal.width - head.length);
  const indent = ' '.repeat(head.length);
  lines.forEach((line, at) => terminal.print(at === 0 ? `${terminal.paint('quiet', head)}${line}` : indent + line));
  for (const line of wrapped(besideOf(telling, event, isLate), terminal.width - head.length))
    if (line !== '') terminal.print(indent + terminal.paint('quiet', line));
}

function lineOf({ kind, naming, sees, person, context: { terminal } }: Telling, event: StoredEventOf<AnyBody>): string {
  const say = asOfWords[terminal.lang];
  const { body } = sees === null ? event : (asSeen(event as ReferralEvent, sees) as StoredEventOf<AnyBody>);
  if (body.type === 'ownHandling') return say.ownHandling;
  return body.type === 'runStarted' ? say.newPart : wordsOf(kind).event({ body: withNames(body, person) }, naming, terminal.lang);
}

function besideOf(telling: Telling, event: StoredEventOf<AnyBody>, isLate: boolean): string {
  const { context, person, sees } = telling;
  const { lang } = context.terminal;
  const say = asOfWords[lang];
  const { recordedBy, recordedAt, doneOn } = event;
  const shown = sees === null ? event : (asSeen(event as ReferralEvent, sees) as StoredEventOf<AnyBody>);
  const who = shown.recordedBy.person === null ? null : person(shown.recordedBy.person);
  const when = minute(recordedAt);
  // What time brought, and what was recorded on its own day, says nothing by when it was recorded.
  const isTold = isLate || (recordedBy.role !== 'time' && when.slice(0, 10) !== doneOn);
  const atHand = atHandOf(shown.body);
  return [
    ...(isTold ? [isLate ? say.laterRecorded(when, who) : say.recorded(when, who)] : []),
    ...(atHand === null ? [] : [atHandText(atHand, (id) => called(telling, id), lang)]),
  ].join(' · ');
}

/** Acts that were taken over, each on its own day. */
export function printInner({ kind, naming, person, context: { terminal } }: Telling, acts: readonly InnerEvent[]): void {
  for (const { body, doneOn } of acts) {
    const head = `      ${day(doneOn, terminal.lang).padEnd(15)}  `;
    const named = { body: withNames(body, person) };
    const lines = wrapped(wordsOf(kind).event(named, naming, terminal.lang), terminal.width - head.length);
    lines.forEach((line, at) => terminal.print((at === 0 ? terminal.paint('quiet', head) : ' '.repeat(head.length)) + line));
  }
}
