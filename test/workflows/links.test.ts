import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReferralDefinition } from '#core/referral/definition.ts';
import type { ReferralEventBody } from '#core/referral/events.ts';
import type { ReferralRefusal } from '#core/referral/refusals.ts';
import { msOf } from '#core/calendar/instant.ts';
import { referralId } from '#contracts/ids.ts';
import { processState } from '../../infra/db/read/processes.ts';
import type { Directory } from '../../infra/definition/commandMaker.ts';
import { type Gateway, makeGateway } from '../../infra/gateway/gateway.ts';
import type { Verdict } from '../../infra/gateway/verdict.ts';
import { expectSoundChain } from '../support/chainChecks.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { closeDown, makeReplayOfAll } from '../support/histories.ts';
import { asked, REFERRAL_HASH, referral } from '../support/referrals.ts';

const MANY = 20;
const LAST_DAY = '2012-06-29';
const bodies = Array.from({ length: MANY }, (_, n) => `kommun-${n + 1}`);
const [known] = referral.organisations;

const definition: ReferralDefinition = {
  ...referral,
  organisations: [
    ...referral.organisations,
    ...bodies.flatMap((id) => (known === undefined ? [] : [{ ...known, id, title: id, bodies: [] }])),
  ],
  asked: bodies.map((id) => asked(id, LAST_DAY)),
  parts: referral.parts.filter(({ to }) => to === null),
};
const directory: Directory = { people: [], organisations: [] };
const chain = referralId({ kind: 'test' }, 'lankar');

let engine: TestEngine;
let gateway: Gateway;
beforeAll(async () => {
  engine = await testEngine('messages');
  await engine.startWorker();
  const { worlds, temporal, bodyKey } = engine;
  const clockShiftMs = msOf(`${LAST_DAY}T08:00:00.000Z`) - Date.now();
  gateway = makeGateway({ worlds, temporal, bodyKey, clockShiftMs: () => clockShiftMs });
  const loaded = {
    ...directory,
    definition: { ...definition, rules: { ...definition.rules, answeringDays: 0 } },
    versionHash: REFERRAL_HASH,
  };
  const opening = { loaded, evidence: 'Ett påhittat protokoll' };
  const verdict = await gateway.open<ReferralRefusal>(chain, opening, { commandId: 'oppnandet', actor: 'samordnaren' });
  if (verdict.kind !== 'recorded') throw new Error(JSON.stringify(verdict));
});
afterAll(() => closeDown(engine));

/** Whoever opened the link that was sent to the body. */
function answers(organisation: string): Promise<Verdict<ReferralRefusal>> {
  const actor = {
    authenticated: 'link',
    person: `handlaggare-${organisation}`,
    organisation,
    link: `lank-${organisation}`,
  } as const;
  const input = { organisation, whole: 'supports', items: [], requests: [], replaces: false };
  return gateway.command<ReferralRefusal>(
    chain,
    { request: { type: 'answer', input } },
    { commandId: `svar-${organisation}`, actor },
  );
}

test('whoever opened the link that was sent to a body answers for it, and so says the record; many at once wait for their turn', async () => {
  const verdicts = await Promise.all(bodies.map(answers));
  expect(verdicts.filter(({ kind }) => kind !== 'recorded')).toEqual([]);
  const found = await processState(engine.worlds, chain);
  if (found?.kind !== 'referral') throw new Error('no referral');
  expect(Object.keys(found.state.answers)).toHaveLength(MANY);
  const events = await expectSoundChain<ReferralEventBody>(engine.worlds, chain);
  const ofTheFirst = events.find(({ commandId }) => commandId === 'svar-kommun-1');
  expect(ofTheFirst?.recordedBy).toMatchObject({ person: 'handlaggare-kommun-1', authenticated: 'link' });
  await makeReplayOfAll(engine)();
});
