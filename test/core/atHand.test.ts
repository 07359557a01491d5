import { describe, expect, test } from 'vitest';
import { type AtHand, atHandOf } from '#core/act/atHand.ts';
import { definitionFaults } from '#core/agreement/faults.ts';
import type { StoredEvent } from '#core/agreement/events.ts';
import type { ReferralCommand } from '#core/referral/commands.ts';
import { asSeen } from '#core/referral/seen.ts';
import { atHandText } from '#core/texts/atHandText.ts';
import { definitionOf, report, text, VERSION_HASH } from '../support/agreements.ts';
import { everybody, type Lived, livedTo } from '../support/lives.ts';
import { answer, because, decision, play, type Played, referral, withStages } from '../support/referrals.ts';
import { approve, HASH, platform, signed } from './framework/platform.ts';

const PAPER = 'd4'.repeat(32);
const MEMORANDUM = 'e5'.repeat(32);

const lastOf = (lived: Lived, type: string): StoredEvent => {
  const event = lived.events().findLast(({ body }) => body.type === type);
  if (event === undefined) throw new Error(`no ${type}`);
  return event;
};
const versionsOf = (hand: AtHand | null): number[] => (hand?.entries ?? []).map(({ version }) => version);

describe('what was at hand stands in the decision’s event', () => {
  test('a body that approves had the signed text, its signatures and the papers that were sent to it', () => {
    const lived = livedTo('approval')
      .does({ type: 'planMeeting', body: 'styrelsen', about: 'approval', meetingOn: '2012-03-01', papersBusinessDaysBefore: 5 })
      .does({ type: 'sendPapers', body: 'styrelsen', about: 'approval', versionHash: VERSION_HASH, documents: [PAPER] })
      .does({ type: 'approve', body: 'styrelsen', versionHash: VERSION_HASH });
    const hand = atHandOf(lastOf(lived, 'approved').body);
    expect(hand).toMatchObject({ text: VERSION_HASH, documents: [PAPER] });
    const ofType = (type: string) => lived.events().flatMap(({ body, version }) => (body.type === type ? [version] : []));
    expect(versionsOf(hand)).toEqual([
      ...ofType('versionAccepted'),
      ...[...ofType('authorised'), ...ofType('signed')].toSorted((a, b) => a - b),
      ...ofType('papersSent'),
    ]);
  });

  test('whoever accepts or returns a report had that report, by its deadline and its entry', () => {
    const lived = livedTo('inForce').does({ type: 'handInReport', deadline: 'rapport', content: report });
    const handedIn = lastOf(lived, 'reportHandedIn').version;
    lived.does({ type: 'returnReport', deadline: 'rapport', newDueOn: '2013-04-30' });
    expect(atHandOf(lastOf(lived, 'reportReturned').body)?.entries).toEqual([{ version: handedIn, deadline: 'rapport' }]);
    lived
      .does({ type: 'handInReport', deadline: 'rapport', content: report })
      .does({ type: 'acceptReport', deadline: 'rapport' });
    const again = lastOf(lived, 'reportHandedIn').version;
    expect(again).toBeGreaterThan(handedIn);
    expect(atHandOf(lastOf(lived, 'reportAccepted').body)?.entries).toEqual([{ version: again, deadline: 'rapport' }]);
  });

  test('the evaluation had every report that was in, and what was found', () => {
    const lived = livedTo('inForce')
      .does({ type: 'reportDeviation', measure: 'databaser', description: text('deviation') })
      .does({ type: 'handInReport', deadline: 'rapport', content: report });
    lived.liveUntil('2012-10-02').does({
      type: 'enterFinding',
      organisation: 'utvarderaren',
      measure: null,
      finding: text('finding'),
      document: PAPER,
    });
    lived.does({ type: 'adoptEvaluation' });
    const hand = atHandOf(lastOf(lived, 'evaluationAdopted').body);
    expect(hand?.documents).toEqual([PAPER]);
    expect(hand?.entries).toEqual([
      { version: lastOf(lived, 'deviationReported').version, deadline: null },
      { version: lastOf(lived, 'reportHandedIn').version, deadline: 'rapport' },
      { version: lastOf(lived, 'findingEntered').version, deadline: null },
    ]);
  });

  test('an extension had the request for it', () => {
    const lived = livedTo('inForce').does({ type: 'askExtension', deadline: 'rapport', to: '2013-05-31' });
    const asked = lived.state().version;
    lived.does({ type: 'extendDeadline', deadline: 'rapport', to: '2013-05-15' });
    expect(atHandOf(lastOf(lived, 'deadlineExtended').body)?.entries).toEqual([{ version: asked, deadline: 'rapport' }]);
  });

  test('what was done after the decision’s own day was not at hand, however late the decision is entered', () => {
    const lived = livedTo('inForce')
      .liveUntil('2012-06-11')
      .does({ type: 'askExtension', deadline: 'rapport', to: '2013-05-31' });
    lived.does({ type: 'extendDeadline', deadline: 'rapport', to: '2013-05-15' }, { on: '2012-06-05' });
    expect(atHandOf(lastOf(lived, 'deadlineExtended').body)?.entries).toEqual([]);
  });

  test('nothing of it stays in the state', () => {
    const of = (engine: number) => everybody(livedTo('approval', definitionOf({}, { engine })), 'approval').state();
    const { definition: _one, rules: _first, ...before } = of(1);
    const { definition: _two, rules: _second, ...since } = of(2);
    expect(since).toEqual(before);
  });
});

describe('an agreement of the first engine', () => {
  test('decides as it did before: its decisions say nothing of it', () => {
    const lived = everybody(livedTo('approval', definitionOf({}, { engine: 1 })), 'approval');
    expect(lived.events().filter(({ body }) => atHandOf(body) !== null)).toEqual([]);
    expect(new Set(lived.events().map(({ engine }) => engine))).toEqual(new Set([1]));
  });

  test('and one of the second says it of every decision, in an engine that both have', () => {
    const lived = everybody(livedTo('approval'), 'approval');
    const decisions = lived.events().filter(({ body }) => ['basisAdopted', 'signed', 'approved'].includes(body.type));
    expect(decisions.length).toBeGreaterThan(4);
    expect(decisions.filter(({ body }) => atHandOf(body) === null)).toEqual([]);
    for (const engine of [1, 2]) expect(definitionFaults(definitionOf({}, { engine }))).toEqual([]);
    expect(definitionFaults(definitionOf({}, { engine: 3 }))).not.toEqual([]);
  });
});

describe('a body of a referral', () => {
  const REGISTRAR = 'storregistratorn';
  const own = (type: string, more: object): ReferralCommand =>
    ({ type, organisation: 'storstad', position: 'supports', document: null, ...more }) as ReferralCommand;
  const decides = (stage: string, on: string, more: object = {}): ReferralCommand =>
    own('decideStage', {
      stage,
      decision: decision(stage === 'styrelse' ? 'styrelsen' : 'beredningen', on, more),
      until: null,
      returnTo: null,
    });
  const handled = (): Played => {
    const played = play({ ...withStages, documents: [PAPER], rules: { ...referral.rules, engine: 2 } });
    played.act('2012-04-20', REGISTRAR, own('finishStage', { stage: 'internremiss' }), because);
    played.act('2012-05-07', REGISTRAR, own('finishStage', { stage: 'promemoria', document: MEMORANDUM }));
    played.act('2012-05-14', REGISTRAR, decides('beredning', '2012-05-14'));
    played.act('2012-05-21', REGISTRAR, decides('styrelse', '2012-05-21', { adoptedOn: '2012-05-21' }));
    return played;
  };

  test('decided on what its earlier stages came to, and on what the question was sent with', () => {
    const decided = handled().events.findLast(({ body }) => body.type === 'stageDecided');
    const hand = decided === undefined ? null : atHandOf(decided.body);
    expect(hand?.documents).toEqual([PAPER, MEMORANDUM]);
    expect(hand?.entries.map(({ deadline }) => deadline)).toEqual([
      'stage-internremiss:storstad',
      'stage-promemoria:storstad',
      'stage-beredning:storstad',
    ]);
  });

  test('keeps that to itself: others read its answer without the papers of its handling', () => {
    const played = handled();
    played.act('2012-05-22', REGISTRAR, answer('storstad', 'supports'));
    const given = played.events.findLast(({ body }) => body.type === 'answered');
    if (given === undefined) throw new Error('no answer');
    expect(atHandOf(given.body)?.entries.length).toBeGreaterThan(0);
    expect(atHandOf(asSeen(given, () => true).body)).not.toBeNull();
    expect(atHandOf(asSeen(given, () => false).body)).toBeNull();
  });
});

test('a framework’s approval had the text that was signed, and who had signed it', () => {
  const life = signed().does(approve, '2010-09-03', { by: 'handlaggaren' });
  const hand = atHandOf(life.events.findLast(({ body }) => body.type === 'approved')?.body ?? { type: '' });
  expect(hand?.text).toBe(HASH);
  expect(hand?.entries).toHaveLength(Object.keys(life.state?.signatures ?? {}).length + 1);
  expect(platform.rules.engine).toBe(2);
});

test('what was at hand is told in both languages: few things by name, many by their numbers', () => {
  const entries = [...Array(9).keys()].map((at) => ({ version: at + 10, deadline: at < 5 ? `rapport-${at}` : null }));
  const hand: AtHand = { text: VERSION_HASH, entries, documents: [PAPER] };
  const title = (id: string) => id.replace('rapport', 'Rapport');
  expect(atHandText(hand, title, 'sv')).toBe(
    'vid beslutet förelåg: version a1a1a1a1, Rapport-0 (nr 10), Rapport-1 (nr 11), Rapport-2 (nr 12), 2 till (nr 13 och 14), händelserna 15–18 och filen SHA-256 d4d4d4d4',
  );
  expect(atHandText({ ...hand, entries: [], documents: [] }, title, 'en')).toBe('at hand: version a1a1a1a1');
});
