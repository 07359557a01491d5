import { afterAll, beforeAll, expect, test } from 'vitest';
import { compile, type Spread } from '#core/referral/compilation.ts';
import { positions } from '#core/referral/definition.ts';
import type { ReferralEventBody } from '#core/referral/events.ts';
import type { ReferralState } from '#core/referral/state.ts';
import { type MailEntry, mails } from '../../infra/db/read/mails.ts';
import { processState } from '../../infra/db/read/processes.ts';
import { referralMember } from '../../infra/definition/cast.ts';
import { parseScript } from '../../infra/definition/loadScript.ts';
import { parseReferral } from '../../infra/definition/referral/loadReferral.ts';
import { rehearse } from '../../rehearsal/conductor.ts';
import type { RehearsalResult } from '../../rehearsal/result.ts';
import { expectSoundChain } from '../support/chainChecks.ts';
import type { TestEngine } from '../support/engine.ts';
import { bodies, BODIES, type Count, countOf, days, draw, referralFile, remindersOf } from '../support/manyBodies.ts';
import { rehearsalEngine } from '../support/rehearsing.ts';

// Another seed is another course of events; the sums must be right for any.
const SEED = Number(process.env['ARSCYKEL_TEST_SEED'] ?? 290);
const { steps, ledger } = draw(SEED);

let engine: TestEngine;
let result: RehearsalResult;
let state: ReferralState;
let sent: MailEntry[];
beforeAll(async () => {
  engine = await rehearsalEngine('manyBodies');
  const loaded = parseReferral(referralFile, 'remiss.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
  const script = JSON.stringify({ referrals: { remissen: 'remiss.yaml' }, steps });
  const read = parseScript(script, 'script.yaml', [referralMember(loaded, 'remissen')]);
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes.slice(0, 5)));
  const { worlds, temporal, bodyKey } = engine;
  result = await rehearse({
    worlds,
    temporal,
    bodyKey,
    codeVersion: 'test',
    cast: read.cast,
    steps: read.steps,
    onProgress: () => undefined,
  });
  const found = await processState(worlds, result.agreement);
  if (found?.kind !== 'referral') throw new Error('no referral');
  ({ state } = found);
  sent = await mails(worlds, { chain: result.agreement });
}, 600_000);
afterAll(() => engine.stop());

const zeros = (how: Record<string, number>): Spread =>
  Object.fromEntries([...positions, 'noPosition'].map((position) => [position, how[position] ?? 0])) as Spread;
const whole = (count: Count) => ({
  ...count,
  how: zeros(count.how),
  unasked: { ...count.unasked, how: zeros(count.unasked.how) },
});

test('290 bodies that answer, decline, ask for more time, answer late or unasked and are asked again: all goes as drawn', () => {
  expect(result.steps).toEqual({ total: steps.length, asWritten: steps.length, unexpected: [] });
  expect(state.phase).toBe('closed');
});

test('the compilation is what the test itself has counted: per version, as a whole, per part and question', () => {
  const compiled = compile(state);
  expect(compiled.map(({ question }) => question)).toEqual([1, 2]);
  for (const { question, whole: tally, parts, requests } of compiled) {
    const number = question === 1 ? 1 : 2;
    expect(tally).toEqual(whole(countOf(ledger, number, null)));
    for (const part of parts) {
      expect(part.tally).toEqual(whole(countOf(ledger, number, part.id)));
      for (const one of part.questions) expect(one.tally).toEqual(whole(countOf(ledger, number, one.id)));
    }
    const wished = [...ledger.said[number].values()].reduce((sum, said) => sum + said.requests, 0);
    expect(requests).toHaveLength(wished);
  }
  const [first] = compiled;
  expect(first?.whole.asked).toBe(BODIES);
  for (const number of [first?.whole.late, first?.whole.silent, first?.whole.declined, first?.whole.unasked.answered])
    expect(number).toBeGreaterThan(0);
});

test('it went on in a new run on the way, with nothing lost, nothing twice', async () => {
  const events = await expectSoundChain<ReferralEventBody>(engine.worlds, result.agreement);
  const runs = events.flatMap(({ body, version }) => (body.type === 'runStarted' ? [version] : []));
  const closedAt = events.find(({ body }) => body.type === 'closed')?.version ?? 0;
  expect(runs.filter((version) => version < closedAt).length).toBeGreaterThan(3);
  const onTheLastDay = events.filter(({ body, doneOn }) => body.type === 'runStarted' && doneOn === days.last);
  expect(onTheLastDay.length).toBeGreaterThan(1);
  const acts = events.filter(({ recordedBy }) => recordedBy.role !== 'time');
  expect(acts).toHaveLength(steps.length);
  expect(new Set(acts.map(({ commandId }) => commandId)).size).toBe(steps.length);
  expect(result.history.runs).toBe(runs.length);
});

test('each registrar is asked once and reminded on its own days, and no more', () => {
  const asked = sent.filter(({ about }) => about === 'opened');
  expect(asked.map(({ recipient, status }) => `${recipient} ${status}`).toSorted()).toEqual(
    bodies.map((id) => `registrar:${id} sent`).toSorted(),
  );
  const reminded = sent.filter(({ kind, status }) => kind === 'reminder' && status === 'sent');
  const told = reminded.map(({ recipient, deadline, dueOn, occasion, on }) => {
    const question = deadline?.startsWith('answer-2:') === true ? 2 : 1;
    return `${recipient.replace('registrar:', '')} ${question} ${dueOn} ${occasion} ${on}`;
  });
  expect(told.toSorted()).toEqual(remindersOf(ledger));
});

test('the asker’s registrar gets one mail the morning after, which says how many', () => {
  const toAsker = sent.filter(({ recipient }) => recipient === 'registrar:forbundet');
  const acts = [...ledger.told.values()].reduce((sum, count) => sum + count, 0);
  // The closing is told too.
  expect(toAsker).toHaveLength(acts + 1);
  const afterLast = toAsker.filter(({ on }) => on === '2012-07-02');
  expect(afterLast).toHaveLength(ledger.told.get(days.last) ?? 0);
  expect(new Set(afterLast.map(({ messageId }) => messageId)).size).toBe(1);
  const answered = afterLast.filter(({ about }) => about === 'answered').length;
  expect(afterLast[0]?.subject).toContain(`${answered} remissvar har kommit in, varav `);
});
