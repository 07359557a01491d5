import type { Command } from '#core/agreement/commands.ts';
import { decide } from '#core/agreement/decide.ts';
import { definitionFindings } from '#core/agreement/faults.ts';
import { ledger } from '#core/agreement/funds/ledger.ts';
import { owedStill } from '#core/agreement/obligations.ts';
import type { RecipientsTerms } from '#core/agreement/recipients/types.ts';
import { describe, expect, test } from 'vitest';
import { envelopeOf, MNKR, report, text } from '../../support/agreements.ts';
import { eventsOf, type Lived, remindersOf } from '../../support/lives.ts';
import { noticesOf } from '#core/agreement/notices.ts';
import {
  approve,
  fundedDefinition,
  inForce,
  municipalities,
  paid,
  payment,
  recipientsTermsOf,
  requisition,
} from '../../support/parts/fundedAgreement.ts';

const measure = 'databaser';
const distribute = (amountOre: number | null = null): Command => ({ type: 'distribute', measure, amountOre });
const ask = (answerBy = '2012-04-02'): Command => ({ type: 'askLetters', measure, answerBy });
const answers = { syfte: text('syfte'), samverkan: text('samverkan') };
const letter = (organisation: string): Command => ({ type: 'giveLetter', organisation, measure, answers });
const decline = (organisation: string): Command => ({ type: 'declineMoney', organisation, measure });
const close: Command = { type: 'closeLetters', measure };
const shares = (lived: Lived): Record<string, number> => lived.state().recipients[measure]?.shares ?? {};
const sum = (list: Record<string, number>): number => Object.values(list).reduce((a, b) => a + b, 0);
const letterOf = (lived: Lived, id: string) => lived.state().deadlines[`letterOfIntent-databaser:${id}`];

describe('a distribution', () => {
  test('gives out exactly the measure’s money, and no more than there is', () => {
    const lived = inForce();
    expect(lived.tries(distribute(50 * MNKR + 1))).toMatchObject({ code: 'nothingToDistribute', roomOre: 50 * MNKR });
    lived.does(distribute());
    expect(sum(shares(lived))).toBe(50 * MNKR);
    expect(lived.tries(requisition({ measure }, 1))).toMatchObject({ code: 'overdrawn', roomOre: 0 });
  });

  test('is by whoever shares it out, the coordinator only on their behalf', () => {
    const lived = inForce();
    expect(lived.tries(distribute(), { by: 'handlaggaren' })).toMatchObject({ code: 'notAllowed', needed: 'staten' });
    expect(lived.tries(distribute(), { evidence: null })).toMatchObject({ code: 'evidenceMissing', because: 'onBehalf' });
    expect(lived.tries(distribute(), { by: 'ministern', evidence: null })).toBeNull();
  });

  test('follows the key of the text', () => {
    const by = (key: NonNullable<Parameters<typeof recipientsTermsOf>[0]>) =>
      shares(inForce({ shared: key }).does(distribute(1000)));
    expect(by({ key: { kind: 'equal' } })).toEqual(Object.fromEntries(municipalities.map((id) => [id, 200])));
    const amountsOre = { 'kommun-a': 5, 'kommun-b': 3, 'kommun-c': 2, 'kommun-d': 0, 'kommun-e': 0 };
    expect(Object.values(by({ key: { kind: 'list', amountsOre } }))).toEqual([500, 300, 200, 0, 0]);
    const base = by({ key: { kind: 'baseShare', baseOre: 100, rest: 'equal' } });
    expect(Object.values(base)).toEqual([200, 200, 200, 200, 200]);
    const people = by({ key: { kind: 'baseShare', baseOre: 100, rest: 'byPopulation' } });
    expect(sum(people)).toBe(1000);
    expect(Math.min(...Object.values(people))).toBe(100);
    expect(sum(by({ key: { kind: 'baseShare', baseOre: 300, rest: 'equal' } }))).toBe(1000);
  });

  test('again needs a reason, and nobody comes below what they have taken', () => {
    const lived = paid(
      inForce({ shared: { key: { kind: 'equal' } } }).does(distribute()),
      { measure, recipient: 'kommun-e' },
      9 * MNKR,
    );
    expect(lived.tries(distribute(20 * MNKR), { reason: null })).toMatchObject({ code: 'newSharesNeedReason' });
    expect(lived.tries(distribute(9 * MNKR - 1))).toMatchObject({ code: 'lessThanTaken', takenOre: 9 * MNKR });
    lived.does(distribute(20 * MNKR));
    expect(shares(lived)['kommun-e']).toBe(9 * MNKR);
    expect(sum(shares(lived))).toBe(20 * MNKR);
  });

  test('to whoever takes a whole county’s money counts the county’s people', () => {
    const terms = recipientsTermsOf();
    const counties: RecipientsTerms = {
      recipients: terms.recipients.map((one) => ({ ...one, population: 100 })),
      mandates: [
        { county: 'norra', recipient: 'kommun-a', onFileFrom: ['kommun-b', 'kommun-c'], evidence: 'Fullmakter, dnr 12-3' },
        { county: 'sodra', recipient: 'kommun-d', onFileFrom: ['kommun-e'], evidence: 'Fullmakter, dnr 12-4' },
      ],
      measures: terms.measures.map((one) => ({ ...one, forCounties: true, recipients: ['kommun-a', 'kommun-d'] })),
    };
    const noOwn = counties.recipients.map((one) =>
      one.organisation === 'kommun-a' || one.organisation === 'kommun-d' ? { ...one, population: null } : one,
    );
    const lived = inForce({ recipients: { ...counties, recipients: noOwn } }).does(distribute(300));
    expect(shares(lived)).toEqual({ 'kommun-a': 200, 'kommun-d': 100 });
  });

  test('is not for a measure whose money is not shared', () => {
    expect(inForce().tries({ type: 'distribute', measure: 'kurser', amountOre: null })).toEqual({
      code: 'noRecipients',
      measure: 'kurser',
      known: ['databaser'],
    });
  });
});

describe('a letter of intent', () => {
  test('is asked of every recipient, each with a date of its own that is reminded of', () => {
    const lived = inForce();
    expect(lived.tries(ask('2012-03-01'))).toMatchObject({ code: 'answerByTooEarly' });
    lived.does(ask());
    expect(letterOf(lived, 'kommun-c')).toMatchObject({
      debtor: 'kommun-c',
      creditor: 'staten',
      dueOn: '2012-04-02',
      binds: false,
    });
    const [event] = eventsOf(lived, 'lettersAsked');
    const notices = event === undefined ? [] : noticesOf(event, lived.state());
    expect(notices.map(({ recipient }) => recipient)).toEqual(municipalities.map((id) => `registrar:${id}`));
    lived.liveUntil('2012-04-15');
    expect(remindersOf(lived, 'letterOfIntent-databaser:kommun-c').map(({ occasion }) => occasion)).toEqual([-14, -3, 0, 1, 7]);
  });

  test('answers the agreement’s questions, and is given once', () => {
    const lived = inForce().does(ask());
    const short = { ...letter('kommun-a'), answers: { syfte: text('syfte'), annat: text('annat') } } as Command;
    expect(lived.tries(short)).toEqual({
      code: 'questionsUnanswered',
      missing: ['samverkan'],
      unknown: ['annat'],
      known: ['syfte', 'samverkan'],
    });
    lived.does(letter('kommun-a'), { by: 'kommun-a-person', evidence: null });
    expect(letterOf(lived, 'kommun-a')?.status).toBe('met');
    expect(lived.tries(letter('kommun-a'))).toMatchObject({ code: 'alreadyDone' });
    expect(lived.tries(letter('kommun-b'), { by: 'kommun-a-person' })).toMatchObject({ code: 'notAllowed' });
    expect(lived.tries(letter('skl'))).toMatchObject({ code: 'notOneOfThem', known: 5 });
  });

  test('that comes late is a letter, marked late, also from one who was silent', () => {
    const lived = inForce().does(distribute()).does(ask()).liveUntil('2012-04-03');
    lived.does(letter('kommun-a'));
    expect(eventsOf(lived, 'letterGiven')[0]?.body.late).toBe(true);
    lived.does(close);
    expect(letterOf(lived, 'kommun-b')?.status).toBe('silent');
    lived.does(letter('kommun-b'));
    expect(letterOf(lived, 'kommun-b')?.status).toBe('met');
    expect(lived.state().recipients[measure]?.answers['kommun-b']).toMatchObject({ kind: 'given', late: true });
  });

  test('that is declined or not given leaves its money undistributed until it is shared anew', () => {
    const lived = inForce({ shared: { key: { kind: 'equal' } } })
      .does(distribute())
      .does(ask());
    expect(lived.tries(close)).toEqual({ code: 'answersStillDue', measure, until: '2012-04-02' });
    expect(lived.tries(decline('kommun-a'), { reason: null })).toMatchObject({ code: 'reasonMissing' });
    lived.does(decline('kommun-a')).does(letter('kommun-b')).does(letter('kommun-c')).does(letter('kommun-d'));
    expect(sum(shares(lived))).toBe(40 * MNKR);
    lived.liveUntil('2012-04-03').does(close);
    expect(sum(shares(lived))).toBe(30 * MNKR);
    expect(lived.tries(close)).toMatchObject({ code: 'everybodyAnswered' });
    expect(lived.tries(requisition({ measure, recipient: 'kommun-e' }, 1))).toMatchObject({ code: 'overdrawn', roomOre: 0 });
    lived.does(distribute());
    expect(sum(shares(lived))).toBe(50 * MNKR);
    expect(shares(lived)['kommun-e']).toBe(0);
    expect(lived.state().deadlines['requisition-databaser:kommun-e']?.status).toBe('waived');
  });

  test('can be asked for again of those who have not answered', () => {
    const lived = inForce().does(ask()).does(letter('kommun-a')).liveUntil('2012-04-03').does(close).does(ask('2012-05-02'));
    expect(letterOf(lived, 'kommun-b')).toMatchObject({ status: 'open', dueOn: '2012-05-02' });
    expect(letterOf(lived, 'kommun-a')?.status).toBe('met');
    expect(inForce().tries(close)).toMatchObject({ code: 'lettersNotAsked' });
  });

  test('is waited for before the money is paid, where the agreement says so', () => {
    const conditions = {
      holdPaymentWhileReportIsLate: false,
      holdPaymentWhileAccountsAreLate: false,
      holdUntilLetterOfIntent: true,
    };
    const lived = inForce({ funds: { conditions } }).does(distribute());
    lived.does(requisition({ measure, recipient: 'kommun-a' }, 100)).does(approve('requisition-1'));
    expect(lived.tries(payment(100, { requisition: 'requisition-1' }))).toMatchObject({ because: 'noLetterOfIntent' });
    lived.does(letter('kommun-a'));
    expect(lived.tries(payment(100, { requisition: 'requisition-1' }))).toBeNull();
  });
});

describe('a recipient', () => {
  const account = (usedOre: number, unspentOre: number): Command => ({
    type: 'accountFunds',
    measure,
    recipient: 'kommun-a',
    usedOre,
    unspentOre,
  });

  test('requisitions its share by its own last day, through whoever acts for it', () => {
    const lived = inForce({ shared: { key: { kind: 'equal' } } }).does(distribute());
    expect(lived.state().deadlines['requisition-databaser:kommun-a']).toMatchObject({ dueOn: '2012-11-30', binds: false });
    expect(lived.tries(requisition({ measure, recipient: 'kommun-a' }, 10 * MNKR + 1))).toMatchObject({ roomOre: 10 * MNKR });
    const own = { ...requisition({ measure, recipient: 'kommun-a' }, 10 * MNKR), signedBy: 'kommun-a-person' } as Command;
    expect(lived.tries(own, { by: 'kommun-b-person' })).toMatchObject({ code: 'notAllowed' });
    expect(lived.tries(own, { by: 'kommun-a-person', evidence: null })).toBeNull();
    expect(lived.state().deadlines['requisition-databaser:kommun-a']?.status).toBe('met');
    expect(lived.tries(approve('requisition-1'), { by: 'kommun-a-person' })).toMatchObject({ code: 'notAllowed' });
    expect(lived.tries(requisition({ measure, recipient: 'skl' }, 1))).toMatchObject({ code: 'notARecipient', known: 5 });
    // That is what is wrong with it, whoever says it: not that nobody of an organisation without a name has said it.
    expect(lived.tries(requisition({ measure, recipient: 'ingen' }, 1), { by: 'ministern' })).toMatchObject({
      code: 'notARecipient',
      recipient: 'ingen',
    });
    expect(lived.tries(requisition({ measure: 'kurser', recipient: 'kommun-a' }, 1))).toMatchObject({
      code: 'notARecipient',
      known: 0,
    });
  });

  test('may act through the link that was sent to it, and sign what it asks for there', () => {
    const lived = inForce().does(distribute());
    const actor = { authenticated: 'link', person: 'person-7', organisation: 'kommun-a', link: 'link-1' } as const;
    const through = (command: Command) => {
      const envelope = { ...envelopeOf(command, '2012-03-01', { evidence: null }), actor };
      return decide(lived.state(), envelope, lived.now());
    };
    expect(through(letter('kommun-a'))).toMatchObject({ ok: true });
    expect(through(letter('kommun-b'))).toMatchObject({ ok: false, refusal: { code: 'notAllowed' } });
    const signed = { ...requisition({ measure, recipient: 'kommun-a' }, 100), signedBy: 'person-7' } as Command;
    expect(through(signed)).toMatchObject({ ok: true });
    expect(through({ ...signed, signedBy: 'person-8' } as Command)).toMatchObject({ refusal: { code: 'unknownPerson' } });
  });

  test('that has asked for money does not decline it', () => {
    const lived = inForce()
      .does(distribute())
      .does(requisition({ measure, recipient: 'kommun-a' }, 100));
    expect(lived.tries(decline('kommun-a'))).toMatchObject({ code: 'moneyTaken', takenOre: 100 });
    lived.does({ type: 'declineRequisition', requisition: 'requisition-1' });
    expect(lived.tries(decline('kommun-a'))).toBeNull();
  });

  test('reports back once it is paid, and its report is accepted by whoever shared the money out', () => {
    const lived = paid(inForce().does(distribute()), { measure, recipient: 'kommun-a' }, 100);
    const deadline = 'recipientReport-databaser:kommun-a';
    expect(lived.state().deadlines[deadline]).toMatchObject({ debtor: 'kommun-a', creditor: 'staten', dueOn: '2013-03-01' });
    expect(lived.state().deadlines['recipientReport-databaser:kommun-b']).toBeUndefined();
    lived.does({ type: 'handInReport', deadline, content: report }, { by: 'kommun-a-person', evidence: null });
    expect(lived.tries({ type: 'acceptReport', deadline }, { by: 'kommun-a-person' })).toMatchObject({ code: 'ownReport' });
    lived
      .does({ type: 'returnReport', deadline, newDueOn: '2013-04-02' })
      .does({ type: 'handInReport', deadline, content: report });
    lived.does({ type: 'acceptReport', deadline }, { by: 'ministern', evidence: null });
    expect(lived.state().deadlines[deadline]?.accepted).toBe(true);
  });

  test('accounts for its own, and the measure’s and area’s accounts are the sums', () => {
    const lived = paid(inForce().does(distribute(40 * MNKR)), { measure, recipient: 'kommun-a' }, 1000);
    paid(lived, { measure }, 500);
    expect(lived.tries(account(900, 101))).toMatchObject({ code: 'accountMismatch', paidOre: 1000 });
    lived.does(account(900, 100)).does({ type: 'accountFunds', measure, recipient: null, usedOre: 500, unspentOre: 0 });
    const [area] = ledger(lived.state()).children;
    expect(area?.total).toMatchObject({ paid: 1500, used: 1400, left: 100, distributed: 40 * MNKR });
    expect(area?.children[0]?.own).toMatchObject({ paid: 500, used: 500 });
    expect(owedStill(lived.state()).areas).toContain('stod');
    lived.does({ type: 'repayFunds', measure, recipient: 'kommun-a', amountOre: 100 });
    expect(owedStill(lived.state()).areas).not.toContain('stod');
  });
});

describe('what cannot be right in the terms', () => {
  const faults = (changes: Parameters<typeof fundedDefinition>[0]) =>
    definitionFindings(fundedDefinition(changes)).map(({ path }) => path);
  const at = (field: string): string[] => [`terms.recipients.measures.0.${field}`];

  test('is found where it stands', () => {
    expect(faults({ shared: { recipients: [] } })).toEqual(at('recipients'));
    expect(faults({ shared: { recipients: ['ingen'] } })).toEqual(at('recipients.0'));
    expect(faults({ shared: { distributedBy: 'kommun-a' } })).toEqual(at('distributedBy'));
    expect(faults({ shared: { reportBy: { dueOn: '2012-02-30', source: 'assumed' } } })).toEqual(at('reportBy.dueOn'));
    expect(faults({ shared: { key: { kind: 'list', amountsOre: { 'kommun-a': 1 } } } })).toEqual(at('key'));
    const terms = recipientsTermsOf();
    const unknown = terms.recipients.map((one) => ({ ...one, population: null }));
    expect(faults({ recipients: { ...terms, recipients: unknown } })).toEqual(at('key'));
  });

  test('a county’s money needs the mandates of all the others there', () => {
    const terms = recipientsTermsOf({ forCounties: true, recipients: ['kommun-a'] });
    const mandate = { county: 'norra', recipient: 'kommun-a', onFileFrom: ['kommun-b'], evidence: 'dnr 1' };
    const [first] = definitionFindings(fundedDefinition({ recipients: { ...terms, mandates: [mandate] } }));
    expect(first).toMatchObject({ path: at('recipients')[0], message: expect.stringContaining('mandate of kommun-c') });
    const whole = { ...mandate, onFileFrom: ['kommun-b', 'kommun-c'] };
    expect(faults({ recipients: { ...terms, mandates: [whole] } })).toEqual([]);
    const stranger = { ...whole, onFileFrom: [...whole.onFileFrom, 'kommun-d'] };
    expect(faults({ recipients: { ...terms, mandates: [stranger] } })).toEqual(['terms.recipients.mandates.0']);
  });
});
