import { due, nextWake } from '#core/agreement/due.ts';
import { outstandingOre } from '#core/agreement/obligations.ts';
import { isOver, type Phase } from '#core/agreement/phases.ts';
import type { State } from '#core/agreement/state.ts';
import { addMs, civilDateOf } from '#core/calendar/instant.ts';
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { fold, type Lived } from '../../support/lives.ts';
import { live, stories, type Story } from './randomLives.ts';
import { watchReminders } from './watchReminders.ts';

const DAY_MS = 86_400_000;

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
