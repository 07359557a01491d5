import { describe, expect, test } from 'vitest';
import type { Kind } from '#core/act/model.ts';
import type { Lang } from '#core/texts/lang.ts';
import { kindOf, shortId } from '#contracts/ids.ts';
import type { Recorded } from '#contracts/types.ts';
import { asOfEvents, readings } from '../../audit/asOf/asOf.ts';
import type { Stored } from '../../audit/asOf/days.ts';
import { differenceOfEvents } from '../../audit/asOf/difference.ts';
import { endOf } from '../../audit/asOf/moment.ts';
import { outlineOf } from '../../audit/asOf/outline.ts';
import { decoded, type Run } from '../../audit/compare/history.ts';
import { printDifference } from '../../cli/audit/asOf/changes.ts';
import { printPicture } from '../../cli/audit/asOf/picture.ts';
import { namingIn, type Telling } from '../../cli/audit/asOf/told.ts';
import type { Context } from '../../cli/session.ts';
import type { Terminal } from '../../cli/terminal/terminal.ts';
import { displayWidth } from '../../cli/terminal/width.ts';
import { wordsIn } from '../../cli/words/words.ts';
import { recordedLives } from '../support/recorded.ts';

// What an auditor is shown, of every kind of process, in both languages and both readings, on days all through the rehearsal of 2012.

const WIDTH = 90;
const days = Array.from({ length: 30 }, (_, at) =>
  new Date(Date.parse('2010-06-20') + at * 53 * 86_400_000).toISOString().slice(0, 10),
);
const chains = ['informed', 'informedTroubles'].flatMap((name) => recordedLives(name).map(eventsOf));

function eventsOf(runs: readonly Run[]): Stored[] {
  const events = new Map<number, Stored>();
  for (const { history } of runs)
    for (const { markerRecordedEventAttributes: marker } of history.events ?? []) {
      const payload = marker?.details?.result?.payloads?.[0];
      for (const event of payload == null ? [] : (decoded(payload) as Recorded).events) events.set(event.version, event);
    }
  return [...events.values()];
}

/** What a work prints on a terminal of so many columns. */
function printed(lang: Lang, work: (telling: Pick<Telling, 'context' | 'person'>) => void): string[] {
  const lines: string[] = [];
  const plain = (_tone: string, text: string): string => text;
  const terminal: Terminal = {
    lang,
    json: false,
    width: WIDTH,
    live: false,
    print: (line = '') => void lines.push(line),
    printJson: () => undefined,
    note: () => undefined,
    paint: plain,
    paintNote: plain,
  };
  const context = { terminal, words: wordsIn(lang) } as Context;
  work({ context, person: (id) => id });
  return lines;
}

/** An auditor sees every body's own handling; of other kinds there is none. */
const seenOf = (kind: Kind): Telling['sees'] => (kind === 'referral' ? () => true : null);

const shownOn = (events: readonly Stored[], day: string, by: (typeof readings)[number], lang: Lang): string[] => {
  const chain = events[0]?.chain ?? '';
  const then = asOfEvents(chain, events, endOf(day), by);
  return printed(lang, (telling) => {
    const kind = kindOf(chain);
    const whole = { ...telling, kind, naming: namingIn(then.process), sees: seenOf(kind) };
    printPicture(whole, then, outlineOf(then), { all: false, texts: {} });
  });
};

const diffed = (events: readonly Stored[], [first, second]: [string, string], lang: Lang): string[] => {
  const chain = events[0]?.chain ?? '';
  const found = differenceOfEvents(chain, events, [endOf(first), endOf(second)], 'recorded');
  return printed(lang, (telling) => {
    const kind = kindOf(chain);
    printDifference({ ...telling, kind, naming: namingIn(found.after.process), sees: seenOf(kind) }, found, 'Titeln');
  });
};

const never = /undefined|\bnull\b|\bNaN\b|\[object|[Ww]orkflow|arbetsflöde|[Mm]otorn|[Ee]ngine|\b[Rr]eplay|\b[Rr]un\b|[Kk]örning/;

describe.each(['sv', 'en'] as const)('in %s', (lang) => {
  test('every day of every process is told without a gap, within the terminal, and in nobody’s jargon', () => {
    for (const events of chains)
      for (const day of days)
        for (const by of readings) {
          const lines = shownOn(events, day, by, lang);
          const where = `${shortId(events[0]?.chain ?? '')} ${day} ${by}`;
          expect(
            lines.filter((line) => never.test(line)),
            where,
          ).toEqual([]);
          expect(
            lines.filter((line) => displayWidth(line) > WIDTH),
            where,
          ).toEqual([]);
        }
  });

  test('what changed between any two of them is told so too', () => {
    for (const events of chains)
      for (const [at, day] of days.entries()) {
        const lines = diffed(events, [days[at - 1] ?? '2010-01-01', day], lang);
        expect(
          lines.filter((line) => never.test(line)),
          day,
        ).toEqual([]);
        expect(
          lines.filter((line) => displayWidth(line) > WIDTH),
          day,
        ).toEqual([]);
      }
  });
});

test('an approval that nobody had entered yet is told as that, and counts only by what was done', () => {
  const year = chains.find((events) => events[0]?.chain.endsWith('agreement:evidensbaserad-praktik:2012')) ?? [];
  const [recorded, done] = [shownOn(year, '2012-02-20', 'recorded', 'sv'), shownOn(year, '2012-02-20', 'done', 'sv')];
  expect(recorded).toEqual(
    expect.arrayContaining([expect.stringContaining('godkännande sedan'), 'Gjort, men ännu inte känt i registret']),
  );
  expect(recorded).toEqual(expect.arrayContaining([expect.stringContaining('Det räknas inte ovan.')]));
  expect(done).toEqual(expect.arrayContaining([expect.stringContaining('genomförande sedan fre 17 feb 2012')]));
  expect(done).toEqual(expect.arrayContaining([expect.stringContaining('registrerat först 2012-02-21 09:00')]));
  expect(shownOn(year, '2012-02-21', 'recorded', 'sv')).toEqual(
    expect.arrayContaining(['Allt som var gjort var också registrerat.']),
  );
});
