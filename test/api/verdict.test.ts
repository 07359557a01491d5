import { describe, expect, test } from 'vitest';
import { answerTo } from '../../api/verdict.ts';
import { languageOf } from '../../api/language.ts';
import { definition } from '../activities/record/fixtures.ts';

const asked = { commandId: 'c-1', lang: 'en', definition } as const;
const receipt = { chain: 'agreement:test-frame:2012', version: 7, hash: 'ab'.repeat(32) };

describe('what a verdict is in HTTP', () => {
  test('recorded now is created, recorded before is a repetition, both with the receipt', () => {
    expect(answerTo({ kind: 'recorded', receipt, repeated: false }, asked)).toEqual({
      status: 201,
      receipt: { ...receipt, repeated: false },
    });
    expect(answerTo({ kind: 'recorded', receipt, repeated: true }, asked)).toEqual({
      status: 200,
      receipt: { ...receipt, repeated: true },
    });
  });

  test('a refusal is a conflict with its code, its parameters and its words', () => {
    const refusal = { code: 'ownReport', deadline: 'rapport', organisation: 'forbundet' } as const;
    const english = answerTo({ kind: 'refused', refusal }, asked);
    expect(english).toMatchObject({
      status: 409,
      problem: {
        type: 'about:blank',
        title: 'Conflict',
        code: 'ownReport',
        params: { deadline: 'rapport', organisation: 'forbundet' },
      },
    });
    expect('problem' in english && english.problem.detail).toContain('Det påhittade förbundet');
    const swedish = answerTo({ kind: 'refused', refusal }, { ...asked, lang: 'sv' });
    expect('problem' in swedish && swedish.problem.detail).toContain('kan inte bedöma sin egen redovisning');
  });

  test('no verdict in time is unknown, with the command id and when to ask again', () => {
    expect(answerTo({ kind: 'unknown', commandId: 'c-1', retryAfterSeconds: 5 }, asked)).toMatchObject({
      status: 503,
      retryAfterSeconds: 5,
      problem: { code: 'noVerdict', outcome: 'unknown', commandId: 'c-1', detail: expect.stringContaining('c-1') },
    });
  });

  test('too many at once is 429 with when to come again, and nothing is left unknown', () => {
    const answer = answerTo({ kind: 'busy', retryAfterSeconds: 1 }, asked);
    expect(answer).toMatchObject({ status: 429, retryAfterSeconds: 1, problem: { code: 'tooManyCommands' } });
    expect(answer).not.toHaveProperty('problem.outcome');
  });

  test('another act under the id, other people under an id, and an agreement that is not there each have their status', () => {
    expect(answerTo({ kind: 'conflict', commandId: 'c-1' }, asked)).toMatchObject({
      status: 422,
      problem: { code: 'commandIdTaken' },
    });
    const conflicts = [{ id: 'p-sam', field: 'name', stored: 'Sam', given: 'Sim' }] as const;
    expect(answerTo({ kind: 'directoryConflict', conflicts: [...conflicts] }, asked)).toMatchObject({
      status: 409,
      problem: { code: 'otherPeople', params: { conflicts } },
    });
    expect(answerTo({ kind: 'notFound', agreement: receipt.chain }, asked)).toMatchObject({
      status: 404,
      problem: { code: 'unknownAgreement' },
    });
  });
});

test('the language is the one preferred of the two, and Swedish where neither is', () => {
  expect([undefined, '', '*', 'de, fr', 'en;q=0', 'sve'].map(languageOf)).toEqual(['sv', 'sv', 'sv', 'sv', 'sv', 'sv']);
  expect(['en', 'en-US,en;q=0.9', 'sv;q=0.2, en;q=0.8', 'de, EN;q=0.1'].map(languageOf)).toEqual(['en', 'en', 'en', 'en']);
  expect(['sv-FI, en', 'en;q=0.5, sv'].map(languageOf)).toEqual(['sv', 'sv']);
});
