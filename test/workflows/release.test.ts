import { readFile } from 'node:fs/promises';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Rules } from '#core/agreement/definition.ts';
import type { EventBody, StoredEvent } from '#core/agreement/events.ts';
import type { State } from '#core/agreement/state.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Run } from '../../audit/compare/history.ts';
import type { Verdict } from '../../infra/gateway/verdict.ts';
import { agreementState } from '../../infra/db/read/agreements.ts';
import { loadAgreement, type LoadedAgreement, parseAgreement } from '../../infra/definition/loadAgreement.ts';
import type { ActRequest } from '../../infra/definition/toCommand.ts';
import { versionHashOf } from '../../infra/definition/versionHash.ts';
import type { PastAsk } from '../../infra/gateway/ask.ts';
import { changedBuild } from '../support/changedBuild.ts';
import { expectSoundChain, noticeKeys } from '../support/chainChecks.ts';
import { conducted, type Conducted } from '../support/conducted.ts';
import { type RunningWorker, testEngine, type TestEngine } from '../support/engine.ts';
import { closeDown, replay, runsOf } from '../support/histories.ts';
import { redecide } from '../../audit/compare/redecide.ts';

// The agreement for 2012 and one of another kind, moved to the same year, live in one world under one worker. On 1 June 2012 the worker
// is replaced by a build with other defaults; a third agreement is opened under those.

const RELEASED_ON = '2012-06-01';
const reminders = 'workflows/core/agreement/reminders.ts';
const current = { 'workflows/core/agreement/definition.ts': 'test/support/workflows/engineThreeCurrent.ts' };

let engine: TestEngine;
let world: Conducted;
let nextRelease: WorkflowBundleWithSourceMap;
let forgetful: WorkflowBundleWithSourceMap;
const chains = { of2012: '', performance: '', newer: '' };
let opened: Record<keyof typeof chains, LoadedAgreement>;
const paid: { heldBefore?: Verdict; heldAfter?: Verdict; onceIn?: Verdict } = {};
let runs: Record<keyof typeof chains, Run[]>;

beforeAll(async () => {
  engine = await testEngine('replay', { kind: 'standard' });
  const before = await engine.startWorker({ world: 'rehearsal' });
  world = await conducted(engine, 'Två sorter genom en ny version', '2012-03-01');
  await openBoth();
  await liveUnderTheOldBuild();
  await release(before);
  await liveUnderTheNewBuild();
  const runsIn = (chain: string): Promise<Run[]> => runsOf(engine.worlds, engine.temporal, chain);
  runs = {
    of2012: await runsIn(chains.of2012),
    performance: await runsIn(chains.performance),
    newer: await runsIn(chains.newer),
  };
}, 400_000);
afterAll(() => closeDown(engine));

const past = (type: string, input: object, doneOn: CivilDate): PastAsk => ({ request: { type, input } as ActRequest, doneOn });

/** How it came to be valid, before this system took it over. */
function concluded(
  { definition, versionHash }: LoadedAgreement,
  days: Record<'basis' | 'accepted' | 'signed', CivilDate>,
  approved: Record<string, CivilDate>,
): PastAsk[] {
  const { parties, rules } = definition;
  return [
    past('adoptBasis', {}, days.basis),
    ...parties.map(({ organisation: party }) => past('acceptVersion', { party, versionHash }, days.accepted)),
    ...parties.flatMap(({ organisation: party, authorisedBy: body, signatory }) => [
      past('authorise', { party, body, signatory, orSubstitute: false }, days.signed),
      past('sign', { party, signatory, versionHash }, days.signed),
    ]),
    ...rules.approvals.map((body) => past('approve', { body, versionHash }, approved[body] ?? days.signed)),
  ];
}

async function openBoth(): Promise<void> {
  const of2012 = await loadAgreement('examples/2012/agreement.yaml');
  const file = 'examples/performance/agreement.yaml';
  const text = (await readFile(file, 'utf8')).replaceAll(/\b202[4-7]\b/g, (year) => String(Number(year) - 13));
  const performance = parseAgreement(text, file);
  if (!of2012.ok || !performance.ok) throw new Error(JSON.stringify([of2012, performance]));
  opened = { of2012, performance, newer: asOfTheRelease(performance) };
  chains.of2012 = await world.open(
    of2012,
    'samordnare',
    concluded(of2012, { basis: '2011-06-20', accepted: '2011-12-19', signed: '2012-01-11' }, { 'skl-styrelse': '2012-02-17' }),
  );
  chains.performance = await openAsPerformance(performance);
}

/** The same text under a framework of its own, as the new build's program would have read it. */
function asOfTheRelease(loaded: LoadedAgreement): LoadedAgreement {
  const { rules } = loaded.definition;
  const definition = { ...loaded.definition, framework: 'kortare-vantan-igen', rules: { ...rules, engine: 3 } };
  return { ...loaded, definition, versionHash: versionHashOf(definition) };
}

const openAsPerformance = (loaded: LoadedAgreement): Promise<string> =>
  world.open(
    loaded,
    'samordnare-vantan',
    concluded(
      loaded,
      { basis: '2011-09-27', accepted: '2011-11-14', signed: '2011-12-02' },
      { 'forbundsstyrelsen-vast': '2012-01-09' },
    ),
  );

const act = (type: string, input: object): ActRequest => ({ type, input }) as ActRequest;
const handedIn = (deadline: string): ActRequest =>
  act('handInReport', { deadline, content: { activities: 'Det som gjordes.', development: 'Målet är nått.' } });
const payment = act('recordPayment', {
  requisition: 'requisition-1',
  amount: '6 mnkr',
  payer: 'utbetalningskontoret',
  decision: 'Beslut om utbetalning',
});

async function liveUnderTheOldBuild(): Promise<void> {
  const { performance } = chains;
  await world.liveUntil('2012-04-10');
  for (const measure of ['kvallsmottagning', 'skolnara-stod'])
    await world.does(
      performance,
      measure === 'skolnara-stod' ? 'forbundshandlaggare-vast' : 'regionhandlaggare-vast',
      handedIn(`kvartal-1:${measure}`),
    );
  await world.liveUntil('2012-04-24');
  await world.does(
    performance,
    'regionhandlaggare-vast',
    act('requisition', { measure: 'forsta-samtal', amount: '6 mnkr', reference: 'Rekvisition 1', signedBy: 'halsodirektor' }),
  );
  await world.does(performance, 'utredare-vantan', act('approveRequisition', { requisition: 'requisition-1' }));
  paid.heldBefore = await world.tries(performance, 'utbetalare', payment);
  await world.liveUntil(RELEASED_ON);
}

async function release(before: RunningWorker): Promise<void> {
  const built = (changed: string) => changedBuild({ ...current, [reminders]: `test/support/workflows/${changed}.ts` });
  [nextRelease, forgetful] = await Promise.all([built('nextRelease'), built('engineForgotten')]);
  await before.shutdown();
  await engine.startWorker({ world: 'rehearsal', bundle: nextRelease });
}

async function liveUnderTheNewBuild(): Promise<void> {
  const { of2012, performance } = chains;
  chains.newer = await openAsPerformance(opened.newer);
  paid.heldAfter = await world.tries(performance, 'utbetalare', payment);
  await world.does(performance, 'regionhandlaggare-vast', handedIn('kvartal-1:forsta-samtal'));
  paid.onceIn = await world.tries(performance, 'utbetalare', payment);
  // To a Saturday, in both.
  const reason = { reason: 'Mer tid behövs.' };
  await world.does(
    performance,
    'utredare-vantan',
    act('extendDeadline', { deadline: 'kvartal-3:skolnara-stod', to: '2012-11-03' }),
    reason,
  );
  await world.does(of2012, 'departementshandlaggare', act('moveDeadline', { deadline: 'finalReport', to: '2014-08-30' }), reason);
  await world.liveUntil('2013-04-16');
}

const stateOf = async (of: keyof typeof chains): Promise<State> => {
  const state = await agreementState(engine.worlds, chains[of]);
  if (state === null) throw new Error(`no ${of}`);
  return state;
};

async function bodiesOf<T extends EventBody['type']>(of: keyof typeof chains, type: T) {
  const events = await expectSoundChain(engine.worlds, chains[of]);
  return events.filter((event): event is StoredEvent & { body: Extract<EventBody, { type: T }> } => event.body.type === type);
}

/** The days on which somebody was reminded of a deadline, with what of its plan each stood for and to whom. */
async function remindedOf(of: keyof typeof chains, deadline: string): Promise<string[]> {
  const reminded = await bodiesOf(of, 'reminded');
  return reminded.flatMap(({ body }) =>
    body.reminders
      .filter((one) => one.deadline === deadline)
      .map(({ stands, recipients }) => `${civilDateOf(body.sendAfter)} ${stands.join()} ${recipients.join()}`),
  );
}

/** Who is told at each step of a plan: `days` as `2012-10-18 3`. */
const told = (days: readonly string[], who: (offset: number) => string): string[] =>
  days.map((day) => `${day} ${who(Number(/-?\d+$/.exec(day)?.[0]))}`);

// Of 15 October 2012, a Monday: the 13th is a Saturday, and the day before is a Sunday.
const ofTheQuarter = ['2012-09-24 -21', '2012-10-08 -7', '2012-10-12 -1', '2012-10-15 0', '2012-10-18 3', '2012-10-25 10'];
// Of 2 April 2013, the Tuesday after Easter.
const ofTheReview = ['03-01 -30', '03-19 -14', '03-26 -7', '03-28 -1', '04-02 0', '04-03 1', '04-09 7', '04-16 14'].map(
  (day) => `2013-${day}`,
);
const both = (): string => 'person:samordnare-vantan,registrar:granskningskontoret';
const region = 'registrar:region-vast';

test('each kind reminds and escalates by its own rules, before the release and after it', async () => {
  const afterThree = (offset: number): string => (offset >= 3 ? `${region},person:halsodirektor` : region);
  // The seventh day before 13 April 2012 is Good Friday.
  const ofTheFirst = ['2012-03-23 -21', '2012-04-05 -7', '2012-04-12 -1', '2012-04-13 0', '2012-04-16 3', '2012-04-23 10'];
  expect(await remindedOf('performance', 'kvartal-1:forsta-samtal')).toEqual(told(ofTheFirst, afterThree));
  expect(await remindedOf('performance', 'kvartal-3:forsta-samtal')).toEqual(told(ofTheQuarter, afterThree));
  expect(await remindedOf('performance', 'granskning')).toEqual(told(['2013-01-02 -90', ...ofTheReview], both));

  // 31 March 2013 is Easter Sunday, and ninety days before it is New Year's Eve.
  const ofEaster = ['2012-12-28 -90', '2013-03-01 -30', '2013-03-15 -14', '2013-03-22 -7', '2013-03-28 -1,0'];
  const overdue = ['2013-04-02 1', '2013-04-08 7', '2013-04-15 14'];
  const afterSeven = (offset: number): string => (offset >= 7 ? 'registrar:skl,person:skl-vd' : 'registrar:skl');
  expect(await remindedOf('of2012', 'measureReport-2013:databaser-och-e-tidskrifter')).toEqual(
    told([...ofEaster, ...overdue], afterSeven),
  );
});

test('the same agreement opened after the release has the new defaults: no reminder at ninety days, the superior told after two weeks', async () => {
  expect(await remindedOf('newer', 'granskning')).toEqual(told(ofTheReview, both));
  expect(await remindedOf('newer', 'kvartal-3:forsta-samtal')).toEqual(told(ofTheQuarter, () => region));
});

test('a due date that is no business day stays in the one and moves in the other, as each agreed', async () => {
  const [of2012, performance] = [await stateOf('of2012'), await stateOf('performance')];
  expect(of2012.deadlines['measureReport-2013:databaser-och-e-tidskrifter']?.dueOn).toBe('2013-03-31');
  expect(performance.deadlines['granskning']?.dueOn).toBe('2013-04-02');
  expect(of2012.deadlines['finalReport']?.dueOn).toBe('2014-08-30');
  expect(performance.deadlines['kvartal-3:skolnara-stod']?.dueOn).toBe('2012-11-05');
});

test('payment is held while a report is late where that is agreed, under both builds, and not once it is in', () => {
  for (const held of [paid.heldBefore, paid.heldAfter])
    expect(held).toMatchObject({ kind: 'refused', refusal: { code: 'paymentHeld' } });
  expect(paid.onceIn?.kind).toBe('recorded');
});

test('each goes through its phases on its own days', async () => {
  const phasesOf = async (of: keyof typeof chains) =>
    (await stateOf(of)).phases.map(({ phase, from }) => `${phase} ${from}`).slice(-2);
  expect(await phasesOf('of2012')).toEqual(['inForce 2012-02-17', 'evaluation 2012-10-01']);
  expect(await phasesOf('performance')).toEqual(['inForce 2012-01-09', 'evaluation 2012-08-18']);
});

describe.each(['of2012', 'performance', 'newer'] as const)('of %s', (of) => {
  test('the rules are those it was opened under, and every entry says so', async () => {
    const { rules } = await stateOf(of);
    expect(rules).toEqual<Rules>(opened[of].definition.rules);
    const engines = (await expectSoundChain(engine.worlds, chains[of])).map((event) => event.engine);
    // A run that begins before it is opened has no rules of its own yet.
    expect(engines[0]).toBe(1);
    expect(new Set(engines.slice(1))).toEqual(new Set([of === 'newer' ? 3 : 2]));
  });

  test('nobody is told anything twice', async () => {
    const keys = await noticeKeys(engine.worlds, chains[of]);
    expect(keys.length).toBeGreaterThan(0);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe.each(['of2012', 'performance'] as const)(
  'the history of %s, begun under the one build and continued under the other',
  (of) => {
    test('spans the release and a run that continued as new after it', () => {
      expect(runs[of].length).toBeGreaterThan(1);
    });

    test('replays under both', async () => {
      await expect(replay(runs[of])).resolves.toBeUndefined();
      await expect(replay(runs[of], nextRelease)).resolves.toBeUndefined();
    });

    test('is decided again, all of it, by the rules as they were before the release', () => {
      expect(redecide(runs[of])).toEqual([]);
    });

    test('would not replay under a build that forgot what they were opened under', async () => {
      await expect(replay(runs[of], forgetful)).rejects.toThrow(/does not replay/);
    });
  },
);

test('what was opened after the release replays under it, and the rules of before decide otherwise', async () => {
  await replay(runs.newer, nextRelease);
  expect(redecide(runs.newer)).not.toEqual([]);
});
