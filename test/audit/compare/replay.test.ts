import { expect, test } from 'vitest';
import { EventType, untilLastTask } from '../../../audit/compare/history.ts';
import { redecide } from '../../../audit/compare/redecide.ts';
import { replayRuns } from '../../../audit/compare/replay.ts';
import { compareWords } from '../../../cli/words/audit/compare.ts';
import { productBundle, quietRuntime } from '../../support/engine.ts';
import { recordedRuns } from '../../support/recorded.ts';
import { eventsOf, recordInsteadOfTimer } from '../../support/tampering.ts';

quietRuntime();

test('a run that is read in the middle of a task is followed to the end of the one before', async () => {
  const [run] = recordedRuns('course');
  const events = eventsOf(run);
  const started = events.findLastIndex(({ eventType }) => eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED);
  if (run === undefined || started < 2) throw new Error('no task');
  const history = untilLastTask({ events: events.slice(0, started + 1) });
  expect(history.events?.length).toBeLessThan(started + 1);
  expect(history.events?.some(({ eventType }) => eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)).toBe(true);
  expect(await replayRuns([{ ...run, history }], await productBundle())).toEqual([]);
  expect(redecide([{ ...run, history }])).toEqual([]);
});

test('of several parts the one that today’s program does not follow is named, and the others are followed', async () => {
  const runs = recordedRuns('course');
  recordInsteadOfTimer(runs[1]);
  const notFollowed = await replayRuns(runs, await productBundle());
  expect(notFollowed.map(({ part }) => part)).toEqual([runs[1]?.runId]);
});

test.each(['sv', 'en'] as const)(
  'what an auditor reads of it (%s) is in words of the record, not of the engine’s maker',
  (lang) => {
    const { findings, noted, ...rest } = compareWords[lang];
    const said = { fields: 'doneOn, hash', expected: 'ab'.repeat(32), found: 'cd'.repeat(32) };
    const lines = [
      ...Object.values(findings).map((say) => say(said)),
      ...Object.values(noted),
      ...Object.values(rest).filter((one) => typeof one === 'string'),
      rest.same(2),
      rest.parts(3, 4, 1),
      rest.followed(3),
      rest.notFollowed('3'),
    ];
    expect(lines.length).toBeGreaterThan(25);
    for (const line of lines)
      expect(line).not.toMatch(/temporal|workflow|namespace|worker|activit|marker|histor|replay|\brun\b|körning|arbetsflöde/i);
  },
);
