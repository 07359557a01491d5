import { expect, test } from 'vitest';
import { bodyDecision } from '#contracts/schemas/decision.ts';

test('a paragraph is taken as people write it, and kept without the sign', () => {
  const decided = { body: 'kommunstyrelsen', decidedOn: '2012-09-26', outcome: 'asProposed' };
  for (const [given, kept] of [
    [14, '14'],
    ['14', '14'],
    ['§ 14', '14'],
    ['§14a', '14a'],
  ] as const)
    expect(bodyDecision.parse({ ...decided, paragraph: given }).paragraph).toBe(kept);
  for (const given of ['§', 'fjorton', 0, 1.5])
    expect(bodyDecision.safeParse({ ...decided, paragraph: given }).success).toBe(false);
});
