import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { makeLanes } from '../../../infra/gateway/lanes.ts';

const soon = (): number => Date.now() + 5_000;

test('eight at once, and the others in the order of asking', async () => {
  const takeTurn = makeLanes();
  const began: number[] = [];
  let inFlight = 0;
  let most = 0;
  const one = async (n: number): Promise<void> => {
    const giveBack = await takeTurn('remissen', soon());
    began.push(n);
    most = Math.max(most, (inFlight += 1));
    await sleep(2);
    inFlight -= 1;
    giveBack?.();
  };
  const all = Array.from({ length: 290 }, (_, n) => n);
  await Promise.all(all.map(one));
  expect(began).toEqual(all);
  expect(most).toBe(8);
});

test('who has waited long enough is told so and loses no turn for those behind; other processes do not wait', async () => {
  const takeTurn = makeLanes();
  const turns = await Promise.all(Array.from({ length: 8 }, () => takeTurn('full', soon())));
  const [tooLate, behind] = [takeTurn('full', Date.now() + 20), takeTurn('full', soon())];
  expect(await takeTurn('ledig', soon())).not.toBeNull();
  expect(await tooLate).toBeNull();
  turns[0]?.();
  expect(await behind).not.toBeNull();
});
