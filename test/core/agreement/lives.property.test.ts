import type { Command, PastAct } from '#core/agreement/commands.ts';
import type { Definition } from '#core/agreement/definition.ts';
import { due, nextWake } from '#core/agreement/due.ts';
import { outstandingOre } from '#core/agreement/obligations.ts';
import { beforeValidity, isOver, type Phase, phases } from '#core/agreement/phases.ts';
import type { State } from '#core/agreement/state.ts';
import { addDays } from '#core/calendar/civilDate.ts';
import { addMs, civilDateOf, instantAt } from '#core/calendar/instant.ts';
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { type Entry, VERSION_HASH } from '../../support/agreements.ts';
import { fold, livedFrom, livedTo, type Lived } from '../../support/lives.ts';
import { type Choice, dated, someChoice, someDefinition, someEntry, somePast } from './randomCommands.ts';
import { watchReminders } from './watchReminders.ts';

const DAY_MS = 86_400_000;

type Step =
  | { kind: 'command'; choice: Choice; unlikely: boolean; entry: Entry }
  /** The system is down for so many hours, or wakes as planned so many times. */
  | { kind: 'down'; hours: number; minutes: number }
  | { kind: 'wakes'; times: number };

interface Story {
  definition: Definition;
  start: { phase: Phase } | { past: PastAct[]; afterDays: number };
  steps: Step[];
}

/** The phases in which an agreement can be found: it only passes `terminated`, and `approval` where no body approves. */
const restingPhases = ({ rules }: Definition): Phase[] =>
  phases.filter((phase) => phase !== 'terminated' && (phase !== 'approval' || rules.approvals.length > 0));

const someStep = (definition: Definition): fc.Arbitrary<Step> =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc.record({
        kind: fc.constant('command'),
        choice: someChoice(definition),
        unlikely: fc.boolean(),
        entry: someEntry(definition),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('down'),
        hours: fc.integer({ min: 0, max: 3000 }),
        minutes: fc.integer({ min: 0, max: 59 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('wakes'), times: fc.integer({ min: 1, max: 5 }) }) },
  );

const stories: fc.Arbitrary<Story> = someDefinition.chain((definition) =>
  fc.record({
    definition: fc.constant(definition),
    start: fc.oneof(
      { weight: 3, arbitrary: fc.record({ phase: fc.constantFrom(...restingPhases(definition)) }) },
      { weight: 1, arbitrary: fc.record({ past: somePast(definition), afterDays: fc.integer({ min: -40, max: 1000 }) }) },
    ),
    steps: fc.array(someStep(definition), { maxLength: 60, size: 'max' }),
  }),
);

function begun({ definition, start }: Story): Lived | null {
  if ('phase' in start) return livedTo(start.phase, definition);
  const on = addDays(definition.rules.windows.consultation.from, start.afterDays);
  const lived = livedFrom([], instantAt(on, 7, 30));
  const opening = { type: 'open', definition, versionHash: VERSION_HASH, takeOver: start.past } as const;
  return lived.tries(opening) === null ? lived : null;
}

function commandOf({ choice, unlikely }: Extract<Step, { kind: 'command' }>, phase: Phase): Command {
  if (unlikely) return choice.everUnlikely;
  return beforeValidity.includes(phase) ? choice.towardsValidity : choice.whileValid;
}

/** Lives the story; `look` sees the agreement at its beginning and after every step. */
function live(story: Story, look: (lived: Lived) => void): Lived | null {
  const lived = begun(story);
  if (lived === null) return null;
  look(lived);
  const wakeAt = (instant: string): void => {
    lived.wakeAt(instant);
    look(lived);
  };
  for (const step of story.steps) {
    if (step.kind === 'down') wakeAt(addMs(lived.now(), (step.hours * 60 + step.minutes) * 60_000));
    if (step.kind === 'wakes') {
      for (let left = step.times; left > 0; left -= 1) {
        const wake = nextWake(lived.state());
        if (wake !== null && wake < '2070') wakeAt(wake);
      }
    }
    if (step.kind === 'command') {
      const today = civilDateOf(lived.now());
      const before = lived.state();
      const refusal = lived.tries(dated(commandOf(step, before.phase), today), dated(step.entry, today));
      if (refusal !== null) expect(lived.state()).toBe(before);
      look(lived);
    }
  }
  return lived;
}

const holds = (property: (story: Story) => void): void => {
  fc.assert(fc.property(stories, property), { numRuns: 200 });
};

test('after what is due is applied, the next wake is later than now, or never', () => {
  holds((story) => {
    live(story, (lived) => {
      expect(due(lived.state(), lived.now())).toEqual([]);
      const wake = nextWake(lived.state());
      if (wake === null) return;
      expect(wake > lived.now()).toBe(true);
      expect(due(lived.state(), addMs(wake, -1))).toEqual([]);
      expect(due(lived.state(), wake)).not.toEqual([]);
    });
  });
});

test('no öre is lost: used and unspent are the budget, and no more is returned than was left', () => {
  holds((story) => {
    live(story, (lived) => {
      const state = lived.state();
      for (const { id, budgetOre } of state.definition.areas) {
        const account = state.accounts[id];
        if (account !== undefined) expect(account.usedOre + account.unspentOre).toBe(budgetOre);
        expect(outstandingOre(state, id) ?? 0).toBeGreaterThanOrEqual(0);
      }
    });
  });
});

test('what is over stays over, and takes nothing but corrections', () => {
  holds((story) => {
    let over: { phase: Phase; events: number; deadlines: string } | null = null;
    const statuses = (state: State) =>
      Object.values(state.deadlines)
        .map(({ status, accepted }) => `${status} ${accepted}`)
        .join();
    live(story, (lived) => {
      const state = lived.state();
      if (over !== null) {
        expect([state.phase, statuses(state)]).toEqual([over.phase, over.deadlines]);
        const news = lived.events().slice(over.events);
        expect(news.filter(({ body }) => body.type !== 'corrected')).toEqual([]);
      } else if (isOver(state.phase)) {
        over = { phase: state.phase, events: lived.events().length, deadlines: statuses(state) };
      }
    });
  });
});

test('every phase begins the day the one before ended, none before it, none in the future', () => {
  holds((story) => {
    live(story, (lived) => {
      const { phases: spans, phase } = lived.state();
      const today = civilDateOf(lived.now());
      expect(spans.at(-1)).toMatchObject({ phase, to: null });
      for (const [i, { from, to }] of spans.entries()) {
        expect(from <= (to ?? today)).toBe(true);
        expect(to).toBe(spans[i + 1]?.from ?? null);
      }
    });
  });
});

test('nothing is done after it is recorded', () => {
  holds((story) => {
    const lived = live(story, () => undefined);
    for (const { doneOn, recordedAt } of lived?.events() ?? []) expect(doneOn <= civilDateOf(recordedAt)).toBe(true);
  });
});

test('the fold of the events is the state that lived, also when they were written as JSON', () => {
  holds((story) => {
    const lived = live(story, () => undefined);
    if (lived === null) return;
    expect(isDeepStrictEqual(fold(lived.events()), lived.state())).toBe(true);
    const written = JSON.parse(JSON.stringify(lived.events())) as ReturnType<Lived['events']>;
    expect(isDeepStrictEqual(fold(written), lived.state())).toBe(true);
    expect(isDeepStrictEqual(JSON.parse(JSON.stringify(lived.state())), lived.state())).toBe(true);
  });
});

test('reminders leave on business days, never before their moment, never once it is met, never twice, and none is forgotten', () => {
  holds((story) => {
    const watch = watchReminders();
    const lived = live(story, watch.see);
    if (lived === null) return;
    for (let wakes = 0; wakes < 300; wakes += 1) {
      const wake = nextWake(lived.state());
      if (wake === null) break;
      lived.wakeAt(wake);
      watch.see(lived);
    }
    lived.wakeAt(addMs(lived.now(), 10 * DAY_MS));
    watch.see(lived);
    expect(nextWake(lived.state())).toBeNull();
    watch.nothingForgotten(lived);
  });
});
