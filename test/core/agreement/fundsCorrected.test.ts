import type { Command, Correction } from '#core/agreement/commands.ts';
import { type Amounts, ledger, type LedgerNode } from '#core/agreement/funds/ledger.ts';
import { describe, expect, test } from 'vitest';
import { MNKR } from '../../support/agreements.ts';
import type { Lived } from '../../support/lives.ts';
import { approve, inForce, paid, payment, requisition } from '../../support/parts/fundedAgreement.ts';

const find = (node: LedgerNode, id: string): LedgerNode | undefined =>
  node.id === id ? node : node.children.map((child) => find(child, id)).find((one) => one !== undefined);
const own = (lived: Lived, id: string): Amounts | undefined => find(ledger(lived.state()), id)?.own;
const total = (lived: Lived, id: string): Amounts | undefined => find(ledger(lived.state()), id)?.total;

describe('a correction in the funds', () => {
  const versionOf = (lived: Lived, type: string): number =>
    lived.events().findLast(({ body }) => body.type === type)?.version ?? 0;
  const correct = (lived: Lived, type: string, correction: Correction): Command => ({
    type: 'correct',
    version: versionOf(lived, type),
    correction,
  });
  const account = (usedOre: number, unspentOre: number): Command => ({
    type: 'accountFunds',
    measure: 'databaser',
    recipient: null,
    usedOre,
    unspentOre,
  });
  const amount = (amountOre: number): Correction => ({ kind: 'amount', amountOre });
  const twoPaid = () => paid(inForce(), { measure: 'databaser' }, 2 * MNKR);

  test('of a payment says what was paid, within what was granted, and opens what is left of it', () => {
    const lived = twoPaid();
    expect(lived.tries(correct(lived, 'paymentRecorded', amount(2 * MNKR + 1)))).toEqual({
      code: 'moreThanApproved',
      requisition: 'requisition-1',
      leftOre: 2 * MNKR,
      givenOre: 2 * MNKR + 1,
    });
    expect(lived.tries(correct(lived, 'paymentRecorded', amount(0.5)))).toMatchObject({ code: 'notMoney', field: 'amountOre' });
    lived.does(correct(lived, 'paymentRecorded', amount(MNKR)));
    expect(total(lived, 'databaser')).toMatchObject({ paid: MNKR, unpaid: 49 * MNKR, left: MNKR });
    expect(lived.tries(payment(MNKR, { requisition: 'requisition-1' }))).toBeNull();
  });

  test('of a payment that nobody asked for keeps within what is set aside', () => {
    const lived = inForce({ funds: { payment: 'withoutRequisition' } }).does(payment(MNKR, { measure: 'databaser' }));
    expect(lived.tries(correct(lived, 'paymentRecorded', amount(50 * MNKR + 1)))).toMatchObject({
      code: 'overdrawn',
      roomOre: 50 * MNKR,
    });
    lived.does(correct(lived, 'paymentRecorded', amount(50 * MNKR)));
    expect(total(lived, 'databaser')).toMatchObject({ paid: 50 * MNKR, unpaid: 0 });
  });

  test('of a payment is never to less than what has come back of it', () => {
    const lived = twoPaid()
      .does(account(MNKR, MNKR))
      .does({ type: 'repayFunds', measure: 'databaser', recipient: null, amountOre: MNKR });
    expect(lived.tries(correct(lived, 'paymentRecorded', amount(MNKR - 1)))).toMatchObject({
      code: 'returnedTooMuch',
      leftOre: MNKR - 1,
      givenOre: MNKR,
    });
  });

  test('of accounts is again of all that was paid, and leaves what was repaid unspent', () => {
    const lived = twoPaid()
      .does(account(MNKR, MNKR))
      .does({ type: 'repayFunds', measure: 'databaser', recipient: null, amountOre: MNKR });
    const to = (usedOre: number, unspentOre: number) =>
      correct(lived, 'fundsAccounted', { kind: 'account', usedOre, unspentOre });
    expect(lived.tries(to(MNKR, MNKR - 1))).toMatchObject({ code: 'accountMismatch', paidOre: 2 * MNKR });
    expect(lived.tries(to(MNKR + 1, MNKR - 1))).toMatchObject({ code: 'returnedTooMuch', leftOre: MNKR - 1, givenOre: MNKR });
    lived.does(to(MNKR - 1, MNKR + 1));
    expect(own(lived, 'databaser')).toMatchObject({ used: MNKR - 1, repaid: MNKR, left: 1 });
  });

  test('of a repayment is at most what was unspent', () => {
    const lived = twoPaid()
      .does(account(MNKR, MNKR))
      .does({ type: 'repayFunds', measure: 'databaser', recipient: null, amountOre: 1 });
    expect(lived.tries(correct(lived, 'fundsRepaid', amount(MNKR + 1)))).toMatchObject({
      code: 'returnedTooMuch',
      leftOre: MNKR,
    });
    lived.does(correct(lived, 'fundsRepaid', amount(MNKR)));
    expect(own(lived, 'databaser')).toMatchObject({ used: MNKR, repaid: MNKR, left: 0 });
  });

  test('of a payment to an area leaves its accounts to be corrected, too', () => {
    const lived = paid(inForce(), { area: 'stod' }, 2 * MNKR).does({
      type: 'account',
      area: 'stod',
      usedOre: 2 * MNKR,
      unspentOre: 0,
    });
    const accounts: Correction = { kind: 'account', usedOre: MNKR, unspentOre: 0 };
    expect(lived.tries(correct(lived, 'accounted', accounts))).toMatchObject({ code: 'accountMismatch', paidOre: 2 * MNKR });
    lived.does(correct(lived, 'paymentRecorded', amount(MNKR))).does(correct(lived, 'accounted', accounts));
    expect(own(lived, 'stod')).toMatchObject({ paid: MNKR, used: MNKR, left: 0 });
  });

  test('of a day keeps the order of what was done', () => {
    const lived = inForce().does(requisition({ measure: 'databaser' }, MNKR));
    lived.does(approve('requisition-1')).liveUntil('2012-03-10');
    lived.does(payment(MNKR, { requisition: 'requisition-1' })).liveUntil('2012-03-12');
    const to = (doneOn: string) => correct(lived, 'paymentRecorded', { kind: 'doneOn', doneOn });
    expect(lived.tries(to('2012-02-29'))).toMatchObject({ code: 'doneTooEarly', earliest: '2012-03-01' });
    lived.does(to('2012-03-05'));
    expect(lived.state().funds.payments['payment-1']).toMatchObject({ doneOn: '2012-03-05' });
  });

  test('of what was appropriated says what became of the intention, and keeps above what was set aside of it', () => {
    const intention = { measure: 'databaser', year: 2013 };
    const settle = (type: 'settleAppropriation' | 'settleSetAside'): Command => ({
      type,
      ...intention,
      outcome: 'confirmed',
      amountOre: null,
    });
    const lived = inForce({ funds: { intentions: [{ ...intention, amountOre: 2 * MNKR }] } }).does(settle('settleAppropriation'));
    lived.does(correct(lived, 'appropriationSettled', amount(MNKR)));
    expect(lived.state().funds.settled['databaser:2013']?.appropriation).toMatchObject({ amountOre: MNKR, outcome: 'changed' });
    lived.does(settle('settleSetAside'));
    expect(total(lived, 'databaser')).toMatchObject({ setAside: 51 * MNKR });
    expect(lived.tries(correct(lived, 'appropriationSettled', amount(MNKR - 1)))).toMatchObject({ code: 'amountDoesNotFit' });
    expect(lived.tries(correct(lived, 'setAsideSettled', amount(MNKR + 1)))).toMatchObject({ code: 'amountDoesNotFit' });
    lived.does(requisition({ measure: 'databaser' }, 51 * MNKR));
    expect(lived.tries(correct(lived, 'setAsideSettled', amount(0)))).toMatchObject({ code: 'overdrawn' });
  });
});
