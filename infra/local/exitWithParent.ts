/** How long a part may take to finish by itself once its parent has gone. */
const graceMs = 10_000;

/**
 * For the `main.ts` of a part: when the stack that started it is gone, even killed with no warning, the part gets the same
 * SIGTERM as in an orderly stop, and is ended if it does not follow. Does nothing in a process started by hand.
 */
export function exitWithParent(): void {
  if (process.channel === undefined) return;
  // The channel alone is no reason to stay up.
  process.channel.unref();
  process.once('disconnect', () => {
    // Nobody reads standard output any more; that must not keep the part from finishing in order.
    process.stdout.on('error', () => undefined);
    setTimeout(() => process.exit(1), graceMs).unref();
    process.kill(process.pid, 'SIGTERM');
  });
}

/** For the `main.ts` of a part: tells the stack that it is ready, and where it answers if it serves anything. */
export function announceReady(facts: { url?: string } & Record<string, unknown> = {}): void {
  process.stdout.write(`${JSON.stringify({ ready: true, ...facts })}\n`);
}
