import { describe, expect, test } from 'vitest';
import type { Command } from '#core/agreement/commands.ts';
import type { Definition, Terms } from '#core/agreement/definition.ts';
import { definitionFaults } from '#core/agreement/faults.ts';
import { noticesOf } from '#core/agreement/notices.ts';
import type { TextChanges } from '#core/agreement/negotiation/types.ts';
import type { RecordedDecision } from '#core/agreement/decisions/types.ts';
import { definitionOf, MNKR, text, VERSION_HASH } from '../../support/agreements.ts';
import { eventsOf, everybody, type Lived, livedTo } from '../../support/lives.ts';

const changes: TextChanges = { areas: { stod: { budgetOre: 50 * MNKR }, utbildning: { budgetOre: 50 * MNKR } } };
const parties = ['staten', 'skl'] as const;
const signatories = { staten: 'ministern', skl: 'verkstallande' } as const;
const authorisers = { staten: 'regeringen', skl: 'styrelsen' } as const;

const authorises = (party: 'staten' | 'skl', more: object = {}): Command => ({
  type: 'authorise',
  party,
  body: authorisers[party],
  signatory: signatories[party],
  orSubstitute: false,
  ...more,
});
const signs = (party: 'staten' | 'skl', more: object = {}): Command => ({
  type: 'sign',
  party,
  signatory: signatories[party],
  versionHash: VERSION_HASH,
  ...more,
});
const approves = (body: string, more: object = {}): Command => ({ type: 'approve', body, versionHash: VERSION_HASH, ...more });

const decision = (more: Partial<RecordedDecision> = {}): RecordedDecision => ({
  meeting: 'III:8',
  paragraph: '14',
  proposal: text('proposal'),
  outcome: 'asProposed',
  basis: { kind: 'itself' },
  reservations: [{ by: text('member'), text: text('reservation') }],
  specialStatements: [],
  stoodAside: [],
  adoptedOn: null,
  dispatchedOn: null,
  extract: null,
  ...more,
});

/** Both have agreed on a version 2; version 1 is the text as opened. */
function agreedOnSecond(): Lived {
  const lived = livedTo('negotiation').does({ type: 'tableVersion', party: 'skl', base: null, changes, documents: [] });
  for (const party of parties) lived.does({ type: 'acceptVersion', party, versionHash: 'v2' });
  return lived;
}

describe('an authorisation', () => {
  test('lets whom the signatory puts in their place sign, and the signature says in whose place', () => {
    const lived = livedTo('signing').does(authorises('staten', { orSubstitute: true }));
    const substitute = signs('staten', { signatory: 'statssekreteraren', inPlaceOf: 'ministern' });
    expect(lived.tries(signs('staten', { signatory: 'statssekreteraren', inPlaceOf: 'verkstallande' }))).toMatchObject({
      code: 'notInPlaceOf',
      authorised: 'ministern',
    });
    lived.does(substitute);
    expect(lived.state().signatures.staten).toMatchObject({ signatory: 'statssekreteraren', inPlaceOf: 'ministern' });
  });

  test('of one person alone lets nobody stand in', () => {
    const lived = livedTo('signing').does(authorises('staten'));
    expect(lived.tries(signs('staten', { signatory: 'statssekreteraren', inPlaceOf: 'ministern' }))).toMatchObject({
      code: 'notAuthorised',
    });
    expect(lived.tries(signs('staten', { inPlaceOf: 'ministern' }))).toMatchObject({ code: 'notInPlaceOf', orSubstitute: false });
  });

  test('covers the version it names: another is signed only in all essentials the same, with its differences listed', () => {
    const inAllEssentials = { from: 'v1', differences: text('differences') };
    const strict = agreedOnSecond().does(authorises('skl', { versionHash: 'v1' }));
    expect(strict.tries(signs('skl', { versionHash: 'v2' }))).toMatchObject({ code: 'notCovered', allowsDeviation: false });
    expect(strict.tries(signs('skl', { versionHash: 'v2', inAllEssentials }))).toMatchObject({ code: 'notCovered' });
    const lenient = agreedOnSecond().does(authorises('skl', { versionHash: 'v1', allowsDeviation: true }));
    expect(lenient.tries(signs('skl', { versionHash: 'v2' }))).toMatchObject({ code: 'notCovered', allowsDeviation: true });
    lenient.does(signs('skl', { versionHash: 'v2', inAllEssentials }));
    expect(lenient.state().signatures.skl).toMatchObject({
      versionHash: lenient.state().versionHash,
      inAllEssentials: { from: VERSION_HASH },
    });
  });

  test('of a text that nobody has tabled is refused', () => {
    expect(livedTo('signing').tries(authorises('skl', { versionHash: 'v5' }))).toMatchObject({
      code: 'unknownVersion',
      known: ['v1'],
    });
  });

  test('the version that the parties did not agree on cannot be signed', () => {
    const lived = agreedOnSecond().does(authorises('skl'));
    expect(lived.tries(signs('skl', { versionHash: 'v1' }))).toMatchObject({ code: 'otherVersion' });
  });
});

describe('a decision', () => {
  test('is recorded with its meeting, paragraph, basis, reservations and days', () => {
    const lived = livedTo('approval').does(approves('styrelsen', { decision: decision() }));
    expect(eventsOf(lived, 'approved')[0]?.body).toMatchObject({
      body: 'styrelsen',
      decision: { meeting: 'III:8', paragraph: '14', outcome: 'asProposed', reservations: [{ by: text('member') }] },
    });
  });

  test('whose outcome is another than the act is refused, as are days that cannot be', () => {
    const lived = livedTo('approval');
    const postponed = approves('styrelsen', { decision: decision({ outcome: 'postponed' }) });
    expect(lived.tries(postponed)).toMatchObject({ code: 'outcomeDoesNotFit', fitting: ['asProposed', 'changed'] });
    const early = approves('styrelsen', { decision: decision({ adoptedOn: '2011-01-01' }) });
    expect(lived.tries(early)).toMatchObject({ code: 'impossibleDecision', problem: { field: 'adoptedOn', problem: 'before' } });
    const rejects: Command = { type: 'reject', body: 'styrelsen', decision: decision() };
    expect(lived.tries(rejects)).toMatchObject({ code: 'outcomeDoesNotFit', fitting: ['rejected'] });
  });

  test('an approval of 2 February entered on 10 February is valid from 2 February, and unknown on 5 February', () => {
    const lived = livedTo('approval').liveUntil('2012-01-31').does(approves('regeringen'));
    lived.liveUntil('2012-02-05');
    expect(lived.state()).toMatchObject({ phase: 'approval', validFrom: null });
    lived.liveUntil('2012-02-10').does(approves('styrelsen'), { on: '2012-02-02' });
    expect(lived.state()).toMatchObject({ phase: 'inForce', validFrom: '2012-02-02' });
  });

  test('a rejection is told to the parties, to those who had approved, and to the group where the agreement says so', () => {
    const terms: Terms = {
      decisions: { papersBusinessDaysBefore: {}, tellGroup: true },
      consultation: {
        answerDays: 14,
        group: ['utvarderaren'],
        statementTitle: 'Yttrande',
        involvement: { principals: [], needsFrom: null, questions: [] },
      },
    };
    const told = (definition: Definition): string[] => {
      const lived = livedTo('approval', definition).does(approves('regeringen')).does({ type: 'reject', body: 'styrelsen' });
      const [event] = eventsOf(lived, 'rejected');
      return event === undefined ? [] : noticesOf(event, lived.state()).map(({ recipient }) => recipient);
    };
    expect(told(definitionOf())).toEqual(['registrar:staten', 'registrar:skl', 'person:samordnaren']);
    expect(told({ ...definitionOf(), terms })).toContain('registrar:utvarderaren');
  });
});

describe('a meeting', () => {
  const plans = (meetingOn: string, days: number | null = 10): Command => ({
    type: 'planMeeting',
    body: 'styrelsen',
    about: 'approval',
    meetingOn,
    papersBusinessDaysBefore: days,
  });
  const dueOn = (lived: Lived, id: string) => lived.state().deadlines[`${id}-approval:styrelsen`]?.dueOn;

  test('is a date that is watched, with its papers so many business days before it', () => {
    const lived = livedTo('approval').does(plans('2012-02-17'));
    expect(dueOn(lived, 'meeting')).toBe('2012-02-17');
    expect(dueOn(lived, 'papers')).toBe('2012-02-03');
    expect(lived.state().deadlines['papers-approval:styrelsen']).toMatchObject({
      debtor: 'samradet',
      creditor: 'skl',
      mode: 'owed',
      title: expect.stringMatching(/^Handlingar: /) as string,
    });
    expect(lived.state().deadlines['meeting-approval:styrelsen']?.title).toMatch(/^Sammanträde: /);
  });

  test('moved, moves its papers along, whether it is planned anew or the date is moved', () => {
    const lived = livedTo('approval').does(plans('2012-02-17')).does(plans('2012-03-16', null));
    expect([dueOn(lived, 'meeting'), dueOn(lived, 'papers')]).toEqual(['2012-03-16', '2012-03-02']);
    lived.does({ type: 'moveDeadline', deadline: 'meeting-approval:styrelsen', to: '2012-03-23' });
    expect([dueOn(lived, 'meeting'), dueOn(lived, 'papers')]).toEqual(['2012-03-23', '2012-03-09']);
  });

  test('how long before may stand in the agreement', () => {
    const terms: Terms = { decisions: { papersBusinessDaysBefore: { styrelsen: 5 }, tellGroup: false } };
    const lived = livedTo('approval', { ...definitionOf(), terms }).does(plans('2012-02-17', null));
    expect(dueOn(lived, 'papers')).toBe('2012-02-10');
    const faulty: Terms = { decisions: { papersBusinessDaysBefore: { ingen: 5, styrelsen: 0 }, tellGroup: false } };
    expect(definitionFaults({ ...definitionOf(), terms: faulty }).map(({ path }) => path)).toEqual([
      'terms.decisions.papersBusinessDaysBefore.ingen',
      'terms.decisions.papersBusinessDaysBefore.styrelsen',
    ]);
  });

  test('its papers meet their date, and the decision says what was at hand', () => {
    const lived = livedTo('approval').does(plans('2012-02-17')).liveUntil('2012-02-01');
    const papers: Command = {
      type: 'sendPapers',
      body: 'styrelsen',
      about: 'approval',
      versionHash: 'v1',
      documents: ['d0'.repeat(32)],
    };
    lived.does(papers).liveUntil('2012-02-17').does(approves('styrelsen'));
    expect(lived.state().deadlines['papers-approval:styrelsen']).toMatchObject({ status: 'met', done: { doneOn: '2012-02-01' } });
    expect(lived.state().deadlines['meeting-approval:styrelsen']).toMatchObject({ status: 'met' });
    expect(eventsOf(lived, 'approved')[0]?.body.papers).toMatchObject({
      sentOn: '2012-02-01',
      versionHash: VERSION_HASH,
      documents: ['d0'.repeat(32)],
    });
  });

  test('without papers asked for has none, and a body that has nothing to decide has no meeting', () => {
    const lived = livedTo('approval').does(plans('2012-02-17', null));
    expect(dueOn(lived, 'papers')).toBeUndefined();
    const other: Command = { type: 'sendPapers', body: 'regeringen', about: 'approval', versionHash: 'v1', documents: [] };
    expect(lived.tries(other)).toMatchObject({ code: 'noMeeting', planned: ['approval styrelsen'] });
    const noApprovals = livedTo('negotiation', definitionOf({}, { approvals: [] }));
    expect(noApprovals.tries(plans('2012-02-17'))).toMatchObject({ code: 'nothingToDecide', expected: [] });
  });
});

describe('an amendment', () => {
  const proposes = (party = 'skl', amendment: number | null = null, of: TextChanges = changes): Command => ({
    type: 'proposeAmendment',
    party,
    amendment,
    changes: of,
    documents: [],
  });
  const of = { amendment: 1 };
  const accepts = (party: string, versionHash = 'v2'): Command => ({ type: 'acceptAmendment', ...of, party, versionHash });
  const signed = (lived: Lived, versionHash = 'v2'): Lived => {
    for (const party of parties) {
      const act = { ...of, party, signatory: signatories[party] };
      lived.does({ type: 'authoriseAmendment', ...act, body: authorisers[party], orSubstitute: false });
      lived.does({ type: 'signAmendment', ...act, versionHash });
    }
    return lived;
  };
  const agreed = (): Lived => livedTo('inForce').does(proposes()).does(accepts('skl')).does(accepts('staten'));

  test('takes the same way as the original, and is in force from its last approval’s own day', () => {
    const lived = signed(agreed());
    const before = lived.state().phase;
    expect(lived.state().definition.areas[0]?.budgetOre).toBe(60 * MNKR);
    lived.liveUntil('2012-02-20').does({ type: 'approveAmendment', ...of, body: 'regeringen', versionHash: 'v2' });
    lived
      .liveUntil('2012-03-01')
      .does({ type: 'approveAmendment', ...of, body: 'styrelsen', versionHash: 'v2' }, { on: '2012-02-25' });
    expect(lived.state().decisions.amendments[0]).toMatchObject({ status: 'inForce', inForceFrom: '2012-02-25' });
    expect(lived.state().definition.areas.map(({ budgetOre }) => budgetOre)).toEqual([50 * MNKR, 50 * MNKR]);
    expect(lived.state().phase).toBe(before);
  });

  test('cannot be signed before both have accepted the same text, nor approved before both have signed', () => {
    const lived = livedTo('inForce').does(proposes()).does(accepts('skl'));
    const act = { ...of, party: 'skl', signatory: 'verkstallande' };
    expect(lived.tries({ type: 'signAmendment', ...act, versionHash: 'v2' })).toMatchObject({
      code: 'amendmentStage',
      status: 'proposed',
    });
    lived.does(proposes('staten', 1, { areas: { stod: { title: 'Annat' } } })).does(accepts('staten', 'v3'));
    expect(lived.state().decisions.amendments[0]?.status).toBe('proposed');
    lived.does(accepts('skl', 'v3'));
    expect(lived.state().decisions.amendments[0]?.status).toBe('signing');
    expect(lived.tries({ type: 'approveAmendment', ...of, body: 'styrelsen', versionHash: 'v3' })).toMatchObject({
      code: 'amendmentStage',
    });
    expect(lived.tries({ type: 'signAmendment', ...act, versionHash: 'v3' })).toMatchObject({ code: 'notAuthorised' });
  });

  test('that a body rejects leaves the agreement as it was', () => {
    const lived = signed(agreed());
    const { definition, versionHash, validUntil } = lived.state();
    lived.does({ type: 'rejectAmendment', ...of, body: 'styrelsen' });
    expect(lived.state()).toMatchObject({ definition, versionHash, validUntil, phase: 'inForce' });
    expect(lived.state().decisions.amendments[0]?.status).toBe('rejected');
    expect(lived.tries({ type: 'approveAmendment', ...of, body: 'regeringen', versionHash: 'v2' })).toMatchObject({
      code: 'amendmentStage',
    });
  });

  test('that a party declines is over', () => {
    const lived = livedTo('inForce')
      .does(proposes())
      .does({ type: 'declineAmendment', ...of, party: 'staten' });
    expect(lived.tries(accepts('skl'))).toMatchObject({ code: 'amendmentStage', status: 'declined' });
  });

  test('written on a text that another amendment has changed since goes no further', () => {
    const lived = signed(agreed());
    lived.does(proposes('staten', null, { areas: { stod: { title: 'Annat' } } }));
    for (const body of ['regeringen', 'styrelsen']) lived.does({ type: 'approveAmendment', ...of, body, versionHash: 'v2' });
    expect(lived.tries({ type: 'acceptAmendment', amendment: 2, party: 'skl', versionHash: 'v3' })).toMatchObject({
      code: 'amendmentOutdated',
    });
    lived.does({ type: 'declineAmendment', amendment: 2, party: 'staten' });
  });

  test('falls when the agreement is terminated', () => {
    const lived = livedTo('inForce').does(proposes()).does({ type: 'terminate', party: 'skl' });
    expect(lived.state().decisions.amendments[0]?.status).toBe('withdrawn');
    expect(lived.state().phase).toBe('finalReporting');
  });

  test('takes out nothing that has begun, and moves no money that is accounted for', () => {
    const lived = livedTo('inForce');
    expect(lived.tries(proposes('skl', null, { measures: { kurser: null } }))).toEqual({
      code: 'hasBegun',
      field: 'changes.measures',
      id: 'kurser',
    });
    lived.does({ type: 'account', area: 'stod', usedOre: 60 * MNKR, unspentOre: 0 });
    expect(lived.tries(proposes())).toMatchObject({ code: 'hasBegun', id: 'stod' });
  });

  test('moves the dates that it changes when it comes into force, and not before', () => {
    const later: TextChanges = { deadlines: { redovisning: { dueOn: '2014-09-30' } } };
    const lived = livedTo('inForce')
      .does(proposes('skl', null, later))
      .does(accepts('skl'))
      .does(accepts('staten'));
    signed(lived);
    expect(lived.state().deadlines.redovisning?.dueOn).toBe('2014-06-30');
    for (const body of ['regeringen', 'styrelsen']) lived.does({ type: 'approveAmendment', ...of, body, versionHash: 'v2' });
    expect(lived.state().deadlines.redovisning?.dueOn).toBe('2014-09-30');
  });

  test('where no body has to approve is in force once all have signed', () => {
    const lived = livedTo('signing', definitionOf({}, { approvals: [] }));
    everybody(lived, 'signing');
    lived.does(proposes()).does(accepts('skl')).does(accepts('staten'));
    expect(signed(lived).state().decisions.amendments[0]?.status).toBe('inForce');
  });
});
