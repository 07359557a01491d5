import type { Command } from '#core/agreement/commands.ts';
import { definitionFindings } from '#core/agreement/faults.ts';
import { type Amounts, ledger, type LedgerNode } from '#core/agreement/funds/ledger.ts';
import type { Outcome } from '#core/agreement/funds/types.ts';
import { owedStill } from '#core/agreement/obligations.ts';
import { describe, expect, test } from 'vitest';
import { MNKR, report } from '../../support/agreements.ts';
import { eventsOf, type Lived, livedTo } from '../../support/lives.ts';
import {
  approve,
  fundedDefinition,
  inForce,
  newestRequisition,
  paid,
  payment,
  reclaim,
  requisition,
} from '../../support/parts/fundedAgreement.ts';

const find = (node: LedgerNode, id: string): LedgerNode | undefined =>
  node.id === id ? node : node.children.map((child) => find(child, id)).find((one) => one !== undefined);
const own = (lived: Lived, id: string): Amounts | undefined => find(ledger(lived.state()), id)?.own;
const total = (lived: Lived, id: string): Amounts | undefined => find(ledger(lived.state()), id)?.total;

describe('an intention', () => {
  const intended = (amountOre: number | null = 2 * MNKR) =>
    inForce({ funds: { intentions: [{ measure: 'databaser', year: 2013, amountOre }] } });
  const settle = (
    type: 'settleAppropriation' | 'settleSetAside',
    outcome: Outcome = 'confirmed',
    amountOre: number | null = null,
    year = 2013,
  ): Command => ({ type, measure: 'databaser', year, outcome, amountOre });

  test('is appropriated and then set aside, and only then there to be spent', () => {
    const lived = intended();
    expect(total(lived, 'databaser')).toMatchObject({ intended: 52 * MNKR, appropriated: 50 * MNKR, setAside: 50 * MNKR });
    expect(lived.tries(settle('settleSetAside'))).toMatchObject({ code: 'notAppropriated', denied: false });
    lived.does(settle('settleAppropriation'));
    expect(total(lived, 'databaser')).toMatchObject({ appropriated: 52 * MNKR, setAside: 50 * MNKR });
    expect(lived.tries(requisition({ measure: 'databaser' }, 50 * MNKR + 1))).toMatchObject({ code: 'overdrawn' });
    lived.does(settle('settleSetAside'));
    expect(total(lived, 'stod')).toMatchObject({ setAside: 62 * MNKR });
    expect(lived.tries(requisition({ measure: 'databaser' }, 52 * MNKR))).toBeNull();
  });

  test('that is denied ends there, with a reason', () => {
    const lived = intended();
    expect(lived.tries(settle('settleAppropriation', 'denied'), { reason: null })).toEqual({
      code: 'changeNeedsReason',
      outcome: 'denied',
    });
    lived.does(settle('settleAppropriation', 'denied'));
    expect(lived.tries(settle('settleSetAside'))).toMatchObject({ code: 'notAppropriated', denied: true });
  });

  test('is settled once, by the creditor, with a reference also the same day', () => {
    const lived = intended();
    const confirmed = settle('settleAppropriation');
    expect(lived.tries(confirmed, { by: 'handlaggaren' })).toMatchObject({ code: 'notAllowed', needed: 'staten' });
    expect(lived.tries(confirmed, { by: 'ministern', evidence: null })).toMatchObject({ code: 'referenceMissing' });
    expect(lived.tries(confirmed, { by: 'ministern' })).toBeNull();
    expect(lived.tries(confirmed, { by: 'ministern' })).toMatchObject({ code: 'alreadyDone', what: 'databaser:2013' });
    expect(lived.tries(settle('settleAppropriation', 'confirmed', null, 2014))).toMatchObject({
      code: 'noIntention',
      known: [{ measure: 'databaser', year: 2013 }],
    });
  });

  test('of no amount takes the amount that was appropriated, and no more is set aside than that', () => {
    const lived = intended(null);
    expect(lived.tries(settle('settleAppropriation'))).toEqual({ code: 'amountMissing', intendedOre: null });
    lived.does(settle('settleAppropriation', 'confirmed', MNKR));
    expect(lived.tries(settle('settleSetAside', 'changed', 2 * MNKR))).toMatchObject({ code: 'amountDoesNotFit' });
    expect(lived.tries(settle('settleSetAside', 'changed', MNKR))).toMatchObject({ code: 'amountDoesNotFit' });
    lived.does(settle('settleSetAside', 'changed', MNKR - 1));
    expect(total(lived, 'databaser')).toMatchObject({ setAside: 51 * MNKR - 1 });
  });

  test('for the year itself is no money until it is set aside', () => {
    const lived = inForce({ funds: { intentions: [{ measure: 'databaser', year: 2012, amountOre: null }] } });
    expect(total(lived, 'stod')).toMatchObject({ intended: 60 * MNKR, setAside: 10 * MNKR });
    expect(lived.tries(requisition({ measure: 'databaser' }, 1))).toMatchObject({ code: 'overdrawn', roomOre: 0 });
    lived.does(settle('settleAppropriation', 'changed', 40 * MNKR, 2012)).does(settle('settleSetAside', 'confirmed', null, 2012));
    expect(total(lived, 'stod')).toMatchObject({ setAside: 50 * MNKR });
    expect(lived.tries(requisition({ measure: 'databaser' }, 40 * MNKR))).toBeNull();
  });
});

describe('a requisition', () => {
  test('is never beyond what is set aside, of the measure or of what is no measure’s', () => {
    const lived = inForce();
    expect(lived.tries(requisition({ area: 'stod' }, 10 * MNKR + 1))).toMatchObject({ code: 'overdrawn', roomOre: 10 * MNKR });
    lived.does(requisition({ measure: 'databaser' }, 30 * MNKR));
    expect(lived.tries(requisition({ measure: 'databaser' }, 20 * MNKR + 1))).toMatchObject({ roomOre: 20 * MNKR });
    expect(lived.tries(requisition({ measure: 'databaser' }, 0))).toMatchObject({ code: 'overdrawn' });
    lived.does({ type: 'declineRequisition', requisition: 'requisition-1' });
    expect(lived.tries(requisition({ measure: 'databaser' }, 50 * MNKR))).toBeNull();
  });

  test('names whose money it is, and who signed it', () => {
    const lived = inForce();
    expect(lived.tries(requisition({}, 1))).toMatchObject({ code: 'whoseMoney' });
    expect(lived.tries(requisition({ area: 'stod', measure: 'databaser' }, 1))).toMatchObject({ code: 'whoseMoney' });
    expect(lived.tries(requisition({ measure: 'databaser' }, 1), { by: 'handlaggaren', evidence: null })).toEqual({
      code: 'signatoryMissing',
    });
    const signed = (signedBy: string): Command => ({ ...requisition({ measure: 'databaser' }, 1), signedBy }) as Command;
    expect(lived.tries(signed('ministern'), { by: 'handlaggaren' })).toMatchObject({ code: 'notThatPerson', field: 'signedBy' });
    expect(lived.tries(signed('handlaggaren'), { by: 'handlaggaren', evidence: null })).toBeNull();
  });

  test('after its last day is taken and marked late, unless the day binds', () => {
    const late = inForce({}, '2012-12-03').does(requisition({ measure: 'databaser' }, MNKR));
    expect(eventsOf(late, 'requisitioned')[0]?.body.late).toBe(true);
    expect(late.state().deadlines['requisition']?.status).toBe('met');
    const binding = inForce({ funds: { lastDayBinds: true } }, '2012-12-03');
    expect(binding.tries(requisition({ measure: 'databaser' }, MNKR))).toMatchObject({
      code: 'requisitionTooLate',
      lastDay: '2012-12-01',
    });
    expect(binding.tries(requisition({ measure: 'databaser' }, MNKR), { on: '2012-12-01' })).toBeNull();
  });

  test('is decided by who pays or is accounted to, never by who made it, and once', () => {
    const lived = inForce().does(requisition({ measure: 'databaser' }, MNKR));
    expect(lived.tries(approve('requisition-1'), { by: 'handlaggaren' })).toMatchObject({ code: 'notAllowed' });
    expect(lived.tries(approve('requisition-9'))).toMatchObject({ code: 'unknown', known: ['requisition-1'] });
    expect(lived.tries(approve('requisition-1', MNKR - 1), { by: 'ministern', reason: null })).toMatchObject({
      code: 'changeNeedsReason',
    });
    expect(lived.tries(approve('requisition-1', MNKR + 1), { by: 'ministern' })).toMatchObject({ code: 'moreThanApproved' });
    expect(lived.tries(approve('requisition-1', MNKR - 1), { by: 'kassoren' })).toBeNull();
    expect(lived.tries(approve('requisition-1'))).toMatchObject({ code: 'requisitionDecided', approved: true });
    expect(own(lived, 'databaser')).toMatchObject({ requisitioned: MNKR, approved: MNKR - 1 });
  });

  test('that is declined leaves its last day to be met', () => {
    const lived = inForce().does(requisition({ measure: 'databaser' }, MNKR));
    lived.does({ type: 'declineRequisition', requisition: 'requisition-1' });
    expect(lived.state().deadlines['requisition']).toMatchObject({ status: 'open', done: null });
  });

  test('is not for an agreement that follows no payments', () => {
    expect(livedTo('inForce').tries(requisition({ measure: 'databaser' }, 1))).toEqual({ code: 'paymentsNotFollowed' });
  });
});

describe('a payment', () => {
  test('is on what was granted, and no more than that', () => {
    const lived = inForce().does(requisition({ measure: 'databaser' }, MNKR));
    expect(lived.tries(payment(MNKR, { requisition: 'requisition-1' }))).toMatchObject({ code: 'requisitionUndecided' });
    lived.does(approve('requisition-1'));
    expect(lived.tries(payment(MNKR + 1, { requisition: 'requisition-1' }))).toMatchObject({ code: 'moreThanApproved' });
    lived.does(payment(MNKR / 2, { requisition: 'requisition-1' }), { by: 'kassoren' });
    expect(lived.tries(payment(MNKR, { requisition: 'requisition-1' }))).toMatchObject({ leftOre: MNKR / 2 });
    expect(lived.tries(payment(MNKR, { measure: 'databaser' }))).toMatchObject({ code: 'requisitionMissing' });
    const byParty = { ...payment(1, { requisition: 'requisition-1' }), payer: 'staten' } as Command;
    expect(lived.tries(byParty)).toEqual({ code: 'notAPayer', payer: 'staten', known: ['betalaren'] });
    expect(lived.tries(payment(1, { requisition: 'requisition-1' }), { by: 'handlaggaren' })).toMatchObject({
      code: 'notAllowed',
    });
  });

  test('without a requisition keeps within what is set aside, where the agreement pays so', () => {
    const lived = inForce({ funds: { payment: 'withoutRequisition' } });
    expect(lived.tries(payment(50 * MNKR + 1, { measure: 'databaser' }))).toMatchObject({ code: 'overdrawn' });
    lived.does(payment(50 * MNKR, { measure: 'databaser' }));
    expect(lived.tries(requisition({ measure: 'databaser' }, 1))).toMatchObject({ code: 'overdrawn', roomOre: 0 });
  });

  test('is held while a report is late where the agreement says so, and the report is named', () => {
    const conditions = {
      holdPaymentWhileReportIsLate: true,
      holdPaymentWhileAccountsAreLate: false,
      holdUntilLetterOfIntent: false,
    };
    const lived = inForce({ funds: { conditions } }, '2013-04-02').does(requisition({ measure: 'databaser' }, MNKR));
    lived.does(approve('requisition-1'));
    expect(lived.tries(payment(MNKR, { requisition: 'requisition-1' }))).toEqual({
      code: 'paymentHeld',
      because: 'reportIsLate',
      deadline: 'rapport',
      dueOn: '2013-03-31',
      organisation: 'skl',
    });
    lived.does({ type: 'handInReport', deadline: 'rapport', content: report });
    expect(lived.tries(payment(MNKR, { requisition: 'requisition-1' }))).toBeNull();
    const free = inForce({}, '2013-04-02');
    expect(paid(free, { measure: 'databaser' }, MNKR).state().funds.payments).toHaveProperty('payment-1');
  });
});

describe('accounts', () => {
  const account = (usedOre: number, unspentOre: number): Command => ({
    type: 'accountFunds',
    measure: 'databaser',
    recipient: null,
    usedOre,
    unspentOre,
  });
  const repay = (amountOre: number): Command => ({ type: 'repayFunds', measure: 'databaser', recipient: null, amountOre });

  test('are of what was paid, to the öre, and given anew when more is paid', () => {
    const lived = paid(inForce(), { measure: 'databaser' }, MNKR);
    expect(lived.tries(account(MNKR, 1))).toMatchObject({ code: 'accountMismatch', paidOre: MNKR });
    lived.does(account(MNKR - 1, 1));
    expect(lived.tries(account(MNKR, 0))).toMatchObject({ code: 'alreadyDone' });
    expect(lived.tries(repay(2))).toMatchObject({ code: 'returnedTooMuch', leftOre: 1 });
    lived.does(repay(1));
    paid(lived, { measure: 'databaser' }, 500);
    expect(lived.tries(account(MNKR + 500, 0))).toMatchObject({ code: 'returnedTooMuch' });
    lived.does(account(MNKR + 499, 1));
    expect(own(lived, 'databaser')).toMatchObject({ used: MNKR + 499, repaid: 1, left: 0 });
  });

  test('count what was carried over from an earlier year', () => {
    const lived = inForce({ funds: { carriedOre: { databaser: 700 } } });
    expect(own(lived, 'databaser')).toMatchObject({ carried: 700, left: 700 });
    lived.does(account(600, 100)).does(repay(100));
    expect(own(lived, 'databaser')).toMatchObject({ used: 600, left: 0 });
  });

  test('of an area are of what was paid to it, and an area that nobody was paid says so', () => {
    const lived = paid(inForce(), { area: 'stod' }, MNKR);
    const ofArea = (area: string, usedOre: number): Command => ({ type: 'account', area, usedOre, unspentOre: 0 });
    expect(lived.tries(ofArea('stod', 60 * MNKR))).toMatchObject({ code: 'accountMismatch', paidOre: MNKR });
    lived.does(ofArea('stod', MNKR));
    expect(owedStill(lived.state()).areas).toEqual(['utbildning']);
    lived.does(ofArea('utbildning', 0));
    expect(owedStill(lived.state()).areas).toEqual([]);
    expect(lived.state().deadlines['redovisning']?.status).toBe('met');
  });

  test('are still owed after a termination, and nothing more is paid out', () => {
    const lived = paid(inForce(), { measure: 'databaser' }, MNKR);
    lived.does(requisition({ measure: 'databaser' }, MNKR)).does({ type: 'terminate', party: 'skl' });
    expect(lived.state().phase).toBe('finalReporting');
    lived.liveUntil('2012-03-02');
    expect(lived.tries(requisition({ measure: 'databaser' }, 1))).toMatchObject({ code: 'noMoreMoney' });
    expect(lived.tries(approve('requisition-2'))).toMatchObject({ code: 'noMoreMoney' });
    expect(owedStill(lived.state()).areas).toEqual(['stod', 'utbildning']);
    lived.does(account(MNKR - 5, 5)).does(repay(5));
    expect(owedStill(lived.state()).areas).toEqual(['utbildning']);
  });

  test('wait for what is granted and not paid', () => {
    const lived = paid(inForce(), { measure: 'databaser' }, MNKR).does(requisition({ measure: 'databaser' }, 7));
    lived.does(approve(newestRequisition(lived))).does(account(MNKR, 0));
    expect(owedStill(lived.state()).areas).toEqual(['stod', 'utbildning']);
    lived.does({ type: 'declineRequisition', requisition: 'requisition-2' });
    expect(owedStill(lived.state()).areas).toEqual(['utbildning']);
  });
});

describe('a reclaim', () => {
  test('is by a body of who paid or is accounted to, and of no more than was paid', () => {
    const lived = paid(inForce(), { measure: 'databaser' }, MNKR);
    const of = (amountOre: number) => reclaim({ measure: 'databaser' }, amountOre, '2012-03-01');
    expect(lived.tries(of(MNKR + 1))).toMatchObject({ code: 'returnedTooMuch', leftOre: MNKR });
    expect(lived.tries({ ...of(1), body: 'styrelsen' } as Command)).toMatchObject({ code: 'wrongBody' });
    expect(lived.tries(of(1), { by: 'handlaggaren' })).toMatchObject({ code: 'notAllowed' });
    expect(lived.tries({ ...of(1), decidedOn: '2012-03-02' } as Command)).toMatchObject({ code: 'doneInFuture' });
    expect(lived.tries({ ...of(1), payBy: '2012-02-01' } as Command)).toMatchObject({ code: 'payByTooEarly' });
    lived.does({ ...of(10), payBy: '2012-04-02' } as Command, { by: 'ministern' });
    expect(lived.state().deadlines['reclaim-1']).toMatchObject({ debtor: 'skl', creditor: 'staten', dueOn: '2012-04-02' });
    expect(lived.tries({ type: 'settleReclaim', reclaim: 'reclaim-1', amountOre: 11 })).toMatchObject({ leftOre: 10 });
    lived.does({ type: 'settleReclaim', reclaim: 'reclaim-1', amountOre: 4 });
    lived.does({ type: 'settleReclaim', reclaim: 'reclaim-1', amountOre: 6 });
    expect(lived.state().deadlines['reclaim-1']?.status).toBe('met');
    expect(own(lived, 'databaser')).toMatchObject({ reclaimed: 10, returned: 10, left: MNKR - 10 });
  });

  test('of used money makes it unused, and of unspent money takes it from what is to be repaid', () => {
    const lived = paid(inForce(), { measure: 'databaser' }, 100);
    lived.does({ type: 'accountFunds', measure: 'databaser', recipient: null, usedOre: 80, unspentOre: 20 });
    lived.does(reclaim({ measure: 'databaser' }, 30, '2012-03-01'));
    expect(own(lived, 'databaser')).toMatchObject({ used: 70, left: 30 });
    expect(lived.tries({ type: 'repayFunds', measure: 'databaser', recipient: null, amountOre: 1 })).toMatchObject({
      leftOre: 0,
    });
    expect(owedStill(lived.state()).areas).toContain('stod');
    lived.does({ type: 'settleReclaim', reclaim: 'reclaim-1', amountOre: 30 });
    expect(own(lived, 'databaser')).toMatchObject({ used: 70, returned: 30, left: 0 });
    expect(owedStill(lived.state()).areas).not.toContain('stod');
  });

  test('is possible after the agreement has closed, of accounts against the budget too', () => {
    const lived = livedTo('closed');
    const on = lived.now().slice(0, 10);
    lived.does(reclaim({ area: 'stod' }, MNKR, on));
    expect(lived.state().phase).toBe('closed');
    lived.does({ type: 'settleReclaim', reclaim: 'reclaim-1', amountOre: MNKR });
    expect(total(lived, 'stod')).toMatchObject({ used: 59 * MNKR, returned: MNKR, left: 0 });
  });
});

describe('what cannot be right in the terms', () => {
  const faults = (changes: Parameters<typeof fundedDefinition>[0]) =>
    definitionFindings(fundedDefinition(changes)).map(({ path }) => path);

  test('is found where it stands', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ funds: { payers: [] } })).toEqual(['terms.funds.payers']);
    expect(faults({ funds: { payers: ['ingen'] } })).toEqual(['terms.funds.payers.0']);
    expect(faults({ funds: { carriedOre: { ingen: 1 } } })).toEqual(['terms.funds.carriedOre.ingen']);
    const intention = (year: number, amountOre: number | null) => ({
      funds: { intentions: [{ measure: 'databaser', year, amountOre }] },
    });
    expect(faults(intention(2011, 1))).toEqual(['terms.funds.intentions.0.year']);
    expect(faults(intention(2012, 1))).toEqual(['terms.funds.intentions.0']);
    expect(faults({ ...intention(2012, null), amountOre: null })).toEqual(['terms.funds.intentions.0']);
    expect(faults({ ...intention(2012, 61 * MNKR), amountOre: null })).toEqual(['terms.funds.intentions']);
  });
});
