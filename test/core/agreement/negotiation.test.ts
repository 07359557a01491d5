import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Command } from '#core/agreement/commands.ts';
import { decide } from '#core/agreement/decide.ts';
import { definitionFaults } from '#core/agreement/faults.ts';
import { difference } from '#core/agreement/negotiation/difference.ts';
import type { TextChanges } from '#core/agreement/negotiation/types.ts';
import { hashOf, textOf, versionsOf } from '#core/agreement/negotiation/versions.ts';
import { noticesOf } from '#core/agreement/notices.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import { canonicalJson } from '#core/canonical.ts';
import { sha256Hex } from '#core/sha256.ts';
import { differenceText } from '#core/texts/differenceText.ts';
import { deadline, definitionOf, envelopeOf, MNKR, text, VERSION_HASH } from '../../support/agreements.ts';
import { eventsOf, type Lived, livedFrom, livedTo, stored } from '../../support/lives.ts';

const moved: TextChanges = { areas: { stod: { budgetOre: 50 * MNKR }, utbildning: { budgetOre: 50 * MNKR } } };

const tables = (lived: Lived, party: string, changes: TextChanges, base: string | null = null): Lived =>
  lived.does({ type: 'tableVersion', party, base, changes, documents: [] });

const accepts = (party: string, versionHash: string): Command => ({ type: 'acceptVersion', party, versionHash });

const hashes = (lived: Lived): string[] => versionsOf(lived.state()).map(({ hash }) => hash);

describe('a version of the text', () => {
  test('is numbered, and names by hash what it says, who sent it, when and to whom', () => {
    const lived = tables(livedTo('negotiation'), 'skl', moved);
    expect(eventsOf(lived, 'versionTabled').map(({ body, doneOn }) => ({ ...body, doneOn }))).toEqual([
      expect.objectContaining({
        number: 2,
        party: 'skl',
        base: VERSION_HASH,
        to: ['staten'],
        changes: moved,
        doneOn: '2011-10-01',
      }),
    ]);
    const [, second = ''] = hashes(lived);
    const definition = textOf(lived.state(), second);
    expect(definition?.areas.map(({ budgetOre }) => budgetOre)).toEqual([50 * MNKR, 50 * MNKR]);
    expect(second).toBe(
      createHash('sha256')
        .update(canonicalize(definition) ?? '')
        .digest('hex'),
    );
  });

  test('changes nothing until all parties have accepted it', () => {
    const lived = tables(livedTo('negotiation'), 'skl', moved);
    lived.does(accepts('skl', 'v2'));
    expect(lived.state()).toMatchObject({ phase: 'negotiation', versionHash: VERSION_HASH });
    expect(lived.state().definition.areas[0]?.budgetOre).toBe(60 * MNKR);
    lived.does(accepts('staten', 'v2'));
    expect(lived.state()).toMatchObject({ phase: 'signing', versionHash: hashes(lived)[1] });
    expect(lived.state().definition.areas[0]?.budgetOre).toBe(50 * MNKR);
  });

  test('is agreed on only where both parties accept the same one: whoever accepts another withdraws what they accepted before', () => {
    const lived = tables(livedTo('negotiation'), 'skl', moved);
    lived.does(accepts('skl', VERSION_HASH)).does(accepts('staten', 'v2'));
    expect(lived.state().phase).toBe('negotiation');
    lived.does(accepts('skl', 'v2'));
    expect(lived.state().phase).toBe('signing');
    expect(lived.state().versionHash).toBe(hashes(lived)[1]);
  });

  test('the text as opened is number 1, and can be accepted as before', () => {
    const lived = livedTo('negotiation').does(accepts('skl', 'v1')).does(accepts('staten', VERSION_HASH));
    expect(lived.state()).toMatchObject({ phase: 'signing', versionHash: VERSION_HASH });
    expect(eventsOf(lived, 'versionAgreed')).toEqual([]);
  });

  test('is refused when its money does not add up, with what is missing', () => {
    const lived = livedTo('negotiation');
    const refusal = lived.tries({
      type: 'tableVersion',
      party: 'skl',
      base: null,
      changes: { areas: { stod: { budgetOre: 50 * MNKR } } },
      documents: [],
    });
    expect(refusal).toMatchObject({ code: 'faultyVersion', faults: [{ path: 'frameOre' }] });
    expect(JSON.stringify(refusal).replaceAll('\u00a0', ' ')).toContain('10 mnkr are missing');
  });

  test('is refused when an added measure lacks what it must say, or something is taken out that is not there', () => {
    const changes: TextChanges = { measures: { nytt: { title: 'Nytt' } }, deadlines: { ingen: null } };
    const refusal = livedTo('negotiation').tries({ type: 'tableVersion', party: 'skl', base: null, changes, documents: [] });
    expect(refusal).toMatchObject({ code: 'faultyVersion' });
    const paths = refusal?.code === 'faultyVersion' ? refusal.faults.map(({ path }) => path) : [];
    expect(paths).toEqual([
      'changes.measures.nytt.area',
      'changes.measures.nytt.debtor',
      'changes.measures.nytt.creditor',
      'changes.deadlines.ingen',
    ]);
  });

  test('a name that every object has is no area', () => {
    const changes: TextChanges = { areas: { constructor: { title: 'Fel' } } };
    const refusal = livedTo('negotiation').tries({ type: 'tableVersion', party: 'skl', base: null, changes, documents: [] });
    expect(refusal).toMatchObject({ code: 'faultyVersion', faults: [{ path: 'changes.areas.constructor.budgetOre' }] });
  });

  test('that says what another one says already is that one', () => {
    const lived = tables(livedTo('negotiation'), 'skl', moved);
    const again: Command = { type: 'tableVersion', party: 'staten', base: 'v1', changes: moved, documents: [] };
    expect(lived.tries(again)).toMatchObject({ code: 'sameText', number: 2 });
  });

  test('moves the dates that it changes, and their reminders at once, and leaves alone what it says nothing of', () => {
    const lived = livedTo('negotiation');
    tables(lived, 'skl', {
      deadlines: { plan: { dueOn: '2012-05-15' }, ny: { title: 'Ny', dueOn: '2012-09-03', debtor: 'skl', creditor: 'staten' } },
    });
    lived.does(accepts('skl', 'v2')).does(accepts('staten', 'v2'));
    const { deadlines } = lived.state();
    expect(deadlines.plan).toMatchObject({ dueOn: '2012-05-15', status: 'open' });
    expect(deadlines.ny).toMatchObject({ dueOn: '2012-09-03', status: 'open', plan: 'report' });
    expect(deadlines.rapport?.dueOn).toBe('2013-03-31');
    expect(lived.state().dates.changes.plan).toMatchObject([{ from: '2012-06-01', to: '2012-05-15' }]);
  });

  test('takes a deadline out that nobody waits for any longer', () => {
    const lived = tables(livedTo('negotiation'), 'skl', { deadlines: { plan: null } });
    lived.does(accepts('skl', 'v2')).does(accepts('staten', 'v2'));
    expect(lived.state().deadlines.plan?.status).toBe('waived');
  });

  test('can be accepted no earlier than it was sent', () => {
    const lived = livedTo('negotiation').liveUntil('2011-10-20');
    tables(lived, 'skl', moved);
    expect(lived.tries(accepts('staten', 'v2'), { on: '2011-10-10' })).toMatchObject({
      code: 'doneTooEarly',
      earliest: '2011-10-20',
    });
  });

  test('that nobody has tabled cannot be accepted', () => {
    expect(livedTo('negotiation').tries(accepts('skl', 'v7'))).toEqual({
      code: 'otherVersion',
      given: 'v7',
      current: VERSION_HASH,
    });
  });

  test('is told to the other parties and the coordinator, and to nobody else', () => {
    const lived = tables(livedTo('negotiation'), 'skl', moved);
    const [event] = eventsOf(lived, 'versionTabled');
    const told = event === undefined ? [] : noticesOf(event, lived.state()).map(({ recipient }) => recipient);
    expect(told).toEqual(['registrar:staten', 'person:samordnaren']);
  });
});

describe('an answer to a version', () => {
  test('that declines it has a reason and withdraws the acceptance', () => {
    const lived = tables(livedTo('negotiation'), 'skl', moved).does(accepts('staten', 'v2'));
    const declines: Command = { type: 'declineVersion', party: 'staten', versionHash: 'v2' };
    expect(lived.tries(declines, { reason: null })).toEqual({ code: 'reasonMissing', command: 'declineVersion' });
    lived.does(declines).does(accepts('skl', 'v2'));
    expect(lived.state().phase).toBe('negotiation');
    expect(Object.keys(lived.state().negotiation.versions[0]?.declined ?? {})).toEqual(['staten']);
  });

  test('that declines the text as opened withdraws its acceptance too', () => {
    const lived = livedTo('negotiation').does(accepts('staten', 'v1'));
    lived.does({ type: 'declineVersion', party: 'staten', versionHash: 'v1' }).does(accepts('skl', 'v1'));
    expect(lived.state().phase).toBe('negotiation');
  });

  test('may be another version, written on it', () => {
    const lived = tables(livedTo('negotiation'), 'skl', moved);
    tables(lived, 'staten', { areas: { stod: { title: 'Stöd till lokal utveckling' } } });
    lived.does(accepts('skl', 'v3')).does(accepts('staten', 'v3'));
    expect(lived.state().definition.areas[0]).toEqual({ id: 'stod', title: 'Stöd till lokal utveckling', budgetOre: 50 * MNKR });
  });
});

describe('a revision that last year proposes', () => {
  const revision: Command = {
    type: 'receiveRevision',
    from: 'agreement:provplattformen:2011',
    revision: 'revision-1',
    party: 'gamlaparten',
    measure: 'register',
    area: null,
    proposal: text('proposal'),
  };
  /** A message reaches the agreement as it would from the process that sent it. */
  const arrives = (lived: Lived) => {
    const envelope = envelopeOf(revision, civilDateOf(lived.now()), { reason: null, evidence: null });
    const actor = { authenticated: 'process', person: 'agreement:provplattformen:2011' } as const;
    return decide(lived.state(), { ...envelope, actor }, lived.now());
  };
  const received = (): Lived => {
    const lived = livedTo('negotiation');
    const decision = arrives(lived);
    if (!decision.ok) throw new Error(JSON.stringify(decision.refusal));
    const events = decision.value.map((event, at) => stored(event, lived.events().length + 1 + at));
    return livedFrom([...lived.events(), ...events], lived.now());
  };

  test('waits for its answer before any version can be accepted', () => {
    const lived = received();
    expect(lived.tries(accepts('skl', 'v1'))).toEqual({ code: 'revisionsUnanswered', revisions: ['received-1'] });
    lived.does({ type: 'answerRevision', party: 'staten', revision: 'received-1', outcome: 'declined', version: null });
    expect(lived.tries(accepts('skl', 'v1'))).toBeNull();
  });

  test('is taken up in a version, or declined with a reason, once', () => {
    const lived = tables(received(), 'skl', moved);
    const answers = (outcome: 'takenUp' | 'declined', version: string | null): Command => ({
      type: 'answerRevision',
      party: 'skl',
      revision: 'received-1',
      outcome,
      version,
    });
    expect(lived.tries(answers('takenUp', null))).toMatchObject({ code: 'versionMissing' });
    expect(lived.tries(answers('takenUp', 'v9'))).toMatchObject({ code: 'unknownVersion', known: ['v1', 'v2'] });
    expect(lived.tries(answers('declined', null), { reason: null })).toMatchObject({ code: 'reasonMissing' });
    lived.does(answers('takenUp', 'v2'));
    expect(lived.state().negotiation.revisions[0]?.answer).toMatchObject({ outcome: 'takenUp', versionHash: hashes(lived)[1] });
    expect(lived.tries(answers('declined', null))).toMatchObject({ code: 'alreadyDone' });
  });

  test('that has come is not taken in twice', () => {
    expect(arrives(received())).toMatchObject({ ok: false, refusal: { code: 'alreadyReceived', revision: 'revision-1' } });
  });
});

describe('the difference between two versions', () => {
  const after = definitionOf({
    areas: [
      { id: 'stod', title: 'Stöd', budgetOre: 50 * MNKR },
      { id: 'utbildning', title: 'Utbildning', budgetOre: 50 * MNKR },
    ],
    measures: [
      ...definitionOf().measures.filter(({ id }) => id !== 'kurser'),
      {
        id: 'nytt',
        title: 'Nytt',
        area: 'utbildning',
        amountOre: 5 * MNKR,
        debtor: 'skl',
        creditor: 'staten',
        continuesIn: [2013],
      },
    ],
    deadlines: [
      ...definitionOf().deadlines.filter(({ id }) => id !== 'plan'),
      deadline('plan', '2012-05-15', { plan: 'answer' }),
    ],
  });

  test('is none between a text and itself', () => {
    expect(difference(definitionOf(), definitionOf())).toEqual([]);
  });

  test('is said in words in both languages', () => {
    const found = difference(definitionOf(), after);
    const said = found.map((one) => differenceText(one, 'sv').replaceAll('\u00a0', ' '));
    expect(said).toEqual([
      'Området Stöd: budget 60 mnkr → 50 mnkr',
      'Området Utbildning: budget 40 mnkr → 50 mnkr',
      '10 mnkr flyttas från stod till utbildning',
      'Insatsen Kurser utgår',
      'Insatsen Nytt tillkommer, 5 mnkr',
      'Fristen plan: dag fre 1 jun 2012 → tis 15 maj 2012',
    ]);
    expect(found.map((one) => differenceText(one, 'en'))[2]).toBe('SEK 10 million moved from stod to utbildning');
  });
});

test('a version has the hash that anybody else computes of it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, other) => {
      const json = canonicalJson({ value, other: other.toWellFormed() });
      expect(json).toBe(canonicalize({ value, other: other.toWellFormed() }));
      expect(sha256Hex(json)).toBe(createHash('sha256').update(json).digest('hex'));
    }),
  );
});

test('whatever is tabled and accepted, the agreed text is one that both accepted, and its money adds up', () => {
  const party = fc.constantFrom('skl', 'staten');
  const version = fc.integer({ min: 1, max: 6 }).map((n) => `v${n}`);
  const step = fc.oneof(
    fc.record({
      do: fc.constant('table' as const),
      party,
      base: version,
      stod: fc.integer({ min: 0, max: 110 }),
      other: fc.integer({ min: 0, max: 110 }),
    }),
    fc.record({ do: fc.constant('accept' as const), party, version }),
    fc.record({ do: fc.constant('decline' as const), party, version }),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
      const lived = livedTo('negotiation');
      const last: Record<string, string> = {};
      for (const one of steps) {
        if (lived.state().phase !== 'negotiation') break;
        if (one.do === 'table') {
          const areas = { stod: { budgetOre: one.stod * MNKR }, utbildning: { budgetOre: one.other * MNKR } };
          lived.tries({ type: 'tableVersion', party: one.party, base: one.base, changes: { areas }, documents: [] });
          continue;
        }
        const command: Command =
          one.do === 'accept'
            ? accepts(one.party, one.version)
            : { type: 'declineVersion', party: one.party, versionHash: one.version };
        if (lived.tries(command) !== null) continue;
        if (one.do === 'accept') last[one.party] = one.version;
        else if (last[one.party] === one.version) delete last[one.party];
      }
      const { state } = lived;
      const isAgreed = last.skl !== undefined && last.skl === last.staten;
      expect(state().phase).toBe(isAgreed ? 'signing' : 'negotiation');
      expect(definitionFaults(state().definition)).toEqual([]);
      const number = Number(last.skl?.slice(1));
      if (isAgreed) expect(versionsOf(state()).find((one) => one.number === number)?.hash).toBe(state().versionHash);
      if (isAgreed && number > 1) expect(hashOf(state().definition)).toBe(state().versionHash);
    }),
    { numRuns: 60 },
  );
});

test('how payments are followed and what holds them back is negotiated like the money itself', () => {
  const payments: TextChanges['payments'] = {
    payers: ['staten'],
    payment: 'onRequisition',
    conditions: { holdPaymentWhileReportIsLate: true },
  };
  const lived = tables(livedTo('negotiation'), 'skl', { payments });
  expect(
    lived.tries({ type: 'tableVersion', party: 'skl', base: null, changes: { payments: { payers: ['x'] } }, documents: [] }),
  ).toMatchObject({
    code: 'faultyVersion',
  });
  lived.does(accepts('skl', 'v2')).does(accepts('staten', 'v2'));
  const { terms } = lived.state().definition;
  expect(terms?.funds).toMatchObject({ payers: ['staten'], payment: 'onRequisition', intentions: [] });
  expect(terms?.funds?.conditions.holdPaymentWhileReportIsLate).toBe(true);
  expect(difference(definitionOf(), lived.state().definition).map((one) => differenceText(one, 'sv'))).toEqual([
    'Utbetalning: följs inte → på rekvisition',
    'Betalas av: (ingen) → staten',
    'Utbetalning hålls inne vid sen redovisning: nej → ja',
  ]);
});
