import type { Command } from '#core/agreement/commands.ts';
import { decide } from '#core/agreement/decide.ts';
import { byTime } from '#core/agreement/due.ts';
import { evolveBody } from '#core/agreement/evolve.ts';
import { definitionFindings } from '#core/agreement/faults.ts';
import type { FollowUpTerms } from '#core/agreement/followUp/types.ts';
import { followUpView } from '#core/agreement/followUp/view.ts';
import { noticesOf } from '#core/agreement/notices.ts';
import type { State } from '#core/agreement/state.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import type { Delivered } from '#core/act/outgoing.ts';
import { namesOf } from '#core/texts/names.ts';
import { describe, expect, test } from 'vitest';
import { deadline, definitionOf, envelopeOf, report, reported, text } from '../../support/agreements.ts';
import { eventsOf, type Lived, livedFrom, livedTo, remindersOf, settled, stored } from '../../support/lives.ts';

const terms: FollowUpTerms = { assessEachMeasure: true, feedbackTo: ['utvarderaren', 'samradet'] };
const definition = definitionOf({ terms: { followUp: terms } });

const deviate: Command = { type: 'reportDeviation', measure: 'databaser', description: text('deviation') };
const plan = (more: Partial<Extract<Command, { type: 'planAction' }>> = {}): Command => ({
  type: 'planAction',
  deviation: 'deviation-1',
  organisation: 'skl',
  dueOn: '2012-11-30',
  action: text('action'),
  ...more,
});
const complete: Command = { type: 'completeAction', deadline: 'action:deviation-1', result: text('result') };
const followUp = (resolved: boolean): Command => ({
  type: 'followUpAction',
  deviation: 'deviation-1',
  resolved,
  outcome: text('outcome'),
});
const assess = (measure: string, more: Partial<Extract<Command, { type: 'assessMeasure' }>> = {}): Command => ({
  type: 'assessMeasure',
  party: 'staten',
  measure,
  outcome: 'asPlanned',
  assessment: text('assessment'),
  findings: [],
  ...more,
});
const find: Command = {
  type: 'enterFinding',
  organisation: 'utvarderaren',
  measure: 'databaser',
  finding: text('finding'),
  document: null,
};
const revise: Command = { type: 'proposeRevision', party: 'staten', measure: 'kurser', area: null, proposal: text('proposal') };

const viewed = (lived: Lived) => followUpView(lived.state(), { names: namesOf(definition), text: ({ textId }) => textId });
const toldBy = (lived: Lived, type: 'feedbackGiven' | 'actionPlanned' | 'findingEntered' | 'deviationFollowedUp') =>
  eventsOf(lived, type).flatMap((event) => noticesOf(event, lived.state()).map(({ recipient }) => recipient));

describe('a deviation', () => {
  const deviated = (): Lived => livedTo('inForce', definition).does(deviate);
  const standing = (lived: Lived) => viewed(lived).deviations[0]?.standing;

  test('is unfollowed until an action is planned, done, and followed up by whom the measure is owed to', () => {
    const lived = deviated();
    expect([standing(lived), viewed(lived).unresolved]).toEqual(['unfollowed', ['deviation-1']]);
    expect(standing(lived.does(plan()))).toBe('actionPlanned');
    expect(standing(lived.does(complete))).toBe('actionDone');
    expect(standing(lived.does(followUp(false)))).toBe('notResolved');
    expect(standing(lived.does(plan({ dueOn: '2013-01-31' })))).toBe('actionPlanned');
    lived.does({ ...complete, deadline: 'action:deviation-1-2' });
    expect([standing(lived.does(followUp(true))), viewed(lived).unresolved]).toEqual(['resolved', []]);
  });

  test('gets an action that its debtor owes, is reminded of, and that has to be done before the agreement closes', () => {
    const lived = deviated().does(plan());
    expect(lived.state().deadlines['action:deviation-1']).toMatchObject({
      kind: 'action',
      debtor: 'skl',
      creditor: 'staten',
      measure: 'databaser',
      binds: true,
    });
    expect(toldBy(lived, 'actionPlanned')).toEqual(['registrar:skl', 'registrar:staten']);
    expect(remindersOf(lived.liveUntil('2012-12-10'), 'action:deviation-1').map(({ on }) => on)).toEqual([
      '2012-11-16',
      '2012-11-27',
      '2012-11-30',
      '2012-12-03',
      '2012-12-07',
    ]);
    lived.does(assess('databaser')).does(assess('kurser')).does({ type: 'adoptEvaluation' });
    lived.liveUntil('2014-10-01');
    expect(settled(lived).state().phase).toBe('finalReporting');
    expect(lived.does(complete).state().phase).toBe('closed');
  });

  test('is followed up by its creditor alone, never by who carries the measure out, and not over an open action', () => {
    const lived = deviated().does(plan());
    expect(lived.tries(followUp(true), { by: 'handlaggaren' })).toMatchObject({ code: 'notAllowed', needed: 'staten' });
    expect(lived.tries(followUp(true), { by: 'statssekreteraren' })).toEqual({
      code: 'actionsOpen',
      deviation: 'deviation-1',
      actions: ['action:deviation-1'],
    });
    lived.does(complete, { by: 'handlaggaren' });
    expect(lived.tries(followUp(true), { by: 'statssekreteraren' })).toBeNull();
    expect(toldBy(lived, 'deviationFollowedUp')).toEqual(['registrar:skl']);
  });

  test('has an action that somebody else than its creditor owes, in time', () => {
    const lived = deviated();
    expect(lived.tries(plan({ organisation: 'staten' }))).toMatchObject({ code: 'owedToItself', organisation: 'staten' });
    expect(lived.tries(plan({ dueOn: '2011-09-30' }))).toMatchObject({ code: 'dueTooEarly', given: '2011-09-30' });
    expect(lived.tries(plan({ dueOn: '2099-12-31' }))).toMatchObject({ code: 'notADate', field: 'dueOn' });
    expect(lived.tries(plan({ deviation: 'deviation-2' }))).toMatchObject({ code: 'noSuch', known: ['deviation-1'] });
    expect(lived.tries({ ...complete, deadline: 'plan' })).toEqual({ code: 'notAnAction', deadline: 'plan', actions: [] });
    lived.does(plan()).does(complete);
    expect(lived.tries(complete)).toMatchObject({ code: 'alreadyDone', what: 'action:deviation-1' });
  });
});

describe('the autumn assessment', () => {
  test('is never made by who carries the measure out, nor by whoever else owes a report of it', () => {
    const lived = livedTo('evaluation', definition);
    const own = { code: 'ownMeasure', measure: 'databaser', party: 'skl', mayAssess: ['staten'] };
    expect(lived.tries(assess('databaser', { party: 'skl' }))).toEqual(own);
    const shared = definitionOf({
      deadlines: [
        ...definition.deadlines,
        deadline('delrapport', '2013-03-31', { ...reported, debtor: 'staten', creditor: 'skl' }),
      ],
    });
    expect(livedTo('evaluation', shared).tries(assess('databaser'))).toMatchObject({ code: 'ownMeasure', mayAssess: [] });
  });

  test('considers findings from others that have been entered', () => {
    const lived = livedTo('evaluation', definition);
    const considering = assess('databaser', { outcome: 'partly', findings: ['finding-1', 'finding-1'] });
    expect(lived.tries(considering)).toMatchObject({ code: 'noSuch', field: 'finding', value: 'finding-1' });
    lived.does(find).does(considering);
    expect(toldBy(lived, 'findingEntered')).toEqual(['registrar:staten', 'registrar:skl', 'person:samordnaren']);
    expect(viewed(lived).measures[0]).toMatchObject({
      findings: ['finding-1'],
      assessments: [{ outcome: 'partly', assessment: 'assessment', findings: ['finding-1'] }],
    });
  });

  test('may be made anew by the same party, and the newest counts', () => {
    const lived = livedTo('evaluation', definition)
      .does(assess('databaser'))
      .does(assess('databaser', { outcome: 'notReached' }));
    expect(viewed(lived).measures[0]?.assessments.map(({ outcome }) => outcome)).toEqual(['notReached']);
  });

  test('is waited for where the agreement asks for it, and nowhere else', () => {
    const lived = livedTo('evaluation', definition).does(assess('kurser'));
    expect(lived.tries({ type: 'adoptEvaluation' })).toEqual({ code: 'notAssessed', measures: ['databaser'] });
    expect(lived.does(assess('databaser')).tries({ type: 'adoptEvaluation' })).toBeNull();
    expect(livedTo('evaluation').tries({ type: 'adoptEvaluation' })).toBeNull();
  });

  test('is not waited for where no party may make it', () => {
    const measures = definition.measures.map((one) => ({
      ...one,
      debtor: one.id === 'kurser' ? 'staten' : 'skl',
      creditor: 'utvarderaren',
    }));
    const own = definition.deadlines.filter(({ measure }) => measure === null);
    const both = ['skl', 'staten'].map((debtor) =>
      deadline(`del-${debtor}`, '2013-03-31', { ...reported, debtor, creditor: 'utvarderaren' }),
    );
    const lived = livedTo('evaluation', definitionOf({ measures, deadlines: [...own, ...both], terms: { followUp: terms } }));
    expect(lived.tries({ type: 'adoptEvaluation' })).toEqual({ code: 'notAssessed', measures: ['kurser'] });
  });
});

describe('a proposed revision', () => {
  const answered = (lived: Lived, outcome: Delivered): Lived => {
    const event = stored(
      byTime(lived.state(), { type: 'messageDelivered', delivered: outcome }, lived.now()),
      lived.events().length + 1,
    );
    return livedFrom([...lived.events(), event], lived.now());
  };

  test('is carried to the next year at once, whose negotiation runs meanwhile', () => {
    const lived = livedTo('evaluation', definition).does(revise);
    const { version } = lived.state();
    expect(lived.state().outgoing).toEqual([
      {
        id: `${version}.1`,
        to: 'agreement:provplattformen:2013',
        command: {
          type: 'receiveRevision',
          from: 'agreement:provplattformen:2012',
          revision: 'revision-1',
          party: 'staten',
          measure: 'kurser',
          area: null,
          proposal: text('proposal'),
        },
      },
    ]);
    const arrived = answered(lived, { id: `${version}.1`, outcome: 'done' });
    expect([arrived.state().outgoing, viewed(arrived).revisions[0]?.carried]).toEqual([[], 'done']);
  });

  test('is sent again once the evaluation is adopted, where the next year did not take it in', () => {
    const lived = livedTo('evaluation', definition).does(assess('databaser')).does(assess('kurser')).does(revise).does(revise);
    const [first, second] = lived.state().outgoing;
    const half = answered(lived, { id: first?.id ?? '', outcome: 'done' });
    const refused = answered(half, { id: second?.id ?? '', outcome: 'refused', code: 'notOpened' });
    expect(viewed(refused).revisions.map(({ carried }) => carried)).toEqual(['done', { refused: 'notOpened' }]);
    refused.does({ type: 'adoptEvaluation' });
    const again = refused.state().outgoing;
    expect(again.map(({ command }) => command)).toMatchObject([{ revision: 'revision-2' }]);
    expect(again[0]?.id).not.toBe(second?.id);
    expect(viewed(refused).revisions.map(({ carried }) => carried)).toEqual(['done', 'underWay']);
  });

  test('is taken in by the negotiation that it is sent to, once', () => {
    const [message] = livedTo('evaluation', definition).does(revise).state().outgoing;
    const receiver = livedTo('negotiation');
    const receive = (state: State): ReturnType<typeof decide> => {
      const envelope = envelopeOf(message?.command as Command, civilDateOf(receiver.now()));
      const actor = { authenticated: 'process', person: 'agreement:provplattformen:2012' } as const;
      return decide(state, { ...envelope, actor }, receiver.now());
    };
    const taken = receive(receiver.state());
    if (!taken.ok) throw new Error(JSON.stringify(taken.refusal));
    expect(taken.value.map(({ body }) => body)).toMatchObject([
      { type: 'revisionReceived', original: 'revision-1', measure: 'kurser' },
    ]);
    const folded = taken.value.reduce((state, event, at) => evolveBody(state, event, state.version + at + 1), receiver.state());
    expect(receive(folded)).toMatchObject({ ok: false, refusal: { code: 'alreadyReceived' } });
  });

  test('is not sent twice while its message is under way', () => {
    const lived = livedTo('evaluation').does(revise);
    const sent = lived.state().outgoing;
    expect(lived.does({ type: 'adoptEvaluation' }).state().outgoing).toEqual(sent);
  });
});

describe('feedback', () => {
  const accepted = (): Lived =>
    livedTo('inForce', definition)
      .does({ type: 'handInReport', deadline: 'rapport', content: report })
      .does({ type: 'acceptReport', deadline: 'rapport' });
  const fetch = (organisation: string, feedback = 'feedback-1'): Command => ({ type: 'fetchFeedback', organisation, feedback });

  test('of each accepted report goes to the principals concerned, when it is accepted', () => {
    const lived = accepted();
    expect(toldBy(lived, 'feedbackGiven')).toEqual(['registrar:utvarderaren', 'registrar:samradet']);
    expect(viewed(lived).feedback).toMatchObject([
      {
        id: 'feedback-1',
        title: 'rapport',
        on: lived.state().validFrom,
        report: { activities: 'activities', development: 'development', goalsMet: true, reasons: null },
      },
    ]);
  });

  test('of the evaluation goes to them when it is adopted', () => {
    const lived = livedTo('evaluation', definition)
      .does(assess('databaser'))
      .does(assess('kurser'))
      .does({ type: 'adoptEvaluation' });
    expect(eventsOf(lived, 'feedbackGiven').map(({ body }) => body.about)).toEqual([{ kind: 'evaluation' }]);
    expect(lived.state().phase).toBe('finalReporting');
  });

  test('shows who has fetched it, once each, and is fetched by nobody else', () => {
    const lived = accepted();
    expect(lived.tries(fetch('skl'))).toEqual({
      code: 'feedbackForOthers',
      feedback: 'feedback-1',
      organisation: 'skl',
      to: ['utvarderaren', 'samradet'],
    });
    lived.liveUntil('2012-03-01').does(fetch('utvarderaren'), { by: 'utredaren', evidence: null });
    expect(viewed(lived).feedback[0]?.to).toEqual([
      { organisation: { id: 'utvarderaren', title: 'utvarderaren' }, fetchedOn: '2012-03-01' },
      { organisation: { id: 'samradet', title: 'samradet' }, fetchedOn: null },
    ]);
    expect(lived.tries(fetch('utvarderaren'))).toMatchObject({ code: 'alreadyDone', what: 'feedback-1' });
    expect(lived.tries(fetch('utvarderaren', 'feedback-2'))).toMatchObject({ code: 'noSuch', known: ['feedback-1'] });
  });

  test('of the report that closed the agreement can be fetched after it is closed', () => {
    const last = definitionOf({
      deadlines: definition.deadlines.filter(({ id }) => id === 'rapport'),
      terms: { followUp: { ...terms, assessEachMeasure: false } },
    });
    const lived = livedTo('closed', last);
    expect(lived.state().phase).toBe('closed');
    expect(lived.tries(fetch('utvarderaren', 'feedback-2'))).toBeNull();
  });

  test('is nobody’s where the agreement names no principals', () => {
    const lived = livedTo('closed');
    expect(eventsOf(lived, 'feedbackGiven')).toEqual([]);
  });
});

test('principals that the agreement does not know are found where they are named', () => {
  const wrong = definitionOf({ terms: { followUp: { assessEachMeasure: false, feedbackTo: ['skl', 'obekant', 'skl'] } } });
  expect(definitionFindings(wrong).map(({ path }) => path)).toEqual([
    'terms.followUp.feedbackTo.1',
    'terms.followUp.feedbackTo.2',
  ]);
});
