import fc from 'fast-check';
import { expect } from 'vitest';
import type { Command, PastAct } from '#core/agreement/commands.ts';
import type { Definition } from '#core/agreement/definition.ts';
import { nextWake } from '#core/agreement/due.ts';
import { beforeValidity, type Phase, phases } from '#core/agreement/phases.ts';
import { addDays } from '#core/calendar/civilDate.ts';
import { addMs, civilDateOf, instantAt } from '#core/calendar/instant.ts';
import { type Entry, VERSION_HASH } from '../../support/agreements.ts';
import { livedFrom, livedTo, type Lived } from '../../support/lives.ts';
import { type Choice, dated, someChoice, someDefinition, someEntry, somePast } from './randomCommands.ts';

// Lives of agreements as people might live them, for properties that hold of every life.

type Step =
  | { kind: 'command'; choice: Choice; unlikely: boolean; entry: Entry }
  /** The system is down for so many hours, or wakes as planned so many times. */
  | { kind: 'down'; hours: number; minutes: number }
  | { kind: 'wakes'; times: number };

export interface Story {
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

export const stories: fc.Arbitrary<Story> = someDefinition.chain((definition) =>
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
export function live(story: Story, look: (lived: Lived) => void): Lived | null {
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
