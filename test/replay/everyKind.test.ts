import { describe, expect, test } from 'vitest';
import { addDays } from '#core/calendar/civilDate.ts';
import { kinds } from '#core/act/model.ts';
import { kindOf, shortId } from '#contracts/ids.ts';
import type { Run } from '../../audit/compare/history.ts';
import { replay } from '../support/histories.ts';
import { recordedLives } from '../support/recorded.ts';
import { redecide, redecideTogether } from '../../audit/compare/redecide.ts';
import { recordInsteadOfTimer, tamperCommand, tamperOutcome } from '../support/tampering.ts';

// That the harness of `recorded.test.ts` can fail, for every kind of process and for what they say to each other.

const samples = [
  { kind: 'agreement', name: 'performance', id: 'agreement:kortare-vantan:2025', act: 'repayFunds' },
  { kind: 'agreement', name: 'renegotiated', id: 'agreement:evidensbaserad-praktik:2012', act: 'reopenNegotiation' },
  { kind: 'framework', name: 'performance', id: 'framework:kortare-vantan', act: 'withdraw' },
  { kind: 'referral', name: 'platform', id: 'referral:stockholm-2012', act: 'answer' },
] as const;

const lifeOf = (lives: readonly Run[][], id: string): Run[] => {
  const found = lives.find(([run]) => shortId(run?.workflowId ?? '') === id);
  if (found === undefined) throw new Error(`${id} is not recorded`);
  return found;
};

test('each kind of process has a sample', () => {
  expect(new Set(samples.map(({ kind }) => kind))).toEqual(new Set(kinds));
  for (const { kind, name, id } of samples) expect(kindOf(lifeOf(recordedLives(name), id)[0]?.workflowId ?? '')).toBe(kind);
});

describe.each(samples)('$id as recorded in $name', ({ name, id, act }) => {
  const fresh = (): Run[] => lifeOf(recordedLives(name), id);

  test('with something recorded where it set a timer is refused by replay', async () => {
    const runs = fresh();
    recordInsteadOfTimer(runs[0]);
    await expect(replay(runs)).rejects.toThrow(/does not replay.*[Nn]ondeterminism/s);
  });

  test(`with another day for what was done (${act}) passes replay and is refused by re-decision, there and nowhere else`, async () => {
    const runs = fresh();
    tamperCommand(runs, act, ({ envelope }) => {
      envelope.doneOn = addDays(envelope.doneOn, -1);
    });
    await replay(runs);
    const found = redecide(runs);
    expect(found.map((finding) => finding.found)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^other(Hash|Events)$/)]),
    );
    expect(new Set(found.map(({ version }) => version)).size).toBeLessThan(5);
  });
});

describe('what one process says to another', () => {
  const [year, next] = ['agreement:kortare-vantan:2025', 'agreement:kortare-vantan:2026'];
  const chainOf = (lives: readonly Run[][], id: string): string => lifeOf(lives, id)[0]?.workflowId ?? '';

  test('is there: a year opened by its framework, a revision that the next year took', () => {
    const lives = recordedLives('performance');
    const taken: string[] = [];
    for (const type of ['open', 'receiveRevision'])
      tamperCommand(lifeOf(lives, next), type, ({ envelope }) => void taken.push(shortId(envelope.actor.person)));
    expect(taken).toEqual(['framework:kortare-vantan', year]);
  });

  test('another word in what the next year took is found at the year that took it', () => {
    const lives = recordedLives('performance');
    tamperCommand<{ type: string; measure?: string }>(lifeOf(lives, next), 'receiveRevision', ({ envelope }) => {
      envelope.command.measure = 'forsta-samtal';
    });
    const found = redecideTogether(lives);
    expect(Object.keys(found)).toEqual([chainOf(lives, next)]);
    expect(found[chainOf(lives, next)]?.map((one) => one.found)).toEqual(['otherHash', 'otherMessage']);
  });

  test('a message that was taken and is said to have been refused is found at both', () => {
    const lives = recordedLives('performance');
    tamperOutcome(lifeOf(lives, year));
    const found = redecideTogether(lives);
    expect(found[chainOf(lives, year)]).toContainEqual({ version: expect.any(Number), found: 'otherHash' });
    expect(found[chainOf(lives, next)]).toEqual([{ version: expect.any(Number), found: 'otherMessage' }]);
  });
});
