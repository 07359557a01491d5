import { afterAll, beforeAll, expect, test } from 'vitest';
import { compile, type Tally } from '#core/referral/compilation.ts';
import { positions } from '#core/referral/definition.ts';
import { processState } from '../../infra/db/read/processes.ts';
import { referralMember } from '../../infra/definition/cast.ts';
import { parseScript } from '../../infra/definition/loadScript.ts';
import { parseReferral } from '../../infra/definition/referral/loadReferral.ts';
import { rehearse } from '../../rehearsal/conductor.ts';
import type { RehearsalResult } from '../../rehearsal/result.ts';
import { expectSoundChain } from '../support/chainChecks.ts';
import type { TestEngine } from '../support/engine.ts';
import { type Expected, type ManyBodies, manyBodies } from '../support/manyBodies.ts';
import { rehearsalEngine } from '../support/rehearsing.ts';

const BODIES = 290;
// Another seed is another course of events; the sums must be right for any.
const SEED = Number(process.env['ARSCYKEL_TEST_SEED'] ?? 2012);

let engine: TestEngine;
let generated: ManyBodies;
let result: RehearsalResult;
beforeAll(async () => {
  engine = await rehearsalEngine('manyBodies');
  generated = manyBodies(BODIES, SEED);
  const loaded = parseReferral(generated.referral, 'referral.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
  const script = parseScript(generated.script, 'script.yaml', [referralMember(loaded, 'manga')]);
  if (!script.ok) throw new Error(JSON.stringify(script.mistakes.slice(0, 5)));
  const { worlds, temporal, bodyKey } = engine;
  const { cast, steps } = script;
  result = await rehearse({ worlds, temporal, bodyKey, cast, steps, onProgress: () => undefined });
}, 600_000);
afterAll(() => engine.stop());

test('290 bodies asked, extended, asked anew, all on the last day: everything goes as written', () => {
  expect(result.steps.unexpected).toEqual([]);
  expect(result.finalPhase).toBe('closed');
});

test('the referral continues as new on the way, and nothing is lost over it', async () => {
  expect(result.history.runs).toBeGreaterThan(1);
  await expectSoundChain(engine.worlds, result.agreement);
});

test('the compilation’s sums are those of what was written, per question and as a whole', async () => {
  const process = await processState(engine.worlds, result.agreement);
  if (process?.kind !== 'referral') throw new Error('no referral');
  const compiled = compile(process.state);
  expect(compiled).toHaveLength(2);
  compiled.forEach(({ whole, parts }, at) => {
    const expected = generated.expected[at];
    expect(told(whole, parts[0]?.questions[0]?.tally)).toEqual(expected);
  });
});

test('each registrar is told of the question, and reminded only of what is still open', () => {
  const asked = result.mails.filter(({ on }) => on <= '2012-04-03');
  expect(new Set(asked.map(({ to }) => to)).size).toBeGreaterThanOrEqual(BODIES);
  // What is queued for a morning after the last day of the calendar never leaves.
  expect(result.mails.filter(({ on, status }) => on <= result.virtualTo && status !== 'sent')).toEqual([]);
});

function told(whole: Tally, question: Tally | undefined): Expected {
  const only = (how: Tally['how'] | undefined) => Object.fromEntries(positions.map((one) => [one, how?.[one] ?? 0]));
  const { asked, answered, late, declined, silent, how, unasked } = whole;
  return {
    asked,
    answered,
    late,
    declined,
    silent,
    how: only(how) as Expected['how'],
    onQuestion: only(question?.how) as Expected['how'],
    unasked: unasked.answered,
  };
}
