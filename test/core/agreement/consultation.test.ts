import type { Command } from '#core/agreement/commands.ts';
import { contributions, unanswered } from '#core/agreement/consultation/contributions.ts';
import type { ConsultationTerms } from '#core/agreement/consultation/types.ts';
import { consultationView } from '#core/agreement/consultation/view.ts';
import { definitionFindings } from '#core/agreement/faults.ts';
import { noticesOf } from '#core/agreement/notices.ts';
import { namesOf } from '#core/texts/names.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { definitionOf, text } from '../../support/agreements.ts';
import { eventsOf, type Lived, livedTo, remindersOf } from '../../support/lives.ts';

const terms: ConsultationTerms = {
  answerDays: 30,
  group: ['staten', 'skl', 'utvarderaren', 'samradet'],
  statementTitle: 'Yttrande i samrådet',
  involvement: {
    principals: ['skl', 'utvarderaren'],
    needsFrom: 'skl',
    questions: [{ id: 'utforare', title: 'Hur har utförarna involverats?' }],
  },
};
const definition = definitionOf({ terms: { consultation: terms } });
/** 1 February 2011, the first day of the consultation. */
const consulting = (): Lived => livedTo('consultation', definition);

const invite = (organisations: string[], answerBy = '2011-04-29'): Command => ({ type: 'invite', organisations, answerBy });
const propose = (organisation: string): Command => ({
  type: 'proposePriority',
  organisation,
  title: text('title'),
  motivation: text('motivation'),
});
const state = (organisation: string, priority: string | null = null): Command => ({
  type: 'giveStatement',
  organisation,
  priority,
  stance: 'for',
  statement: text('statement'),
  providers: null,
});
const respond = (to: string, more: Partial<Extract<Command, { type: 'respond' }>> = {}): Command => ({
  type: 'respond',
  to,
  outcome: 'takenUp',
  in: { priorities: [], measures: ['databaser'], place: null },
  answer: text('answer'),
  ...more,
});
const nowhere = { priorities: [], measures: [], place: null };
const viewed = (lived: Lived) => consultationView(lived.state(), { names: namesOf(definition), text: ({ textId }) => textId });
const toldBy = (lived: Lived) => {
  const event = lived.events().at(-1);
  if (event === undefined) throw new Error('nothing has happened');
  return noticesOf(event, lived.state()).map(({ recipient, formal }) => [recipient, formal]);
};

describe('an invitation', () => {
  test('gives at least the answering time that the agreement states, and says which day would do', () => {
    const tooSoon = { code: 'answerTooSoon', answerBy: '2011-03-02', earliest: '2011-03-03', days: 30 };
    expect(consulting().tries(invite(['skl'], '2011-03-02'))).toEqual(tooSoon);
    expect(consulting().tries(invite(['skl'], '2011-03-03'))).toBeNull();
  });

  test('goes to the consultation group where it names nobody, without whoever invites', () => {
    const lived = consulting().does(invite([]));
    expect(Object.keys(lived.state().consultation.invitations)).toEqual(['staten', 'skl', 'utvarderaren']);
    expect(livedTo('consultation').tries(invite([]))).toEqual({ code: 'nobodyToInvite' });
  });

  test('is owed to the coordinator’s organisation, is reminded of, and keeps nothing from closing', () => {
    const lived = consulting().does(invite(['skl']));
    expect(lived.state().deadlines['statement:skl']).toMatchObject({
      kind: 'statement',
      plan: 'answer',
      debtor: 'skl',
      creditor: 'samradet',
      dueOn: '2011-04-29',
      askedOn: '2011-02-01',
      binds: false,
    });
    expect(remindersOf(lived.liveUntil('2011-05-10'), 'statement:skl').map(({ on }) => on)).toEqual([
      '2011-04-15',
      '2011-04-26',
      '2011-04-29',
      '2011-05-02',
      '2011-05-06',
    ]);
  });

  test('tells each registrar formally', () => {
    expect(toldBy(consulting().does(invite(['skl', 'staten'])))).toEqual([
      ['registrar:skl', true],
      ['registrar:staten', true],
    ]);
  });

  test('is sent once, to organisations of the agreement, and never to the one that sends it', () => {
    const lived = consulting().does(invite(['skl']));
    expect(lived.tries(invite(['staten', 'skl']))).toMatchObject({ code: 'invitedAlready', organisation: 'skl' });
    expect(lived.tries(invite(['staten', 'staten']))).toMatchObject({ code: 'twiceNamed' });
    expect(lived.tries(invite(['obekant']))).toMatchObject({ code: 'unknownInConsultation', field: 'organisations' });
    expect(lived.tries(invite(['samradet']))).toEqual({ code: 'invitesItself', organisation: 'samradet' });
    expect(lived.tries(invite(['staten'], '2099-12-31'))).toMatchObject({ code: 'notADate', field: 'answerBy' });
  });
});

describe('answering', () => {
  test('late is an answer, marked late; who was not asked may answer, and asked is not answered', () => {
    const lived = consulting().does(invite(['skl', 'staten']));
    expect(viewed(lived).asked.map(({ standing }) => standing)).toEqual(['waiting', 'waiting']);
    lived.does(state('staten')).liveUntil('2011-05-04').does(state('skl')).does(state('utvarderaren'));
    const { asked, statements } = viewed(lived);
    expect(asked.map(({ organisation, standing, isLate }) => [organisation.id, standing, isLate])).toEqual([
      ['skl', 'answered', true],
      ['staten', 'answered', false],
    ]);
    expect(statements.map(({ id, wasAsked, isLate }) => [id, wasAsked, isLate])).toEqual([
      ['statement-1', true, false],
      ['statement-2', true, true],
      ['statement-3', false, false],
    ]);
  });

  test('by the day that it was done, not recorded', () => {
    const lived = consulting()
      .does(invite(['skl']))
      .liveUntil('2011-05-04')
      .does(state('skl'), { on: '2011-04-29' });
    expect(viewed(lived).asked).toMatchObject([{ answeredOn: '2011-04-29', isLate: false }]);
  });

  test('is dated anew by a correction, and late no more', () => {
    const lived = consulting()
      .does(invite(['skl']))
      .liveUntil('2011-05-04')
      .does(state('skl'));
    const version = eventsOf(lived, 'statementGiven')[0]?.version ?? 0;
    lived.does({ type: 'correct', version, correction: { kind: 'doneOn', doneOn: '2011-04-28' } });
    expect(viewed(lived).asked).toMatchObject([{ answeredOn: '2011-04-28', isLate: false }]);
    expect(lived.state().deadlines['statement:skl']?.done?.doneOn).toBe('2011-04-28');
  });

  test('to decline is neither an answer nor silence, and only who was asked can', () => {
    const decline: Command = { type: 'declineToAnswer', organisation: 'skl' };
    const lived = consulting().does(invite(['skl', 'staten']));
    expect(lived.tries({ ...decline, organisation: 'utvarderaren' })).toMatchObject({ code: 'notInvited' });
    lived.does(decline);
    expect(lived.tries(decline)).toMatchObject({ code: 'alreadyDone' });
    expect(lived.does(state('staten')).tries({ ...decline, organisation: 'staten' })).toMatchObject({ code: 'answeredAlready' });
    lived.does(respond('statement-1')).does({ type: 'adoptBasis' });
    expect(viewed(lived).asked.map(({ standing }) => standing)).toEqual(['declined', 'answered']);
  });

  test('who has not answered when the basis is adopted is silent, is not reminded, and may still answer late', () => {
    const lived = consulting()
      .does(invite(['skl', 'staten'], '2011-06-20'))
      .liveUntil('2011-06-10')
      .does({ type: 'adoptBasis' });
    expect(lived.state().deadlines['statement:skl']).toMatchObject({ status: 'silent' });
    const reminded = remindersOf(lived, 'statement:skl').length;
    lived.liveUntil('2011-07-04').does(state('skl'));
    expect(remindersOf(lived, 'statement:skl')).toHaveLength(reminded);
    expect(viewed(lived).asked.map(({ standing, isLate }) => [standing, isLate])).toEqual([
      ['answered', true],
      ['silent', false],
    ]);
    expect(lived.tries(respond('statement-1', { outcome: 'not', in: nowhere }))).toBeNull();
  });

  test('is done by the organisation itself, or entered for it with evidence', () => {
    const lived = consulting().does(invite(['skl']));
    expect(lived.tries(state('skl'), { by: 'utredaren' })).toMatchObject({ code: 'notAllowed', needed: 'skl' });
    expect(lived.tries(state('skl'), { evidence: null })).toMatchObject({ code: 'evidenceMissing', because: 'onBehalf' });
    expect(lived.tries(state('skl'), { by: 'handlaggaren', evidence: null })).toBeNull();
  });
});

describe('a response', () => {
  test('every proposal and statement has one before the basis is adopted', () => {
    const lived = consulting().does(propose('utvarderaren')).does(state('skl', 'priority-1'));
    expect(lived.tries({ type: 'adoptBasis' })).toEqual({ code: 'unanswered', contributions: ['priority-1', 'statement-1'] });
    lived.does(respond('priority-1'));
    expect(lived.tries({ type: 'adoptBasis' })).toEqual({ code: 'unanswered', contributions: ['statement-1'] });
    lived.does(respond('statement-1', { outcome: 'not', in: nowhere }));
    expect(lived.tries({ type: 'adoptBasis' })).toBeNull();
  });

  test('is sent formally to whoever gave what it answers', () => {
    const lived = consulting().does(propose('utvarderaren')).does(respond('priority-1'));
    expect(toldBy(lived)).toEqual([['registrar:utvarderaren', true]]);
  });

  test('says where something was taken up, and nowhere for what was not', () => {
    const lived = consulting().does(propose('skl'));
    expect(lived.tries(respond('priority-1', { in: nowhere }))).toEqual({ code: 'takenUpNowhere', outcome: 'takenUp' });
    expect(lived.tries(respond('priority-1', { outcome: 'not' }))).toEqual({ code: 'notTakenUp', given: ['databaser'] });
    const unknown = { ...nowhere, measures: ['obekant'] };
    expect(lived.tries(respond('priority-1', { in: unknown }))).toMatchObject({ field: 'in.measures', value: 'obekant' });
    expect(lived.tries(respond('priority-2'))).toMatchObject({ code: 'unknownInConsultation', field: 'to' });
    expect(lived.tries(respond('priority-1', { in: { ...nowhere, place: text('place') } }))).toBeNull();
    expect(lived.tries(respond('priority-1'))).toMatchObject({ code: 'respondedAlready' });
  });

  test('can be followed to measures and versions, and back', () => {
    const lived = consulting().does(propose('skl')).does(propose('staten')).does(state('utvarderaren', 'priority-1'));
    lived
      .does(respond('priority-1', { in: { priorities: ['priority-2'], measures: ['databaser'], place: null } }))
      .does(respond('priority-2', { outcome: 'not', in: nowhere }))
      .does(respond('statement-1', { outcome: 'partly', in: { ...nowhere, measures: ['kurser'] } }))
      .does({ type: 'linkPriority', priority: 'priority-2', measures: ['kurser'], versions: [] });
    const { priorities, measures, statements } = viewed(lived);
    expect(viewed(lived.does(invite(['skl']))).asked[0]?.priorities).toEqual(['priority-1']);
    expect(priorities.map(({ id, measures: in_ }) => [id, in_.map(({ id: measure }) => measure)])).toEqual([
      ['priority-1', ['databaser']],
      ['priority-2', ['databaser', 'kurser']],
    ]);
    expect(measures.map(({ measure, contributions: from }) => [measure.id, from])).toEqual([
      ['databaser', ['priority-1', 'priority-2']],
      ['kurser', ['priority-2', 'statement-1']],
    ]);
    expect(statements[0]?.response).toMatchObject({
      outcome: 'partly',
      answer: 'answer',
      in: { measures: [{ title: 'Kurser' }] },
    });
  });

  test('a priority can be linked to a version that has been tabled, and to no other', () => {
    const link = (version: string): Command => ({
      type: 'linkPriority',
      priority: 'priority-1',
      measures: [],
      versions: [version],
    });
    const lived = consulting()
      .does(propose('skl'))
      .does(respond('priority-1'))
      .does({ type: 'adoptBasis' })
      .liveUntil('2011-10-03');
    expect(lived.tries(link('v2'))).toEqual({ code: 'unknownInConsultation', field: 'versions', value: 'v2', known: ['v1'] });
    expect(lived.tries({ ...link('v1'), versions: [] } as Command)).toEqual({ code: 'linksNothing', priority: 'priority-1' });
    const changes = { measures: { databaser: { title: 'Databaser på kvällstid' } } };
    lived.does({ type: 'tableVersion', party: 'skl', base: null, changes, documents: [] }).does(link('v2'));
    expect(viewed(lived).priorities[0]?.versions.map(({ number }) => number)).toEqual([2]);
  });

  test('the basis can be adopted when, and only when, every contribution has one', () => {
    const contribution = fc.tuple(fc.constantFrom('skl', 'staten', 'utvarderaren'), fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(fc.array(contribution, { maxLength: 6 }), (given) => {
        const lived = consulting();
        for (const [organisation, isProposal, answered] of given) {
          lived.does(isProposal ? propose(organisation) : state(organisation));
          const { priorities, statements } = lived.state().consultation;
          const id = isProposal ? priorities.at(-1)?.id : statements.at(-1)?.id;
          if (answered && id !== undefined) lived.does(respond(id));
        }
        const { consultation } = lived.state();
        const open = contributions(consultation).filter(({ id }) => consultation.responses[id] === undefined);
        expect(open).toHaveLength(given.filter(([, , answered]) => !answered).length);
        const refusal = lived.tries({ type: 'adoptBasis' });
        expect(refusal?.code ?? 'adopted').toBe(open.length === 0 ? 'adopted' : 'unanswered');
        expect(unanswered(consultation)).toEqual(open.map(({ id }) => id));
      }),
      { numRuns: 60 },
    );
  });
});

describe('taking part', () => {
  const recorded: Command = {
    type: 'recordInvolvement',
    organisation: 'skl',
    how: text('how'),
    providers: text('providers'),
    needs: text('needs'),
    answers: [{ question: 'utforare', answer: text('answer') }],
  };

  test('shows which principals have said how they and their providers were involved, and whether needs are formulated', () => {
    const lived = consulting();
    expect(viewed(lived).involvement).toMatchObject({ needsFormulated: false, missing: [{ id: 'skl' }, { id: 'utvarderaren' }] });
    lived.does(recorded);
    expect(viewed(lived).involvement).toMatchObject({
      needsFormulated: true,
      missing: [{ id: 'utvarderaren' }],
      entries: [
        { providers: 'providers', answers: [{ question: { title: 'Hur har utförarna involverats?' }, answer: 'answer' }] },
      ],
    });
  });

  test('answers the questions that the agreement asks, each once', () => {
    const twice = [1, 2].map(() => ({ question: 'utforare', answer: text('answer') }));
    expect(consulting().tries({ ...recorded, answers: twice })).toMatchObject({ code: 'twiceNamed' });
    const other = [{ question: 'annat', answer: text('answer') }];
    expect(consulting().tries({ ...recorded, answers: other })).toMatchObject({ value: 'annat', known: ['utforare'] });
  });
});

test('discussion of a priority is told to whoever proposed it, and needs no response of its own', () => {
  const lived = consulting().does(propose('utvarderaren'));
  lived.does({ type: 'discussPriority', organisation: 'staten', priority: 'priority-1', contribution: text('contribution') });
  expect(toldBy(lived)).toEqual([
    ['person:samordnaren', false],
    ['registrar:utvarderaren', false],
  ]);
  expect(unanswered(lived.state().consultation)).toEqual(['priority-1']);
});

test('terms that cannot be right are found where they stand', () => {
  const wrong = definitionOf({
    terms: {
      consultation: {
        answerDays: -1,
        group: ['skl', 'skl'],
        statementTitle: ' ',
        involvement: { principals: ['obekant'], needsFrom: 'ingen', questions: [{ id: 'a b', title: '' }] },
      },
    },
  });
  expect(definitionFindings(wrong).map(({ path }) => path)).toEqual([
    'terms.consultation.answerDays',
    'terms.consultation.statementTitle',
    'terms.consultation.group.1',
    'terms.consultation.involvement.principals.0',
    'terms.consultation.involvement.needsFrom',
    'terms.consultation.involvement.questions.0.id',
    'terms.consultation.involvement.questions.0.title',
  ]);
});
