import { describe, expect, test } from 'vitest';
import type { BodyDecision } from '#core/act/decision.ts';
import type { ReferralCommand } from '#core/referral/commands.ts';
import { answer, because, decision, play, withStages, words } from '../../support/referrals.ts';

type Played = ReturnType<typeof play>;
const REGISTRAR = 'storregistratorn';

const stages = (played: Played) =>
  Object.entries(played.state().stages.storstad ?? {}).map(([id, { status }]) => `${id} ${status}`);
const dueOn = (played: Played, stage: string) => {
  const deadline = played.state().deadlines[`stage-${stage}:storstad`];
  return deadline === undefined ? null : `${deadline.dueOn} ${deadline.status}`;
};
const of = { organisation: 'storstad' };
const inner = (body: string): ReferralCommand => ({
  type: 'answerStage',
  ...of,
  stage: 'internremiss',
  body,
  position: 'supports',
  document: null,
});
const finish = (stage: string): ReferralCommand => ({ type: 'finishStage', ...of, stage, position: 'supports', document: null });
const decide = (stage: string, decided: BodyDecision, more: { until?: string; returnTo?: string } = {}): ReferralCommand => ({
  type: 'decideStage',
  ...of,
  stage,
  decision: decided,
  position: 'supports',
  until: more.until ?? null,
  returnTo: more.returnTo ?? null,
});

/** To the memorandum, done on 2012-05-07. */
function toCouncil(): Played {
  const played = play(withStages);
  played.act('2012-04-20', REGISTRAR, inner('kontoret'));
  played.act('2012-04-27', REGISTRAR, inner('socialnamnden'));
  played.act('2012-05-07', REGISTRAR, finish('promemoria'));
  return played;
}

describe('a body’s own handling', () => {
  test('an inner referral goes to several at once and ends when the last has answered', () => {
    const played = play(withStages);
    expect(stages(played)).toEqual(['internremiss open', 'promemoria waiting', 'beredning waiting', 'styrelse waiting']);
    expect(dueOn(played, 'internremiss')).toBe('2012-04-22 open');
    expect(played.tell('2012-04-20', REGISTRAR, inner('styrelsen'))).toMatchObject({ code: 'notInner' });
    played.act('2012-04-20', REGISTRAR, inner('socialnamnden'));
    expect(stages(played)[0]).toBe('internremiss open');
    expect(played.tell('2012-04-20', REGISTRAR, finish('internremiss'))).toMatchObject({
      code: 'innerSilent',
      bodies: ['kontoret'],
    });
    played.act('2012-04-21', REGISTRAR, inner('kontoret'));
    expect(stages(played).slice(0, 2)).toEqual(['internremiss done', 'promemoria open']);
    expect(dueOn(played, 'promemoria')).toBe('2012-05-01 open');
  });

  test('does not wait for who is silent where somebody says why', () => {
    const played = play(withStages);
    played.act('2012-04-20', REGISTRAR, inner('kontoret'));
    played.act('2012-04-23', REGISTRAR, finish('internremiss'), because);
    expect(stages(played)[1]).toBe('promemoria open');
  });

  test('a stage that has not begun waits for those before it', () => {
    expect(play(withStages).tell('2012-04-20', REGISTRAR, finish('promemoria'))).toEqual({
      code: 'stageNotOpen',
      stage: 'promemoria',
      status: 'waiting',
      waitsFor: ['internremiss'],
    });
  });

  test('a matter that is postponed comes again on the day that is set', () => {
    const played = toCouncil();
    const postponed = decision('beredningen', '2012-05-14', { outcome: 'postponed' });
    expect(played.tell('2012-05-14', REGISTRAR, decide('beredning', postponed))).toMatchObject({
      code: 'missingForOutcome',
      field: 'until',
    });
    played.act('2012-05-14', REGISTRAR, decide('beredning', postponed, { until: '2012-05-21' }));
    expect(stages(played)[2]).toBe('beredning open');
    expect(dueOn(played, 'beredning')).toBe('2012-05-21 open');
    expect(played.state().stages.storstad?.beredning?.timesPostponed).toBe(1);
  });

  test('a matter goes back to an earlier stage with a reason, and all between is done anew', () => {
    const played = toCouncil();
    played.act('2012-05-14', REGISTRAR, decide('beredning', decision('beredningen', '2012-05-14')));
    const back = decision('styrelsen', '2012-05-23', { outcome: 'sentBack' });
    const again = decide('styrelse', back, { returnTo: 'promemoria' });
    expect(played.tell('2012-05-23', REGISTRAR, again)).toEqual({ code: 'reasonMissing', command: 'decideStage' });
    expect(played.tell('2012-05-23', REGISTRAR, decide('styrelse', back, { returnTo: 'styrelse' }), because)).toMatchObject({
      code: 'unknown',
      field: 'returnTo',
      known: ['beredning', 'promemoria', 'internremiss'],
    });
    played.act('2012-05-23', REGISTRAR, again, because);
    expect(stages(played)).toEqual(['internremiss done', 'promemoria open', 'beredning waiting', 'styrelse waiting']);
    expect(dueOn(played, 'promemoria')).toBe('2012-06-02 open');
    expect(dueOn(played, 'styrelse')).toBe('2012-05-28 letGo');
    expect(played.state().stages.storstad?.styrelse?.timesSentBack).toBe(1);
    expect(played.notices.at(-1)).toMatchObject({ recipient: 'registrar:storstad', about: 'stageDecided' });
  });

  test('a stage that is delegated is decided by the delegate', () => {
    const played = toCouncil();
    const own = decide('beredning', decision('roteln', '2012-05-14'));
    expect(played.tell('2012-05-14', REGISTRAR, own)).toMatchObject({ code: 'wrongBody', expected: ['beredningen'] });
    const delegate: ReferralCommand = {
      type: 'delegateStage',
      ...of,
      stage: 'beredning',
      body: 'roteln',
      reference: words('4.1'),
    };
    played.act('2012-05-14', REGISTRAR, delegate);
    played.act('2012-05-14', REGISTRAR, own);
    expect(stages(played)[2]).toBe('beredning done');
  });

  test('the answer waits for the board, its adopted minutes and the dispatch of their extract', () => {
    const played = toCouncil();
    const given = answer('storstad', 'supports');
    expect(played.tell('2012-05-14', REGISTRAR, given)).toMatchObject({ code: 'stagesLeft', stages: ['beredning', 'styrelse'] });
    played.act('2012-05-14', REGISTRAR, decide('beredning', decision('beredningen', '2012-05-14')));
    const special = { by: words('member'), text: words('statement') };
    played.act(
      '2012-05-23',
      REGISTRAR,
      decide('styrelse', decision('styrelsen', '2012-05-23', { specialStatements: [special] })),
    );
    expect(played.tell('2012-05-24', REGISTRAR, given)).toEqual({ code: 'notAdopted', body: 'styrelsen' });
    played.act('2012-05-30', REGISTRAR, { type: 'adoptMinutes', ...of, stage: 'styrelse', extract: 'ab'.repeat(32) });
    expect(played.tell('2012-05-31', REGISTRAR, { ...given, decision: decision('styrelsen', '2012-05-23') })).toMatchObject({
      code: 'decisionOnRecord',
    });
    played.act('2012-06-01', REGISTRAR, given);
    expect(played.state().answers.storstad?.[1]?.decision).toEqual({
      body: 'styrelsen',
      decidedOn: '2012-05-23',
      paragraph: '7',
      outcome: 'asProposed',
      adoptedOn: '2012-05-30',
      dispatchedOn: '2012-06-01',
      extract: 'ab'.repeat(32),
      isDelegated: false,
      reservations: [],
      specialStatements: [{ by: 'member', text: 'statement' }],
      stoodAside: [],
    });
    expect(played.state().stages.storstad?.styrelse?.decision?.dispatchedOn).toBe('2012-06-01');
  });

  test('an answer that came on paper counts whatever has become of the stages', () => {
    const played = toCouncil();
    played.act('2012-05-14', 'departementsregistratorn', answer('storstad', 'supports'), {
      evidence: { kind: 'reference', text: words('letter') },
    });
    expect(dueOn(played, 'beredning')).toBe('2012-05-14 letGo');
  });

  test('its days are its own: only its registrar is reminded of them', () => {
    const played = play(withStages);
    played.pass('2012-05-15');
    const stage = played.notices.filter(({ deadline }) => deadline === 'stage-internremiss:storstad');
    expect(stage.map(({ occasion }) => occasion)).toEqual([-14, -3, 0, 1, 7]);
    expect(new Set(stage.map(({ recipient }) => recipient))).toEqual(new Set(['registrar:storstad']));
  });

  test('begins anew with a changed question', () => {
    const played = toCouncil();
    const parts = [{ id: 'nytt', title: 'Nytt', questions: [], to: null }];
    played.act(
      '2012-05-10',
      'handlaggaren',
      { type: 'reconsult', parts, documents: [], organisations: null, answerBy: null },
      because,
    );
    expect(stages(played)[0]).toBe('internremiss open');
    expect(dueOn(played, 'internremiss')).toBe('2012-05-30 open');
  });

  test('is nobody else’s to enter', () => {
    const played = play(withStages);
    expect(played.tell('2012-04-20', 'lillregistratorn', inner('kontoret'))).toMatchObject({ code: 'notAllowed' });
    expect(played.tell('2012-04-20', 'departementsregistratorn', inner('kontoret'))).toMatchObject({ code: 'notAllowed' });
    expect(
      played.tell('2012-04-20', 'lillregistratorn', { ...finish('x'), organisation: 'lillstad' } as ReferralCommand),
    ).toEqual({
      code: 'noStages',
      organisation: 'lillstad',
    });
  });
});
