import type { Command, Correction } from '#core/agreement/commands.ts';
import { accountsSettled, outstandingOre, owedStill } from '#core/agreement/obligations.ts';
import { describe, expect, test } from 'vitest';
import { definitionOf, MNKR } from '../../support/agreements.ts';
import { eventsOf, livedTo, type Lived, settled } from '../../support/lives.ts';

const account = (area: string, used: number, unspent: number): Command => ({
  type: 'account',
  area,
  usedOre: used * MNKR,
  unspentOre: unspent * MNKR,
});
const repay = (area: string, amount: number): Command => ({ type: 'repay', area, amountOre: amount * MNKR });
const redovisning = (lived: Lived) => lived.state().deadlines['redovisning'];
const newest = (lived: Lived, type: 'accounted' | 'repaid'): number => eventsOf(lived, type).at(-1)?.version ?? 0;
const correct = (version: number, correction: Correction): Command => ({ type: 'correct', version, correction });
const accountOf = (used: number, unspent: number): Correction => ({
  kind: 'account',
  usedOre: used * MNKR,
  unspentOre: unspent * MNKR,
});
const repaymentOf = (amount: number): Correction => ({ kind: 'amount', amountOre: amount * MNKR });
const reporting = () => livedTo('finalReporting').liveUntil('2014-06-10');

describe('accounting', () => {
  test('takes used and unspent that make the whole budget, to the öre', () => {
    const lived = reporting();
    expect(lived.tries({ type: 'account', area: 'stod', usedOre: 60 * MNKR - 1, unspentOre: 0 })).toEqual({
      code: 'budgetMismatch',
      area: 'stod',
      budgetOre: 60 * MNKR,
      givenOre: 60 * MNKR - 1,
    });
    for (const usedOre of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      expect(lived.tries({ type: 'account', area: 'stod', usedOre, unspentOre: 60 * MNKR - usedOre })).toMatchObject({
        code: 'notMoney',
      });
    }
    lived.does({ type: 'account', area: 'stod', usedOre: 60 * MNKR - 1, unspentOre: 1 });
    expect(outstandingOre(lived.state(), 'stod')).toBe(1);
    expect(lived.tries(account('stod', 60, 0))).toMatchObject({ code: 'alreadyDone', what: 'stod' });
  });

  test('is by whoever owes the accounts', () => {
    const lived = reporting();
    expect(lived.tries(account('stod', 60, 0), { by: 'statssekreteraren' })).toMatchObject({ code: 'notAllowed', needed: 'skl' });
    expect(lived.tries(account('stod', 60, 0), { by: 'handlaggaren', evidence: null })).toBeNull();
  });

  test('of an area without money is not waited for', () => {
    const areas = [
      { id: 'stod', title: 'Stöd', budgetOre: 100 * MNKR },
      { id: 'utbildning', title: 'Utbildning', budgetOre: 0 },
    ];
    const lived = livedTo('finalReporting', definitionOf({ areas })).does(account('stod', 100, 0));
    expect(accountsSettled(lived.state())).toBe(true);
    expect(redovisning(lived)?.status).toBe('met');
  });
});

describe('repaying', () => {
  test('needs an account, and never returns more than is left', () => {
    const lived = reporting();
    expect(lived.tries(repay('stod', 1))).toEqual({ code: 'notAccounted', area: 'stod' });
    lived.does(account('stod', 50, 10)).does(repay('stod', 4));
    expect(lived.tries(repay('stod', 7))).toEqual({
      code: 'tooMuchRepaid',
      area: 'stod',
      outstandingOre: 6 * MNKR,
      givenOre: 7 * MNKR,
    });
    expect(lived.tries(repay('stod', 0))).toMatchObject({ code: 'tooMuchRepaid' });
    expect(lived.tries(repay('stod', -1))).toMatchObject({ code: 'notMoney' });
    lived.does(repay('stod', 6));
    expect(outstandingOre(lived.state(), 'stod')).toBe(0);
  });
});

describe('the accounts’ deadline', () => {
  test('is met by settlement: everything accounted for and returned, on the last of these acts’ own day', () => {
    const lived = reporting()
      .does(account('stod', 50, 10))
      .does(account('utbildning', 40, 0));
    expect(redovisning(lived)?.status).toBe('open');
    lived.liveUntil('2014-07-04').does(repay('stod', 10), { on: '2014-06-27' });
    expect(redovisning(lived)).toMatchObject({ status: 'met', done: { doneOn: '2014-06-27' } });
    expect(owedStill(lived.state()).areas).toEqual([]);
  });

  test('counts the latest act, whichever is entered last', () => {
    const lived = reporting()
      .does(account('stod', 60, 0))
      .liveUntil('2014-06-20');
    lived.does(account('utbildning', 40, 0), { on: '2014-03-03' });
    expect(redovisning(lived)?.done?.doneOn).toBe('2014-06-10');
  });

  test('is met by nothing else', () => {
    expect(reporting().tries({ type: 'meetDeadline', deadline: 'redovisning' })).toMatchObject({
      code: 'metOtherwise',
      use: ['account', 'repay'],
    });
  });
});

describe('a correction of money', () => {
  const settling = () =>
    reporting()
      .does(account('utbildning', 40, 0))
      .does(account('stod', 50, 10))
      .does(repay('stod', 8));

  test('says what an account should have said, and adds up too', () => {
    const lived = settling();
    const version = newest(lived, 'accounted');
    expect(lived.tries(correct(version, accountOf(51, 10)))).toMatchObject({ code: 'budgetMismatch' });
    expect(lived.tries(correct(version, accountOf(53, 7)))).toEqual({
      code: 'repaidExceedsUnspent',
      area: 'stod',
      excessOre: 1 * MNKR,
    });
    lived.does(correct(version, accountOf(51, 9)));
    expect(outstandingOre(lived.state(), 'stod')).toBe(1 * MNKR);
  });

  test('that leaves nothing to return meets the accounts’ deadline, by the days of the accounts themselves', () => {
    const lived = settling().liveUntil('2014-07-03');
    lived.does(correct(newest(lived, 'accounted'), accountOf(52, 8)));
    expect(redovisning(lived)).toMatchObject({ status: 'met', done: { doneOn: '2014-06-10' } });
  });

  test('of a repayment settles as well, and never returns more than was left', () => {
    const lived = settling();
    const version = newest(lived, 'repaid');
    expect(lived.tries(correct(version, repaymentOf(11)))).toMatchObject({ code: 'repaidExceedsUnspent' });
    lived.does(correct(version, repaymentOf(10)));
    expect(redovisning(lived)?.status).toBe('met');
  });

  test('that leaves something to return after all keeps the agreement open until it is returned', () => {
    const lived = settling().does(repay('stod', 2));
    lived.does(correct(newest(lived, 'repaid'), repaymentOf(0)));
    expect(redovisning(lived)?.status).toBe('met');
    expect(owedStill(lived.state()).areas).toEqual(['stod']);
    expect(settled(lived).state().phase).toBe('finalReporting');
    expect(lived.does(repay('stod', 2)).state().phase).toBe('closed');
  });

  test('as the last thing owed closes the agreement', () => {
    const lived = settled(settling());
    expect(lived.state().phase).toBe('finalReporting');
    expect(lived.does(correct(newest(lived, 'accounted'), accountOf(52, 8))).state().phase).toBe('closed');
  });
});
