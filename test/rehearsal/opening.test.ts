import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseScript } from '../../infra/definition/loadScript.ts';
import { rehearse } from '../../rehearsal/conductor.ts';
import type { RehearsalResult } from '../../rehearsal/result.ts';
import { expectSoundChain } from '../support/chainChecks.ts';
import type { TestEngine } from '../support/engine.ts';
import { inventedAgreement } from '../support/invented.ts';
import { rehearsalEngine } from '../support/rehearsing.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await rehearsalEngine('opening');
});
afterAll(() => engine.stop());

const script = `
agreement: agreement.yaml
steps:
  - { do: open, at: 2011-01-10T09:00, by: handlaggaren, expect: { refused: notAllowed } }
  - { do: open, at: 2011-01-17T09:00, by: samordnaren }
  - { do: adoptBasis, at: 2011-02-03T10:00, by: samordnaren }
`;

async function rehearsed(framework: string, text: string): Promise<RehearsalResult> {
  const loaded = inventedAgreement(framework, { deadlines: [] });
  const read = parseScript(text, 'script.yaml', loaded);
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
  const { worlds, temporal, bodyKey } = engine;
  const { cast, steps } = read;
  return rehearse({ worlds, temporal, bodyKey, codeVersion: 'test', cast, steps, onProgress: () => undefined });
}

test('an agreement whose opening was refused is opened a week later, on that day', async () => {
  const result = await rehearsed('andra-forsoket', script);
  expect(result.steps).toEqual({ total: 3, asWritten: 3, unexpected: [] });
  expect(result.phases.map(({ phase, from }) => `${phase} ${from}`)).toEqual([
    'planned 2011-01-17',
    'consultation 2011-02-01',
    'preparation 2011-02-03',
  ]);
  const events = await expectSoundChain(engine.worlds, result.agreement);
  expect(events.find(({ body }) => body.type === 'opened')?.recordedAt).toMatch(/^2011-01-17T08:00:/);
});

test('where the opening is refused, every step after it is, and the rehearsal says so', async () => {
  const result = await rehearsed('aldrig-oppnad', script.replace('17T09:00, by: samordnaren', '17T09:00, by: granskaren'));
  expect(result).toMatchObject({ asWritten: false, finalPhase: null, steps: { total: 3, asWritten: 1 } });
  expect(result.steps.unexpected.map(({ refusal }) => refusal?.code)).toEqual(['notAllowed', 'notOpened']);
});
