import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until it is so. @throws Error, naming what did not come, when the time is out. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  { withinMs }: { withinMs: number },
): Promise<void> {
  for (const giveUpAt = performance.now() + withinMs; !(await isSo()); await sleep(100)) {
    if (performance.now() > giveUpAt) throw new Error(`within ${withinMs} ms it did not come to be that ${what}`);
  }
}
